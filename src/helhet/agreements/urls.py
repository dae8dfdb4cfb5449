"""Addresses under /avtal/."""

from django.urls import path

from . import views
from .missing import or_missing
from .pages.contents import PAGES

app_name = "agreements"

OWN_VIEWS = {"parties": views.parties, "quality": views.quality}

urlpatterns = [
    path("", views.listing, name="list"),
    path("<str:pack_id>/plats/<str:slug>/", or_missing(views.place), name="place"),
    *(
        path(f"<str:pack_id>/{page.path}", or_missing(OWN_VIEWS[page.name]), name=page.name)
        if page.name in OWN_VIEWS
        else path(f"<str:pack_id>/{page.path}", or_missing(views.page), {"name": page.name}, name=page.name)
        for page in PAGES
    ),
]
