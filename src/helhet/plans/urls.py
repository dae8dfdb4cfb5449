"""The addresses of plans. What one is about stands in them as an id of the own holding, never by name."""

from django.urls import path

from . import views

app_name = "plans"
PLAN, CAME = "<uuid:plan_id>", "kallad/<uuid:joined_id>"

urlpatterns = [
    path("ny/<uuid:person_id>/", views.begin, name="begin"),
    path("klart/<slug:name>/", views.done, name="done"),
    path("saknas-i-lanet/", views.missing, name="missing"),
    path(f"{CAME}/", views.joined, name="joined"),
    path(f"{CAME}/vem/", views.identify, name="identify"),
    path(f"{CAME}/papper/<slug:name>/", views.copy_paper, name="copy-paper"),
    path(f"{CAME}/kalender/", views.joined_calendar, name="joined-calendar"),
    path(f"{CAME}/<slug:name>/", views.joined_act, name="joined-act"),
    path(f"{PLAN}/", views.plan, name="plan"),
    path(f"{PLAN}/del/<slug:name>/", views.section, name="section"),
    path(f"{PLAN}/rad/<slug:name>/", views.row, name="row"),
    path(f"{PLAN}/rad/<slug:name>/ta-bort/", views.drop, name="drop"),
    path(f"{PLAN}/kom/<uuid:offer_id>/", views.offer, name="offer"),
    path(f"{PLAN}/las/<int:number>/", views.version, name="version"),
    path(f"{PLAN}/infor/", views.beside, name="beside"),
    path(f"{PLAN}/fraga/klart/", views.back, name="back"),
    path(f"{PLAN}/fraga/<slug:name>/", views.ask, name="ask"),
    path(f"{PLAN}/papper/<slug:name>/", views.paper, name="paper"),
    path(f"{PLAN}/kalender/", views.meeting_calendar, name="calendar"),
    path(f"{PLAN}/<slug:name>/", views.act, name="act"),
]
