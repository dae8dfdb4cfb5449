"""What every layer works with: the words, the checker, and whom the pack says it covers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..findings import Finding, Kind, Layer, Severity
from ..schema.about import Claim, Party
from ..schema.base import When
from ..schema.courses import Course
from ..vocabulary import Vocabulary
from .answers import Remembering
from .question import AnyOf, Opener, Region, Session
from .resting import Said, told
from .swedish import Swedish, key, listing
from .variables import Per, Variables

EVERYONE: AnyOf = ({},)
# Roles that make a principal bound by the agreement.
BOUND = ("party", "host", "sub_agreement")
# So many sessions are kept open: most needs are asked about on the same conditions.
KEPT = 64
Key = tuple[Per, frozenset[str]]


@dataclass(frozen=True)
class Scope:
    """Whom the pack is proved for, whom it speaks of at all, and who is bound by it."""

    proved: AnyOf
    spoken: AnyOf
    anchors: tuple[str, ...]
    parties: AnyOf
    claims: tuple[Claim, ...]
    bound: tuple[str, ...]

    @classmethod
    def of(cls, claims: tuple[Claim, ...], parties: tuple[Party, ...]) -> "Scope":
        """The union of the claims; without any claim to prove, everyone."""
        proof = [c for c in claims if c.proof]
        bound = tuple(dict.fromkeys(p.principal for p in parties if p.principal and set(p.roles) & set(BOUND)))
        return cls(
            proved=_widest(tuple(c.covers for c in proof)) or EVERYONE,
            spoken=_widest(tuple(c.covers for c in claims)) or EVERYONE,
            anchors=tuple(dict.fromkeys(a for c in proof for a in c.anchors)),
            parties=({"principal": list(bound)},) if bound else EVERYONE,
            claims=tuple(proof),
            bound=bound,
        )


def _widest(covers: AnyOf) -> AnyOf:
    """Without claims that ask for all that another asks for, and more."""
    return tuple(
        one
        for place, one in enumerate(covers)
        if not any(
            other.items() <= one.items() and (len(other) < len(one) or before < place)
            for before, other in enumerate(covers)
            if before != place
        )
    )


@dataclass(frozen=True)
class Work:
    """The means of a layer. `opener` and `shape` decide which checker answers.

    `shared` means that one session may answer questions on different conditions: the prover grounds once for a
    pack, while enumeration looks at no more facts than a question speaks of.
    """

    words: Vocabulary
    opener: Opener
    shape: Callable[[Course], dict[str, set[str]]]
    shared: bool = False
    say: Swedish = field(init=False)
    variables: dict[Per, Variables] = field(init=False)
    _sessions: dict[Key, Remembering] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "say", Swedish(self.words))
        both: tuple[Per, Per] = ("substance", "person")
        object.__setattr__(self, "variables", {per: Variables(self.words, per) for per in both})

    def prepare(self, per: Per, whens: Iterable[When]) -> None:
        """Open one session for all that will be asked; only for a checker that gains from it."""
        if self.shared:
            self.open(per, whens)

    def open(self, per: Per, whens: Iterable[When]) -> Session:
        """A session on conditions that will be asked about: an open one that knows them all, if there is one."""
        different = {repr(when): when for when in whens}
        key = (per, frozenset(different))
        known = key if key in self._sessions else self._knowing(*key)
        found = (
            self._sessions.pop(known) if known else Remembering(self.opener(self.variables[per], different.values()))
        )
        # The one used last stands last, and is given up last.
        self._sessions[known or key] = found
        if len(self._sessions) > KEPT:
            del self._sessions[next(iter(self._sessions))]
        return found

    def _knowing(self, per: Per, asked: frozenset[str]) -> Key | None:
        """A session on more than is asked, for a checker that may share one between questions."""
        wider = (key for key in self._sessions if self.shared and key[0] == per and asked <= key[1])
        return next(wider, None)

    def finding(
        self,
        layer: Layer,
        kind: Kind,
        severity: Severity,
        about: str,
        text: str,
        where: Iterable[str],
        region: Region | None = None,
        *,
        named: bool = False,
        rests: Iterable[Said] = (),
    ) -> Finding:
        """A finding with its key: layer, kind, what it is about, and (when named) the region.

        `rests`: the entries that it stands or falls with; those that are our reading are told, with their places,
        and may make it another kind. The key keeps the kind that was found, so that it can be found again.
        """
        found = region or Region()
        as_told = told(kind, severity, rests)
        ours = dict.fromkeys(self.say.words_of(entry.text) for entry in as_told.rests)
        text += f" Det är med vår läsning: {listing(ours, 'och')}." if ours else ""
        where = (*where, *(anchor for entry in as_told.rests for anchor in entry.anchors))
        return Finding(
            key=key(layer, kind, about, self.say.slug(found.box) if named else ""),
            kind=as_told.kind,
            layer=layer,
            severity=as_told.severity,
            text=text,
            where=tuple(dict.fromkeys(where)),
            region=self.say.facts(found),
            example=self.say.example(found) if region else "",
        )
