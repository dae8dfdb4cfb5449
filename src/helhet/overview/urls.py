"""The staff pages' addresses. A person stands in them as an id of the own holding, never by name or number."""

from django.urls import path

from .views import course, find, person, work

app_name = "overview"

urlpatterns = [
    path("", work.worklist, name="worklist"),
    path("sok/", find.search, name="search"),
    path("ny-person/", find.add, name="add"),
    path("utan-ansvarig/", work.unowned, name="unowned"),
    path("enheter/<uuid:unit_id>/stang/", work.close, name="close-unit"),
    path("kollega/<uuid:staff_id>/", work.colleague, name="colleague"),
    path("steg/<uuid:step_id>/klart/", work.finish, name="finish"),
    path("person/<uuid:person_id>/", person.person, name="person"),
    path("person/<uuid:person_id>/text/", person.copy_text, name="text"),
    path("person/<uuid:person_id>/text/<uuid:event_id>/", person.copy_text, name="event-text"),
    path("person/<uuid:person_id>/inte-langre/<uuid:way_id>/", person.remove_way, name="remove-way"),
    path("person/<uuid:person_id>/inte-nara/<uuid:relation_id>/", person.end_relation, name="end-relation"),
    path("person/<uuid:person_id>/<slug:name>/", person.write, name="write"),
    path("kontakt/<uuid:course_id>/fraga/", course.ask, name="ask"),
    path("kontakt/<uuid:course_id>/<slug:name>/", course.act, name="act"),
    path("fran-guiden/", course.guided, name="guided"),
]
