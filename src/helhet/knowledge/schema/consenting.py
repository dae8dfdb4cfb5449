"""Who may consent to what: rules by age, act and guardians, dated and cited."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Part, Text
from .disclosing import When
from .law import Dated

Consenter = Literal["person", "guardian", "other_guardian"]


class ConsentRule(Dated):
    """Who consents when these facts hold; `ask` is what must be settled first. guardians: see GuardianRule."""

    id: Id
    when: When
    who: tuple[Literal["person", "guardians"], ...]
    text: str = ""
    ask: str = ""
    provisions: Annotated[tuple[Text, ...], Field(min_length=1)]


class GuardianRule(Part):
    """Which guardians are meant where a rule says guardians."""

    id: Id
    when: When
    who: tuple[Consenter, ...]
    ask: str = ""
