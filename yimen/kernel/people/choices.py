"""Fields that offer officials, so that two of one name are told apart."""

from __future__ import annotations

from typing import Any

from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import briefly, named

from .models import Person


class OfficialChoice(NamedChoice):
    """工作人员 — one official, with the body of the own post; the rows come from ``queries.officials``."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(Person.objects.none(), **facts)

    def offer(self, officials: Any) -> None:
        self.queryset = officials

    def label_from_instance(self, obj: Any) -> str:
        body = next((briefly(post.org) for post in obj.standing_posts), "")
        return f"{named(obj)} · {body}" if body else named(obj)
