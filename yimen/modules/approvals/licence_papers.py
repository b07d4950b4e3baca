"""证照文书: the papers that end a licence; they wait for the seal keeper."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import numbers as series
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import Document, SealKind
from yimen.kernel.web.words import cn_date

from .models import Licence, LicenceRevocation
from .papers import city_prefix, org_word, remedies


@official_language()
def issue_revocation(licence: Licence, revocation: LicenceRevocation, *, at: datetime) -> Document:
    """撤销行政许可决定书 — ground, facts, what the holder said and the answer, effects, remedies."""
    paragraphs = [
        _("你（单位）持有的%(licence)s（%(day)s核发），经查：") % _named(licence),
        revocation.reasons,
        _("依据《中华人民共和国行政许可法》第六十九条（%(ground)s），决定撤销该行政许可。")
        % {"ground": revocation.get_ground_display()},
        _heard(revocation),
        _("撤销的后果：%(effects)s") % {"effects": revocation.effects},
    ]
    return _letter(licence, _("撤销行政许可决定书"), _("撤"), paragraphs, at)


def _heard(revocation: LicenceRevocation) -> str:
    if not revocation.opinion:
        day = {"day": cn_date(revocation.opinion_until)}
        return _("已告知陈述、申辩的权利，截至%(day)s未提出陈述和申辩。") % day
    said = {"opinion": revocation.opinion, "answer": revocation.answer}
    return _("陈述和申辩：%(opinion)s。答复：%(answer)s") % said


@official_language()
def issue_cancellation(licence: Licence, ground: Text, reasons: str, *, at: datetime) -> Document:
    """注销行政许可决定书 — the ground of the law and the facts."""
    paragraphs = [
        _(
            "你（单位）持有的%(licence)s（%(day)s核发），因%(ground)s，依据《中华人民共和国行政许可法》第七十条，予以注销。"
        )
        % (_named(licence) | {"ground": ground}),
        reasons,
    ]
    return _letter(licence, _("注销行政许可决定书"), _("销"), paragraphs, at)


def _named(licence: Licence) -> dict[str, str]:
    return {"licence": str(licence), "day": cn_date(licence.issued_on)}


def _letter(licence: Licence, title: str, word: str, paragraphs: list[str], at: datetime) -> Document:
    today = local_day(at)
    return documents.draw_up(
        kind="letter",
        org=licence.org,
        number=series.document_number(
            prefix=city_prefix(today),
            org_code=licence.org.code,
            word=f"{org_word(licence.org, today)}{word}",
            year=today.year,
        ),
        data={
            "organ": licence.org.name,
            "signed_org": licence.org.name,
            "date": today.isoformat(),
            "title": title,
            "addressee": licence.holder_name,
            "paragraphs": [one for one in [*paragraphs, remedies(today)] if one],
        },
        case_ref=licence.pk,
        subject_label=str(licence),
        holder=licence.holder_name,
        seal_with=SealKind.APPROVAL,
        at=at,
    )
