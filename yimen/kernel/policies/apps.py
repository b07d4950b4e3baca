from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """制度参数 — who may set them is said in kernel.people (grants_below.py), where posts are known."""

    name = "yimen.kernel.policies"
    label = "policies"
    verbose_name = _("制度参数")

    def ready(self) -> None:
        from yimen.kernel.web import menu

        from .menu import ENTRIES

        for entry in ENTRIES:
            menu.register(entry)
