"""Pure functions of the yearly report: sums, identities, carry-over, text beside tables, dates. No database, no clock."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined

from .formats import Block, Format

Values = Mapping[str, Decimal | None]
PLACE = re.compile(r"\{([^{}]*)\}")
NEW, CARRIED_IN, TOTAL, CARRIED_OUT = "1", "2", "24", "25"
REQUESTS, REVIEWS = "3", "4"
FEE = "facts.processing_fee"
FEE_WORD = "信息处理费"  # 中文
GOVERNMENT_WORDS = ("考核", "社会评议", "责任追究")  # 中文


@dataclass(frozen=True)
class Finding:
    """核验发现 — one thing that is not as it must be, in words, with the cells; what blocks hinders the submission."""

    kind: str
    message: str
    cells: tuple[str, ...] = ()
    is_blocking: bool = True


def with_totals(form: Format, leaves: Values) -> dict[str, Decimal | None]:
    """The cells with the sums that follow from them; a sum of which a part is blank is blank."""
    found: dict[str, Decimal | None] = dict(leaves)
    for block in form.blocks:
        if block.total_row:
            for column in block.columns:
                parts = [found.get(block.cell(row, column.code)) for row in block.result_rows]
                found[block.cell(block.total_row, column.code)] = _sum(parts)
        if block.total_column:
            for row in block.rows:
                parts = [found.get(block.cell(row.code, column.code)) for column in block.columns]
                found[block.cell(row.code, block.total_column)] = _sum(parts)
    return found


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(parts)
    return None if None in known else sum((one for one in known if one is not None), Decimal(0))


def check(
    form: Format,
    values: Values,
    *,
    before: Values | None = None,
    texts: Mapping[str, str] | None = None,
    is_government: bool = False,
) -> list[Finding]:
    """Everything that a reader of such reports would find: what blocks first.

    ``values`` holds every cell, the sums too; ``before`` those of the year before; ``texts`` the parts by number.
    """
    found = [
        *_blanks(form, values),
        *_balance(form, values),
        *_sums(form, values),
        *_carried(form, values, before),
    ]
    if texts is not None:
        found += [*_unwritten(form, texts), *_claims(form, values, texts), *_fee(texts)]
        found += _of_governments(texts) if is_government else []
    return sorted(found, key=lambda one: not one.is_blocking)


def _blanks(form: Format, values: Values) -> list[Finding]:
    """0 is written as 0; nothing is less than it, but a change; and nothing is counted in fractions, but money."""
    found = []
    for block in form.blocks:
        for row in block.rows:
            for column in block.column_codes:
                message = _fault(values.get(block.cell(row.code, column)), block, column)
                if message:
                    cell = block.cell(row.code, column)
                    found.append(Finding("blank", message % {"cell": form.name_of(cell)}, (cell,)))
    return found


def _fault(value: Decimal | None, block: Block, column: str) -> str:
    if value is None:
        return _("“%(cell)s”没有填写；没有的写0。")
    if value < 0 and column not in block.may_be_negative:
        return _("“%(cell)s”是负数。")
    if value != value.to_integral_value() and not block.is_money_cell(column):
        return _("“%(cell)s”不是整数。")
    return ""


def _balance(form: Format, values: Values) -> list[Finding]:
    """一加二等于三加四, column by column."""
    block, found = form.block(REQUESTS), []
    for column in block.column_codes:
        cells = tuple(block.cell(row, column) for row in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT))
        new, carried, handled, left = (values.get(cell) for cell in cells)
        if new is None or carried is None or handled is None or left is None:
            continue
        if new + carried != handled + left:
            said = _(
                "“%(column)s”一列：新收%(new)s加上年结转%(carried)s，不等于办理%(handled)s加结转下年%(left)s。"
            )
            numbers = {"new": new, "carried": carried, "handled": handled, "left": left}
            shown = {key: plain(value) for key, value in numbers.items()}
            column_name = form.name_of(cells[0]).rpartition(" ")[2]
            found.append(Finding("balance", said % {"column": column_name, **shown}, cells))
    return found


def _sums(form: Format, values: Values) -> list[Finding]:
    """Every sum equals its parts."""
    found = []
    for cell, parts in _parts(form):
        whole, known = values.get(cell), [values.get(part) for part in parts]
        right = _sum(known)
        if whole is not None and right is not None and whole != right:
            said = _("“%(cell)s”填的是%(whole)s，各项之和是%(sum)s。") % {
                "cell": form.name_of(cell),
                "whole": plain(whole),
                "sum": plain(right),
            }
            found.append(Finding("sum", said, (cell, *parts)))
    return found


def _parts(form: Format) -> Iterable[tuple[str, list[str]]]:
    """Every sum with the cells that it adds."""
    for block in form.blocks:
        if block.total_row:
            for column in block.column_codes:
                parts = [block.cell(row, column) for row in block.result_rows]
                yield block.cell(block.total_row, column), parts
        if block.total_column:
            for row in block.rows:
                own = [block.cell(row.code, column.code) for column in block.columns]
                yield block.cell(row.code, block.total_column), own


def _carried(form: Format, values: Values, before: Values | None) -> list[Finding]:
    """What was carried over in comes from what the year before carried over out."""
    block, found = form.block(REQUESTS), []
    if before is None:
        return [Finding("carried", _("没有上年的年度报告，不能核对上年结转数。"), is_blocking=False)]
    for column in block.column_codes:
        cell, left = block.cell(CARRIED_IN, column), block.cell(CARRIED_OUT, column)
        now, then = values.get(cell), before.get(left)
        if now is not None and then is not None and now != then:
            said = _("“%(cell)s”填的是%(now)s，上年年度报告结转的是%(then)s。") % {
                "cell": form.name_of(cell),
                "now": plain(now),
                "then": plain(then),
            }
            found.append(Finding("carried", said, (cell,)))
    return found


def _unwritten(form: Format, texts: Mapping[str, str]) -> list[Finding]:
    return [
        Finding("part", _("“%(part)s”没有写。") % {"part": part.shown})
        for part in form.parts
        if part.is_text and not texts.get(str(part.number), "").strip()
    ]


def _claims(form: Format, values: Values, texts: Mapping[str, str]) -> list[Finding]:
    """A number that a text names equals the one in the table."""
    found = []
    for claim in form.claims:
        expected = values.get(claim.cell)
        pattern = re.escape(claim.words).replace(r"\{\}", r"\s*([\d,，.]+)\s*")
        for part, text in sorted(texts.items()):
            for said in re.findall(pattern, text):
                number = _number(said)
                if expected is not None and number is not None and number != expected:
                    message = _("第%(part)s部分写“%(words)s”，表中是%(expected)s。") % {
                        "part": part,
                        "words": claim.words.replace("{}", said),
                        "expected": plain(expected),
                    }
                    cells = () if claim.cell.startswith("facts.") else (claim.cell,)
                    found.append(Finding("text", message, cells))
    return found


def _number(text: str) -> Decimal | None:
    clean = text.replace(",", "").replace("，", "").rstrip(".")
    return Decimal(clean) if re.fullmatch(r"\d+(\.\d+)?", clean) else None


def _fee(texts: Mapping[str, str]) -> list[Finding]:
    """Part six names the processing fee, collected or not (国办函〔2020〕109号)."""
    if FEE_WORD in texts.get("6", ""):
        return []
    return [Finding("fee", _("第六部分应当写明信息处理费的收取情况，没有收取的也要写明。"))]


def _of_governments(texts: Mapping[str, str]) -> list[Finding]:
    """What the report of a government must tell besides (政府信息公开条例第五十条第四项)."""
    whole = "".join(texts.values())
    missing = [word for word in GOVERNMENT_WORDS if word not in whole]
    if not missing:
        return []
    said = _("政府的年度报告还应当写明这些情况：%(words)s（政府信息公开条例第五十条）。")
    return [Finding("government", said % {"words": joined(missing, "、")})]


def filled(form: Format, part: int, facts: Mapping[str, str], values: Values) -> str:
    """What a part says by itself, with the numbers of the report."""
    known = {**facts} | {cell: plain(value) for cell, value in values.items() if value is not None}
    said = [one.text for one in form.sentences if one.part == part]
    return "\n".join(PLACE.sub(lambda found: known.get(found[1], "—"), one) for one in said)


def plain(value: Decimal | None) -> str:
    """1234, 0.5: a number without needless noughts; empty for a blank."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    return f"{value:.0f}" if whole else f"{value.normalize():f}"


def snapshot_hash(cells: Mapping[str, tuple[Decimal, Sequence[UUID]]]) -> str:
    """SHA-256 over every cell with its number and the ids behind it, in one order: what was frozen can be proved."""
    told = [
        [code, plain(counted), sorted(str(one) for one in ids)]
        for code, (counted, ids) in sorted(cells.items())
    ]
    return hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


def due_on(year: int, month_and_day: str) -> date:
    """The last day for the report of a year: ``01-31`` of the year after."""
    month, day = month_and_day.split("-")
    return date(year + 1, int(month), int(day))
