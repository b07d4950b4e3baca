"""Facts about imports of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import CatalogueImport


@dataclass(frozen=True)
class ImportUploaded(Event):
    """上传目录文件 — a file with items was uploaded; it is checked before anything is done."""

    code = "approvals.import.uploaded"
    says = _("%(by)s 上传了目录文件 %(given)s")
    about = "given"
    given: CatalogueImport


@dataclass(frozen=True)
class ImportChecked(Event):
    """检查目录文件 — every row was checked."""

    code = "approvals.import.checked"
    says = _("目录文件 %(given)s 检查完毕：%(row_count)s行，%(finding_count)s处错误")
    given: CatalogueImport
    row_count: int
    finding_count: int


@dataclass(frozen=True)
class ImportConfirmed(Event):
    """确认导入 — the import of a file without errors was confirmed."""

    code = "approvals.import.confirmed"
    says = _("%(by)s 确认导入 %(given)s")
    given: CatalogueImport


@dataclass(frozen=True)
class CatalogueImported(Event):
    """导入目录 — every row of a file was applied."""

    code = "approvals.import.applied"
    says = _("%(by)s 导入了 %(given)s：%(row_count)s行，起草%(drafted_count)s个版本")
    given: CatalogueImport
    row_count: int
    drafted_count: int


@dataclass(frozen=True)
class ImportFailed(Event):
    """导入失败 — a row was not right any more; nothing was done."""

    code = "approvals.import.failed"
    says = _("导入 %(given)s 失败：%(reason)s")
    given: CatalogueImport
    reason: Text
