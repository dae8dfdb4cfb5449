"""The shell and the error pages, without a browser."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

STATUS_OF = {400: SuspiciousOperation, 403: PermissionDenied, 500: ZeroDivisionError}


def fail(request, status):
    raise STATUS_OF[status]("hemlig uppgift")


def form(request):
    raise AssertionError("the form's protection should have stopped this")


urlpatterns = [path("fel/<int:status>", fail), path("formular", form), path("", fail, name="start")]


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize(
    ("status", "says"), [(400, "Vi förstod inte"), (403, "Du får inte se"), (500, "Något gick fel hos oss")]
)
def test_error_pages_keep_the_shell_and_say_what_to_do(client, status, says):
    answer = client.get(f"/fel/{status}")
    text = answer.content.decode()
    assert answer.status_code == status
    assert says in text
    assert "Gör så här" in text
    assert 'aria-label="Huvudmeny"' in text
    assert "hemlig uppgift" not in text or status == 403


def test_unknown_address(client):
    answer = client.get("/finns-inte")
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()


def test_old_form(client):
    answer = client.post("/formular", {"x": "1"})
    assert answer.status_code == 403
    assert "Vi kunde inte ta emot formuläret" in answer.content.decode()


@pytest.mark.parametrize("address", ["/fel/400", "/fel/500", "/finns-inte"])
def test_security_headers_everywhere(client, address):
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
