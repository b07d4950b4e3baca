"""并联审批的指标: stages, the projects behind them by class, the parts of the departments.

A project counts once, with the first of its stages; one of several classes counts in each of them: the sum over the classes
is more than the number of projects.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, Rate, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .classes import of_class
from .models import Investment, Project, Stage, StageTemplate, Task
from .states import Completeness, ProjectClass

STAGES, PROJECTS, PARTS = _("个阶段"), _("个"), _("件")
SOURCE = _("行政许可法第二十六条第二款")


def accepted(period: Period, scope: Scope) -> QuerySet[Stage]:
    """并联受理的阶段."""
    rows = Stage.objects.filter(scope.narrow())
    return rows.filter(accepted_on__gte=period.first, accepted_on__lte=period.last)


def issued(period: Period, scope: Scope) -> QuerySet[Stage]:
    """统一发放的阶段."""
    rows = Stage.objects.filter(scope.narrow())
    return rows.filter(issued_at__gte=period.begins_at, issued_at__lt=period.ends_at)


def projects_accepted(period: Period, scope: Scope) -> QuerySet[Stage]:
    """The first stage of each project that was taken in."""
    return accepted(period, scope).filter(is_first("accepted_at"))


def projects_issued(period: Period, scope: Scope) -> QuerySet[Stage]:
    """The first stage of each project that was issued."""
    return issued(period, scope).filter(is_first("issued_at"))


def is_first(moment: str) -> Combinable:
    """Whether no stage of the same project came to this moment before; of two at one instant the one with the lower id."""
    same = Q(**{moment: OuterRef(moment)}, pk__lt=OuterRef("pk"))
    earlier = Q(**{f"{moment}__lt": OuterRef(moment)}) | same
    return ~Exists(Stage.objects.filter(earlier, project=OuterRef("project")))


def parts(period: Period, scope: Scope) -> QuerySet[Task]:
    """部门任务 that were given to their departments, all of a stage at one instant."""
    rows = Task.objects.filter(scope.narrow("org_path", "stage__centre_path"))
    return rows.filter(begun_at__gte=period.begins_at, begun_at__lt=period.ends_at)


def checked(period: Period, scope: Scope) -> QuerySet[Task]:
    """部门任务 of which it was said, or had to be deemed, whether the materials are complete."""
    rows = Task.objects.filter(scope.narrow("org_path", "stage__centre_path"))
    return rows.filter(opinion_at__gte=period.begins_at, opinion_at__lt=period.ends_at)


def _templates(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in StageTemplate.objects.filter(pk__in=keys)}


def _bodies(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Org.objects.filter(pk__in=keys)}


BY_STAGE = (Dimension("stage", _("阶段"), "version__template_id", _templates),)
BY_DEPARTMENT = (Dimension("department", _("部门"), "org_id", _bodies),)

STAGES_ACCEPTED = Figure(
    code="projects.stages-accepted",
    title=_("并联受理的阶段"),
    definition=_("期间内由牵头部门一窗受理、各部门同时办理的阶段，按受理日期计。"),
    source=SOURCE,
    rows=accepted,
    day="accepted_on",
    unit=STAGES,
    dimensions=BY_STAGE,
    is_kept=False,
)
STAGES_ISSUED = Figure(
    code="projects.stages-issued",
    title=_("统一发放的阶段"),
    definition=_("期间内各部门的决定统一发放的阶段，按发放日期计。"),
    source=SOURCE,
    rows=issued,
    day=TruncDate("issued_at"),
    unit=STAGES,
    dimensions=BY_STAGE,
    is_kept=False,
)
PARTS_BEGUN = Figure(
    code="projects.parts",
    title=_("并联办理的部门任务"),
    definition=_("期间内随阶段受理同时交各部门的任务，按交办日期计，每个部门的每个事项计一件。"),
    source=SOURCE,
    rows=parts,
    day=TruncDate("begun_at"),
    unit=PARTS,
    dimensions=BY_DEPARTMENT,
    scope_by=("org_path", "stage__centre_path"),
    is_kept=False,
)
PARTS_CHECKED = Figure(
    code="projects.parts-checked",
    title=_("核对材料的部门任务"),
    definition=_("期间内提出材料是否齐全的意见，或者逾期未提出、视为齐全的部门任务。"),
    rows=checked,
    day=TruncDate("opinion_at"),
    unit=PARTS,
    dimensions=BY_DEPARTMENT,
    scope_by=("org_path", "stage__centre_path"),
    is_detail=True,
    is_kept=False,
)
PARTS_DEEMED = PARTS_CHECKED.of_which(
    Q(completeness=Completeness.DEEMED),
    code="projects.parts-deemed",
    title=_("视为材料齐全的部门任务"),
    definition=_("核对材料的部门任务中，部门在期限内没有提出意见、视为齐全的。"),
    source=SOURCE,
)
DEEMED_RATE = Rate(
    code="projects.parts-deemed-rate",
    title=_("逾期未核对率"),
    definition=_("视为材料齐全的部门任务除以核对材料的部门任务；保留两位小数，不足全部的不进为100%。"),
    source=SOURCE,
    numerator=PARTS_DEEMED,
    denominator=PARTS_CHECKED,
    is_detail=True,
)
PARALLEL = Figure(
    code="projects.parallel",
    title=_("并联审批项目"),
    definition=_(
        "期间内首个阶段被受理的项目，按该阶段的受理日期计，每个项目计一次，不论属于几个类别、有几个阶段。"
    ),
    source=SOURCE,
    rows=projects_accepted,
    day="accepted_on",
    unit=PROJECTS,
    is_kept=False,
)
PARALLEL_ISSUED = Figure(
    code="projects.parallel-issued",
    title=_("并联审批首次发放的项目"),
    definition=_("期间内首个阶段统一发放结果的项目，按发放日期计，每个项目计一次。"),
    source=SOURCE,
    rows=projects_issued,
    day=TruncDate("issued_at"),
    unit=PROJECTS,
    is_kept=False,
)
PARALLEL_OF = [
    of_class(
        PARALLEL,
        ProjectClass.FOREIGN,
        _("并联审批的外资项目"),
        _("并联审批项目中属于外资项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
        is_detail=True,
    ),
    of_class(
        PARALLEL,
        ProjectClass.CONSTRUCTION,
        _("并联审批的建设项目"),
        _("并联审批项目中属于建设项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
        is_detail=True,
    ),
    of_class(
        PARALLEL,
        ProjectClass.COMMERCIAL,
        _("并联审批的商贸项目"),
        _("并联审批项目中属于商贸项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
        is_detail=True,
    ),
    of_class(
        PARALLEL,
        ProjectClass.INDUSTRIAL,
        _("并联审批的工业项目"),
        _("并联审批项目中属于工业项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
        is_detail=True,
    ),
]

MEASURES: list[Measure] = [
    PARALLEL, *PARALLEL_OF, PARALLEL_ISSUED, STAGES_ACCEPTED, STAGES_ISSUED, PARTS_BEGUN, PARTS_CHECKED, PARTS_DEEMED,
    DEEMED_RATE,
]  # fmt: skip
register(MEASURES)


def invested(rows: QuerySet[Project]) -> dict[str, Decimal]:
    """投资额 of these projects, by currency, never added across."""
    sums = Investment.objects.filter(project__in=rows).values_list("currency").annotate(sum=Sum("amount"))
    return dict(sums.order_by("currency"))
