"""公开信息的样子 — what the page and the operation show of one publication, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.punctuation import joined
from yimen.kernel.web.shapes import FileLine, Moment, SummaryRow
from yimen.kernel.web.words import cn_date, named

from . import queries, rules, tables
from .models import Attachment, Publication, PublicationVersion, ValidityChange
from .states import Carrier, Duration, TextState, Validity

MANY = 200


@dataclass(frozen=True)
class Banner:
    """效力提示 — what a reader must know before reading on."""

    kind: str
    text: str
    basis: Publication | None = None


def metadata(version: PublicationVersion) -> list[SummaryRow]:
    """元数据 — the block that every page of government information carries; what is empty is left out."""
    publication = version.publication
    rows = [
        SummaryRow(_("索引号"), publication.index_number or ""),
        SummaryRow(_("名称"), version.title),
        SummaryRow(_("文号"), version.document_number),
        SummaryRow(_("公开机构"), named(publication.org)),
        SummaryRow(_("联合发文机关"), joined(version.co_issuers, "、")),
        SummaryRow(_("成文日期"), cn_date(version.created_on)),
        SummaryRow(_("公开日期"), cn_date(publication.first_published_at)),
        SummaryRow(_("施行日期"), cn_date(version.effective_on)),
        SummaryRow(_("有效期至"), cn_date(version.expires_on)),
        *_places(version),
        SummaryRow(_("公开属性"), version.get_openness_display()),
        SummaryRow(_("发布渠道"), joined((str(Carrier(one).label) for one in version.channels), "、")),
        SummaryRow(_("公开时限"), _duration(version)),
        SummaryRow(_("责任处室"), version.responsible_unit),
        SummaryRow(_("来源"), publication.get_origin_display() if publication.origin != "drafted" else ""),
    ]
    return [one for one in rows if one.value]


def _places(version: PublicationVersion) -> Iterator[SummaryRow]:
    for name in ("legal_category", "subject", "genre", "audience", "lifecycle"):
        node = getattr(version, name)
        if node is not None:
            label = PublicationVersion._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            href = reverse("disclosure:node", args=[node.scheme, node.code])
            yield SummaryRow(label, named(node), href=href)


def _duration(version: PublicationVersion) -> str:
    if version.duration == Duration.LIMITED:
        return _("公开至%(day)s") % {"day": cn_date(version.public_until)}
    return str(version.get_duration_display())


def banner(publication: Publication, on: date) -> Banner | None:
    """Repealed, lapsed, amended, not yet in force: with the document that made it so."""
    value = queries.validity_of(publication, on)
    changes = list(publication.validity_changes.select_related("by_publication__current"))
    if value == Validity.REPEALED:
        return _changed("error", _("本文件自%(day)s起废止，依据：%(basis)s"), changes, "repealed", on)
    if value == Validity.AMENDED:
        return _changed("warning", _("本文件自%(day)s起被修订，依据：%(basis)s"), changes, "amended", on)
    version = publication.current
    if value == Validity.LAPSED and version is not None:
        last = rules.last_day(version.expires_on, queries.changes_of(publication))
        return Banner("warning", _("本文件的有效期至%(day)s，已经失效。") % {"day": cn_date(last)})
    if value == Validity.NOT_YET and version is not None:
        return Banner("info", _("本文件自%(day)s起施行。") % {"day": cn_date(version.effective_on)})
    return None


def _changed(kind: str, says: str, changes: list[ValidityChange], wanted: str, on: date) -> Banner | None:
    found = next((one for one in changes if one.kind == wanted and one.on <= on), None)
    if found is None:
        return None
    basis = found.by_text or (f"《{found.by_publication.title}》" if found.by_publication else "")  # 中文
    return Banner(kind, says % {"day": cn_date(found.on), "basis": basis}, found.by_publication)


def citation(version: PublicationVersion) -> str:
    """引用格式 — title and number, as one cites it in a document."""
    number = f"（{version.document_number}）" if version.document_number else ""  # 中文
    return f"《{version.title}》{number}"  # 中文


def files(attachments: list[Attachment], *, for_staff: bool = False) -> list[FileLine]:
    """The files with what one wants to know before opening them."""
    return [
        FileLine(
            one.name,
            reverse("disclosure:attachment", args=[one.pk]),
            size=one.file.size,
            kind=one.name.rpartition(".")[2].upper(),
            note=_("%(pages)s页") % {"pages": one.pages} if one.pages else "",
            state=_text_state(one) if for_staff else "",
            tone="warning" if for_staff and one.text_state == TextState.FAILED else "neutral",
        )
        for one in attachments
    ]


def _text_state(attachment: Attachment) -> str:
    return attachment.text_note or str(attachment.get_text_state_display())


def story(publication: Publication) -> list[Moment]:
    """办理经过 — the record of a publication as sentences, the latest first, for those who handle it."""
    rows = Entry.objects.filter(chain=publication.pk).order_by("-seq")[:MANY]
    return [Moment(one.sentence, one.happened_at) for one in rows]


def validity_badge(publication: Publication, on: date) -> object:
    value = queries.validity_of(publication, on)
    return tables.badge(value, value.label)
