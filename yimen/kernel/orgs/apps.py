from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    """机构 — who may change them is said one row above, in kernel.people (grants_below.py), where posts are known."""

    name = "yimen.kernel.orgs"
    label = "orgs"
    verbose_name = _("机构")

    def ready(self) -> None:
        from yimen.kernel.web import menu, shell

        from .menu import ENTRIES
        from .queries import city_name

        for entry in ENTRIES:
            menu.register(entry)
        shell.read_city_name_with(city_name)
