"""告知承诺书: what an item tells and asks to promise, as the city published it with the version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.tail import as_json
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.language import either, reads_english
from yimen.kernel.web.words import cn_date

from .models import Application, Commitment, CreditExclusion, ItemVersion

LONGEST_CHECK = 60


@dataclass(frozen=True)
class Terms:
    """告知承诺书 — the text that is shown and the promises under it; ``hash`` proves what was signed."""

    text: str
    promises: tuple[str, ...]
    check_days: int
    text_en: str = ""
    promises_en: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """SHA-256 of the official text and promises."""
        return hashlib.sha256(as_json([self.text, list(self.promises)]).encode()).hexdigest()

    @property
    def shown(self) -> str:
        return either(self.text, self.text_en)

    @property
    def shown_promises(self) -> tuple[str, ...]:
        english = reads_english() and len(self.promises_en) == len(self.promises)
        return self.promises_en if english else self.promises


def terms(version: ItemVersion) -> Terms | None:
    """The terms of the version, or None where nothing was published to commit to."""
    given = version.body.extra.get("commitment")
    if not given or not given.get("text") or not given.get("promises"):
        return None
    return Terms(
        text=given["text"],
        promises=tuple(given["promises"]),
        check_days=min(int(given.get("check_days", LONGEST_CHECK)), LONGEST_CHECK),
        text_en=given.get("text_en", ""),
        promises_en=tuple(given.get("promises_en", ())),
    )


def excluded_field(version: ItemVersion, on: date) -> str:
    """The field of the item in which nobody may commit (public safety, health, environment …), or nothing."""
    listed = policies.find(on, "approvals.commitment_excluded_topics")
    fields = set(listed.text.split("、")) if listed else set()  # 中文
    return next((one for one in version.item.topics if one in fields), "")


def exclusion(application: Application) -> CreditExclusion | None:
    """Why the applicant may not commit now, if so."""
    return CreditExclusion.objects.filter(
        person_id=application.applicant_id, repaired_on__isnull=True
    ).first()


def barred(application: Application, on: date) -> str:
    """Why nobody may commit to this item, or the applicant may not now; empty when nothing stands against it."""
    if field := excluded_field(application.version, on):
        return _("“%(field)s”领域的事项不适用告知承诺。") % {"field": field}
    if (lost := exclusion(application)) is not None:
        return _("申请人自 %(day)s 起因失信不适用告知承诺，信用修复后可以适用：%(reason)s") % {
            "day": cn_date(lost.since),
            "reason": lost.reason,
        }
    return ""


HAS_SIGNED = AskedOften(lambda application: Commitment.objects.filter(application=application))


def commitment_of(application: Application) -> Commitment | None:
    """The commitment that stands: signed and not withdrawn."""
    relation = Application._meta.get_field("commitment")
    if not relation.is_cached(application) and not HAS_SIGNED.any(application.pk):
        relation.set_cached_value(application, None)  # as Django keeps what it found not to be there
    given = getattr(application, "commitment", None)
    return given if given is not None and given.stands else None


def may_decide(application: Application, on: date) -> bool:
    """Whether the commitment that was signed leads to the decision: it stands, and nothing bars the applicant or the field."""
    return (
        terms(application.version) is not None
        and commitment_of(application) is not None
        and not barred(application, on)
    )


def covered_keys(application: Application) -> set[str]:
    """The materials for which the commitment stands in."""
    if commitment_of(application) is None:
        return set()
    return {one.key for one in application.version.body.materials if one.commitment_allowed}
