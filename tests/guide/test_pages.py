"""All pages of the guide: what they must have, and what they must never do."""

import gzip
import re
import zlib
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.test import Client

from helhet.guide import paper

from .fixtures import KALMAR, NURSE, agreements, send, words  # noqa: F401

GETS = ["/", "/guiden/", "/vem-gor-vad/", f"/vem-gor-vad/?kommun={KALMAR}", "/vem-gor-vad/?q=pengar", "/guiden/lank/"]
POSTS = ["/guiden/", "/guiden/svar.pdf", "/guiden/lank/"]


def unpacked(pdf: bytes) -> bytes:
    """What a PDF holds, with its streams unpacked where they are packed."""
    held = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            held.append(zlib.decompress(stream))
    return pdf + b"".join(held)


def pages(client):
    yield from (client.get(address) for address in GETS)
    yield from (client.post(address, NURSE) for address in POSTS)
    yield client.post("/guiden/", {"fraga": "age"})


def test_nothing_on_the_way_keeps_or_passes_on_anything(client):
    for answer in pages(client):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_forms_work_although_the_browser_hides_where_they_come_from():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/guiden/", NURSE, headers={"Origin": "null"})
    assert answer.status_code == 200


def test_no_answer_about_a_person_stands_in_any_address(client):
    html = client.post("/guiden/", NURSE).content.decode()
    for address in re.findall(r'(?:href|action|src|formaction)="([^"]*)"', html):
        assert not urlsplit(address).query, address
    assert 'method="get"' not in html


def test_nothing_inline_and_one_heading(client):
    for answer in pages(client):
        if answer["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            assert html.count("<h1") == 1
            assert not re.search(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", html)
            ids = re.findall(r'\sid="([^"]+)"', html)
            assert len(ids) == len(set(ids))
            assert "None" not in words(html)


def test_start_says_where_there_is_an_agreement(client):
    text = words(client.get("/").content.decode())
    assert "Fara för liv? Ring 112" in text
    assert "Här finns avtal för Kalmar län" in text
    assert "I andra län visar Helhet bara vad lagen säger" in text


def test_all_municipalities_can_be_chosen(client):
    html = client.get("/").content.decode()
    assert len(re.findall(r'<option value="\d{4}"', html)) == 290
    assert len(re.findall("<optgroup", html)) == 21
    counties = re.findall(r'<optgroup label="([^"]+)"', html)
    assert counties.index("Västra Götalands län") < counties.index("Örebro län") < counties.index("Östergötlands län")


def test_start_without_a_municipality_asks_for_it_on_the_first_page(send):  # noqa: F811
    html = send(kommun="")
    assert "Först det viktigaste" in html
    assert "Fel:" not in html


def test_copy_link_warns_before_there_is_an_address(send, client):  # noqa: F811
    html = send("/guiden/lank/", **NURSE)
    assert "Den som får länken ser det du har svarat" in words(html)
    link = re.search(r">(http://testserver/guiden/lank/\?f=[\w-]+)</textarea>", html)
    assert link
    opened = client.get(link[1])
    assert opened.status_code == 200
    assert "Du öppnade en sparad länk" in words(opened.content.decode())
    assert "Hjälp personen att ansöka hos socialtjänsten" in words(opened.content.decode())


@pytest.mark.parametrize("address", ["/guiden/lank/", "/guiden/lank/?f=abc", "/guiden/lank/?f=%00%ff"])
def test_a_broken_link_gets_a_clear_page(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Länken går inte att läsa" in words(answer.content.decode())


def test_paper_by_hand_leads_to_the_guide(client):
    assert client.get("/guiden/svar.pdf").headers["Location"] == "/guiden/"


def test_paper_and_link_without_answers_ask_for_them(send):  # noqa: F811
    assert "Först det viktigaste" in send("/guiden/svar.pdf")
    assert "Först det viktigaste" in send("/guiden/lank/")


def test_pdf_is_tagged_and_its_name_says_nothing(client):
    if paper.weasyprint is None:
        pytest.skip("WeasyPrint needs Pango")
    answer = client.post("/guiden/svar.pdf", NURSE)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="vagen-vidare.pdf"'
    held = unpacked(answer.content)
    assert b"pdfuaid" in held
    assert b"StructTreeRoot" in held


def test_without_pango_the_page_says_to_print(client, monkeypatch):
    monkeypatch.setattr(paper, "weasyprint", None)
    answer = client.post("/guiden/svar.pdf", NURSE)
    assert answer.status_code == 501
    text = words(answer.content.decode())
    assert "skriv ut det (Ctrl+P)" in text
    assert 'name="unit" value="health_centre"' in answer.content.decode()


@pytest.mark.parametrize("address", GETS[:5])
def test_pages_are_light(client, address):
    assert len(gzip.compress(client.get(address).content)) < 30_000


class TestWhoDoesWhat:
    def rows(self, client, **query):
        return words(client.get("/vem-gor-vad/", query).content.decode())

    @pytest.mark.parametrize(
        ("asked", "need"),
        [("pengar", "Pengar till det nödvändigaste"), ("avgiftning", "Vård vid abstinens"), ("spruta", "Byta sprutor")],
    )
    def test_everyday_words(self, client, asked, need):
        assert need in self.rows(client, kommun=KALMAR, q=asked)

    def test_row_says_who_on_what_condition_where_and_how_to_reach_them(self, client):
        html = client.get("/vem-gor-vad/", {"kommun": KALMAR, "q": "spruta"}).content.decode()
        assert "Regionen" in words(html)
        assert 'href="/avtal/kalmar-2021/#k21-' in html
        assert 'href="tel:' in html

    def test_every_need_is_there_also_those_nobody_answers_for(self, client):
        text = self.rows(client, kommun=KALMAR)
        assert "Ingen enligt avtalet" in text
        assert "Båda" in text

    def test_a_private_party_that_carries_a_need_has_a_column_in_every_row(self, client, agreements):  # noqa: F811
        pack = agreements[0]
        other = pack.duties[0].model_copy(update={"id": "utforaren", "principal": "other"})
        agreements[0] = pack.model_copy(update={"duties": (*pack.duties, other)})
        text = client.get("/vem-gor-vad/", {"kommun": KALMAR}).content.decode()
        heads = re.findall(r'columnheader" scope="col">(.*?)<', text)
        assert heads == ["Behov", "Vem svarar", "Regionen", "Kommunen", "Andra", "Lagen"]
        rows = re.findall(r'<tr role="row" id="behov-.*?</tr>', text, re.DOTALL)
        assert {row.count("<td") for row in rows} == {len(heads) - 1}

    def test_law_alone_says_so_where_it_does_not_decide(self, client):
        row = client.get("/vem-gor-vad/").content.decode().split('id="behov-early_detection"')[1].split("</tr>")[0]
        assert "Lagen avgör inte vem. Fråga din chef" in row
        assert "absent" not in row

    def test_without_municipality_only_the_law_answers(self, client):
        assert "Nu står här bara det som lagen avgör" in self.rows(client)

    def test_nothing_found_helps_on(self, client):
        assert "Prova ett annat ord" in self.rows(client, q="xyzzy")

    def test_a_part_is_enough_for_htmx(self, client):
        answer = client.get("/vem-gor-vad/", {"q": "pengar"}, headers={"HX-Request": "true"})
        html = answer.content.decode()
        assert html.lstrip().startswith("<p id=")
        assert "<html" not in html
        assert "Pengar till det nödvändigaste" in html
