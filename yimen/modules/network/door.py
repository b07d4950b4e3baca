"""收件: who knocks, whether the signature holds, whether it came before; then the message is kept and entered.

Nothing of what is not let in is believed: it is noted who knocked, and an address that knocks wrongly too often
waits. The note is no state of affairs, belongs to no act, and must survive the refusal.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Refused, Text, TooMany

from . import actions, applying, schemas, signing
from .envelope import Envelope, Malformed, is_signed_by, read
from .models import Incoming, LocalNode, Node, Rejection
from .states import IncomingState, MessageType, NodeState, ParkReason

log = logging.getLogger(__name__)
MOST_BYTES = 2 * 1024 * 1024
SKEW = timedelta(minutes=10)
MOST_REJECTIONS = 30
REJECTION_TIME = timedelta(minutes=10)
MOST_A_MINUTE = 6000
BY = Machine("network", origin="node")


class NotLetIn(Refused):
    """拒收 — the message was not taken; the sender keeps it and is told why."""

    def __init__(self, status: int, code: str, message: Text) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@official_language()
def take(raw: bytes, *, address: str, at: datetime) -> Envelope:
    """收件 — takes one message in and answers with a signed receipt.

    Raises NotLetIn with what the sender has to mend, TooMany for an address that knocks wrongly again and again.
    """
    require_patience(address, at)
    try:
        envelope = _readable(raw)
        node = known_node(envelope.sender, at)
        _require_genuine(envelope, node, at)
        _require_pace(node, at)
        message = _kept(node, envelope, at)
    except NotLetIn as refusal:
        sender = _sender_of(raw)
        note_rejection(refusal, address=address, sender=sender, size=len(raw), at=at)
        raise
    if message.state == IncomingState.WAITING:
        process(message, at=at, is_late=False)
        message.refresh_from_db()
    return _answer(message, at)


def _readable(raw: bytes) -> Envelope:
    if len(raw) > MOST_BYTES:
        raise too_large()
    try:
        return read(raw)
    except Malformed as error:
        raise NotLetIn(400, "malformed", _("报文残缺：%(error)s") % {"error": error}) from error


def too_large() -> NotLetIn:
    return NotLetIn(
        413, "too_large", _("报文超过 %(most)s 字节；文件应以散列传送，另行提取。") % {"most": MOST_BYTES}
    )


def known_node(code: str, at: datetime) -> Node:
    """The node that says it sends; raises NotLetIn for one that is not registered, or not connected now."""
    node = Node.objects.select_related("org").filter(code=code).first()
    if node is None:
        raise NotLetIn(401, "unknown_sender", _("发方没有登记。请先与本节点的管理员办理登记。"))
    if not node.is_open:
        label = NodeState(node.state).label
        raise NotLetIn(403, "not_connected", _("发方目前的状态是“%(state)s”，报文未收。") % {"state": label})
    return node


def _require_genuine(envelope: Envelope, node: Node, at: datetime) -> None:
    local = LocalNode.objects.first()
    if local is None or envelope.receiver != local.code:
        raise NotLetIn(403, "wrong_receiver", _("报文的收方不是本节点。"))
    key = key_of(node, envelope.key_id, at)
    if key is None or not is_signed_by(envelope, key):
        raise wrong_signature()
    require_clock(envelope.sent_at, at)


def wrong_signature() -> NotLetIn:
    return NotLetIn(401, "wrong_signature", _("签名不符，或者所用的公钥没有启用、已经停用。"))


def moment(text: str) -> datetime:
    """The moment in a signed header; raises NotLetIn for what is none."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise wrong_signature() from error


def key_of(node: Node, key_id: str, at: datetime) -> str | None:
    """The node's public key with this id, if it is in force."""
    rows = node.keys.filter(Q(ended_at=None) | Q(ended_at__gt=at), key_id=key_id, trusted_at__lte=at)
    return rows.values_list("public_key", flat=True).first()


def require_clock(sent_at: datetime, at: datetime) -> None:
    """Raises NotLetIn when the two clocks are too far apart; both are told, so that the wrong one is found."""
    if abs(at - sent_at) > SKEW:
        message = _("双方时钟相差过大：发送时间 %(sent)s，本节点时间 %(here)s。请校准时钟后重发。")
        times = {"sent": sent_at.isoformat(), "here": at.isoformat()}
        raise NotLetIn(422, "clock_skew", message % times)


def _require_pace(node: Node, at: datetime) -> None:
    """So many messages a minute; the sender waits and goes on."""
    recent = Incoming.objects.filter(node=node, received_at__gt=at - timedelta(minutes=1))
    if recent.count() >= MOST_A_MINUTE:
        raise TooMany(_("报文过于频繁，请稍候继续。"))


