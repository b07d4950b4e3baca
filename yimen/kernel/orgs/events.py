"""Facts about regions, organisations, sections and windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text

from .models import Org, Region, Section, Window

Changes = Mapping[str, Mapping[str, str]]
"""Field -> {"from": old, "to": new}."""


@dataclass(frozen=True)
class RegionAdded(Event):
    """登记行政区划 — a division with its code stands in the directory."""

    code: ClassVar[str] = "orgs.region.added"
    about: ClassVar[str] = "region"
    says: ClassVar[Text] = _("%(by)s 登记了行政区划 %(region)s")
    region: Region


@dataclass(frozen=True)
class RegionAmended(Event):
    """变更行政区划 — a name or a level of a division was corrected."""

    code: ClassVar[str] = "orgs.region.amended"
    says: ClassVar[Text] = _("%(by)s 变更了行政区划 %(region)s")
    region: Region
    changes: Changes


@dataclass(frozen=True)
class OrgFounded(Event):
    """设立机构 — a body has its place in the tree from a day on."""

    code: ClassVar[str] = "orgs.org.founded"
    about: ClassVar[str] = "org"
    says: ClassVar[Text] = _("%(by)s 设立了机构 %(org)s")
    org: Org


@dataclass(frozen=True)
class OrgAmended(Event):
    """变更机构 — a name, an address, hours or a telephone of a body changed; its place in the tree never does."""

    code: ClassVar[str] = "orgs.org.amended"
    says: ClassVar[Text] = _("%(by)s 变更了机构 %(org)s 的信息")
    org: Org
    changes: Changes


@dataclass(frozen=True)
class OrgClosed(Event):
    """撤销机构 — the body does no more work from the day on; what it did stays."""

    code: ClassVar[str] = "orgs.org.closed"
    says: ClassVar[Text] = _("%(by)s 自%(closed_on)s起撤销了机构 %(org)s")
    org: Org
    closed_on: date


@dataclass(frozen=True)
class SectionAdded(Event):
    """设置处室 — a body has a new section."""

    code: ClassVar[str] = "orgs.section.added"
    about: ClassVar[str] = "section"
    says: ClassVar[Text] = _("%(by)s 在 %(org)s 设置了处室 %(section)s")
    section: Section
    org: Org


@dataclass(frozen=True)
class SectionAmended(Event):
    """变更处室 — a section's name or duty changed."""

    code: ClassVar[str] = "orgs.section.amended"
    says: ClassVar[Text] = _("%(by)s 变更了处室 %(section)s")
    section: Section
    changes: Changes


@dataclass(frozen=True)
class WindowOpened(Event):
    """开设窗口 — a centre has a new window."""

    code: ClassVar[str] = "orgs.window.opened"
    about: ClassVar[str] = "window"
    says: ClassVar[Text] = _("%(by)s 在 %(centre)s 开设了 %(window)s")
    window: Window
    centre: Org


@dataclass(frozen=True)
class WindowAmended(Event):
    """变更窗口 — hours, duty or use of a window changed."""

    code: ClassVar[str] = "orgs.window.amended"
    says: ClassVar[Text] = _("%(by)s 变更了 %(window)s")
    window: Window
    changes: Changes
