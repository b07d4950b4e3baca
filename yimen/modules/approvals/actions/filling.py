"""Verbs of what an applicant fills in: the form of the item, and the same under a newer version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import DraftRenewed, FormFilled
from yimen.modules.approvals.item_forms import (
    FormFault,
    clean_form,
    known_answers,
    sealed_form,
    settled_keys,
)
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State

from .acting import version_in_force
from .settling import settle

OPEN = (State.DRAFT, State.SUBMITTED)


@action(permission=Permission.APPLICATION_AMEND, moves=(OPEN, OPEN))
def fill_form(application: Application, *, answers: Mapping[str, Any], by: Actor, at: datetime) -> FormFilled:
    """填写申请表 — all answers at once; what is wrong is kept in a draft, and told before it is submitted.

    After submission only the window completes it, with the applicant. Personal numbers are sealed; one that comes back
    masked stays as it is. What the city knows of the applicant is not taken from anybody else.
    """
    if application.state == State.SUBMITTED and not by.may(Permission.APPLICATION_ACCEPT, application):
        raise RuleBroken(_("提交后请到窗口或者致电窗口，由工作人员与您一起更正申请表。"))
    before = application.form
    application.form = _taken(application, answers)
    if application.state == State.SUBMITTED:
        settle(application, on=local_day(application.submitted_at or at))
    application.amended_at = at
    form = application.version.body.form
    changed = [one.title for one in form.fields if before.get(one.key) != application.form.get(one.key)]
    return FormFilled(application, changed)


def _taken(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    form, owner = application.version.body.form, application.pk
    try:
        cleaned = clean_form(form, answers)
    except FormFault as fault:
        raise RuleBroken(str(fault)) from None
    known = known_answers(form, application.applicant, owner=owner)
    sealed = sealed_form(form, cleaned, application.form, owner=owner)
    kept = {key: application.form.get(key) for key in settled_keys(form, known)}
    return sealed | {key: kept[key] or known[key] for key in kept}


@action(permission=Permission.APPLICATION_AMEND, moves=((State.DRAFT,), State.DRAFT))
def renew_draft(application: Application, *, by: Actor, at: datetime) -> DraftRenewed:
    """换用新版 — a draft that was begun under a version which does not hold any more goes on under the one that does.

    Every answer that still has its question stays; materials stay and are asked for as the new version says.
    """
    version = version_in_force(application.item, at)
    if version.pk == application.version_id:
        raise RuleBroken(_("这份草稿已经是按现行要求填写的。"))
    content = version.body
    fields = {one.key for one in content.form.fields}
    application.answers = rules.answers_that_fit(content, application.answers)
    known = known_answers(content.form, application.applicant, owner=application.pk)
    application.form = known | {key: value for key, value in application.form.items() if key in fields}
    application.version, application.pattern = version, version.pattern
    application.centre = version.centre
    application.centre_path = version.centre.path if version.centre else ""
    application.amended_at = at
    return DraftRenewed(application, str(version))
