"""开放数据 — what stands behind the figures of approvals, row by row: cases, items, decisions of rounds, delegations, centres.

No name, number, address or text of an applicant is in any row. A case carries an opaque key: the same in every
file of this city, and of no use to find the case by. What happened after the last day of the period is left out.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.cases.models import Channel
from yimen.kernel.metrics.datasets import Column, Dataset, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from .catalogue_metrics import cancelled, centres_open, delegated, items_in_force
from .models import Application
from .states import CleanupOutcome, DelegationKind, ItemKind, Mode, Outcome, Pattern

AT_ONCE = 5_000
KEY_LENGTH = 20
PURPOSE = b"yimen.approvals.open-data:"

CASE_COLUMNS = (
    Column("key", _("办件键"), _("不透明的键，每件一个；不是办件编号，也不能据以查询办件。")),
    Column("received_on", _("收件日期"), _("申请材料收到之日。"), "date"),
    Column("accepted_on", _("受理日期"), _("受理或者依法视为受理之日。"), "date"),
    Column("concluded_on", _("办结日期"), _("决定用印之日；截止日之后办结的为空。"), "date"),
    Column(
        "ended_on", _("归结日期"), _("办件终了之日，含撤回和终止；截止日之后的、正常办结后的为空。"), "date"
    ),
    Column("item_code", _("事项代码"), _("本市目录中的事项代码。")),
    Column("item_name", _("事项名称"), _("目录中的名称。")),
    Column("body", _("实施机关"), _("作出决定的机关。")),
    Column("body_path", _("机构路径"), _("实施机关在机构树中的位置，上级在前。")),
    Column("centre", _("办理中心"), _("受理所在的中心或者分中心；不经中心的为空。")),
    Column("centre_path", _("中心路径"), _("办理中心在机构树中的位置。")),
    Column("channel", _("办理形式"), _("window 窗口，web 网上，mobile 移动端，courier 邮寄，other 其他。")),
    Column("channel_name", _("办理形式名称"), _("办理形式的中文名称。")),
    Column("pattern", _("审批流程"), _("所适用的审批流程代码。")),
    Column("pattern_name", _("审批流程名称"), _("审批流程的中文名称。")),
    Column("mode", _("办件类型"), _("instant 即办件，promised 承诺件，filing 备案件。")),
    Column("mode_name", _("办件类型名称"), _("办件类型的中文名称。")),
    Column("outcome", _("办理结果"), _("办结的结果代码；截止日尚未办结的为空。")),
    Column("outcome_name", _("办理结果名称"), _("办理结果的中文名称。")),
    Column("is_instant", _("即办"), _("即办件或者当场作出决定的为1。"), "flag"),
    Column("is_on_time", _("按期办结"), _("决定不晚于承诺期限和法定期限的为1；未办结的为空。"), "flag"),
    Column("due_on", _("应办结日期"), _("按时限规则推算的到期日。"), "date"),
    Column("statutory_days", _("法定时限"), _("工作日数。"), "integer"),
    Column("promised_days", _("承诺时限"), _("工作日数。"), "integer"),
)
CASE_FIELDS = (
    "pk", "received_on", "accepted_on", "concluded_at", "ended_at", "item__code", "item__name", "org__name",
    "org_path", "centre__name", "centre_path", "channel", "pattern", "version__mode", "outcome", "is_on_time",
    "case__due_on", "version__statutory_days", "version__promised_days",
)  # fmt: skip


def cases_of(period: Period, scope: Scope) -> QuerySet[Application]:
    """Accepted in the period, or before it and then still in hand."""
    carried = Q(concluded_at__isnull=True) | Q(concluded_at__gte=period.begins_at)
    going = Q(ended_at__isnull=True) | Q(ended_at__gte=period.begins_at)
    return Application.objects.filter(
        scope.narrow(), Q(accepted_on__gte=period.first) | (carried & going), accepted_on__lte=period.last
    ).order_by("accepted_on", "pk")


def _cases(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    key, words = _secret(), _words()
    rows = cases_of(period, scope).values_list(*CASE_FIELDS)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _case(row, period, key, words)


def _case(row: tuple[Any, ...], period: Period, secret: bytes, words: Mapping[str, str]) -> tuple[Any, ...]:
    """One case as it stood when the period ended."""
    (pk, received, accepted, concluded_at, ended_at, item, item_name, body, body_path, centre, centre_path,
     channel, pattern, mode, outcome, on_time, due, statutory, promised) = row  # fmt: skip
    concluded = local_day(concluded_at) if concluded_at and concluded_at < period.ends_at else None
    ended = local_day(ended_at) if ended_at and ended_at < period.ends_at and concluded is None else None
    outcome = outcome if concluded or ended else ""
    instant = mode == Mode.INSTANT or pattern == Pattern.ON_THE_SPOT
    return (
        opaque(pk, secret), received, accepted, concluded, ended, item, item_name, body, body_path, centre or "",
        centre_path, channel, words[channel], pattern, words[pattern], mode, words[mode], outcome, words[outcome],
        int(instant), int(on_time) if concluded and on_time is not None else None, due, statutory, promised,
    )  # fmt: skip


def _secret() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")


def opaque(pk: UUID, secret: bytes) -> str:
    """The key of a case: nobody without the city's secret finds the case by it."""
    return hmac.digest(secret, pk.bytes, "sha256").hex()[:KEY_LENGTH]


@official_language()
def _words() -> dict[str, str]:
    """Codes of a case as official terms."""
    choices = (*Channel.choices, *Pattern.choices, *Mode.choices, *Outcome.choices)
    return {str(code): str(label) for code, label in choices} | {"": ""}


