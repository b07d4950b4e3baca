"""Addresses of the parameters, under /policies/."""

from django.urls import path

from . import pages

app_name = "policies"

urlpatterns = [
    path("", pages.policies, name="policies"),
    path("confirmations/<uuid:policy_id>/", pages.confirmation, name="confirmation"),
    path("<str:code>/", pages.policy, name="policy"),
    path("<str:code>/setting/", pages.setting, name="setting"),
]
