"""Verbs of campaigns: plan, start, draw a sample by lot, close; the questions of the city."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision import questions as asking
from yimen.modules.supervision import sampling
from yimen.modules.supervision.case_states import CampaignState, FrameSource
from yimen.modules.supervision.events.campaigns import (
    CampaignClosed,
    CampaignPlanned,
    CampaignStarted,
    QuestionsSet,
    SampleDrawn,
)
from yimen.modules.supervision.models import InspectionCampaign, QuestionSet, Sample, SampleFrame
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.queries import populations

from .stating import acting_person, limit, require_period, required

SEED_BYTES = 16


@action(permission=Permission.CAMPAIGN_PLAN, creates=True)
def plan_campaign(
    org: Org,
    *,
    title: str,
    method: str,
    first_day: date,
    last_day: date,
    scope: Sequence[Org] = (),
    item_codes: Sequence[str] = (),
    joint_with: Sequence[Org] = (),
    by: Actor,
    at: datetime,
) -> CampaignPlanned:
    """计划专项检查 — by the office of supervision ``org``; without a scope, every body that it supervises."""
    person = acting_person(by)
    title = required(title, "title", _("请填写检查名称。"), most=100)
    method = required(method, "method", _("请写明检查方式。"))
    require_period(first_day, last_day)
    reaches = person.org_paths("supervisor")
    if not any(post.org_id == org.pk and post.role == "supervisor" for post in person.posts):
        raise NotAllowed
    paths = sorted({one.path for one in scope}) or list(reaches)
    if not all(path.startswith(tuple(reaches)) for path in paths):
        told = _("检查范围超出监督范围。")
        raise RuleBroken(told, fields={"scope": told})
    campaign = InspectionCampaign.objects.create(
        org=org,
        title=title,
        method=method,
        first_day=first_day,
        last_day=last_day,
        scope_paths=paths,
        item_codes=sorted(set(item_codes)),
        planned_by=person.person,
        planned_at=at,
    )
    campaign.joint_with.set([one for one in joint_with if one.pk != org.pk])
    return CampaignPlanned(campaign, first_day.isoformat(), last_day.isoformat())


@action(permission=Permission.CAMPAIGN_PLAN, moves=((CampaignState.PLANNED,), CampaignState.RUNNING))
def start_campaign(campaign: InspectionCampaign, *, by: Actor, at: datetime) -> CampaignStarted:
    """开始专项检查."""
    campaign.started_at = at
    return CampaignStarted(campaign)


@action(permission=Permission.CAMPAIGN_PLAN, moves=((CampaignState.RUNNING,), CampaignState.CLOSED))
def close_campaign(campaign: InspectionCampaign, *, summary: str, by: Actor, at: datetime) -> CampaignClosed:
    """结束专项检查 — with what it showed; nobody is asked any more."""
    campaign.summary = required(summary, "summary", _("请写明检查小结。"))
    campaign.closed_at = at
    return CampaignClosed(campaign, campaign.summary)


@action(permission=Permission.SAMPLE_DRAW, moves=((CampaignState.RUNNING,), CampaignState.RUNNING))
def draw_sample(
    campaign: InspectionCampaign,
    *,
    source: str,
    size: int | None = None,
    share: Decimal | None = None,
    seed: str = "",
    by: Actor,
    at: datetime,
) -> SampleDrawn:
    """随机抽样 — by lot from the whole list; so many, or a share in per cent. Whoever was asked lately is left out.

    ``seed`` may be given (drawn in public); otherwise it is made here. Seed and list are kept: it can be drawn again.
    """
    if source not in FrameSource.values:
        raise RuleBroken(_("请选择抽样来源。"), fields={"source": _("请选择")})
    counted, measured = size is not None and size > 0, share is not None and 0 < share <= 100
    if (size is None) == (share is None) or not (counted or measured):
        told = _("请填写抽取人数或者比例（1到100），只填一项。")
        raise RuleBroken(told, fields={"size": told})
    months = limit("asked_again_months", local_day(at))
    people = populations.people(campaign, source, asked_since=populations.months_before(at, months))
    if not people:
        raise RuleBroken(_("名单为空：期间内没有符合条件的人，或者都在规定的间隔内受访过。"))
    text = sampling.list_text(people)
    respondents = {key: one.respondent_key for key, one in people.items()}
    seed = seed.strip()[:64] or secrets.token_hex(SEED_BYTES)
    wanted = sampling.size_of(len(people), size=size, share=share)
    chosen = sampling.drawn(seed, respondents, wanted)
    frame = SampleFrame.objects.create(
        campaign=campaign,
        source=source,
        first_day=campaign.first_day,
        last_day=campaign.last_day,
        seed=seed,
        keys=text,
        keys_sha256=sampling.list_hash(text),
        population_count=len(people),
        size=len(chosen),
        drawn_at=at,
        drawn_by=by.label,
    )
    Sample.objects.bulk_create(
        [Sample(frame=frame, position=place, **vars(people[key])) for place, key in enumerate(chosen, 1)]
    )
    return SampleDrawn(frame, len(people), len(chosen), seed, frame.keys_sha256)


@action(permission=Permission.QUESTIONS_SET, creates=True)
def set_questions(
    org: Org, *, questions: Sequence[Mapping[str, Any]], active_from: date, by: Actor, at: datetime
) -> QuestionsSet:
    """设定问题集 — a new version from a day on; what was answered before stays with the old one."""
    kept = asking.checked(questions)
    last = QuestionSet.objects.order_by("-version").first()
    if last is not None and active_from < last.active_from:
        told = _("新版问题集的起用日期不能早于上一版。")
        raise RuleBroken(told, fields={"active_from": told})
    made = QuestionSet.objects.create(
        org=org,
        version=last.version + 1 if last else 1,
        questions=kept,
        active_from=active_from,
        set_by=by.label,
        set_at=at,
    )
    return QuestionsSet(made, made.version, active_from.isoformat())
