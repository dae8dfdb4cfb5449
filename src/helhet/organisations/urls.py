"""The addresses of the way in, and of units and staff."""

from django.urls import path

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
]
