"""Facts about the catalogue of items."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Application, BasicItem, Item, ItemVersion


@dataclass(frozen=True)
class ItemAdded(Event):
    """建立事项 — an item was put into the catalogue of its body."""

    code = "approvals.item.added"
    says = _("%(by)s 建立了事项 %(item)s")
    about = "item"
    item: Item


@dataclass(frozen=True)
class ItemIdentified(Event):
    """登记事项编码 — the place of an item in the basic catalogue and its codes were set."""

    code = "approvals.item.identified"
    says = _("%(by)s 登记了 %(item)s 的编码 %(official_code)s")
    item: Item
    official_code: str


@dataclass(frozen=True)
class BasesLapsing(Event):
    """依据预警 — legal bases of an item end soon or have ended; those who keep it were told."""

    code = "approvals.item.bases-lapsing"
    says = _("%(item)s 的设定依据将失效或者已经失效：%(bases)s（最早 %(first_on)s）")
    item: Item
    bases: list[str]
    first_on: str


@dataclass(frozen=True)
class BasicItemAdded(Event):
    """列入基本目录 — a power or service was put into the basic catalogue."""

    code = "approvals.basic-item.added"
    says = _("%(by)s 将 %(basic)s 列入基本目录")
    about = "basic"
    basic: BasicItem


@dataclass(frozen=True)
class BasicItemAmended(Event):
    """修改基本目录事项 — a basic item was changed, or ended on a day."""

    code = "approvals.basic-item.amended"
    says = _("%(by)s 修改了基本目录事项 %(basic)s")
    basic: BasicItem


@dataclass(frozen=True)
class VersionDrafted(Event):
    """起草版本 — a version of an item was drafted."""

    code = "approvals.version.drafted"
    says = _("%(by)s 起草了 %(version)s")
    about = "version"
    version: ItemVersion


@dataclass(frozen=True)
class VersionCopied(Event):
    """复制版本 — a new draft began as a copy of a version."""

    code = "approvals.version.copied"
    says = _("%(by)s 由 %(source)s 复制起草了 %(version)s")
    about = "version"
    version: ItemVersion
    source: ItemVersion


@dataclass(frozen=True)
class VersionAmended(Event):
    """修改版本草稿 — a draft of a version was changed."""

    code = "approvals.version.amended"
    says = _("%(by)s 修改了 %(version)s 的草稿")
    version: ItemVersion
    content_hash: str


@dataclass(frozen=True)
class VersionSubmittedForReview(Event):
    """提交审查 — the department put a draft up for review."""

    code = "approvals.version.submitted-for-review"
    says = _("%(by)s 将 %(version)s 提交审查（第%(review_round)s轮）")
    version: ItemVersion
    review_round: int


@dataclass(frozen=True)
class VersionReturned(Event):
    """退回修改 — a version in review was given back to its editors, with the reason."""

    code = "approvals.version.returned"
    says = _("%(by)s 退回了 %(version)s：%(reason)s")
    version: ItemVersion
    reason: str


@dataclass(frozen=True)
class LegalOpinionGiven(Event):
    """法制审核意见 — the legal office said what it holds of the basis of a version."""

    code = "approvals.version.legal-opinion-given"
    says = _("%(by)s 对 %(version)s 的设定依据提出法制审核意见：%(stance)s。%(text)s")
    version: ItemVersion
    stance: str
    text: str


@dataclass(frozen=True)
class PricingOpinionGiven(Event):
    """收费审核意见 — the pricing office said what it holds of the fees of a version."""

    code = "approvals.version.pricing-opinion-given"
    says = _("%(by)s 对 %(version)s 的收费提出审核意见：%(stance)s。%(text)s")
    version: ItemVersion
    stance: str
    text: str


@dataclass(frozen=True)
class VersionPublished(Event):
    """公布版本 — a version was published; the one before it ended on its first day."""

    code = "approvals.version.published"
    says = _("%(by)s 公布了 %(version)s，自 %(effective_from)s 起施行")
    version: ItemVersion
    effective_from: str


@dataclass(frozen=True)
class CaseMigrated(Event):
    """转入新版本 — a running case goes on under a newer version of its item, for the applicant's benefit."""

    code = "approvals.application.migrated"
    says = _("%(by)s 将办件由第%(before)s版转入第%(after)s版：%(benefit)s")
    application: Application
    before: int
    after: int
    benefit: str


@dataclass(frozen=True)
class VersionInForce(Event):
    """生效 — the first day of a published version came."""

    code = "approvals.version.in-force"
    says = _("%(version)s 生效")
    version: ItemVersion


@dataclass(frozen=True)
class VersionContentAmended(Event):
    """修改版本内容 — situations, materials, fees, steps or the form of a draft were changed."""

    code = "approvals.version.content-amended"
    says = _("%(by)s 修改了 %(version)s 的内容：%(parts)s")
    version: ItemVersion
    parts: list[str]
    content_hash: str
