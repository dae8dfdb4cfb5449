"""The root of all addresses: each capability adds one line."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("arbete/lamna-over/", include("helhet.handoffs.urls")),
    path("", include("helhet.organisations.urls")),
    path("arbete/avvikelser/", include("helhet.deviations.urls")),
    path("arbete/", include("helhet.overview.urls")),
    path("avtal/", include("helhet.agreements.urls")),
    path("", include("helhet.guide.urls")),
]
