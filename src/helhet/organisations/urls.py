"""The addresses of the way in, and of units and staff."""

from django.urls import path

from . import tending_views as tending
from . import views

app_name = "organisations"
urlpatterns = [
    path("logga-in/", views.sign_in, name="sign-in"),
    path("logga-in/kod/", views.code, name="code"),
    path("logga-in/uppdrag/", views.assignment, name="assignment"),
    path("logga-in/engangskoder/", views.codes, name="codes"),
    path("logga-in/losenord/", views.password, name="password"),
    path("logga-in/demo/", views.demo_sign_in, name="demo-sign-in"),
    path("logga-ut/", views.sign_out, name="sign-out"),
    path("arbete/enheter/", tending.units, name="units"),
    path("arbete/enheter/ny/", tending.unit_add, name="unit-add"),
    path("arbete/enheter/<uuid:unit_id>/", tending.unit, name="unit"),
    path("arbete/enheter/<uuid:unit_id>/andra/", tending.unit_edit, name="unit-edit"),
    path("arbete/enheter/<uuid:unit_id>/jour/", tending.duty, name="duty"),
    path("arbete/enheter/jour/<uuid:duty_id>/ta-bort/", tending.duty_remove, name="duty-remove"),
    path("arbete/personal/", tending.staff, name="staff"),
    path("arbete/personal/ny/", tending.staff_add, name="staff-add"),
    path("arbete/personal/<uuid:staff_id>/", tending.member, name="member"),
    path("arbete/personal/<uuid:staff_id>/andra/", tending.staff_edit, name="staff-edit"),
    path("arbete/personal/<uuid:staff_id>/uppdrag/", tending.assign, name="assign"),
    path("arbete/personal/<uuid:staff_id>/franvaro/", tending.absence, name="absence"),
    path("arbete/personal/<uuid:staff_id>/inloggning/", tending.reset, name="reset"),
    path("arbete/personal/uppdrag/<uuid:assignment_id>/avsluta/", tending.assignment_end, name="assignment-end"),
    path("arbete/min-franvaro/", tending.my_absence, name="my-absence"),
    path("arbete/personal/franvaro/<uuid:absence_id>/ta-bort/", tending.absence_remove, name="absence-remove"),
]
