from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "yimen.kernel.cases"
    label = "cases"
    verbose_name = _("办件")

    def ready(self) -> None:
        from yimen.kernel.audit import tail
        from yimen.kernel.base import grants, machines

        from . import jobs, reactions  # noqa: F401 - they register themselves
        from .permissions import GRANTS, MACHINES

        tail.register("cases_tail")
        grants.register(GRANTS)
        machines.register(MACHINES)
