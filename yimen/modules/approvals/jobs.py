"""Work by the clock: deemed acceptance, lapsed corrections, old drafts, versions whose day has come.

Each calls one verb a subject; one that is refused or fails stops none of the others. Nothing legal depends
on a job having run: a deemed acceptance counts from the day of receipt whenever the sweep comes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every, job
from yimen.kernel.people.actor import PersonActor

from . import actions, catalogue, delegations, imports, licence_register, procedures, queries, rounds
from .models import (
    Application,
    CatalogueImport,
    CleanupProposal,
    CommitmentCheck,
    DelegationGrant,
    Item,
    ItemVersion,
    Licence,
)
from .states import ImportState

log = logging.getLogger(__name__)
Subject = Application | CleanupProposal | Item | DelegationGrant | ItemVersion | CommitmentCheck | Licence


def each(subjects: Iterable[Subject], act: Callable[..., object], machine: Machine, at: datetime) -> int:
    """Calls the verb for every subject by itself; returns how many were done."""
    done = 0
    for subject in subjects:
        try:
            act(subject, by=machine, at=at)
            done += 1
        except Refused as refusal:
            log.info("%s of %s was refused: %s", act, subject.pk, refusal)
        except Exception:
            log.exception("%s of %s failed", act, subject.pk)
    return done


@every("7 * * * *", name="approvals.deadline_sweep")
def deadline_sweep() -> None:
    """视为受理, 逾期未补正, 容缺逾期: what the law says follows when a day has passed."""
    sweep_deadlines(timezone.now())


def sweep_deadlines(at: datetime) -> None:
    """The sweep at a moment."""
    today = local_day(at)
    machine = Machine("deadline sweep")
    each(queries.past_acceptance(today), actions.deem_accepted, machine, at)
    each(queries.past_correction(today), actions.lapse_correction, machine, at)
    each(queries.past_tolerance(today), actions.lapse_tolerance, machine, at)
    each(queries.past_hearing(today), actions.lapse_hearing, machine, at)


@every("17 2 * * *", name="approvals.draft_sweep")
def draft_sweep() -> None:
    """Drafts that nobody touched for as long as the city keeps them."""
    at = timezone.now()
    each(queries.old_drafts(local_day(at)), actions.expire_draft, Machine("draft sweep"), at)


@every("1 0 * * *", name="approvals.version_sweep")
def version_sweep() -> None:
    """What the catalogue has set for today: versions begin, suspensions begin and end, cancellations take effect;
    and whoever keeps an item whose law ends soon is told.
    """
    at = timezone.now()
    today, machine = local_day(at), Machine("catalogue sweep")
    each(queries.due_versions(today), actions.bring_into_force, machine, at)
    each(queries.due_resumptions(today), actions.resume_version, machine, at)
    each(queries.due_suspensions(today), actions.begin_suspension, machine, at)
    each(queries.due_cancellations(today), actions.carry_out_cancellation, machine, at)
    each(catalogue.items_to_warn_of(today), actions.warn_of_lapsing_bases, machine, at)


@every("3 0 * * *", name="approvals.delegation_sweep")
def delegation_sweep() -> None:
    """下放施行: the first day of a published delegation has come; competence follows its dates whether or not this ran."""
    at = timezone.now()
    due = delegations.due(local_day(at))
    each(due, actions.bring_delegation_into_force, Machine("catalogue sweep"), at)


@every("23 * * * *", name="approvals.round_sweep")
def round_sweep() -> None:
    """执行清理决定: what a published round decided is made, each for its own day."""
    at = timezone.now()
    each(rounds.to_execute(), actions.execute_proposal, Machine("catalogue sweep"), at)


@every("37 1 * * *", name="approvals.commitment_checks")
def commitment_checks() -> None:
    """承诺核查: officers are drawn by lot for what was granted on a commitment."""
    at = timezone.now()
    machine = Machine("commitment checks")
    each(procedures.checks_to_draw(local_day(at)), actions.draw_check_officers, machine, at)


@job(name="approvals.check_catalogue_import", lock="approvals.catalogue_import")
def check_catalogue_import(import_id: str) -> None:
    """检查目录文件 — one report of all errors; a file that was checked already is left alone."""
    given = CatalogueImport.objects.select_related("uploaded_by").get(pk=import_id)
    if given.state != ImportState.UPLOADED:
        return
    at = timezone.now()
    count, findings = imports.findings_in(given, PersonActor(given.uploaded_by, local_day(at), origin="job"))
    actions.record_check(given, row_count=count, findings=findings, by=Machine("catalogue import"), at=at)


@job(name="approvals.apply_catalogue_import", lock="approvals.catalogue_import")
def apply_catalogue_import(import_id: str) -> None:
    """导入目录 — in one act; after a kill nothing of it is there, and the job is taken up again from its beginning."""
    given = CatalogueImport.objects.select_related("uploaded_by").get(pk=import_id)
    if given.state != ImportState.CONFIRMED:
        return
    at = timezone.now()
    try:
        actions.apply_import(given, by=PersonActor(given.uploaded_by, local_day(at), origin="job"), at=at)
    except Refused as refusal:
        actions.fail_import(given, reason=refusal.message, by=Machine("catalogue import"), at=at)


REGISTER = Machine("licence register")


def renew_or_expire(licence: Licence, *, by: Actor, at: datetime) -> object:
    """What follows when the last day has passed: renewed by law when that was asked for in time, else expired."""
    waiting = licence.deemed_renewed_on is None and licence_register.timely_renewal(licence) is not None
    act = actions.deem_renewed if waiting else actions.expire_licence
    return act(licence, by=by, at=at)


@every("3 0 * * *", name="approvals.licence_sweep")
def licence_sweep() -> None:
    """视为准予延续, 到期, 到期提醒."""
    at = timezone.now()
    today = local_day(at)
    each(licence_register.past(today), renew_or_expire, REGISTER, at)
    each(licence_register.to_remind(today), actions.remind_holder, REGISTER, at)
