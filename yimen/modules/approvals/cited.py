"""What a decision cites of the way that led to it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language

from .models import Application, Hearing

WAS_HEARD = AskedOften(
    lambda application: Hearing.objects.filter(application=application, recorded_at__isnull=False)
)


@official_language()
def according_to(application: Application) -> list[str]:
    """What a decision says of the hearing that it follows; nothing where none was held."""
    if not WAS_HEARD.any(application.pk):
        return []
    held = application.hearings.filter(recorded_at__isnull=False).order_by("recorded_at").last()
    if held is None or held.begins_at is None:
        return []
    day = local_day(held.begins_at)
    facts = {"year": day.year, "month": day.month, "day": day.day}
    return [_("本机关于%(year)s年%(month)s月%(day)s日依法举行听证，本决定根据听证笔录作出。") % facts]
