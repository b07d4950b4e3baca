"""完整性检查: what a version must say before it goes into review; pure, one list for the page, the act and the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .content import Material
from .models import ItemVersion, LegalBasis
from .particulars import bases_of, particulars_of
from .states import OpinionKind

CATCH_ALL = ("其他材料", "其它材料", "其他相关材料", "其他有关材料", "其他需要提交的材料")  # 中文


@dataclass(frozen=True)
class Check:
    """检查项 — what is demanded, whether it is met, and what is wrong when it is not."""

    code: str
    label: str
    wrong: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return not self.wrong


def checks(version: ItemVersion) -> list[Check]:
    """The whole list for a version, in the order in which a person reads it."""
    return [_of_basis(version, bases_of(version)), *_of_terms(version), *_of_content(version)]


def wrong(version: ItemVersion) -> list[Check]:
    """The demands that are not met."""
    return [one for one in checks(version) if not one.is_met]


def live(bases: Iterable[LegalBasis], day: date) -> list[LegalBasis]:
    """The bases that hold on the day."""
    return [one for one in bases if one.is_live_on(day)]


def _check(code: str, label: str, is_met: bool, message: str) -> Check:
    return Check(code, label, () if is_met else (message,))


def _of_basis(version: ItemVersion, bases: list[LegalBasis]) -> Check:
    day = version.effective_from
    return _check("basis", _("设定依据"), bool(live(bases, day)), _("在生效日期没有现行有效的设定依据"))


def _of_terms(version: ItemVersion) -> list[Check]:
    located = not version.in_hall or version.centre_id is not None
    return [
        _check("result", _("办理结果"), bool(version.result_name), _("没有写明结果名称")),
        _check(
            "limit",
            _("办理时限"),
            bool(version.statutory_basis) or version.statutory_days == 0,
            _("没有写明法定时限的依据"),
        ),
        _check("channels", _("办理形式"), bool(version.channels), _("没有选择办理形式")),
        _check("place", _("办理地点"), located, _("进驻大厅的事项没有选择办理中心")),
        _check("enquiry", _("咨询电话"), bool(version.enquiry_phone), _("没有填写咨询电话")),
        _check("supervision", _("监督电话"), bool(version.supervision_phone), _("没有填写监督电话")),
    ]


def _of_content(version: ItemVersion) -> list[Check]:
    body = version.body
    services = particulars_of(version).intermediaries
    return [
        _check("conditions", _("办理条件"), bool(body.conditions), _("没有写明办理条件")),
        Check("materials", _("申请材料"), tuple(_of_materials(body.materials))),
        Check(
            "fees", _("收费"), tuple(_("收费“%s”没有依据") % one.name for one in body.fees if not one.basis)
        ),
        Check(
            "intermediaries",
            _("中介服务"),
            tuple(_("中介服务“%s”没有依据") % one.name for one in services if not one.basis),
        ),
        Check(
            "holds",
            _("特别程序"),
            tuple(_("特别程序“%s”没有依据") % one.kind for one in body.holds if not one.basis),
        ),
    ]


def _of_materials(materials: Iterable[Material]) -> list[str]:
    found = []
    for one in materials:
        if not one.legal_basis:
            found.append(_("材料“%s”没有依据") % one.name)
        if one.name.strip() in CATCH_ALL:
            found.append(_("不能设“%s”这样的兜底材料") % one.name)
    return found


def opinions_needed(version: ItemVersion) -> list[OpinionKind]:
    """Whose opinions a version needs: the legal office's on its basis, the pricing office's when it charges."""
    return [OpinionKind.LEGAL, *([OpinionKind.PRICING] if version.body.fees else [])]
