"""The root of all addresses: each capability adds one line."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("arbete/person/<uuid:person_id>/dokument/", include("helhet.documents.urls")),
    path("arbete/", include("helhet.screening.urls")),
    path("arbete/gallring/", include("helhet.retention.urls")),
    path("arbete/avvikelser/", include("helhet.deviations.urls")),
    path("arbete/arenden/", include("helhet.processes.urls")),
    path("arbete/lamna-over/", include("helhet.handoffs.urls")),
    path("arbete/sip/", include("helhet.plans.urls")),
    path("", include("helhet.organisations.urls")),
    path("arbete/", include("helhet.secrecy.urls")),
    path("arbete/", include("helhet.overview.urls")),
    path("avtal/", include("helhet.agreements.urls")),
    path("", include("helhet.guide.urls")),
]
