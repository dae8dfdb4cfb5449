"""Addresses under a person, and those of a lent screen, which name nobody."""

from django.urls import path

from . import views

app_name = "screening"
urlpatterns = [
    path("person/<uuid:person_id>/screening/", views.listing, name="list"),
    path("person/<uuid:person_id>/screening/ny/<str:slug>/", views.enter, name="enter"),
    path("person/<uuid:person_id>/screening/fraga/<str:slug>/", views.lend, name="lend"),
    path("person/<uuid:person_id>/screening/<uuid:screening_id>/", views.one, name="one"),
    path("person/<uuid:person_id>/screening/<uuid:screening_id>/ratta/", views.correct, name="correct"),
    path("fragor/", views.ask, name="ask"),
    path("fragor/tillbaka/", views.back, name="back"),
]
