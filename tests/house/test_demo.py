"""The real server, started as `make demo` starts it."""

import gzip
import re
import time
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
import server

SECRET = "19121212-1212"
FIRST_VISIT = 150_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with server.running(tmp_path_factory.mktemp("demo")) as address_and_log:
        yield address_and_log


def fetch(address):
    return urlopen(Request(address, headers={"Accept-Encoding": "gzip"}))


def test_says_where_it_is_and_who_signs_in(demo):
    address, log = demo
    assert f"Helhet: {address}" in log.read_text()
    assert "Nadja Lind" in log.read_text()
    assert b"Nadja Lind" in urlopen(f"{address}logga-in/").read()


def test_first_visit_is_light(demo):
    address, _ = demo
    page = fetch(address).read()
    sizes = {address: len(page)}
    for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page).decode()):
        answer = fetch(urljoin(address, found))
        assert "immutable" in answer.headers["Cache-Control"]
        sizes[found] = len(answer.read())
    assert len(sizes) > 5
    assert sum(sizes.values()) < FIRST_VISIT


def test_log_has_paths_but_no_query_string(demo):
    address, log = demo
    with pytest.raises(HTTPError):
        urlopen(f"{address}finns-inte?pnr={SECRET}")
    urlopen(f"{address}?pnr={SECRET}")
    time.sleep(0.5)
    assert "GET /finns-inte 404" in log.read_text()
    assert SECRET not in log.read_text()
