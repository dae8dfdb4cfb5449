"""The pages on the agreements that we ship, with what the check really says of them."""

import gzip
import re
from functools import cache

import pytest

from helhet.agreements import actions, queries
from helhet.agreements.slugs import anchor_slug
from helhet.knowledge.checking import check
from helhet.knowledge.library import Library

from .fixtures import AT, CONTENT
from .test_pages import PATHS

pytestmark = pytest.mark.django_db
PACKS = sorted(path.parent.name for path in (CONTENT / "agreements").glob("*/pack.yaml"))
# What a first visit may weigh, compressed, less what the shell's own style sheets and script weigh.
LIGHT = 150_000 - 50_000


@cache
def verdict_on(pack_id):
    """The check takes seconds, so it is made once."""
    library = Library(CONTENT)
    return library, check(library, library.pack(pack_id), AT.date())


@pytest.fixture(params=PACKS)
def pack(request, settings, monkeypatch):
    library, verdict = verdict_on(request.param)
    settings.CONTENT = CONTENT
    monkeypatch.setattr(queries, "_library", lambda _: library)
    monkeypatch.setattr(actions, "check", lambda *_: verdict)
    # Whether the agreements may be published is for other tests: the pages must stand whatever the check finds.
    monkeypatch.setattr(actions.rules, "why_unsound", lambda *_: "")
    actions.publish(library=library, pack_id=request.param, by="Provaren", at=AT)
    return queries.pack(request.param)


def test_every_page_is_whole_light_and_links_inside_itself(pack, client):
    pages = {path: client.get(f"/avtal/{pack.id}/{path}") for path in PATHS}
    ids = {path: set(re.findall(r' id="([^"]+)"', answer.content.decode())) for path, answer in pages.items()}
    for path, answer in pages.items():
        text = answer.content.decode()
        assert answer.status_code == 200
        assert text.count("<h1") == 1
        assert len(gzip.compress(answer.content)) < LIGHT
        assert not re.search(r">None<|\{\{|\{%", text)
        for page, fragment in re.findall(rf'href="/avtal/{pack.id}/([^"#]*)#([^"]+)"', text):
            assert fragment in ids[page], f"{path} → {page}#{fragment}"


def test_every_anchor_and_every_concept_has_its_place(pack, client):
    text = client.get(f"/avtal/{pack.id}/").content.decode()
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {anchor_slug(anchor) for anchor in pack.anchors} <= set(ids)
    concepts = client.get(f"/avtal/{pack.id}/begrepp/").content.decode()
    assert all(f'id="concepts-{concept.id}"' in concepts for concept in pack.concepts)


def test_every_open_question_and_finding_is_on_the_page_of_quality(pack, client):
    text = client.get(f"/avtal/{pack.id}/kvalitet/").content.decode()
    assert all(f'id="fraga-{question.id}"' in text for question in pack.questions)
    assert len(re.findall(r'<li class="finding"', text)) == len(queries.report(pack.id)["findings"])
    assert len(re.findall(r"<h4", text)) >= 1
