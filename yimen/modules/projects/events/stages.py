"""Facts about stages: prepared, submitted, taken in, corrected, issued, ended."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.projects.models import SharedMaterial, Stage


@dataclass(frozen=True)
class StagePrepared(Event):
    """准备阶段申请 — a stage of a project is being filled in."""

    code = "projects.stage.prepared"
    says = _("%(by)s 开始准备 %(stage)s 的申请")
    about = "stage"
    stage: Stage


@dataclass(frozen=True)
class StageFilled(Event):
    """填写阶段申请 — which items, which situation, the one form."""

    code = "projects.stage.filled"
    says = _("%(by)s 填写了阶段申请")
    stage: Stage
    items: list[str]


@dataclass(frozen=True)
class MaterialShared(Event):
    """提交共享材料 — given once, used by every item that lists it; a new version reaches all that use the old one."""

    code = "projects.material.shared"
    says = _("%(by)s 提交了共享材料 %(name)s 第 %(version)s 版")
    stage: Stage
    material: SharedMaterial
    name: str
    version: int
    users: list[str]


@dataclass(frozen=True)
class StageSubmitted(Event):
    """提交阶段申请 — applied for once; the lead takes it in."""

    code = "projects.stage.submitted"
    says = _("%(by)s 提交了阶段申请，共 %(count)s 个事项")
    stage: Stage
    count: int


@dataclass(frozen=True)
class StageAccepted(Event):
    """并联受理 — taken in at one window; every department got its part at this instant."""

    code = "projects.stage.accepted"
    says = _("%(by)s 并联受理，%(count)s 个事项同时交 %(departments)s 个部门办理，应当在 %(due_on)s 前办结")
    stage: Stage
    count: int
    departments: int
    due_on: str


@dataclass(frozen=True)
class StageDeclined(Event):
    """不予并联受理 — the lead does not take it in, and says why."""

    code = "projects.stage.declined"
    says = _("%(by)s 不予受理：%(reason)s")
    stage: Stage
    reason: str


@dataclass(frozen=True)
class StageWithdrawn(Event):
    """撤回阶段申请 — the applicant takes it back, with every part that is not decided."""

    code = "projects.stage.withdrawn"
    says = _("%(by)s 撤回了阶段申请：%(reason)s")
    stage: Stage
    reason: str
    parts: int


@dataclass(frozen=True)
class StageExtended(Event):
    """延长并联期限 — by the head of the government, with the reason told (行政许可法 42)."""

    code = "projects.stage.extended"
    says = _("%(by)s 延长期限 %(days)s 个工作日，应当在 %(due_on)s 前办结：%(reason)s")
    stage: Stage
    days: int
    due_on: str
    reason: str


@dataclass(frozen=True)
class CorrectionConsolidated(Event):
    """统一补正告知 — what several departments asked for, each thing once."""

    code = "projects.correction.consolidated"
    says = _("%(by)s 统一告知补正 %(count)s 项：%(names)s，应当在 %(due_on)s 前补正")
    stage: Stage
    count: int
    names: list[str]
    due_on: str


@dataclass(frozen=True)
class CorrectionSupplied(Event):
    """统一补正 — everything that was listed is there."""

    code = "projects.correction.supplied"
    says = _("%(by)s 已按统一补正告知补正")
    stage: Stage


@dataclass(frozen=True)
class StageCorrectionLapsed(Event):
    """统一补正逾期 — what the notice listed did not come in time: the parts that need it end."""

    code = "projects.correction.lapsed"
    says = _("逾期未按统一补正告知补正：%(names)s；%(count)s 个事项终结")
    stage: Stage
    names: list[str]
    count: int


@dataclass(frozen=True)
class WishStated(Event):
    """其余事项的意愿 — whether the others go on when one is refused."""

    code = "projects.stage.wish-stated"
    says = _("%(by)s 表示：%(wish)s")
    stage: Stage
    goes_on: bool
    wish: Text


@dataclass(frozen=True)
class StageAllDecided(Event):
    """各部门均已决定 — every part is decided or ended; the results may be given out together."""

    code = "projects.stage.all-decided"
    says = _("各部门均已决定：准予 %(granted)s 项，其他 %(others)s 项")
    stage: Stage
    granted: int
    others: int


@dataclass(frozen=True)
class StageIssued(Event):
    """统一发放结果 — the lead gives out all results at once; the stage is over."""

    code = "projects.stage.issued"
    says = _("%(by)s 统一发放了 %(count)s 项结果，签收人：%(receiver)s")
    stage: Stage
    count: int
    receiver: str
