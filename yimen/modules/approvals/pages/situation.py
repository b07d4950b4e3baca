"""What a situation leads to, as the guide, the list to print and the editor's preview show it: one function for all."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from yimen.modules.approvals import guidance
from yimen.modules.approvals.criteria import in_words
from yimen.modules.approvals.forms.situations import Situations, known_in
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.outline import outline


def situation(params: QueryDict, version: ItemVersion, *, on: date) -> dict[str, object]:
    """The questions with what was answered, and what follows from it."""
    content = version.body
    known = known_in(content, params, on=on)
    found = outline(version, known)
    asked = Situations(content, known)
    asked.ask_beyond(known)
    return {
        "version": version,
        "content": content,
        "situations": asked,
        "outline": found,
        "depends": bool(content.procedures or content.variants or any(one.rule for one in content.fees)),
        "time": guidance.time_in_words(version, found),
        "fee": guidance.fee_in_words(found.fees),
        "asked": [one for one in found.materials if one.is_asked_of_applicant],
        "shared": [one for one in found.materials if not one.is_asked_of_applicant],
        "perhaps": [
            (one.shown, in_words(content.criterion(one), content.terms))
            for one in found.open_materials
            if one.is_asked_of_applicant
        ],
        "is_answered": all(known.get(one.key) for one in content.asked(known)),
    }
