from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "yimen.kernel.search"
    label = "search"
    verbose_name = _("检索")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints
        from yimen.kernel.base import grants
        from yimen.kernel.web import menu

        from . import actions, jobs, reactions  # noqa: F401 - they register themselves
        from .menu import ENTRIES
        from .permissions import GRANTS

        grants.register(GRANTS)
        constraints.register("synonym_is_in_use_once", _("这一组同义词已经在用。"))
        constraints.register("promotion_is_in_use_once", _("这项内容已经是这一用语的推荐结果。"))
        for entry in ENTRIES:
            menu.register(entry)
