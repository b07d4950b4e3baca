from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "yimen.kernel.people"
    label = "people"
    verbose_name = _("人员")

    def ready(self) -> None:
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import jobs  # noqa: F401 - registers the mail of sign-in
        from .grants_below import GRANTS as BELOW
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
        grants.register(BELOW)
        for entry in ENTRIES:
            menu.register(entry)
