"""The verbs of the ledger: a key is put into use, a check is noted. Sealing is no act: it says nothing that is new."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Refused, RuleBroken

from . import keys, offline
from .checking import Finding
from .events import KeyAppointed, RecordChecked
from .models import THE_ONE, Check, Head, Key, Ledger
from .permissions import Permission

FAULTS_KEPT = 200


def ledger() -> Ledger:
    """公开账本 — the one row; its name is chosen when it is made, and stays when the site moves."""
    name = f"{urlsplit(settings.SITE_URL).netloc}/ledger"
    return Ledger.objects.get_or_create(pk=THE_ONE, defaults={"origin": name})[0]


@action(permission=Permission.KEY_APPOINT)
def appoint_key(ledger: Ledger, *, by: Actor, at: datetime) -> KeyAppointed:
    """启用账本密钥 — a new key signs from now on; the one before endorses it, and signs nothing any more."""
    before = Key.objects.order_by("-number").first()
    head = Head.objects.order_by("-number").first()
    if (before and before.since >= at) or (head and head.at >= at):
        raise RuleBroken(_("系统时间早于最近一次账本签署，请先校正系统时间。"))
    public = keys.make()
    endorsement = _endorsement(ledger, before, public, at) if before else b""
    number = before.number + 1 if before else 1
    key = Key.objects.create(number=number, public=public, since=at, endorsement=endorsement)
    return KeyAppointed(key, number, keys.as_verifier(ledger, key).mark.hex())


def _endorsement(ledger: Ledger, before: Key, public: bytes, at: datetime) -> bytes:
    """By the key that is replaced; none when that key is lost, and then everybody sees that it is missing."""
    try:
        private = keys.private_of(bytes(before.public))
    except Refused:
        return b""
    return private.sign(offline.endorsed_text(ledger.origin, public, offline.moment_text(at)))


@action(permission=Permission.CHECK_NOTE)
def note_check(
    ledger: Ledger, *, finding: Finding, begun_at: datetime, seconds: float, by: Actor, at: datetime
) -> RecordChecked:
    """记下核对结果 — what was compared, and the first of what did not fit."""
    check = Check.objects.create(
        begun_at=begun_at,
        seconds=seconds,
        entry_count=finding.entries,
        leaf_count=finding.leaves,
        head_count=finding.heads,
        fault_count=len(finding.faults),
        faults=[one.as_data() for one in finding.faults[:FAULTS_KEPT]],
    )
    return RecordChecked(check, begun_at, finding.entries, finding.leaves, len(finding.faults))
