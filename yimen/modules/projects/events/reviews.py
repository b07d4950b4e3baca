"""Facts about joint reviews, acceptances and visits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.projects.models import JointReview, ReviewSeat, Stage


@dataclass(frozen=True)
class JointReviewCalled(Event):
    """组织联合会审 — every department of the stage is told when, where, about what."""

    code = "projects.joint-review.called"
    says = _("%(by)s 组织%(kind)s，时间 %(when)s，地点 %(place)s，通知：%(departments)s")
    about = "review"
    review: JointReview
    kind: Text
    when: str
    place: str
    departments: list[str]


@dataclass(frozen=True)
class SeatExcused(Event):
    """会审请假 — the department cannot come and says so before."""

    code = "projects.review-seat.excused"
    says = _("%(org)s 请假：%(reason)s")
    seat: ReviewSeat
    org: str
    reason: str


@dataclass(frozen=True)
class SeatOpinionGiven(Event):
    """提出会审意见 — the department takes part with its opinion."""

    code = "projects.review-seat.opinion-given"
    says = _("%(org)s 提出会审意见：%(stance)s")
    seat: ReviewSeat
    org: str
    stance: Text


@dataclass(frozen=True)
class ConsentDeemed(Event):
    """缺席视为同意 — the department neither came nor said so; it answers for the result."""

    code = "projects.review-seat.consent-deemed"
    says = _("%(org)s 无故缺席，视为同意")
    seat: ReviewSeat
    org: str


@dataclass(frozen=True)
class JointReviewHeld(Event):
    """形成会审纪要 — minutes and decision; who stayed away has consented."""

    code = "projects.joint-review.held"
    says = _("%(by)s 形成%(kind)s纪要，结论：%(decision)s；缺席视为同意：%(absent)s")
    review: JointReview
    kind: Text
    decision: str
    absent: list[str]


@dataclass(frozen=True)
class JointReviewCancelled(Event):
    """取消联合会审 — it does not take place, with the reason."""

    code = "projects.joint-review.cancelled"
    says = _("%(by)s 取消%(kind)s：%(reason)s")
    review: JointReview
    kind: Text
    reason: str


@dataclass(frozen=True)
class JointVisitCalled(Event):
    """组织联合勘验 — one visit of all departments that must see the place."""

    code = "projects.stage.joint-visit-called"
    says = _("%(by)s 组织联合勘验，时间 %(when)s，地点 %(place)s，部门：%(departments)s")
    stage: Stage
    when: str
    place: str
    departments: list[str]
