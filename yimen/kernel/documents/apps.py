from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "yimen.kernel.documents"
    label = "documents"
    verbose_name = _("文书")

    def ready(self) -> None:
        from yimen.kernel.audit import constraints, tail
        from yimen.kernel.base import grants, machines
        from yimen.kernel.web import menu

        from . import jobs
        from .menu import ENTRIES
        from .permissions import GRANTS, MACHINES

        tail.register("documents_document_insert")
        grants.register(GRANTS)
        machines.register(MACHINES)
        constraints.register(
            "org_has_one_seal_of_a_kind",
            _("该机构已有同种印章在用。请先停用原印章，再登记新的。"),
            fields={"kind": _("已有在用印章")},
        )
        for entry in ENTRIES:
            menu.register(entry)
        jobs.set_waiting_seals  # noqa: B018 - importing registers the loop
