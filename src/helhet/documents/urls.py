"""Addresses under a person."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", views.add, name="add"),
    path("utdrag/", views.make_extract, name="extract"),
    path("<uuid:document_id>/", views.one, name="one"),
    path("<uuid:document_id>/fil/", views.file, name="file"),
    path("<uuid:document_id>/ratta/", views.correct, name="correct"),
]
