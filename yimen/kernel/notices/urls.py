"""Addresses of messages, under /notices/."""

from django.urls import path

from . import pages

app_name = "notices"

urlpatterns = [
    path("unread/", pages.unread, name="unread"),
    path("", pages.notices, name="notices"),
    path("reading/", pages.reading_of_all, name="reading_of_all"),
    path("<uuid:notice_id>/", pages.notice, name="notice"),
    path("<uuid:notice_id>/reading/", pages.reading, name="reading"),
    path("outbox/", pages.outbox, name="outbox"),
    path("outbox/<uuid:delivery_id>/retry/", pages.retry, name="retry"),
]
