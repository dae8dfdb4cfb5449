"""The pages where administrators and managers tend units and staff. Nothing about persons is shown here."""

from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from helhet.ui.addresses import address_of

from . import actions, employing, queries, tending, whereabouts
from . import tending_forms as forms
from .entrance import View, kept_nowhere, with_next_here


def acting_page(view: View) -> View:
    """For whoever is signed in with an assignment; in one transaction, and kept nowhere."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.actor is None:
            return redirect(with_next_here(request))
        with transaction.atomic():
            return kept_nowhere(view(request, *args, **options))

    return wrapped


def tending_page(view: View) -> View:
    """Only for those who tend units or staff."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        tending.may_see(request.actor).demand()
        return view(request, *args, **options)

    return acting_page(wrapped)


def filled(request: HttpRequest, title: str, form: object, **more: object) -> HttpResponse:
    """A page with one form."""
    return render(request, "organisations/form.html", {"title": title, "form": form} | more)


@tending_page
def units(request: HttpRequest) -> HttpResponse:
    """The units that one tends."""
    by = request.actor
    found = list(whereabouts.units_tended(by))
    shown = {
        "units": found,
        "kinds": queries.library().vocabulary.units,
        "unmanaged": whereabouts.unmanaged(found, localdate(request.at)),
        "may_add": tending.may_administer(by, by.holding_id),
    }
    return render(request, "organisations/units.html", shown)


@tending_page
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit: how it is reached, who works there and who is on duty."""
    found, today = whereabouts.unit_tended(request.actor, unit_id), localdate(request.at)
    may_edit = tending.may_administer(request.actor, found.holding_id)
    places = queries.library().directory.municipalities
    shown = {
        "unit": found,
        "kind": queries.library().vocabulary.units.get(found.kind),
        "places": [places[code].short for code in found.municipalities if code in places],
        "assignments": whereabouts.working_at(request.actor, found, today),
        "duties": whereabouts.duties_ahead(found.id, request.at),
        "may_edit": may_edit,
        "may_close": address_of("overview:close-unit", found.id) if may_edit and not found.closed else "",
        "unmanaged": whereabouts.unmanaged([found], today),
        "roles": queries.records().roles,
    }
    return render(request, "organisations/unit.html", shown)


@tending_page
def unit_add(request: HttpRequest) -> HttpResponse:
    """A new unit in one's authority."""
    by = request.actor
    tending.may_administer(by, by.holding_id).demand()
    holding = queries.holding(by.holding_id)
    form = forms.UnitForm(request.POST or None, kinds=whereabouts.unit_kinds(holding), county=by.county)
    if form.done(lambda data: actions.add_unit(by=by, at=request.at, holding=holding, **data)):
        return redirect("organisations:unit", form.result.id)
    return filled(request, "Ny enhet", form, button="Lägg till enheten")


@tending_page
def unit_edit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Another name, number or place."""
    found = whereabouts.unit_tended(request.actor, unit_id)
    tending.may_administer(request.actor, found.holding_id).demand()
    form = forms.UnitForm(request.POST or None, initial=forms.shown(found), kinds={}, county=request.actor.county)
    if form.done(lambda data: actions.edit_unit(by=request.actor, at=request.at, unit=found, **data)):
        return redirect("organisations:unit", found.id)
    return filled(request, f"Ändra {found}", form)


@tending_page
def duty(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Put somebody on duty."""
    found = whereabouts.unit_tended(request.actor, unit_id)
    colleagues = queries.colleagues(found.id, localdate(request.at))
    form = forms.DutyForm(request.POST or None, colleagues=colleagues)
    if form.done(lambda data: actions.put_on_duty(by=request.actor, at=request.at, unit=found, **data)):
        return redirect("organisations:unit", found.id)
    lead = "Den som har jour får det som ingen annan har läst."
    return filled(request, f"Jour på {found}", form, lead=lead)


