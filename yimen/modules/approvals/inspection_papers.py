"""勘验报告: one report of the visit with what every department saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.documents.models import Document

from . import papers
from .models import InspectionPart, SiteInspection


@official_language()
def issue_report(inspection: SiteInspection, parts: Sequence[InspectionPart], *, at: datetime) -> Document:
    """现场勘验报告 — time, place, departments with their officers, every line, photographs by number, conclusion."""
    when = timezone.localtime(inspection.begins_at).strftime("%Y-%m-%dT%H:%M")
    lines = [
        [part.org.name, row["text"], row["result"], row["note"]] for part in parts for row in part.checklist
    ]
    return papers.issue(
        inspection.application,
        "inspection_report",
        at=at,
        place=inspection.place,
        begins_at=when,
        purpose=inspection.purpose,
        departments=[_department(part) for part in parts],
        table={"head": [_("部门"), _("勘验内容"), _("结果"), _("说明")], "rows": lines},
        conclusion=inspection.conclusion,
    )


def _department(part: InspectionPart) -> dict[str, str]:
    officers = [one.name for one in (part.first_officer, part.second_officer) if one is not None]
    photos = part.photos.count()
    said = part.opinion or _("未参加，不能另行勘验")
    shown = _("%(opinion)s（照片%(count)s张）") % {"opinion": said, "count": photos} if photos else said
    return {"label": part.org.name, "officers": joined(officers, "、"), "value": shown}
