"""The pages: what came in is read, the page is found, and it is shown."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helhet.courses.actions import read_news
from helhet.courses.queries import course as find_course
from helhet.courses.queries import step as find_step
from helhet.kernel.identity import reveals
from helhet.secrecy.door import staff_page
from helhet.ui.addresses import address_of

from . import actions, answers, identifying, pages, papers, queries, received_acts, sent_acts
from .sending import sender, wizard

WRONG = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@staff_page
def send(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Send something about a person, one step at a time."""
    return _step(request, find_course(request.actor, course_id, request.at))


@form_page
@staff_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask somebody without saying who it is about."""
    return _step(request, None)


def _step(request: HttpRequest, course: object) -> HttpResponse:
    page = wizard.page(request.actor, request.at, course, request.POST if request.method == "POST" else None)
    if page.sending and page.form.done(lambda data: sender.send(page.draft)):
        return redirect("handoffs:sent", page.form.result.id)
    actions.drafted(by=request.actor, at=request.at, course=course)
    context = {"page": page, "form": page.form, "shown": pages.step(page), "course": course}
    return render(request, "handoffs/send.html", context, status=WRONG if page.form.errors else 200)


@require_POST
@staff_page
def look_through(request: HttpRequest) -> HttpResponse:
    """What in a text looks like a number, said while it is written. The text is kept nowhere."""
    return render(request, "handoffs/parts/reveals.html", {"found": reveals(request.POST.get("question", ""), ())})


@require_safe
@staff_page
def sent(request: HttpRequest, sent_id: UUID) -> HttpResponse:
    """Something that was sent."""
    one = queries.sent(request.actor, sent_id, request.at)
    return render(request, "handoffs/sent.html", pages.sent(request.actor, request.at, one))


@require_safe
@staff_page
def paper(request: HttpRequest, sent_id: UUID) -> HttpResponse:
    """What was sent, to print for a receiver outside the system."""
    one = queries.sent(request.actor, sent_id, request.at)
    return render(request, "handoffs/paper.html", pages.sent(request.actor, request.at, one))


@require_POST
@staff_page
def make_paper(request: HttpRequest, sent_id: UUID) -> HttpResponse:
    """What was sent as a PDF, kept among the person's documents."""
    one = queries.sent(request.actor, sent_id, request.at)
    made = papers.make_paper(by=request.actor, at=request.at, sent=one)
    return redirect("documents:one", made.person_id, made.id)


@form_page
@staff_page
def sent_act(request: HttpRequest, sent_id: UUID, name: str) -> HttpResponse:
    """One act on something that was sent."""
    at = sent_acts.At(request.actor, request.at, queries.sent(request.actor, sent_id, request.at))
    act = sent_acts.act(at.sent, name)
    form = act.form(at, request.POST or None)
    if form.done(lambda data: act.do(at, form, data)):
        return redirect("handoffs:sent", sent_id)
    pages.looked(by=request.actor, at=request.at, act="sent.read", one=at.sent)
    context = {"act": act, "form": form, "sent": at.sent, "receiver": at.sent.disclosure.receiver_name}
    return render(request, "handoffs/sent_act.html", context, status=WRONG if form.errors else 200)


@require_safe
@staff_page
def received(request: HttpRequest, received_id: UUID) -> HttpResponse:
    """Something that has come."""
    one = queries.received(request.actor, received_id, request.at)
    return render(request, "handoffs/received.html", pages.received(request.actor, request.at, one))


@form_page
@staff_page
def identify(request: HttpRequest, received_id: UUID) -> HttpResponse:
    """Say whom it is about."""
    one = queries.received(request.actor, received_id, request.at)
    form = identifying.form(request.actor, request.at, one, request.POST or None)
    identifying.searched(by=request.actor, at=request.at, received=one)
    if form.done(lambda data: identifying.save(by=request.actor, at=request.at, received=one, chosen=form)):
        return redirect("handoffs:received", received_id)
    context = {"form": form, "received": one, "told": identifying.told(one)}
    return render(request, "handoffs/identify.html", context, status=WRONG if form.errors else 200)


@require_POST
@staff_page
def take_over_consent(request: HttpRequest, received_id: UUID) -> HttpResponse:
    """Write down what the person said to the sender about an answer."""
    one = queries.received(request.actor, received_id, request.at)
    answers.take_over_consent(by=request.actor, at=request.at, received=one)
    return redirect("handoffs:received", received_id)


@form_page
@staff_page
def received_act(request: HttpRequest, received_id: UUID, name: str) -> HttpResponse:
    """One act on something that has come."""
    one = queries.received(request.actor, received_id, request.at)
    at = received_acts.At(request.actor, request.at, one, request.GET.get("skal", ""))
    act = received_acts.act(one, name)
    form = act.form(at, request.POST or None)
    if form.is_bound and form.done(lambda data: act.do(at, form, data)):
        return redirect("handoffs:done", name) if act.last else redirect("handoffs:received", received_id)
    pages.looked(by=request.actor, at=request.at, act="received.read", one=one)
    context = {"act": act, "form": form, "received": one, "at": at, "against": received_acts.against(at)}
    return render(request, "handoffs/received_act.html", context, status=WRONG if form.errors else 200)


@require_safe
@staff_page
def done(request: HttpRequest, name: str) -> HttpResponse:
    """An act is done, and the person may no longer be open to the unit: so nothing is said about anybody."""
    return render(request, "handoffs/done.html", {"name": name, "worklist": address_of("overview:worklist")})


@require_POST
@staff_page
def read(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """News that somebody has read."""
    step = find_step(request.actor, step_id, request.at)
    read_news(by=request.actor, at=request.at, step=step)
    return redirect(address_of("overview:worklist") or "/")
