"""查询办件: one way for the page and the endpoint: limited, and silent about what was wrong."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from yimen.kernel.base.days import local_day
from yimen.kernel.base.text import normal
from yimen.kernel.cases import queries as cases
from yimen.kernel.web import limits
from yimen.kernel.web.limits import BY_ADDRESS, BY_NUMBER
from yimen.modules.approvals import public as approvals
from yimen.modules.network import public as network
from yimen.modules.requests import public as requests


def look_up(request: HttpRequest, number: str, code: str, at: datetime) -> approvals.Progress | None:
    """The progress of the case with this number, when the code is its own; None otherwise, whichever was wrong.

    Raises TooMany after too many failures of one address or for one number. A wrong number and a wrong code cost
    the same statements: whoever asks cannot tell them apart.
    """
    asked = {BY_ADDRESS: limits.address_of(request), BY_NUMBER: normal(number).replace(" ", "")[:20]}
    limits.require_tries_left(asked, at)
    case = cases.by_code(number, code)
    if case is None:
        limits.note_failure(asked, at)
        return None
    today = local_day(at)
    asking = approvals.progress if case.kind == "approvals" else requests.progress
    return network.progress(case.pk, today) or asking(case.pk, today)
