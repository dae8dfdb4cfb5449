"""The questions on a screen in the person's hands (see `secrecy.beside`), one at a time, in the instrument's own words.

What is answered stands in the form and nowhere else until the staff take the screen back, and it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from helhet.kernel.errors import Refused
from helhet.kernel.ids import uuid7
from helhet.knowledge.instruments import asking
from helhet.knowledge.instruments.answering import possible
from helhet.knowledge.instruments.shelf import Kept
from helhet.knowledge.instruments.who import Profile, text_for
from helhet.secrecy import beside

# What the session holds: ids, and nothing about anyone.
LENT = "lent"


@dataclass(frozen=True)
class Loan:
    """Whose questions a screen shows."""

    person: UUID
    instrument: str
    key: UUID


def lend(request: HttpRequest, person: UUID, instrument: str) -> None:
    """From now on the session shows these questions only."""
    request.session[LENT] = [str(person), instrument, str(uuid7())]
    beside.give(request, reverse("screening:ask"), reverse("screening:back"))


def loan(request: HttpRequest) -> Loan:
    """What the screen was lent for. Raises Refused when it is not."""
    held = request.session.get(LENT)
    if not held:
        raise Refused("Skärmen är inte lämnad till någon. Gå till personen och välj formulär.")
    return Loan(UUID(held[0]), held[1], UUID(held[2]))


def ended(request: HttpRequest) -> None:
    """Everything is saved: the session forgets whose questions they were."""
    request.session.pop(LENT, None)


@dataclass(frozen=True)
class Question:
    """One question as the person sees it."""

    number: int
    of: int
    text: str
    help: str
    options: Sequence[tuple[str, str, bool]]
    typed: str
    least: int | None
    most: int | None
    hidden: Sequence[tuple[str, str]]
    first: bool
    wrong: str = ""


@dataclass(frozen=True)
class Step:
    """Where the person is: a question, or at the end; `entries` is everything answered so far."""

    entries: list[str]
    question: Question | None


def step(kept: Kept, person: Profile, data: QueryDict | None) -> Step:
    """The page after what was sent: the next question, the one before, the same again, or the end."""
    size = len(kept.instrument.items)
    if data is None:
        return Step([""] * size, shown(kept, person, [""] * size, 0))
    entries = [data.get(f"svar-{n}", "").strip()[:100] for n in range(1, size + 1)]
    place = _place(data.get("plats", ""), size)
    if "avsluta" in data:
        return Step(_sound(kept, entries), None)
    if "tillbaka" in data:
        earlier = asking.before(kept.instrument, entries, place)
        return Step(entries, shown(kept, person, entries, place if earlier is None else earlier))
    if "hoppa" in data:
        entries[place] = ""
    elif possible(kept.instrument.items[place], entries[place]) is None:
        return Step(entries, shown(kept, person, entries, place, wrong=_wrong(entries[place])))
    entries = asking.cleaned(kept.instrument, entries)
    later = asking.after(kept.instrument, entries, place)
    return Step(entries, None if later is None else shown(kept, person, entries, later))


def _wrong(text: str) -> str:
    return "Det svaret går inte. Välj igen." if text else "Välj ett svar. Vill du inte svara, tryck på ”Hoppa över”."


def _place(text: str, size: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) < size else 0


def _sound(kept: Kept, entries: Sequence[str]) -> list[str]:
    """Without what no item has: nothing that was typed past the page is kept."""
    kind = [
        text if possible(item, text) is not None else ""
        for item, text in zip(kept.instrument.items, entries, strict=True)
    ]
    return asking.cleaned(kept.instrument, kind)


def shown(kept: Kept, person: Profile, entries: Sequence[str], place: int, wrong: str = "") -> Question:
    """A question in the instrument's own words."""
    item, wording = kept.instrument.items[place], kept.wording
    words = wording.items[place] if wording else None
    texts = words.options if words else ()
    options = [
        (str(one.value), texts[n] if n < len(texts) else one.label or str(one.value), str(one.value) == entries[place])
        for n, one in enumerate(item.options)
    ]
    hidden = [(f"svar-{n + 1}", text) for n, text in enumerate(entries) if n != place and text]
    return Question(
        number=place + 1,
        of=len(kept.instrument.items),
        text=text_for(words.text, person) if words else "",
        help=words.help if words else "",
        options=options,
        typed=entries[place],
        least=item.range.least if item.range else None,
        most=item.range.most if item.range else None,
        hidden=[*hidden, ("plats", str(place))],
        first=asking.before(kept.instrument, entries, place) is None,
        wrong=wrong,
    )


def answered(kept: Kept, data: QueryDict) -> list[str]:
    """What the person answered, as the page at the end sends it."""
    size = len(kept.instrument.items)
    return _sound(kept, [data.get(f"svar-{n}", "").strip()[:100] for n in range(1, size + 1)])


def as_hidden(entries: Sequence[str]) -> list[tuple[str, str]]:
    """Answers as fields of a form."""
    return [(f"svar-{n}", text) for n, text in enumerate(entries, start=1) if text]
