"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HallConfig(AppConfig):
    name = "yimen.modules.hall"
    label = "hall"
    verbose_name = _("办事大厅")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.people import seating
        from yimen.kernel.web import menu

        from . import actions, jobs, notices, queries, reactions  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        seating.register(queries.seat)
        booked = _("这个手机号码在同一时间已经有预约，或者时段刚刚约满。")
        for name in ("place_of_a_slot_is_given_once", "one_telephone_books_one_place_at_once"):
            constraints.register(name, booked)
        for name in ("window_has_one_shift_at_once", "person_sits_at_one_window_at_once"):
            constraints.register(name, _("刚刚有人排了同一时段的班，请刷新后再排。"))
        for entry in ENTRIES:
            menu.register(entry)
