"""Verbs that put a stated value right: one person proposes, another confirms, history stays (更正记录)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import RecordCorrectionConfirmed, RecordCorrectionProposed
from yimen.modules.approvals.models import Application, RecordCorrection
from yimen.modules.approvals.permissions import Permission

from .acting import acting_person, fitting, wait_for_role

CORRECTABLE = {
    "subject": gettext_lazy("申请内容"),
    "statement": gettext_lazy("申请说明"),
    "applicant_name": gettext_lazy("申请人名称"),
    "contact_phone": gettext_lazy("联系电话"),
    "contact_email": gettext_lazy("联系邮箱"),
    "contact_address": gettext_lazy("通信地址"),
}


@action(permission=Permission.APPLICATION_CORRECT_RECORD)
def propose_record_correction(
    application: Application, *, field: str, new_value: str, reason: str, by: Actor, at: datetime
) -> RecordCorrectionProposed:
    """提出更正 — the data steward names the field, the right value and the reason."""
    if field not in CORRECTABLE:
        raise RuleBroken(_("这一栏不能更正。"), fields={"field": _("请选择可以更正的栏目")})
    reason = rules.require_text(reason, "reason", _("请写明更正理由。"))
    old_value = str(getattr(application, field))
    new_value = fitting(field, new_value)
    if old_value == new_value:
        raise RuleBroken(_("新值与原值相同。"), fields={"new_value": _("与原值相同")})
    if RecordCorrection.objects.filter(
        application=application, field=field, confirmed_by__isnull=True
    ).exists():
        raise RuleBroken(_("这一栏已有等待确认的更正。"))
    correction = RecordCorrection.objects.create(
        application=application,
        field=field,
        old_value=old_value,
        new_value=new_value,
        reason=reason,
        proposed_by=acting_person(by),
        proposed_at=at,
    )
    _wait_for_second_person(application, correction, at=at)
    return RecordCorrectionProposed(application, correction, CORRECTABLE[field], reason)


def _wait_for_second_person(application: Application, correction: RecordCorrection, *, at: datetime) -> None:
    """One work item for all corrections that wait; a draft has no case yet and is on nobody's desk."""
    others = application.record_corrections.filter(confirmed_by__isnull=True).exclude(pk=correction.pk)
    if application.case is not None and not others.exists():
        wait_for_role(
            application, "confirm_record_correction", Role.CENTRE_MANAGER, at=at, due_on=local_day(at)
        )


@action(permission=Permission.APPLICATION_CONFIRM_CORRECTION)
def confirm_record_correction(
    application: Application, *, field: str, by: Actor, at: datetime
) -> RecordCorrectionConfirmed:
    """确认更正 — a second person confirms; the value changes, the old one stays in the record."""
    correction = RecordCorrection.objects.filter(
        application=application, field=field, confirmed_by__isnull=True
    ).first()
    if correction is None:
        raise RuleBroken(_("没有等待确认的更正。"))
    person = acting_person(by)
    if correction.proposed_by_id == person.pk:
        raise RuleBroken(_("提出更正的人不能自己确认。"))
    if str(getattr(application, field)) != correction.old_value:
        raise RuleBroken(_("原值已经变化，请重新提出更正。"))
    setattr(application, field, correction.new_value)
    correction.confirmed_by, correction.confirmed_at = person, at
    correction.save(update_fields=["confirmed_by", "confirmed_at"])
    others = application.record_corrections.filter(confirmed_by__isnull=True)
    if application.case is not None and not others.exists():
        work.done(application.own_case, "confirm_record_correction", at=at)
    return RecordCorrectionConfirmed(
        application, CORRECTABLE[field], correction.old_value, correction.new_value
    )
