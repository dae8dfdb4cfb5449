"""Who keeps records in each county: content/organisations/<county>/authorities.yaml, held against the lists."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent, BadInput
from helhet.kernel.identity import hsa_id, organisation_number

from .explain import problems_from
from .organisations import Directory
from .records import Records
from .schema.holdings import CountyHoldings, Holding, HoldingPrincipal, HoldingUnit
from .schema.reach import Contact
from .vocabulary import Vocabulary
from .yamlfile import Problem, read


class Holdings:
    """The counties that say who keeps records there. Raises BadInput with every fault at once."""

    def __init__(self, folder: Path, directory: Directory, records: Records, vocabulary: Vocabulary) -> None:
        self.directory = directory
        self.counties: dict[str, CountyHoldings] = {}
        problems: list[Problem] = []
        for path in sorted(folder.glob("*/authorities.yaml")):
            file = read(path)
            problems += file.problems
            try:
                if not file.problems:
                    county = CountyHoldings.model_validate(file.data)
                    said = _faults(county, directory, records, vocabulary)
                    problems += [Problem(f"{path.parent.name}/{path.name}", 1, text) for text in said]
                    self.counties[county.county] = county
            except ValidationError as error:
                problems += problems_from(error, file)
        if problems:
            raise BadContent(
                "Myndigheterna i content/organisations går inte att läsa:\n" + "\n".join(map(str, problems))
            )

    @property
    def doors(self) -> tuple[str, ...]:
        """Usernames of the staff that a demonstration lets anyone sign in as."""
        return tuple(name for county in self.counties.values() for name in county.doors)

    def contacts(self, county: str) -> Mapping[str, Contact]:
        """How to reach the public functions of a county, by id."""
        found = self.directory.organisations.get(county)
        return {contact.id: contact for contact in found.contacts} if found else {}


def _faults(county: CountyHoldings, directory: Directory, records: Records, vocabulary: Vocabulary) -> Iterator[str]:
    known = directory.organisations.get(county.county)
    contacts = {contact.id for contact in known.contacts} if known else set()
    yield from _twice(county)
    for principal in county.principals:
        yield from _principal(principal, county.county, directory)
        for holding in principal.authorities:
            kind = records.authorities.get(holding.kind)
            if kind is None:
                yield f"{holding.id}: slaget {holding.kind} finns inte. Välj bland: {', '.join(records.authorities)}"
            elif kind.principal != principal.kind:
                yield f"{holding.id}: {kind.label} hör inte till en huvudman av slaget {principal.kind}"
            yield from (
                fault for unit in holding.units for fault in _unit(unit, holding, contacts, vocabulary, directory)
            )


def _twice(county: CountyHoldings) -> Iterator[str]:
    """The same id twice within one list: which row in the database it means could not be known."""
    lists = {county.county: [p.id for p in county.principals]}
    lists |= {p.id: [h.id for h in p.authorities] for p in county.principals}
    lists |= {f"{p.id}/{h.id}": [u.id for u in h.units] for p in county.principals for h in p.authorities}
    for where, idents in lists.items():
        for ident, count in Counter(idents).items():
            if count > 1:
                yield f"{where}: id {ident} står {count} gånger"


def _principal(principal: HoldingPrincipal, county: str, directory: Directory) -> Iterator[str]:
    if principal.kind == "municipality":
        place = directory.municipalities.get(principal.municipality or "")
        if place is None or place.county != county:
            yield f"{principal.id}: kommunkoden {principal.municipality} finns inte i länet"
    elif not principal.name:
        yield f"{principal.id}: name saknas"
    if principal.org_number:
        yield from _refused(principal.id, organisation_number, principal.org_number)


def _unit(
    unit: HoldingUnit, holding: Holding, contacts: set[str], vocabulary: Vocabulary, directory: Directory
) -> Iterator[str]:
    where = f"{holding.id}/{unit.id}"
    if unit.kind not in vocabulary.units:
        yield f"{where}: slaget {unit.kind} finns inte i vocabulary/units.yaml"
    if unit.contact and unit.contact not in contacts:
        yield f"{where}: kontakten {unit.contact} finns inte i units.yaml"
    if unit.municipalities != "all":
        yield from (
            f"{where}: kommunkoden {c} finns inte" for c in unit.municipalities if c not in directory.municipalities
        )
    if unit.hsa_id:
        yield from _refused(where, hsa_id, unit.hsa_id)


def _refused(where: str, check: Callable[[str], object], text: str) -> Iterator[str]:
    try:
        check(text)
    except BadInput as error:
        yield f"{where}: {error.text}"
