from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "yimen.kernel.people"
    label = "people"
    verbose_name = _("人员")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import (
            jobs,  # noqa: F401 - registers the mail of sign-in
            rules,
        )
        from .grants_below import GRANTS as BELOW
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        grants.register(BELOW)
        constraints.register("same_post_not_twice_at_once", _("该人员在这段时间内已经担任同一岗位。"))
        constraints.register("post_has_one_stand_in_at_once", _("这段时间内该岗位已经安排代理。"))
        for name in (
            "number_belongs_to_one_person",
            "login_once_in_any_letter_case",
            "people_person_login_key",
            "employee_number_once",
        ):
            constraints.register(name, rules.KNOWN_ALREADY)
        for entry in ENTRIES:
            menu.register(entry)
