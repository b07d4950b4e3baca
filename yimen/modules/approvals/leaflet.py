"""办事指南单页: the guide of one item as a PDF letter that people keep; it follows from the published version alone."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined, noted
from yimen.kernel.documents.making import make_pdf

from . import guidance
from .content import Material
from .models import ItemVersion

CHINESE = "zh-hans"


def leaflet(version: ItemVersion, *, on: date) -> bytes:
    """The PDF of the version as it holds on the day; the same bytes for the same content."""
    return _made(version.pk, version.content_hash, on)


@lru_cache(maxsize=128)
def _made(version_id: UUID, _content: str, on: date) -> bytes:
    version = ItemVersion.objects.select_related("item__org", "centre").get(pk=version_id)
    with translation.override(CHINESE):
        return make_pdf("letter", _data(version, on))


def _data(version: ItemVersion, on: date) -> dict[str, Any]:
    item = version.item
    address = f"{settings.SITE_URL}/approvals/guide/{item.code}/"
    return {
        "organ": item.org.name,
        "signed_org": item.org.name,
        "date": on.isoformat(),
        "title": _("%(item)s办事指南") % {"item": item.name},
        "paragraphs": [*_paragraphs(version, on), _("需要提交的材料：")],
        "table": {
            "head": [_("材料"), _("什么情形需要"), _("要求和依据")],
            "rows": [[one.name, _when(version, one), _standard(one)] for one in version.body.materials],
        },
        "notes": [_("最新内容以网上办事指南为准：%(address)s") % {"address": address}],
    }


def _paragraphs(version: ItemVersion, on: date) -> list[str]:
    facts = guidance.answer(version)
    shown = [
        _("一、办理时限：%(promised)s；法定时限%(statutory)s个工作日（%(basis)s）。")
        % {"promised": facts.time, "statutory": facts.statutory_days, "basis": facts.statutory_basis},
        _("二、收费：%(fee)s。") % {"fee": _fees(version)},
        _("三、办理地点：%(place)s。") % {"place": _place(version)},
        _("四、条件：%(conditions)s。") % {"conditions": joined(version.body.conditions, "；")},
        _("五、设定依据：%(bases)s。")
        % {"bases": joined((str(one) for one in version.item.legal_bases.all()), "、")},
        _("六、办理结果：%(result)s。") % {"result": version.result_name},
        _("七、%(remedies)s") % {"remedies": guidance.remedies(on)},
        _("八、咨询电话%(enquiry)s，监督电话%(supervision)s。")
        % {"enquiry": version.enquiry_phone, "supervision": version.supervision_phone},
    ]
    return [one.replace("。。", "。") for one in shown]


def _fees(version: ItemVersion) -> str:
    shown = [noted(f"{one.name}{one.amount}{one.unit}", one.note) for one in version.body.fees]
    return joined(shown, "；") or _("不收费")


def _place(version: ItemVersion) -> str:
    if version.centre is None:
        return version.item.org.name
    numbers = joined((window.number for window in guidance.windows(version)), "、")
    return _("%(centre)s（窗口：%(windows)s）") % {
        "centre": version.centre.name,
        "windows": numbers or _("综合窗口"),
    }


def _when(version: ItemVersion, material: Material) -> str:
    labels = {
        f"{one.key}.{option.key}": option.label for one in version.body.situations for option in one.options
    }
    return joined((labels[ref] for ref in material.when), "、") or _("都需要")


def _standard(material: Material) -> str:
    if not material.is_asked_of_applicant:
        return _("由部门通过数据共享取得，不用提交")
    return joined((one for one in (material.standard, material.legal_basis) if one), "；")
