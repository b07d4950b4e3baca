"""收件凭证和即办件登记单: what the applicant holds from the day of receipt, before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.cases.models import Channel
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import Document, SealKind
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.seating import seat_of

from . import papers
from .handed_in import HandedIn
from .models import Application


@official_language()
def issue_receipt_slip(
    application: Application, materials: Sequence[HandedIn], *, due_on: date, by: Actor, at: datetime
) -> Document:
    """收件凭证 — number, query code, what was handed in, and when an answer is due. It has no series of its own."""
    body = application.version.body
    rows = []
    for one in materials:
        material = body.material(one.key)
        rows.append(
            {
                "name": material.name if material else one.name,
                "form": _("纸质") if one.is_paper else _("电子"),
            }
        )
    data = (
        papers.common(application, local_day(at))
        | _received_where(application, by, at)
        | {
            "query_code": application.own_case.query_code,
            "applicant": application.applicant_name,
            "received_at": timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"),
            "materials": rows,
            "due_on": due_on.isoformat(),
            "due_note": _(
                "此日期前将告知是否受理或者需要补正的全部内容；逾期不告知的，自收件之日起即为受理。"
            ),
            "progress_url": f"{settings.SITE_URL}/progress/",
        }
    )
    document = documents.draw_up(
        kind="receipt_slip",
        org=application.signing_org,
        number=application.own_case.number,
        data=data,
        case_ref=application.pk,
        subject_label=application.record_label(),
        holder=application.applicant_name,
        seal_with=SealKind.ACCEPTANCE,
        seals_itself=True,
        at=at,
    )
    papers.keep(application, document)
    return document


def _received_where(application: Application, by: Actor, at: datetime) -> dict[str, str]:
    """Where it was handed in: at which window and to whom; or in which other way."""
    if application.channel != Channel.WINDOW:
        return {"channel": _("%(channel)s申请") % {"channel": application.get_channel_display()}}
    person = person_actor(by)
    seat = seat_of(person.person, at) if person else None
    centre = seat.centre if seat else application.version.centre
    words = [centre.name if centre else application.signing_org.name, str(seat) if seat else ""]
    return {"window": "".join(words), "received_by": by.label}


@official_language()
def issue_registration_slip(application: Application, *, by: Actor, at: datetime) -> Document:
    """即办件登记单 — registered before anything is decided; the decision names its number."""
    return papers.issue(
        application,
        "registration_slip",
        at=at,
        applicant=application.applicant_name,
        received_at=timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"),
        officer=by.label if application.channel == "window" else "",
    )
