"""What the pages are measured against, through the same middleware: the same data by one raw query and no template
(floor a), and a page with the same base template, session and one query (floor b)."""

from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.timezone import localdate

from helhet.organisations import queries as organisations
from helhet.plans import queries as plans
from helhet.secrecy import actions as secrecy
from helhet.secrecy.door import staff_page
from helhet.secrecy.wall import acting

WORKLIST = """SELECT s.id, s.text, s.kind, s.due, s.ref_kind, s.ref, p.given_name, p.family_name, p.protected, o.name
    FROM courses_step s LEFT JOIN people_person p ON p.id = s.person_id JOIN organisations_staff o ON o.id = s.owner_id
    WHERE s.unit_id = %s AND s.open ORDER BY s.due, s.opened_at LIMIT 20"""
# Everything that the person page shows, as rows of one shape.
PERSON = """SELECT 'person', given_name, family_name, language, CAST(birth_date AS text)
        FROM people_person WHERE id = %(p)s
    UNION ALL SELECT 'number', system, value, '', '' FROM people_identifier WHERE person_id = %(p)s
    UNION ALL SELECT 'reach', kind, value, note, '' FROM people_contactway WHERE person_id = %(p)s
    UNION ALL SELECT 'near', kind, name, contact, needs FROM people_relation WHERE person_id = %(p)s
    UNION ALL SELECT 'course', c.about, u.name, '', CAST(c.opened_at AS text)
        FROM courses_course c JOIN organisations_unit u ON u.id = c.unit_id WHERE c.person_id = %(p)s
    UNION ALL SELECT 'step', s.text, o.name, s.kind, CAST(s.due AS text)
        FROM courses_step s JOIN organisations_staff o ON o.id = s.owner_id WHERE s.person_id = %(p)s AND s.open
    UNION ALL SELECT 'event', e.kind, e.text, o.name, CAST(e.happened AS text)
        FROM courses_courseevent e LEFT JOIN organisations_staff o ON o.id = e.by_id WHERE e.person_id = %(p)s
    UNION ALL SELECT 'left', kind, receiver_name, section, CAST(at AS text)
        FROM secrecy_disclosure WHERE person_id = %(p)s
    UNION ALL SELECT 'came', c.kind, c.sender_name, c.section, CAST(c.arrived_at AS text)
        FROM secrecy_copy c JOIN secrecy_copyof o ON o.copy_id = c.id WHERE o.person_id = %(p)s
    UNION ALL SELECT 'consent', kind, given_by, words, CAST(until AS text) FROM secrecy_consent WHERE person_id = %(p)s
    UNION ALL SELECT 'paper', title, media_type, source, CAST(at AS text)
        FROM documents_document WHERE person_id = %(p)s"""

# Everything that the plan holds, as rows of one shape.
PLAN = """SELECT 'plan', kind, state, overall, CAST(opened_at AS text) FROM plans_plan WHERE id = %(p)s
    UNION ALL SELECT 'participant', kind, name, principal, state FROM plans_participant WHERE plan_id = %(p)s
    UNION ALL SELECT 'part', kind, key, CAST(data AS text), CAST(also AS text)
        FROM plans_part WHERE plan_id = %(p)s AND NOT dropped
    UNION ALL SELECT 'event', kind, text, CAST(data AS text), CAST(at AS text)
        FROM plans_planevent WHERE plan_id = %(p)s AND kind IN ('needed', 'called')"""


def _key(ident: UUID) -> object:
    return ident if connection.vendor == "postgresql" else ident.hex


def _rows(request: HttpRequest, query: str, given: object) -> list[tuple[object, ...]]:
    """One raw query, as the actor: without saying who acts, PostgreSQL shows no rows at all."""
    with acting(request.actor, request.at), connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()


def raw_worklist(request: HttpRequest) -> HttpResponse:
    """Floor a of the worklist."""
    return JsonResponse(_rows(request, WORKLIST, [_key(request.actor.unit_id)]), safe=False)


def raw_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Floor a of the person page."""
    return JsonResponse(_rows(request, PERSON, {"p": _key(person_id)}), safe=False)


def raw_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Floor a of a plan."""
    return JsonResponse(_rows(request, PLAN, {"p": _key(plan_id)}), safe=False)


@staff_page
def plan_as_json(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A plan as docs/plan-json.md has it, opened and read as its own page is."""
    one = plans.plan(request.actor, plan_id, request.at)
    secrecy.read(by=request.actor, at=request.at, person=one.person, act="plan.read")
    return JsonResponse(plans.as_json(one, localdate(request.at)))


def page(request: HttpRequest) -> HttpResponse:
    """Floor b: the base template, the session, and one query."""
    return render(request, "bench/floor.html", {"unit": organisations.unit(request.actor.unit_id).name})


urlpatterns = [
    path("bench/lista/", raw_worklist),
    path("bench/person/<uuid:person_id>/", raw_person),
    path("bench/sida/", page),
    path("bench/plan/<uuid:plan_id>/", raw_plan),
    path("bench/plan/<uuid:plan_id>/json/", plan_as_json),
    path("", include("helhet.config.urls")),
]
