"""主题 — the words by which most cities order their guide, with their English; any other word is shown as it is."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

KNOWN = (
    _("个体经营"), _("交通运输"), _("人力资源"), _("农业"), _("农机"), _("出入境"), _("医疗"), _("医疗器械"),
    _("卫生"), _("园林绿化"), _("安全生产"), _("工程建设"), _("市容环卫"), _("市政公用"), _("市政道路"),
    _("开办企业"), _("房地产"), _("投资"), _("排水"), _("教育"), _("文化"), _("旅游"), _("林业"), _("水务"),
    _("活动"), _("消防"), _("特种设备"), _("环境保护"), _("用地"), _("社会组织"), _("药品"), _("规划"),
    _("车辆"), _("食品"), _("驾照"),
)  # fmt: skip


def shown(topic: str) -> str:
    """The topic in the reader's language."""
    return gettext(topic) if topic in KNOWN else topic
