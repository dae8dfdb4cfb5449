"""What can be written about a person themselves: each with its form and the action that it leads to."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.courses.actions import open_course
from helhet.kernel.errors import BadInput, NotFound
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.people import actions, merging
from helhet.people import forms as people_forms
from helhet.people import queries as people
from helhet.people.models import Person
from helhet.secrecy import queries as secrecy
from helhet.secrecy.rules import may_manage
from helhet.ui.forms import ActionForm

from . import acts, forms

type Data = dict[str, Any]


@dataclass(frozen=True)
class About:
    """Who writes what about which person, and when."""

    by: Actor
    at: datetime
    person: Person

    @property
    def whole(self) -> dict[str, Any]:
        """As every action of people takes it."""
        return {"by": self.by, "at": self.at, "person": self.person}


@dataclass(frozen=True)
class PersonAct:
    """One thing to write: what the page is called and says, its form, and what is done with what was written."""

    title: str
    says: str
    button: str
    form: type[ActionForm]
    do: Callable[[About, Data], Any]
    options: Callable[[About], Mapping[str, Any]] = lambda about: {}
    initial: Callable[[About], Mapping[str, Any]] = lambda about: {}
    manager: bool = False


def act(name: str, actor: Actor) -> PersonAct:
    """An act by its address. Raises NotFound, and NotAllowed for what is the manager's."""
    if name not in ACTS:
        raise NotFound("Det går inte att skriva om en person. Gå tillbaka till personen och välj igen.")
    if ACTS[name].manager:
        may_manage(actor).demand()
    return ACTS[name]


def form_for(one: PersonAct, about: About, data: QueryDict | None) -> ActionForm:
    """The act's form, filled with what was sent, else with what is known."""
    return one.form(data, initial=dict(one.initial(about)), **one.options(about))


def differs(form: ActionForm, person: Person) -> list[tuple[str, str]]:
    """(field, what stands now) where a form that came back says something else: both texts are shown."""
    if not form.is_bound or not isinstance(form, people_forms.ChangeForm):
        return []
    now = people_forms.ChangeForm(initial=asdict(actions.details_of(person)))
    form.show_version(person.version)
    pairs = [(form[name], now[name]) for name in form.WHO]
    return [(str(new.label), _said(old)) for new, old in pairs if _plain(new.value()) != _plain(old.value())]


def _plain(value: Any) -> str:
    return "" if value in (None, False) else "ja" if value in (True, "on") else str(value)


def _said(field: Any) -> str:
    value = _plain(field.value())
    return dict(getattr(field.field, "choices", ())).get(value, value) or "inget"


def _details(about: About, data: Data) -> Any:
    details = people_forms.ChangeForm.details(data)
    return actions.change(**about.whole, details=details, why=data["why"], version=data["version"])


def _number(about: About, data: Data) -> Any:
    return actions.add_number(**about.whole, number=data["identity"])


def _reach(about: About, data: Data) -> Any:
    return actions.add_contact_way(**about.whole, way=data)


def _relation(about: About, data: Data) -> Any:
    return actions.add_relation(**about.whole, relation=data)


def _begin(about: About, data: Data) -> Any:
    return open_course(**about.whole, about=data["about"], first=forms.NextForm.step(data))


def _merge(about: About, data: Data) -> Any:
    other = people.numbered(about.by, data["number"], localdate(about.at))
    if other is None:
        raise BadInput("Ingen hos er har det numret. Kontrollera det.")
    secrecy.may_open(about.by, other, about.at).demand()
    return merging.merge(by=about.by, at=about.at, keep=about.person, other=other, why=data["why"])


def _unmerge(about: About, data: Data) -> Any:
    other = people.merged_into(about.person, data["other"])
    return merging.unmerge(by=about.by, at=about.at, keep=about.person, other=other, why=data["why"])


def _details_now(about: About) -> Mapping[str, Any]:
    return asdict(actions.details_of(about.person)) | {"version": about.person.version}


def _today(about: About) -> Mapping[str, Any]:
    return {"today": localdate(about.at)}


def _staff(about: About) -> Mapping[str, Any]:
    return {"staff": list(organisations.colleagues(about.by.unit_id, localdate(about.at)))}


def _first(about: About) -> Mapping[str, Any]:
    return acts.next_filled(about.by, about.at)


def _merged(about: About) -> Mapping[str, Any]:
    return {"merged": list(people.merged(about.person))}


ACTS: dict[str, PersonAct] = {
    "uppgifter": PersonAct("Ändra uppgifter", "Det som stod förut sparas, med vem som ändrade och varför.",
                           "Spara ändringen", people_forms.ChangeForm, _details, initial=_details_now),
    "nummer": PersonAct("Nytt nummer", "Det gamla numret finns kvar, så att personen går att hitta på båda.",
                        "Spara numret", people_forms.NewNumberForm, _number, _today),
    "kontakt": PersonAct("Så når ni personen", "Skriv också vad ni inte ska göra. Det visas först, för alla.",
                         "Spara", people_forms.ReachForm, _reach),
    "narstaende": PersonAct("Närstående", "Barn och närstående har egna behov och rätt till egen kontakt.",
                            "Spara", people_forms.RelationForm, _relation),
    "ny-kontakt": PersonAct("Ny kontakt", "Er enhet börjar ha med personen att göra. Någon ansvarar från första stund.",
                       "Öppna kontakten", forms.BeginForm, _begin, _staff, _first),
    "sla-ihop": PersonAct("Samma person två gånger", "Den andra leder hit. Inget flyttas, så det går att ångra.",
                          "Slå ihop", people_forms.MergeForm, _merge, manager=True),
    "ta-isar": PersonAct("Två personer som blivit en", "De står var för sig igen.",
                         "Ta isär", people_forms.UnmergeForm, _unmerge, _merged, manager=True),
}  # fmt: skip
