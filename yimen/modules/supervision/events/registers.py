"""Facts of registers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.models import RegisterImport


@dataclass(frozen=True)
class RegisterImported(Event):
    """导入登记册 — a department's own register was brought in as a whole, to be matched with the record."""

    code = "supervision.register.imported"
    says = _("%(by)s 导入 %(org)s 的登记册“%(register)s”，%(rows)s 行")
    about = "register"
    org: Org
    register: RegisterImport
    kind: str
    rows: int
    sha256: str