def require_patience(address: str, at: datetime) -> None:
    """Raises TooMany for an address that has been turned away too often in the last minutes."""
    recent = Rejection.objects.filter(address=address, rejected_at__gt=at - REJECTION_TIME)
    if recent[:MOST_REJECTIONS].count() >= MOST_REJECTIONS:
        raise TooMany(_("来自此地址的无效报文过多，请十分钟后再试。"))


def note_rejection(refusal: NotLetIn, *, address: str, sender: str, size: int, at: datetime) -> None:
    """Who was turned away and why; nothing of the content."""
    Rejection.objects.create(
        address=address[:64],
        sender=sender[:40],
        code=refusal.code,
        message=str(refusal)[:300],
        size=size,
        rejected_at=at,
    )


def _sender_of(raw: bytes) -> str:
    try:
        return read(raw[:MOST_BYTES]).sender
    except Malformed:
        return ""


def _kept(node: Node, envelope: Envelope, at: datetime) -> Incoming:
    """The message as it is kept now; one that came before, as it stands."""
    before = Incoming.objects.filter(node=node, message_id=envelope.message_id).first()
    if before is None:
        fault, why = _fault(envelope, at)
        try:
            return _received(node, envelope, fault, why, at)
        except actions.TakenAlready:
            before = Incoming.objects.filter(node=node, message_id=envelope.message_id).first()
        if before is None:
            why = str(ParkReason.SEQUENCE.label)
            return _received(node, envelope, ParkReason.SEQUENCE, why, at)
    if before.body_hash != envelope.body_hash:
        raise NotLetIn(409, "replayed", _("此报文编号已经用于另一内容。"))
    return before


def _received(node: Node, envelope: Envelope, fault: ParkReason, why: str, at: datetime) -> Incoming:
    return actions.receive(node, envelope=envelope, fault=fault, why=why, by=BY, at=at).message


def _fault(envelope: Envelope, at: datetime) -> tuple[ParkReason, str]:
    """Why a genuine message cannot be entered as it is; nothing when it can."""
    if envelope.type not in schemas.types():
        return ParkReason.TYPE, envelope.type[:60]
    if envelope.schema_version not in schemas.VERSIONS:
        known = joined((str(one) for one in schemas.VERSIONS), "、")
        return ParkReason.VERSION, _("格式版本 %(version)s；本节点支持 %(known)s。") % {
            "version": envelope.schema_version,
            "known": known,
        }
    try:
        schemas.require_valid(envelope.type, envelope.schema_version, envelope.body)
    except schemas.NotValid as error:
        return ParkReason.SCHEMA, str(error)
    if envelope.occurred_at > at + SKEW:
        return ParkReason.TIME, envelope.occurred_at.isoformat()
    return ParkReason.NONE, ""


@official_language()
def process(message: Incoming, *, at: datetime, is_late: bool = True) -> bool:
    """办理 — enters the message if it is next, and then what waited for it; whether it was entered.

    What refuses it parks it: nothing that is wrong in one case keeps another waiting.
    """
    done = _process_one(message, at, is_late)
    if done and message.stream:
        following = _following(message)
        while following is not None and _process_one(following, at, True):
            following = _following(following)
    return done


def _following(message: Incoming) -> Incoming | None:
    rows = Incoming.objects.select_related("node__org").filter(
        node=message.node, stream=message.stream, state=IncomingState.WAITING
    )
    return rows.filter(sequence=message.sequence + 1).first()


def _process_one(message: Incoming, at: datetime, is_late: bool) -> bool:
    if not applying.is_next(message) or applying.missing_files(message):
        return False
    try:
        actions.apply_message(message, is_late=is_late, by=BY, at=at)
    except applying.WrongCase as refusal:
        _park(message, ParkReason.CASE, str(refusal), at)
    except Refused as refusal:
        message.refresh_from_db()
        if message.state == IncomingState.WAITING:
            _park(message, ParkReason.REFUSED, str(refusal), at)
    except Exception as error:
        log.exception("message %s could not be applied", message.pk)
        _park(message, ParkReason.ERROR, type(error).__name__, at)
    else:
        return True
    return False


def _park(message: Incoming, why: ParkReason, reason: str, at: datetime) -> None:
    actions.park_message(message, why=why, reason=reason, by=BY, at=at)


def _answer(message: Incoming, at: datetime) -> Envelope:
    """回执 — signed, the same for the same message, with what has become of it."""
    body = {"message_id": str(message.message_id), "status": message.state, "reason": message.reason}
    return signing.around(
        message.node, MessageType.ACK, body, message_id=UUID(int=message.pk.int), occurred_at=at, at=at
    )
