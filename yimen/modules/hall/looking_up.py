"""查找预约: telephone and code together, counted like every look-up by a code."""

from __future__ import annotations

from datetime import datetime

from django.forms import BaseForm
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import TooMany
from yimen.kernel.base.text import normal
from yimen.kernel.web import limits
from yimen.kernel.web.request import Request

from . import queries
from .models import Appointment

NO_CODE = "------"


def find(request: Request, form: BaseForm, at: datetime) -> Appointment | None:
    """The appointment, or None with the reason on the form; the same answer for a wrong number and a wrong code."""
    phone = normal(form.cleaned_data["phone"]).replace(" ", "").replace("-", "")
    asked = {limits.BY_ADDRESS: limits.address_of(request), limits.BY_NUMBER: f"hall:{phone}"}
    try:
        limits.require_tries_left(asked, at)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return None
    code = normal(form.cleaned_data["code"]).replace(" ", "")
    rows: list[Appointment | None] = [*queries.by_phone(phone)[:10]] or [None]
    found = [one for one in rows if constant_time_compare(one.code if one else NO_CODE, code)]
    if found and found[0] is not None:
        return found[0]
    limits.note_failure(asked, at)
    form.add_error(None, _("没有查到。请核对手机号码和预约码，二者都在预约短信里。"))
    return None
