"""Nothing that someone typed may reach a log."""

import logging

import pytest
from django.test import Client
from django.urls import path

from helhet.config.logs import PrivateFormatter

SECRET = "19121212-1212"


def fail(request):
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"bad {SECRET}") from error


urlpatterns = [path("fel", fail), path("", fail, name="start")]


@pytest.fixture
def logged(settings):
    """What our formatter writes of everything that Django logs."""
    settings.ROOT_URLCONF = __name__
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Keep()
    handler.setFormatter(PrivateFormatter("%(levelname)s %(message)s"))
    logging.getLogger("django").addHandler(handler)
    yield lines
    logging.getLogger("django").removeHandler(handler)


@pytest.mark.parametrize("send", [Client.get, Client.post])
def test_failure_tells_where_and_what_kind_but_no_data(logged, send):
    send(Client(raise_request_exception=False), f"/fel?pnr={SECRET}", {"namn": SECRET})
    text = "\n".join(logged)
    assert "Internal Server Error: /fel" in text
    assert "builtins.KeyError\nwhich led to:" in text
    assert "test_logs.py" in text
    assert SECRET not in text


def test_missing_page_is_logged_without_its_query(logged):
    Client().get(f"/finns-inte?pnr={SECRET}")
    assert any("/finns-inte" in line for line in logged)
    assert SECRET not in "\n".join(logged)


def test_request_line_of_the_development_server():
    record = logging.makeLogRecord({"msg": '"%s" %s', "args": (f"GET /?pnr={SECRET} HTTP/1.1", 200)})
    assert PrivateFormatter().format(record) == '"GET / HTTP/1.1" 200'
