"""Every form here with what nobody should send: as `tests/house/test_every_form.py` does for the rest."""

from collections import Counter

import pytest
from django.urls import reverse

from helhet.config.cli import main
from helhet.screening import actions
from helhet.screening.actions import Filled
from helhet.secrecy.wall import acting
from tests.house.test_every_form import Forms, body, tried, undone
from tests.records.world import AT, TODAY, signed_in


@pytest.mark.usefixtures("with_words")
def test_every_form_here(world, root):
    assert main(["instrument", "add", str(root / "tests/knowledge/instruments/cases.yaml")]) == 0
    course, nurse = world.course(), world.actors["health"]
    person = course.person_id
    with acting(nurse, AT):
        filled = Filled("audit", ["1"] * 8 + ["0", "0"], TODAY)
        row = actions.save(by=nurse, at=AT, person=course.person, filled=filled)
    client = signed_in(nurse)
    client.raise_request_exception = False
    addresses = [reverse("screening:enter", args=[person, one]) for one in ("audit-c", "everything", "glas-vecka")]
    addresses += [
        reverse("screening:correct", args=[person, row.id]),
        reverse("screening:lend", args=[person, "audit-c"]),
    ]
    bad, seen = tries(client, addresses)
    client.post(reverse("screening:lend", args=[person, "audit-c"]))
    more, lent = tries(client, [reverse("screening:ask"), reverse("screening:back")])
    assert not bad + more, "\n".join(map(str, bad + more))
    assert (seen, lent) == (len(addresses), 2)


def tries(client, addresses):
    """What went wrong, and how many forms there were."""
    bad, seen = Counter(), 0
    for address in addresses:
        reader = Forms(address)
        reader.feed(body(undone(client, address)))
        ours = [form for form in reader.found if "logga-ut" not in form.address]
        for form in ours:
            bad.update(tried(client, form))
        seen += len(ours)
    return bad, seen
