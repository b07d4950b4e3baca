"""Addresses of the calendar, under /calendar/."""

from datetime import date

from django.urls import path, register_converter

from . import pages


class IsoDate:
    """A date in an address: 2026-03-02."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDate, "isodate")

app_name = "calendar"

urlpatterns = [
    path("", pages.calendar, name="calendar"),
    path("<int:year>/", pages.year, name="year"),
    path("days/<isodate:on>/change/", pages.change, name="change"),
    path("loading/", pages.loading, name="loading"),
]
