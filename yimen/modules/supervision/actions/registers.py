"""The verb of registers: a department's own list is brought in as a whole."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.events import RegisterImported
from yimen.modules.supervision.models import RegisterImport, RegisterRow
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.registers import MOST_ERRORS, Listed
from yimen.modules.supervision.states import RegisterKind


@action(permission=Permission.REGISTER_IMPORT, creates=True)
def import_register(
    org: Org, *, kind: str, file: Received, rows: tuple[Listed, ...], by: Actor, at: datetime
) -> RegisterImported:
    """导入登记册 — all of it or nothing; the same file of a body is taken once. The rules match it afterwards."""
    if kind not in RegisterKind.values:
        raise RuleBroken(_("请选择登记册种类。"), fields={"kind": _("请选择")})
    if not rows:
        raise RuleBroken(_("登记册中没有内容。"), fields={"file": _("没有内容")})
    _require_past(rows, local_day(at))
    kept = keep_file(file, at=at)
    if RegisterImport.objects.filter(org=org, kind=kind, file=kept).exists():
        raise RuleBroken(_("这份登记册已经导入过。"), fields={"file": _("已经导入")})
    register = RegisterImport.objects.create(
        org=org,
        kind=kind,
        first_day=min(one.dated_on for one in rows),
        last_day=max(one.dated_on for one in rows),
        file=kept,
        filename=file.filename[:150],
        row_count=len(rows),
        imported_at=at,
        imported_by=by.label[:100],
    )
    RegisterRow.objects.bulk_create(
        RegisterRow(
            register=register,
            row=one.row,
            number=one.number,
            dated_on=one.dated_on,
            item_code=one.item_code,
            holder=one.holder,
            phone=one.phone,
        )
        for one in rows
    )
    return RegisterImported(org, register, str(RegisterKind(kind).label), len(rows), file.sha256)


def _require_past(rows: tuple[Listed, ...], today: date) -> None:
    """What lies ahead was not issued; and the other way round, the register would seem to speak of all days up to then."""
    if early := [one for one in rows if one.dated_on > today]:
        told = _("第%(row)s行的日期 %(day)s 还没有到")
        errors = joined((told % {"row": one.row, "day": one.dated_on} for one in early[:MOST_ERRORS]), "；")
        raise RuleBroken(_("登记册中有还没有到的日期，没有导入任何一行。"), fields={"file": errors})
