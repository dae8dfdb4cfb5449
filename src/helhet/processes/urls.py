"""Addresses of cases in legal processes, under /arbete/arenden/."""

from django.urls import path

from . import views

app_name = "processes"
urlpatterns = [
    path("", views.day, name="day"),
    path("hela/", views.whole_day, name="whole-day"),
    path("person/<uuid:person_id>/", views.begin, name="begin"),
    path("person/<uuid:person_id>/oppna/<str:name>/", views.open_case, name="open"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/skriv/<str:name>/", views.act, name="act"),
    path("<uuid:case_id>/ratta/<uuid:entry_id>/", views.correct, name="correct"),
    path("<uuid:case_id>/handling/<str:name>/", views.paper, name="paper"),
    path("<uuid:case_id>/ansvarig/", views.hand_to, name="hand-to"),
]
