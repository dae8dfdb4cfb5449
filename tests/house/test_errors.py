"""An error that a person can act on is a page with its own words."""

import logging

import pytest
from django.test import RequestFactory

from helhet.config.errors import ErrorPages
from helhet.kernel.errors import BadContent, BadInput, HelhetError, NotFound
from helhet.ui.forms import ActionForm


@pytest.mark.parametrize(("error", "status"), [(NotFound, 404), (BadInput, 400), (HelhetError, 500)])
def test_a_domain_error_is_told_with_what_to_do(error: type[HelhetError], status: int) -> None:
    request = RequestFactory().get("/")
    answer = ErrorPages(lambda _: None).process_exception(request, error("Paketet saknas."))
    assert answer.status_code == status
    assert "Paketet saknas." in answer.content.decode()
    assert "Gör så här" in answer.content.decode()


def test_other_errors_are_left_alone() -> None:
    assert ErrorPages(lambda _: None).process_exception(RequestFactory().get("/"), ValueError("x")) is None


def test_what_an_address_does_not_take_is_told_in_words(client) -> None:
    answer = client.post("/vem-gor-vad/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "no-store" in answer["Cache-Control"]
    assert "Gör så här" in answer.content.decode()


def test_a_fault_in_our_own_content_is_ours_and_its_files_are_in_the_log_alone(caplog) -> None:
    fault = BadContent("Lagen går inte att läsa:\nduties.yaml:7: saknas: fältet måste finnas")
    with caplog.at_level(logging.ERROR):
        answer = ErrorPages(lambda _: None).process_exception(RequestFactory().get("/"), fault)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Felet är vårt" in page
    assert "yaml" not in page
    assert "duties.yaml:7: saknas" in caplog.text


def test_a_form_does_not_show_a_fault_in_our_own_content() -> None:
    def broken(_: object) -> None:
        raise BadContent("duties.yaml:7: saknas")

    with pytest.raises(BadContent):
        ActionForm({}).done(broken)
