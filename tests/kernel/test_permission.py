"""One sentence, allowed or not."""

import pytest

from helhet.kernel.errors import NotAllowed
from helhet.kernel.permission import Decision, first_no

OWN = Decision.yes("Personen är hos er enhet.")
OPEN = Decision.yes("Ärendet är öppet.")
BLOCKED = Decision.no("Uppgifterna är spärrade.")
CLOSED = Decision.no("Ärendet är avslutat.")


def test_a_decision_is_true_when_allowed():
    assert OWN
    assert not BLOCKED
    assert Decision(True, "Personen är hos er enhet.") == OWN


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (OWN, OPEN, Decision.yes("Personen är hos er enhet. Ärendet är öppet.")),
        (OWN, OWN, OWN),
        (OWN, BLOCKED, BLOCKED),
        (BLOCKED, OWN, BLOCKED),
        (CLOSED, BLOCKED, CLOSED),
    ],
)
def test_both(one, other, expected):
    assert one.both(other) == expected


def test_the_first_no_is_the_one_that_is_said():
    assert first_no(OWN, CLOSED, BLOCKED) == CLOSED
    assert first_no(OWN, OPEN) == OWN
    assert first_no(BLOCKED) == BLOCKED


def test_demand_raises_with_the_sentence():
    OWN.demand()
    with pytest.raises(NotAllowed, match=r"^Uppgifterna är spärrade\.$") as raised:
        BLOCKED.demand()
    assert raised.value.code == "not_allowed"
