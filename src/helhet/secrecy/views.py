"""Pages of access and sharing: opening somebody, consents, blocks, what was shared, what went wrong."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from helhet.organisations.queries import records
from helhet.ui.addresses import address_of

from . import actions, forms, logbook, pages, queries, recalling, rules, watching
from .door import staff_page

EXTRACT = "extract.made"


@staff_page
def open_reason(request: HttpRequest, person_id: UUID, kind: str = "reason") -> HttpResponse:
    """Open somebody with a stated reason, or in an emergency: what it means, and that it is reviewed."""
    person = pages.findable(request.actor, person_id)
    form = forms.OpenForm(request.POST or None)
    act = actions.open_in_emergency if kind == "emergency" else actions.open_with_reason
    if form.done(lambda data: act(by=request.actor, at=request.at, person=person, **data)):
        return redirect(address_of("overview:person", person.id) or address_of("secrecy:person", person.id))
    shown = {"one": person, "form": form, "kind": kind, "clock": records().clocks[f"{kind}.open"]}
    return render(request, "secrecy/open.html", shown)


@staff_page
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Consents, blocks, and everything that was shared about somebody."""
    page = pages.person_page(request.actor, person_id, request.at, "disclosure.listed")
    return render(request, "secrecy/person.html", page)


@staff_page
def shared(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The list for the person, to print: without what is concealed."""
    page = pages.person_page(request.actor, person_id, request.at, "disclosure.printed")
    return render(request, "secrecy/shared.html", page)


@staff_page
def extract(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who has had to do with the person's data, to print for the person."""
    one = queries.person(request.actor, person_id, request.at)
    actions.read(by=request.actor, at=request.at, person=one, act=EXTRACT)
    page = {"person": one, "rows": logbook.extract(request.actor, one), "today": localdate(request.at)}
    return render(request, "secrecy/extract.html", page)


@staff_page
def consent(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what the person said yes to."""
    one = queries.person(request.actor, person_id, request.at)
    pages.form_shown(request, one)
    form = pages.consent_form(request.actor, one, request.POST or None, localdate(request.at))
    if pages.give(request.actor, request.at, one, form):
        return redirect("secrecy:person", one.id)
    return render(request, "secrecy/consent.html", {"person": one, "form": form})


@staff_page
def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Take a consent back, at once."""
    row = queries.consent(request.actor, consent_id, request.at)
    pages.form_shown(request, row.person)
    if request.method == "POST":
        actions.withdraw(by=request.actor, at=request.at, consent=row)
        return redirect("secrecy:person", row.person_id)
    shown = {"row": row, "person": row.person, "done": pages.withdrawn(row), "by_hand": queries.told_by_hand(row)}
    return render(request, "secrecy/withdraw.html", shown)


@staff_page
def block(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Set a block that the person asks for."""
    one = queries.person(request.actor, person_id, request.at)
    rules.may_block(request.actor, own_child=False).demand()
    pages.form_shown(request, one)
    form = pages.block_form(request.actor, request.POST or None)
    if form.done(lambda data: pages.block(request.actor, request.at, one, data)):
        return redirect("secrecy:person", one.id)
    return render(request, "secrecy/block.html", {"person": one, "form": form})


@staff_page
def unblock(request: HttpRequest, person_id: UUID, unit_id: UUID) -> HttpResponse:
    """Take a block away, as the person asks."""
    one = queries.person(request.actor, person_id, request.at)
    row = queries.block(request.actor, one, unit_id, request.at)
    pages.form_shown(request, one)
    if request.method == "POST":
        actions.unblock(by=request.actor, at=request.at, person=one, unit=row.unit)
        return redirect("secrecy:person", one.id)
    return render(request, "secrecy/unblock.html", {"person": one, "row": row})


@staff_page
def lift(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person lets this reader read behind the blocks."""
    one = queries.person(request.actor, person_id, request.at)
    pages.form_shown(request, one)
    form = forms.LiftForm(request.POST or None)
    if form.done(lambda data: actions.lift_block(by=request.actor, at=request.at, person=one, **data)):
        return redirect("secrecy:person", one.id)
    return render(request, "secrecy/lift.html", {"person": one, "form": form, "clock": records().clocks["reason.open"]})


@staff_page
def conceal(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Decide whether the person is shown a disclosure."""
    row = queries.disclosure(request.actor, disclosure_id, request.at)
    rules.may_manage(request.actor).demand()
    pages.form_shown(request, row.person)
    form = pages.conceal_form(request.actor, request.at, request.POST or None)
    if form.done(lambda data: watching.conceal(by=request.actor, at=request.at, disclosure=row, **data)):
        return redirect("secrecy:person", row.person_id)
    return render(request, "secrecy/conceal.html", {"row": row, "person": row.person, "form": form})


@staff_page
def recall(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Ask back a copy that went to the wrong receiver."""
    row = queries.disclosure(request.actor, disclosure_id, request.at)
    pages.form_shown(request, row.person)
    form, stands = pages.incident_form(request.at, request.POST or None), queries.recall_of(row)
    if form.done(lambda data: recalling.recall(by=request.actor, at=request.at, disclosure=row, **data)):
        return redirect("secrecy:incident", form.result.id)
    may = rules.may_recall(row.receiver_id is not None, bool(stands.recalled), bool(stands.confirmed))
    return render(request, "secrecy/recall.html", {"row": row, "person": row.person, "form": form, "may": may})


@staff_page
def confirm(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """The receiver says that a copy sent by mistake is no longer read here."""
    row = queries.recalled_copy(request.actor, copy_id, request.at)
    form = forms.ConfirmForm(request.POST or None)
    if form.done(lambda data: recalling.confirm_recall(by=request.actor, at=request.at, copy=row, **data)):
        return redirect("secrecy:review")
    return render(request, "secrecy/confirm.html", {"row": row, "form": form})
