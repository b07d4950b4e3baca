"""Addresses of verification and of the register of seals, under /verify/."""

from django.urls import path

from . import pages

app_name = "documents"

urlpatterns = [
    path("", pages.verify, name="verify"),
    path("root.cer", pages.root_certificate, name="root_certificate"),
    path("revoked.crl", pages.revocation_list, name="revocation_list"),
    path("papers/", pages.papers, name="papers"),
    path("papers/<slug:code>/", pages.specimen, name="specimen"),
    path("seals/", pages.seals, name="seals"),
    path("seals/registration/", pages.seal_registration, name="seal_registration"),
    path("seals/<uuid:seal_id>/revocation/", pages.seal_revocation, name="seal_revocation"),
    path("seals/<uuid:seal_id>/impression/", pages.impression, name="impression"),
    path("<str:code>/", pages.verification, name="verification"),
]
