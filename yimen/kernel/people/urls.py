"""Addresses of persons, under /people/."""

from django.urls import path

from .pages import account, register

app_name = "people"

urlpatterns = [
    path("", register.persons, name="persons"),
    path("enrolment/", register.enrolment, name="enrolment"),
    path("me/", account.account, name="account"),
    path("me/contact/", account.contact, name="contact"),
    path("me/tokens/", account.tokens, name="tokens"),
    path("me/tokens/<uuid:token_id>/revocation/", account.revocation, name="revocation"),
    path("roles/", register.roles, name="roles"),
    path("<uuid:person_id>/", register.person, name="person"),
    path("<uuid:person_id>/appointment/", register.appointment, name="appointment"),
    path("<uuid:person_id>/deactivation/", register.deactivation, name="deactivation"),
    path("<uuid:person_id>/reactivation/", register.reactivation, name="reactivation"),
    path("<uuid:person_id>/number/", register.number, name="number"),
    path("posts/<uuid:post_id>/end/", register.ending, name="ending"),
    path("posts/<uuid:post_id>/stand-in/", register.stand_in, name="stand_in"),
]
