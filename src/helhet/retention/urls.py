"""Addresses under /arbete/gallring/."""

from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    path("", views.due, name="due"),
    path("akt/<uuid:person_id>/", views.matters, name="matters"),
    path("klart/<uuid:purge_id>/", views.done, name="done"),
]
