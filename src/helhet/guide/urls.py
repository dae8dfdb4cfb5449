"""The guide's addresses. No answer about a person stands in any of them but the one that "copy link" makes."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.start, name="start"),
    path("guiden/", views.guide, name="guide"),
    path("guiden/svar.pdf", views.pdf, name="guide-pdf"),
    path("guiden/lank/", views.link, name="guide-link"),
    path("vem-gor-vad/", views.who_does_what, name="who-does-what"),
]
