from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "yimen.kernel.orgs"
    label = "orgs"
    verbose_name = _("机构")

    def ready(self) -> None:
        from yimen.kernel.base import grants

        from .permissions import GRANTS

        grants.register(GRANTS)
