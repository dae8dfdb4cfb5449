"""content/organisations/<county>/authorities.yaml: who keeps records in a county, and where people are met."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from .base import Id, MunicipalityCode, Part, Text

CountyCode = Annotated[str, StringConstraints(pattern=r"^\d{2}$")]


class HoldingUnit(Part):
    """A unit of an authority or provider. `contact` points at an entry in units.yaml, whose phone and hours it has."""

    id: Id
    kind: Id
    name: Text
    contact: Id | None = None
    hsa_id: str = ""
    address: str = ""
    municipalities: Literal["all"] | tuple[MunicipalityCode, ...] = "all"
    groups: tuple[Text, ...] = ()
    demo: bool = False


class Holding(Part):
    """An authority or private provider: its records are its own. `kind` is one of content/records/authorities.yaml."""

    id: Id
    kind: Id
    name: Text
    units: tuple[HoldingUnit, ...]
    demo: bool = False


class HoldingPrincipal(Part):
    """A region, municipality or private owner with its holdings. A municipality's name may be left to its code."""

    id: Id
    kind: Literal["region", "municipality", "other"]
    name: str = ""
    municipality: MunicipalityCode | None = None
    org_number: str = ""
    authorities: tuple[Holding, ...]
    demo: bool = False


class CountyHoldings(Part):
    """All holdings of one county. `doors`: the invented staff that a demonstration lets anyone sign in as."""

    county: CountyCode
    note: str = ""
    doors: tuple[str, ...] = ()
    principals: tuple[HoldingPrincipal, ...]
