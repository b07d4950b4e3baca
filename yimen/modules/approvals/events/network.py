"""Facts of one network: cases handed over between bodies, results shared."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.models import Application, HandOver, SharingRequest


@dataclass(frozen=True)
class HandOverProposed(Event):
    """提出移交 — the body that handles the case signs and offers it to another."""

    code = "approvals.hand-over.proposed"
    says = _("%(by)s 提出将办件由 %(giver)s 移交 %(receiver)s")
    application: Application
    hand_over: HandOver
    giver: Org
    receiver: Org


@dataclass(frozen=True)
class HandOverAccepted(Event):
    """接收移交 — the receiver signs; from now on it is responsible, and no clock starts anew."""

    code = "approvals.hand-over.accepted"
    says = _("%(by)s 接收办件：由 %(giver)s 移交 %(receiver)s，时限连续计算")
    hand_over: HandOver
    giver: Org
    receiver: Org


@dataclass(frozen=True)
class HandOverDeclined(Event):
    """退回移交 — the receiver does not take the case; it stays where it is."""

    code = "approvals.hand-over.declined"
    says = _("%(by)s 退回移交，办件仍由 %(giver)s 办理")
    hand_over: HandOver
    giver: Org


@dataclass(frozen=True)
class HandOverRecalled(Event):
    """撤回移交 — the proposer takes the offer back."""

    code = "approvals.hand-over.recalled"
    says = _("%(by)s 撤回了移交")
    hand_over: HandOver


@dataclass(frozen=True)
class ResultAsked(Event):
    """请求结果共享 — a body asks for a result that another one holds."""

    code = "approvals.result.asked"
    says = _("%(org)s 请求使用 %(wanted)s 的结果，依据：%(basis)s")
    application: Application
    request: SharingRequest
    org: Org
    wanted: str
    basis: str


@dataclass(frozen=True)
class ResultShared(Event):
    """提供结果 — the holder lets the asking body read one document."""

    code = "approvals.result.shared"
    says = _("%(by)s 向 %(org)s 提供了 %(document)s，用途：%(purpose)s")
    request: SharingRequest
    org: Org
    document: str
    purpose: str


@dataclass(frozen=True)
class ResultDeclined(Event):
    """不予提供结果 — with the reason."""

    code = "approvals.result.declined"
    says = _("%(by)s 没有向 %(org)s 提供结果")
    request: SharingRequest
    org: Org


@dataclass(frozen=True)
class SharedResultRead(Event):
    """查看共享结果 — somebody of the asking body looked; the person concerned reads it in the own case."""

    code = "approvals.result.read"
    says = _("%(org)s 查看了 %(document)s")
    request: SharingRequest
    org: Org
    document: str
