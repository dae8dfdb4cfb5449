"""Addresses of access and sharing, under /arbete/. A person stands in them as an id of the own holding."""

from django.urls import path

from . import views, watch_views

app_name = "secrecy"
PERSON = "person/<uuid:person_id>"

urlpatterns = [
    path(f"{PERSON}/oppna/", views.open_reason, name="open-reason"),
    path(f"{PERSON}/nodoppna/", views.open_reason, {"kind": "emergency"}, name="open-emergency"),
    path(f"{PERSON}/delat/", views.person, name="person"),
    path(f"{PERSON}/delat/lista/", views.shared, name="shared"),
    path(f"{PERSON}/lasningar/", views.extract, name="extract"),
    path(f"{PERSON}/samtycke/", views.consent, name="consent"),
    path(f"{PERSON}/sparr/", views.block, name="block"),
    path(f"{PERSON}/sparr/<uuid:unit_id>/ta-bort/", views.unblock, name="unblock"),
    path(f"{PERSON}/lasa-bakom-sparr/", views.lift, name="lift"),
    path("samtycke/<uuid:consent_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("utlamnat/<uuid:disclosure_id>/visa-eller-inte/", views.conceal, name="conceal"),
    path("utlamnat/<uuid:disclosure_id>/aterkalla/", views.recall, name="recall"),
    path("kopia/<uuid:copy_id>/aterkallad/", views.confirm, name="confirm"),
    path("incidenter/", watch_views.incidents, name="incidents"),
    path("incidenter/ny/", watch_views.new_incident, name="new-incident"),
    path("incidenter/<uuid:incident_id>/", watch_views.incident, name="incident"),
    path("att-granska/", watch_views.review, name="review"),
    path("att-granska/<uuid:access_id>/", watch_views.emergency, name="emergency"),
    path("logg/", watch_views.log, name="log"),
    path("logg/stickprov/", watch_views.month, name="month"),
    path("logg/<uuid:event_id>/", watch_views.event, name="event"),
]
