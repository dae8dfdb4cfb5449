"""What the guide answers: steps in order of urgency, with who, why, and what is not settled."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Basis:
    """Why a step is there: an anchor in an agreement, a provision of law, or a reading of ours."""

    kind: Literal["agreement", "law", "reading"]
    anchor: str
    text: str
    strength: str = ""
    pack: str | None = None
    row: str = ""
    standing: str = "stated"
    sure: str = ""


@dataclass(frozen=True)
class Reach:
    """How to reach the receiver; what we do not know is None, and demo says the number is invented."""

    name: str
    phone: str | None = None
    hours: str | None = None
    address: str | None = None
    web: str | None = None
    demo: bool = False


@dataclass
class Advised:
    """One step of the answer. The plain names are for people, those ending in _id for machines."""

    act: str
    act_id: str
    text: str
    actor: str
    actor_id: str
    receiver: str | None
    receiver_id: str | None
    contact: Reach | None
    channel: str | None
    channel_id: str | None
    deadline: str | None
    strength: str
    strength_id: str
    urgency: int
    basis: list[Basis] = field(default_factory=list)
    form: str | None = None
    say: str = ""
    after: str = ""
    chooses: str = ""
    substances: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    judgement: str = ""
    judge: str = ""
    municipality: str = ""
    notes: list[str] = field(default_factory=list)
    course: str | None = None
    # Whom to call when the receiver is closed and the matter cannot wait.
    after_hours: Reach | None = None
    # first: before all else. way: moves the person along. others: somebody else does it. also: good to think of.
    part: Literal["first", "way", "others", "also"] = "also"


@dataclass(frozen=True)
class ActNowAnswer:
    """What to do at once. holds: yes when the danger is known, unknown when nobody has said there is none."""

    danger: str
    text: str
    do: list[str]
    phone: str
    phone_name: str
    say: str
    holds: Literal["yes", "unknown"]


@dataclass(frozen=True)
class Applies:
    """A pack that was looked at, whether it applies, and why or why not."""

    id: str
    title: str
    applies: bool
    why: str


@dataclass(frozen=True)
class Open:
    """What is not settled: the county's own open question, or a way the agreement does not show."""

    id: str
    text: str
    anchors: list[str]
    pack: str
    owner: str = ""
    by: str = ""


@dataclass(frozen=True)
class IfSo:
    """What more would follow if an additive fact were so."""

    fact: str
    value: str
    text: str
    steps: list[Advised]


@dataclass(frozen=True)
class NotFired:
    """A row that did not hold, and the first fact that stopped it."""

    row: str
    substance: str | None
    because: str


@dataclass
class Answer:
    """The whole answer to one situation."""

    packs: list[Applies]
    act_now: list[ActNowAnswer]
    steps: list[Advised]
    if_so: list[IfSo]
    open: list[Open]
    ask: list[str]
    assumed: list[str] = field(default_factory=list)
    law_only: bool = False
    fired: list[str] = field(default_factory=list)
    not_fired: list[NotFired] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The answer as scripts get it."""
        return asdict(self)
