from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "yimen.kernel.notices"
    label = "notices"
    verbose_name = _("通知")

    def ready(self) -> None:
        from yimen.kernel.audit import tail
        from yimen.kernel.base import grants
        from yimen.kernel.web import menu

        from . import jobs  # noqa: F401 - registers the loop of the outbox
        from .menu import ENTRIES
        from .permissions import GRANTS
        from .sending import TAIL

        tail.register(TAIL, is_patient=True)
        grants.register(GRANTS)
        for entry in ENTRIES:
            menu.register(entry)
