"""所规范的业务 — the names of the business that a rule governs, by the codes that rules name; a city may add codes of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

NAMES: Mapping[str, Text] = {
    "accountability": _("责任追究"),
    "annual-report": _("年度报告"),
    "disclosure-complaint": _("信息公开投诉举报"),
    "disclosure-coordination": _("发布协调"),
    "disclosure.check": _("保密审查"),
    "disclosure.publication": _("主动公开"),
    "openness-assessment": _("政务公开考核"),
    "outreach": _("走进社区活动"),
    "press-release": _("新闻发布"),
    "public-rating": _("社会评议"),
    "reports.annual-report": _("年度报告"),
    "requests.request": _("依申请公开"),
    "supervision": _("监督保障"),
}


def named_business(codes: Iterable[str]) -> list[str]:
    """What the codes are called; one that nobody named stands as it is."""
    return [str(NAMES.get(code, code)) for code in codes]
