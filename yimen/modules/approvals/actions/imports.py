"""Verbs of an import: uploaded, checked, confirmed, applied — all of it in one act, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.phrases import phrase
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.events import (
    CatalogueImported,
    ImportChecked,
    ImportConfirmed,
    ImportFailed,
    ImportUploaded,
)
from yimen.modules.approvals.exchange import FORMATS, OF_VERSION, content_of, record, rows_in
from yimen.modules.approvals.exchange_checks import Checked, Finding, Known, checked
from yimen.modules.approvals.import_progress import telling_rows
from yimen.modules.approvals.models import BasicItem, CatalogueImport, ImportProgress, Item, ItemVersion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import UNPUBLISHED, ImportState, VersionState

from .acting import acting_person
from .basic_items import add_basic_item
from .catalogue import add_item, amend_version, draft_version, identify_item

MOST_BYTES = 30 * 1024 * 1024


@action(permission=Permission.ITEM_IMPORT, creates=True)
def upload_import(
    org: Org,
    *,
    name: str,
    file_format: str,
    data: bytes,
    by: Actor,
    at: datetime,
) -> ImportUploaded:
    """上传目录文件 — it is checked by a job; nothing is drafted before it is confirmed."""
    if file_format not in FORMATS:
        raise RuleBroken(_("请上传CSV、XLSX或者JSON文件。"), fields={"file": _("文件格式不对")})
    if len(data) > MOST_BYTES:
        raise RuleBroken(_("文件不能超过30 MB。"), fields={"file": _("文件太大")})
    made = CatalogueImport.objects.create(
        org=org, name=name[:200], format=file_format, data=data, uploaded_by=acting_person(by), uploaded_at=at
    )
    ImportProgress.objects.create(of=made)
    _defer("check", made)
    return ImportUploaded(made)


@action(
    permission=Permission.ITEM_CHECK_IMPORT,
    moves=((ImportState.UPLOADED,), (ImportState.READY, ImportState.FAULTY)),
)
def record_check(
    given: CatalogueImport, *, row_count: int, findings: Sequence[Finding], by: Actor, at: datetime
) -> ImportChecked:
    """检查目录文件 — every error with row and column, in one report."""
    given.row_count = row_count
    given.findings = [one.as_data() for one in findings]
    given.state = ImportState.FAULTY if findings else ImportState.READY
    return ImportChecked(given, row_count, len(findings))


@action(permission=Permission.ITEM_IMPORT, moves=((ImportState.READY,), ImportState.CONFIRMED))
def confirm_import(given: CatalogueImport, *, by: Actor, at: datetime) -> ImportConfirmed:
    """确认导入 — by the person who uploaded it; a job applies all of it or nothing."""
    if str(given.uploaded_by_id) != by.id:
        raise RuleBroken(_("请由上传人确认。"))
    _defer("apply", given)
    return ImportConfirmed(given)


@action(permission=Permission.ITEM_IMPORT, moves=((ImportState.CONFIRMED,), ImportState.APPLIED))
def apply_import(given: CatalogueImport, *, by: Actor, at: datetime) -> CatalogueImported:
    """导入目录 — every row becomes an item with a draft; one that says what is in force already is left alone.

    Raises RuleBroken when a row is not right any more; then nothing was done.
    """
    known = Known.read(by)
    drafted = 0
    with telling_rows(given.pk) as tell:
        for row in checked(rows_in(bytes(given.data), given.format), known):
            if row.findings:
                raise _no_longer_right(row)
            drafted += _apply(row.values, known, by, at)
            tell(row.number - 1)
    given.drafted_count, given.ended_at = drafted, at
    return CatalogueImported(given, given.row_count, drafted)


@action(permission=Permission.ITEM_CHECK_IMPORT, moves=((ImportState.CONFIRMED,), ImportState.FAILED))
def fail_import(given: CatalogueImport, *, reason: Text, by: Actor, at: datetime) -> ImportFailed:
    """导入失败 — the catalogue has changed since the check; nothing was done."""
    given.findings = [Finding(0, "", reason).as_data()]
    given.ended_at = at
    return ImportFailed(given, reason)


def _defer(step: str, given: CatalogueImport) -> None:
    from yimen.modules.approvals import jobs

    job = jobs.check_catalogue_import if step == "check" else jobs.apply_catalogue_import
    job.defer(import_id=str(given.pk))


def _no_longer_right(row: Checked) -> RuleBroken:
    first = row.findings[0]
    words = {"row": first.row, "column": first.column, "message": first.message}
    return RuleBroken(phrase(gettext_noop("第%(row)s行“%(column)s”：%(message)s"), **words))


def _apply(row: Mapping[str, Any], known: Known, by: Actor, at: datetime) -> int:
    """The row through the acts; returns how many versions were drafted or amended."""
    basic = _basic(row, known, by, at)
    item = known.items.get(row["code"])
    if item is None:
        item = _add(row, known, basic, by, at)
    else:
        _identify(item, row, basic, by, at)
    versions = ItemVersion.objects.filter(item=item).select_related(
        "item__org", "item__section", "item__basic", "centre"
    )
    last = versions.exclude(state__in=UNPUBLISHED).order_by("-number").first()
    draft = versions.filter(state=VersionState.DRAFT).order_by("-number").first()
    if (draft or last) is not None and _same(draft or last, row):
        return 0
    facts = {"content": content_of(row), "terms": _terms(row, known)}
    if draft is not None:
        amend_version(draft, **facts, by=by, at=at)
    else:
        draft_version(item, **facts, by=by, at=at)
    return 1


def _same(version: ItemVersion | None, row: Mapping[str, Any]) -> bool:
    return version is not None and record(version) == {
        **row,
        "type_code": record(version)["type_code"],
        "mode_code": record(version)["mode_code"],
    }


def _basic(row: Mapping[str, Any], known: Known, by: Actor, at: datetime) -> BasicItem | None:
    if not row["basic_code"]:
        return None
    key = (row["basic_scheme"], row["basic_code"])
    if key not in known.basics:
        known.basics[key] = add_basic_item(
            _government(known),
            basic_code=row["basic_code"],
            code_scheme=row["basic_scheme"],
            name=row["name"],
            item_type=row["type_code"] or "10",
            level=row["level"] or "3",
            valid_from=local_day(at),
            by=by,
            at=at,
        ).basic
    return known.basics[key]


def _government(known: Known) -> Org:
    return next(org for org in known.orgs.values() if org.parent_id is None)


def _add(row: Mapping[str, Any], known: Known, basic: BasicItem | None, by: Actor, at: datetime) -> Item:
    from yimen.modules.approvals.particulars import BASIS_FIELDS, bases_from

    names = (
        "code", "name", "name_en", "kind", "audiences", "topics", "classes", "official_code", "code_scheme",
        "sub_item", "level",
    )  # fmt: skip
    bases = [
        {key: getattr(one, key) for key in (*BASIS_FIELDS, "is_confirmed")}
        for one in bases_from(row["legal_bases"])
    ]
    return add_item(
        known.orgs[row["org"]],
        **{key: row[key] for key in names},
        body_nature=row["body_nature"] or "1",
        section=known.sections.get((row["org"], row["section"])),
        legal_bases=bases,
        basic=basic,
        by=by,
        at=at,
    ).item


def _identify(item: Item, row: Mapping[str, Any], basic: BasicItem | None, by: Actor, at: datetime) -> None:
    names = ("sub_item", "official_code", "code_scheme", "level")
    facts = {key: row[key] for key in names} | {"basic": basic, "body_nature": row["body_nature"] or "1"}
    if any(getattr(item, key) != value for key, value in facts.items()):
        identify_item(item, **facts, by=by, at=at)


def _terms(row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    from datetime import date

    found = {key: row[key] for key in OF_VERSION}
    return found | {
        "effective_from": date.fromisoformat(row["effective_from"]),
        "centre": known.orgs[row["centre"]] if row["centre"] else None,
    }
