"""The addresses of hand-offs. What it is about stands in them as an id of the own holding, never by name."""

from django.urls import path

from . import views

app_name = "handoffs"

urlpatterns = [
    path("fraga/", views.ask, name="ask"),
    path("kontrollera/", views.look_through, name="look-through"),
    path("skicka/<uuid:course_id>/", views.send, name="send"),
    path("skickat/<uuid:sent_id>/", views.sent, name="sent"),
    path("skickat/<uuid:sent_id>/utskrift/", views.paper, name="paper"),
    path("skickat/<uuid:sent_id>/papper/", views.make_paper, name="make-paper"),
    path("skickat/<uuid:sent_id>/<slug:name>/", views.sent_act, name="sent-act"),
    path("kommit/klart/<slug:name>/", views.done, name="done"),
    path("kommit/<uuid:received_id>/", views.received, name="received"),
    path("kommit/<uuid:received_id>/vem/", views.identify, name="identify"),
    path("kommit/<uuid:received_id>/samtycke/", views.take_over_consent, name="take-over-consent"),
    path("kommit/<uuid:received_id>/<slug:name>/", views.received_act, name="received-act"),
    path("last/<uuid:step_id>/", views.read, name="read"),
]
