"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupervisionConfig(AppConfig):
    name = "yimen.modules.supervision"
    label = "supervision"
    verbose_name = _("审批监督")

    def ready(self) -> None:
        from yimen.kernel.base import grants, machines

        from .permissions import GRANTS, MACHINES

        grants.register(GRANTS)
        machines.register(MACHINES)
