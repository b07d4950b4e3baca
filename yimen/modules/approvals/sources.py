"""共享来源: what the government has itself, so that nobody is asked for it (在线政务服务规定 11)."""

from __future__ import annotations

from .models import ItemVersion
from .states import VersionState


def live() -> frozenset[str]:
    """The names of licences that items in force issue in this installation: their results are at hand."""
    rows = ItemVersion.objects.filter(state=VersionState.IN_FORCE, result_kind="licence")
    return frozenset(rows.values_list("result_name", flat=True))
