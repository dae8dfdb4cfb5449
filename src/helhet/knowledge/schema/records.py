"""content/records/: what Helhet's records and hand-offs need to know, as data."""

from typing import Literal

from .base import Id, Part, PrincipalId, Text

Domain = Literal["health", "social", "school"]
Need = Literal["accepted_handoff", "follow_up", "outreach", "manager"]


class AuthorityKind(Part):
    """A kind of authority or private provider: each keeps its own holding."""

    id: Id
    label: Text
    principal: PrincipalId
    domain: Domain
    public: bool
    party: Id


class Role(Part):
    """What staff in a role may do, and in which domains the role exists."""

    id: Id
    label: Text
    domains: tuple[Domain, ...]
    may: tuple[Literal["records", "manage", "review", "purge", "administer"], ...]


class ActsAs(Part):
    """Whom staff act as in a legal process (roles.yaml of its processes). units: where (empty: anywhere)."""

    roles: tuple[Id, ...]
    domains: tuple[Domain, ...]
    units: tuple[Id, ...] = ()
    acts_as: tuple[Id, ...]


class ProcessUse(Part):
    """A legal process that staff may open a case of: in which kinds of authorities, and what somebody calls it."""

    id: Id
    label: Text
    authorities: tuple[Id, ...]


class PaperSection(Part):
    """A part of a paper in a case: sentences, answers of the acts it is about, and what has happened (acts)."""

    title: Text
    lines: tuple[Text, ...] = ()
    facts: tuple[Id, ...] = ()
    events: tuple[Id, ...] = ()


class PaperNeed(Part):
    """What must be there before a paper is sent: a fact that was told, an act that was done, or a document."""

    text: Text
    fact: Id | None = None
    act: Id | None = None
    document: Id | None = None
    provisions: tuple[Text, ...]


class CasePaper(Part):
    """A paper in a legal process, made from what a case says: a decision, a submission, what the person is told.

    `acts` are those it is about (the latest of them counts), `to` is who gets it.
    """

    id: Id
    process: Id
    label: Text
    to: Text
    acts: tuple[Id, ...]
    provisions: tuple[Text, ...]
    sections: tuple[PaperSection, ...]
    needs: tuple[PaperNeed, ...]


class Limit(Part):
    """Days that law gives the receiver, counted from arrival."""

    rule: Id
    days: int
    text: Text
    provisions: tuple[Text, ...]


class HandoffKind(Part):
    """A way to hand a person, or a question, to somebody else.

    A request is answered (accepted, asked back, refused); a filing is the receiver's from the moment it arrives.
    `grounds` are the only ones it may be sent on, each with the facts that follow from the kind itself; empty means any.
    `to_units` are the only kinds of units that it goes to; empty means any of `to_domains`. `answers` are the kinds of
    content in an answer, `answer_facts` what is known about it.
    """  # noqa: E501

    id: Id
    label: Text
    channel: Id
    family: Literal["request", "filing"]
    identity: bool
    by_person: bool
    from_domains: tuple[Domain, ...]
    to_domains: tuple[Domain, ...]
    what: Text
    subject: Literal["person", "child"] = "person"
    duty: Id | None = None
    grounds: dict[str, dict[Id, str]] = {}
    facts: dict[Id, str] = {}
    to_units: tuple[Id, ...] = ()
    answers: tuple[Id, ...] = ()
    answer_facts: dict[Id, str] = {}
    clock: Limit | None = None


class Missing(Part):
    """What a receiver may ask back for, in words that say nothing of the person."""

    id: Id
    label: Text


class NotDisclosed(Part):
    """When nothing is disclosed in the sense of the law: inside one authority or care giver, or nobody is named."""

    id: Literal["inner", "no_identity"]
    domain: Literal["health", "social", "school", "any"]
    section: Text
    text: Text


class Outcome(Part):
    """What became of a filing; with appeal, the person must be told how.

    `after` is the state it is said in: before an inquiry, or when one is done. `kinds` are the filings it fits; empty
    is all.
    """

    id: Id
    label: Text
    appeal: bool
    ends: bool
    after: Literal["registered", "opened"] = "opened"
    kinds: tuple[Id, ...] = ()


class Refusal(Part):
    """A reason to say no. A challenged one does not hold: why stands in challenge, acts point at the agreement."""

    id: Id
    label: Text
    challenged: bool
    challenge: str = ""
    acts: tuple[Id, ...] = ()
    provisions: tuple[Text, ...] = ()


class ClosingReason(Part):
    """A reason to end a course, and what must be there first."""

    id: Id
    label: Text
    needs: tuple[Need, ...]
    challenge: str = ""
    acts: tuple[Id, ...] = ()
    provisions: tuple[Text, ...] = ()


class Elsewhere(Part):
    """Where a deviation may have to be told as well, and on which side of the county; shown, never sent."""

    id: Id
    label: Text
    domains: tuple[Domain, ...]
    text: Text
    provisions: tuple[Text, ...] = ()


class Phase(Part):
    """One of the five steps on a person's way, in order."""

    id: Id
    label: Text
    text: Text


class Clock(Part):
    """A time of our own, where neither law nor agreement says any; always shown as ours."""

    id: Id
    days: int
    unit: Literal["days", "working_days", "times"]
    text: Text
    why: Text
    provisions: tuple[Text, ...] = ()


class DocumentType(Part):
    """A kind of file that may be taken in about a person, and how large it may be. megapixels: for a picture, unpacked."""  # noqa: E501

    id: Literal["pdf", "png", "jpeg", "webp", "text"]
    media_type: Text
    label: Text
    extension: Id
    megabytes: int
    megapixels: int = 0
