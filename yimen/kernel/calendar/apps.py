from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """日历 — who may change it is said in kernel.people (grants_below.py), where posts are known."""

    name = "yimen.kernel.calendar"
    label = "calendar"
    verbose_name = _("日历")

    def ready(self) -> None:
        from yimen.kernel.jobs.registry import before_each
        from yimen.kernel.web import menu

        from . import queries
        from .menu import ENTRIES

        for entry in ENTRIES:
            menu.register(entry)
        before_each(queries.look_again)  # a job that follows a change must see it
