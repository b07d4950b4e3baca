"""项目类别 in figures: what is of several classes counts in each of them, and once in all."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Figure

from .states import ProjectClass


def of_class(whole: Figure, kind: ProjectClass, title: Text, definition: Text, **said: Any) -> Figure:
    """Those of its projects that are of one class; the code of the whole, with the class after it."""
    only = Q(project__classes__contains=[kind.value])
    return whole.of_which(only, code=f"{whole.code}-{kind.value}", title=title, definition=definition, **said)
