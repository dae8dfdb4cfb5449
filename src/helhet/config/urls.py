"""The root of all addresses: each capability adds one line."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    # Stands in until helhet.guide has the start page: then `path("", include("helhet.guide.urls"))`.
    path("", TemplateView.as_view(template_name="ui/start.html"), name="start"),
]
