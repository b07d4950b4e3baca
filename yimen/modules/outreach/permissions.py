"""Who may: the table of outreach. Agents carry, centres handle and ask afterwards, principals entrust and revoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.grounds import machine, party, post, signed_in
from yimen.kernel.people.roles import Role

from . import queries
from .models import Mandate


class Permission(models.TextChoices):
    ADVICE_LOG = "outreach.advice.log", _("登记咨询")
    AGENT_APPOINT = "outreach.agent.appoint", _("聘任、解聘代理员和指定接替人")
    AGENT_LAPSE = "outreach.agent.lapse", _("岗位终止后解聘代理员")
    DRAFT_SEND = "outreach.draft.send", _("发送手机草稿")
    ERRAND_APPLY = "outreach.errand.apply", _("代为申请")
    ERRAND_BEGIN = "outreach.errand.begin", _("依委托开始代办")
    ERRAND_CANCEL = "outreach.errand.cancel", _("取消代办")
    ERRAND_CARRY = "outreach.errand.carry", _("受理、转送、送达和归档代办事项")
    ERRAND_FOLLOW = "outreach.errand.follow", _("跟随办件进展")
    ERRAND_FOLLOW_UP = "outreach.errand.follow-up", _("回访")
    ERRAND_HANDLE = "outreach.errand.handle", _("办理代办事项")
    ERRAND_HAND_OVER = "outreach.errand.hand-over", _("移交代办事项")
    ERRAND_REQUEST = "outreach.errand.request", _("提出代办")
    ERRAND_RETURN = "outreach.errand.return", _("退回代办")
    MANDATE_REVOKE = "outreach.mandate.revoke", _("撤销委托")
    MANDATE_SIGN = "outreach.mandate.sign", _("签署委托")
    POINT_OPEN = "outreach.point.open", _("设立和撤销代理点")
    SERVICE_SET = "outreach.service.set", _("设定代办服务项目")


def _serves(actor: Actor, subject: object) -> bool:
    """Through the agent's post, held or stood in for today."""
    person, wanted = person_actor(actor), getattr(subject, "agent_post_id", None)
    if person is None or wanted is None:
        return False
    held = next((one for one in person.posts if one.pk == wanted and one.role == Role.AGENT), None)
    if held is not None:
        person.act_through(held)
    return held is not None


def _is_entrusted(actor: Actor, subject: object) -> bool:
    """As one of the agents whom a mandate lets act, through the post held or stood in for today."""
    person = person_actor(actor)
    if person is None or not isinstance(subject, Mandate) or not person.has(Role.AGENT):
        return False
    posts = set(queries.entrusted_agents(subject).values_list("post_id", flat=True))
    held = next((one for one in person.posts if one.pk in posts and one.role == Role.AGENT), None)
    if held is not None:
        person.act_through(held)
    return held is not None


serving_agent = Ground("serving_agent", _("承办的代理员"), _serves)
entrusted_agent = Ground("entrusted_agent", _("受托的代理员"), _is_entrusted)

CENTRE = post(Role.RECEPTIONIST, Role.CENTRE_MANAGER)
CITY_DATA = machine("city data")
ERRANDS = machine("errands")
MANAGER = post(Role.CENTRE_MANAGER)
PRINCIPAL = party("principal")

MACHINES: Mapping[str, Text] = {
    "errands": _("系统（代办）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.ADVICE_LOG: [serving_agent],
    Permission.AGENT_APPOINT: [MANAGER, CITY_DATA],
    Permission.AGENT_LAPSE: [ERRANDS],
    Permission.DRAFT_SEND: [serving_agent],
    Permission.ERRAND_APPLY: [serving_agent],
    Permission.ERRAND_BEGIN: [entrusted_agent, PRINCIPAL, CENTRE],
    Permission.ERRAND_CANCEL: [PRINCIPAL, CENTRE],
    Permission.ERRAND_CARRY: [serving_agent, CENTRE],
    Permission.ERRAND_FOLLOW: [ERRANDS],
    Permission.ERRAND_FOLLOW_UP: [CENTRE],
    Permission.ERRAND_HANDLE: [CENTRE, serving_agent],
    Permission.ERRAND_HAND_OVER: [MANAGER, ERRANDS],
    Permission.ERRAND_REQUEST: [signed_in],
    Permission.ERRAND_RETURN: [serving_agent, CENTRE, ERRANDS],
    Permission.MANDATE_REVOKE: [PRINCIPAL, CENTRE],
    Permission.MANDATE_SIGN: [PRINCIPAL, serving_agent, CENTRE],
    Permission.POINT_OPEN: [MANAGER, CITY_DATA],
    Permission.SERVICE_SET: [CITY_DATA],
}
