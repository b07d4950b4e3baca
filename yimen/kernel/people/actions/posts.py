"""The verbs of posts and stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.orgs.models import Org, Section, Window
from yimen.kernel.people import rules
from yimen.kernel.people.events import PersonAppointed, PostEnded, StandInArranged
from yimen.kernel.people.models import HOLDS_POSTS, Person, Post, StandIn
from yimen.kernel.people.permissions import Permission
from yimen.kernel.people.roles import Role


@action(permission=Permission.POST_APPOINT, creates=True)
def appoint(
    org: Org,
    *,
    person: Person,
    role: str,
    section: Section | None = None,
    window: Window | None = None,
    since: date,
    until: date | None = None,
    instrument: str = "",
    item_codes: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> PersonAppointed:
    """任命 — a person holds a role in a body, from a day on, by an instrument, perhaps for some items only."""
    _require_official(person)
    if role not in Role.values:
        raise RuleBroken(_("请选择职责。"), fields={"role": _("请选择职责")})
    if section is not None and section.org_id != org.pk:
        raise RuleBroken(_("处室不属于该机构。"), fields={"section": _("不属于该机构")})
    if window is not None and org.pk not in (window.centre_id, window.serves_id):
        raise RuleBroken(_("窗口不属于该机构，也不为它服务。"), fields={"window": _("不属于该机构")})
    rules.require_order(since, until)
    rules.require_apart(role, _roles_of(person, org, since, until))
    post = Post(
        person=person,
        role=role,
        org=org,
        section=section,
        window=window,
        since=since,
        until=until,
        instrument=normal(instrument),
        item_codes=list(item_codes),
    )
    post.save(force_insert=True)
    return PersonAppointed(post, person, org, role, since, until, post.instrument, tuple(item_codes))


@action(permission=Permission.POST_END)
def end_post(post: Post, *, until: date, reason: str, by: Actor, at: datetime) -> PostEnded:
    """免职 — fix the last day of the post; an earlier end that was fixed already cannot be put off."""
    rules.require_order(post.since, until)
    if post.until is not None and post.until <= until:
        raise RuleBroken(_("该岗位已经结束或者将更早结束。"), fields={"until": _("已经有更早的离任日期")})
    said = rules.require_reason(reason)
    post.until = until
    return PostEnded(post, post.person, until, said)


@action(permission=Permission.POST_ARRANGE_STAND_IN, creates=True)
def arrange_stand_in(
    post: Post, *, person: Person, since: date, until: date, reason: str, by: Actor, at: datetime
) -> StandInArranged:
    """安排代理 — another official acts in the post for some days; every record says on whose behalf."""
    _require_official(person)
    if person.pk == post.person_id:
        raise RuleBroken(_("不能由本人代理本人。"), fields={"person": _("请选择另一位工作人员")})
    rules.require_order(since, until)
    if not (post.is_held_on(since) and post.is_held_on(until)):
        raise RuleBroken(_("代理时间超出了任职时间。"), fields={"until": _("超出了任职时间")})
    rules.require_apart(post.role, _roles_of(person, post.org, since, until))
    stand_in = StandIn(
        post=post, person=person, since=since, until=until, reason=rules.require_reason(reason)
    )
    stand_in.save(force_insert=True)
    return StandInArranged(stand_in, post, person, since, until, stand_in.reason)


def _require_official(person: Person) -> None:
    if person.kind not in HOLDS_POSTS:
        raise RuleBroken(_("只有工作人员可以担任岗位。"), fields={"person": _("请选择工作人员")})
    if not person.is_active:
        raise RuleBroken(_("该人员的账户已经停用。"), fields={"person": _("账户已经停用")})


def _roles_of(person: Person, org: Org, since: date, until: date | None) -> list[str]:
    """The roles held, or stood in for, in the body during the days."""
    last = until or date.max
    own = Post.objects.filter(person=person, org=org, since__lte=last).filter(
        Q(until=None) | Q(until__gte=since)
    )
    stood_in = StandIn.objects.filter(person=person, post__org=org, since__lte=last, until__gte=since)
    return [*own.values_list("role", flat=True), *stood_in.values_list("post__role", flat=True)]