ITEM_COLUMNS = (
    Column("item_code", _("事项代码"), _("本市目录中的事项代码。")),
    Column("item_name", _("事项名称"), _("目录中的名称。")),
    Column("kind", _("事项类型"), _("行政许可、行政确认、行政备案等。")),
    Column("body", _("实施机关"), _("作出决定的机关。")),
    Column("body_path", _("机构路径"), _("实施机关在机构树中的位置，上级在前。")),
    Column("centre", _("办理中心"), _("进驻的中心或者分中心；没有进驻的为空。")),
    Column("centre_path", _("中心路径"), _("办理中心在机构树中的位置。")),
    Column("centre_kind", _("中心类型"), _("centre 市中心，subcentre 分中心，district_centre 区县中心。")),
    Column("pattern", _("审批流程"), _("所适用的审批流程代码。")),
    Column("mode", _("办件类型"), _("instant 即办件，promised 承诺件，filing 备案件。")),
    Column("effective_from", _("生效日期"), _("期末有效的版本的生效之日。"), "date"),
    Column("statutory_days", _("法定时限"), _("工作日数。"), "integer"),
    Column("promised_days", _("承诺时限"), _("工作日数。"), "integer"),
)


def _items(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    kinds = _labels(ItemKind)
    rows = items_in_force(period, scope).order_by("item__code").values_list(
        "item__code", "item__name", "item__kind", "item__org__name", "item__org__path", "centre__name",
        "centre__path", "centre__kind", "pattern", "mode", "effective_from", "statutory_days", "promised_days",
    )  # fmt: skip
    for code, name, kind, body, path, centre, centre_path, centre_kind, *rest in rows.iterator():
        yield code, name, kinds[kind], body, path, centre or "", centre_path or "", centre_kind or "", *rest


CLEANUP_COLUMNS = (
    Column("round", _("清理次数"), _("第几次集中清理。"), "integer"),
    Column("published_on", _("公布日期"), _("清理结果向社会公布之日。"), "date"),
    Column("item_code", _("事项代码"), _("本市目录中的事项代码。")),
    Column("item_name", _("事项名称"), _("目录中的名称。")),
    Column("body", _("实施机关"), _("清理前作出决定的机关。")),
    Column("body_path", _("机构路径"), _("实施机关在机构树中的位置，上级在前。")),
    Column("outcome", _("清理结论"), _("取消。")),
    Column("instrument_no", _("决定文件"), _("文号。")),
)


def _cleanup(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    words = _labels(CleanupOutcome)
    rows = cancelled(period, scope).order_by("round__ordinal", "item__code").values_list(
        "round__ordinal", "round__published_on", "item__code", "item__name", "org__name", "org__path", "outcome",
        "instrument_no",
    )  # fmt: skip
    for *first, outcome, instrument in rows.iterator():
        yield *first, words[outcome], instrument


DELEGATION_COLUMNS = (
    Column("item_code", _("事项代码"), _("本市目录中的事项代码。")),
    Column("item_name", _("事项名称"), _("目录中的名称。")),
    Column("kind", _("下放方式"), _("下放、委托或者上报。")),
    Column("body_path", _("机构路径"), _("原实施机关在机构树中的位置。")),
    Column("receiver", _("承接机关"), _("承接的机关。")),
    Column("area_code", _("区划代码"), _("适用区域的代码（12位）。")),
    Column("area_name", _("适用区域"), _("适用区域的名称。")),
    Column("area_level", _("层级"), _("适用区域的层级：county 区县，township 乡镇街道，等。")),
    Column("starts_on", _("施行日期"), _("下放开始施行之日。"), "date"),
    Column("ends_on", _("失效日期"), _("停止之日；没有规定的为空。"), "date"),
)


def _delegations(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    words = _labels(DelegationKind)
    rows = delegated(period, scope).order_by("item__code", "territory_id").values_list(
        "item__code", "item__name", "kind", "grant__org__path", "receiver__name", "territory_id",
        "territory__name", "territory__level", "starts_on", "ends_on",
    )  # fmt: skip
    for code, name, kind, *rest in rows.iterator():
        yield code, name, words[kind], *rest


CENTRE_COLUMNS = (
    Column("centre_code", _("中心代码"), _("机构代码。")),
    Column("centre", _("中心名称"), _("机构名称。")),
    Column("centre_path", _("中心路径"), _("在机构树中的位置。")),
    Column("centre_kind", _("中心类型"), _("centre 市中心，subcentre 分中心，district_centre 区县中心。")),
    Column("area_code", _("区划代码"), _("所在区划的代码（12位）。")),
)


def _centres(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    rows = centres_open(period, scope).order_by("path")
    yield from rows.values_list("code", "name", "path", "kind", "region_id").iterator()


@official_language()
def _labels(choices: Any) -> dict[str, str]:
    return {str(code): str(label) for code, label in choices.choices} | {"": ""}


DATASETS = [
    Dataset(
        "approvals-cases",
        _("行政审批办件"),
        _("期间内受理的，以及以前受理、期初尚在办理的申请，每件一行；不含个人信息。"),
        CASE_COLUMNS,
        _cases,
    ),
    Dataset("approvals-items", _("行政审批事项"), _("期末有效的事项，每项一行。"), ITEM_COLUMNS, _items),
    Dataset(
        "approvals-cancelled",
        _("集中清理取消的事项"),
        _("期间内公布的集中清理决定取消的事项，每项一行。"),
        CLEANUP_COLUMNS,
        _cleanup,
    ),
    Dataset(
        "approvals-delegations",
        _("下放事项"),
        _("期末施行的下放、委托和上报，每项、每个区域一行。"),
        DELEGATION_COLUMNS,
        _delegations,
    ),
    Dataset(
        "approvals-centres", _("政务服务中心"), _("期末设立的中心，每个一行。"), CENTRE_COLUMNS, _centres
    ),
]
register(DATASETS)
