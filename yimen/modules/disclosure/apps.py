"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "yimen.modules.disclosure"
    label = "disclosure"
    verbose_name = _("政务公开")

    def ready(self) -> None:
        from yimen.kernel.base import grants, machines
        from yimen.kernel.cases import desk
        from yimen.kernel.search.documents import register_documents
        from yimen.kernel.web import menu

        from . import (  # noqa: F401 - they register themselves
            actions,
            collisions,
            forgetting,
            jobs,
            metrics,
            notices,
            reactions,
        )
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES
        from .queries import checks
        from .search import PUBLICATIONS
        from .work import CHECK_WORK

        grants.register(GRANTS)
        machines.register(MACHINES)
        desk.register("disclosure.check", "disclosure:check", CHECK_WORK, seen=checks)
        register_documents(PUBLICATIONS)
        for entry in ENTRIES:
            menu.register(entry)
