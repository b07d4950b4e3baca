"""Addresses of the directory, under /orgs/."""

from django.urls import path

from . import pages

app_name = "orgs"

urlpatterns = [
    path("", pages.orgs, name="orgs"),
    path("<slug:code>/", pages.org, name="org"),
]
