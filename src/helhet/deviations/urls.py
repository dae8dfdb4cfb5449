"""Addresses of deviations, under /arbete/avvikelser/."""

from django.urls import path

from . import views

app_name = "deviations"
urlpatterns = [
    path("", views.listed, name="list"),
    path("skriv/", views.write, name="write"),
    path("<uuid:deviation_id>/", views.receipt, name="receipt"),
]
