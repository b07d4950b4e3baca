"""政府信息公开专栏 — the four fixed parts of a body's column (国办公开办函〔2019〕61号), and where the yearly reports come from.

The reports belong to a module above; it says here where its list of a body's reports is.
"""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.shapes import Tile

ReportsOf = Callable[[Org], str]
_reports: list[ReportsOf] = []

PARTS: tuple[tuple[str, Text, Text], ...] = (
    ("guide", _("政府信息公开指南"), _("怎样找到、怎样申请，公开工作机构的地址、时间和电话。")),
    ("rules", _("政府信息公开制度"), _("本机关执行的公开制度和制度汇编。")),
    ("directory", _("法定主动公开内容"), _("主动公开信息的目录，可以筛选、打印、下载。")),
)


def register_reports(address_of: ReportsOf) -> None:
    """``address_of(org)`` is the address of the yearly reports of a body."""
    _reports[:] = [address_of]


def tiles(org: Org) -> list[Tile]:
    """The four parts, in their order."""
    found = [Tile(label, reverse(f"disclosure:{name}", args=[org.code]), text) for name, label, text in PARTS]
    address = _reports[0](org) if _reports else reverse("disclosure:reports", args=[org.code])
    return [*found, Tile(_("政府信息公开年报"), address, _("按年度公布的政府信息公开工作报告。"))]