@tending_page
def duty_remove(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Take a time on duty away."""
    found = whereabouts.duty_tended(request.actor, duty_id)
    form = forms.NoForm(request.POST if request.method == "POST" else None)
    if form.done(lambda _: actions.take_off_duty(by=request.actor, at=request.at, duty=found)):
        return redirect("organisations:unit", found.unit_id)
    return filled(request, f"Ta bort jouren för {found.staff}?", form, button="Ta bort")


@tending_page
def staff(request: HttpRequest) -> HttpResponse:
    """Everyone with an assignment today or later at the units that one tends."""
    found = whereabouts.assignments_ahead(request.actor, localdate(request.at))
    shown = {"assignments": found, "roles": queries.records().roles}
    return render(request, "organisations/staff.html", shown)


@tending_page
def member(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """One member of staff: who they are, what they do here, and when they are away."""
    by, today = request.actor, localdate(request.at)
    found = whereabouts.staff_one(by, staff_id)
    shown = {
        "member": found,
        "profession": queries.professions().get(found.profession, "Vet inte"),
        "assignments": whereabouts.assignments_of(by, found),
        "absences": whereabouts.absences_ahead(found.id, today),
        "may_open": tending.may_open_account(by, queries.holding_ids_of(found.id, today)),
        "roles": queries.records().roles,
        "today": today,
    }
    return render(request, "organisations/member.html", shown)


@tending_page
def staff_add(request: HttpRequest) -> HttpResponse:
    """Someone new. The temporary password is shown here and never again."""
    by = request.actor
    first = {"valid_from": localdate(request.at)}
    form = forms.NewStaff(request.POST or None, initial=first, units=whereabouts.units_tended(by), domain=by.domain)
    if form.done(
        lambda data: employing.employ(by=by, at=request.at, details=form.details(data["username"]), given=form.given())
    ):
        someone, password = form.result
        return render(request, "organisations/password_given.html", {"member": someone, "password": password})
    return filled(request, "Ny i personalen", form, button="Lägg till")


@tending_page
def staff_edit(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Another name, address or number."""
    found = whereabouts.staff_one(request.actor, staff_id)
    initial = {name: getattr(found, name) for name in forms.DetailsForm.base_fields}
    form = forms.DetailsForm(request.POST or None, initial=initial)
    if form.done(
        lambda _: employing.describe(by=request.actor, at=request.at, staff=found, details=form.details(found.username))
    ):
        return redirect("organisations:member", found.id)
    return filled(request, f"Ändra uppgifter om {found}", form)


@tending_page
def assign(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """One more assignment."""
    by, found = request.actor, whereabouts.staff_one(request.actor, staff_id)
    first = {"valid_from": localdate(request.at)}
    form = forms.AssignmentForm(
        request.POST or None, initial=first, units=whereabouts.units_tended(by), domain=by.domain
    )
    if form.done(lambda _: employing.assign(by=by, at=request.at, staff=found, given=form.given())):
        return redirect("organisations:member", found.id)
    return filled(request, f"Nytt uppdrag för {found}", form, button="Ge uppdraget")


@tending_page
def assignment_end(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Let an assignment end."""
    found = whereabouts.assignment_tended(request.actor, assignment_id)
    form = forms.EndForm(request.POST or None, initial={"last": localdate(request.at)})
    if form.done(lambda data: employing.end(by=request.actor, at=request.at, assignment=found, **data)):
        return redirect("organisations:member", found.staff_id)
    lead = "Det som personen har öppet går till ersättaren eller chefen när uppdraget är slut."
    return filled(request, f"Avsluta uppdraget för {found}", form, lead=lead, button="Avsluta")


@tending_page
def absence(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Days when somebody is away."""
    found = whereabouts.staff_one(request.actor, staff_id)
    form = forms.AbsenceForm(request.POST or None)
    if form.done(lambda data: employing.be_away(by=request.actor, at=request.at, staff=found, **data)):
        return redirect("organisations:member", found.id)
    return filled(request, f"Frånvaro för {found}", form, lead="Under tiden går påminnelserna till ersättaren.")


@acting_page
def my_absence(request: HttpRequest) -> HttpResponse:
    """One's own days away."""
    by = request.actor
    form = forms.AbsenceForm(request.POST or None)
    me = queries.staff_member(by.staff_id)
    if form.done(lambda data: employing.be_away(by=by, at=request.at, staff=me, **data)):
        return redirect("organisations:my-absence")
    absences = whereabouts.absences_ahead(by.staff_id, localdate(request.at))
    return render(request, "organisations/my_absence.html", {"form": form, "absences": absences})


@acting_page
def absence_remove(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """Somebody is back, or was never away."""
    found = whereabouts.absence(request.actor, absence_id)
    form = forms.NoForm(request.POST if request.method == "POST" else None)
    if form.done(lambda _: employing.be_back(by=request.actor, at=request.at, absence=found)):
        mine = found.staff_id == request.actor.staff_id
        return redirect("organisations:my-absence") if mine else redirect("organisations:member", found.staff_id)
    return filled(request, f"Ta bort frånvaron {found}?", form, button="Ta bort")


@tending_page
def reset(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """A new temporary password, shown here and never again."""
    found = whereabouts.staff_one(request.actor, staff_id)
    form = forms.NoForm(request.POST if request.method == "POST" else None)
    if form.done(lambda _: employing.reset(by=request.actor, at=request.at, staff=found)):
        return render(request, "organisations/password_given.html", {"member": found, "password": form.result})
    lead = "Personen loggas ut överallt och lägger in engångskoderna på nytt. Kontrollera först att det är rätt person."
    return filled(request, f"Ny inloggning för {found}?", form, lead=lead, button="Skapa ett tillfälligt lösenord")
