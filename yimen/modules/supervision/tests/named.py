"""Example things of supervision that addresses name: a case whose unit was told, a campaign with its sample."""

from __future__ import annotations

from collections.abc import Mapping

from tests.world import NOON, World
from yimen.modules.supervision import actions

from .bureau import Bureau


def example(world: World) -> Mapping[str, str]:
    """What the parameters of the addresses of supervision mean."""
    bureau = Bureau(world)
    sample, suspicion = bureau.drawn()[0], bureau.suspicion()
    case = bureau.ordered(suspicions=[bureau.suspicion()])
    filed = actions.file_supervision_complaint(bureau.unit, text="示例", by=bureau.resident, at=NOON)
    return {
        "campaign_id": str(sample.frame.campaign_id),
        "case_id": str(case.pk),
        "complaint_id": str(filed.complaint.pk),
        "document_id": str(case.notices.get().document_id),
        "frame_id": str(sample.frame_id),
        "link": "unknown",
        "sample_id": str(sample.pk),
        "suspicion_id": str(suspicion.pk),
        "unit": bureau.unit.code,
    }
