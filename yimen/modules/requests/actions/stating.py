"""What the verbs of a request share: fields that fit, matters, parties, the next state, who waits for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import current_act
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import opening, work
from yimen.kernel.cases.models import Channel, PartyRole
from yimen.kernel.cases.opening import PartyStated
from yimen.kernel.people import numbers
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.requests import rules
from yimen.modules.requests.models import ClockEvent, FeeNotice, InformationRequest, RequestedMatter
from yimen.modules.requests.states import ClockEventKind, ConsultationKind, State, Way

STATED = (
    "applicant_kind",
    "legal_representative",
    "contact_person",
    "contact_phone",
    "contact_address",
    "post_code",
    "contact_email",
    "contact_fax",
    "agent_name",
    "co_applicants",
    "form_wished",
    "delivery_wished",
    "use_statement",
    "accessibility_help",
)
CHANNELS = {
    Way.ONLINE: Channel.WEB,
    Way.IN_PERSON: Channel.WINDOW,
    Way.ORAL: Channel.WINDOW,
    Way.REGISTERED_POST: Channel.COURIER,
    Way.ORDINARY_POST: Channel.COURIER,
}
MOST_MATTERS = 50
CASE_KIND = "requests"
Matter = Mapping[str, str]


def acting_person(by: Actor) -> Person:
    """The person who acts; raises NotAllowed for a machine and the public."""
    if not isinstance(by, PersonActor):
        raise NotAllowed
    return by.person


def state_fields(request: InformationRequest, stated: Mapping[str, str]) -> None:
    """Sets what the applicant stated; raises RuleBroken where a value does not fit its field."""
    for name, value in stated.items():
        if name not in STATED:
            raise RuleBroken(_("不能修改这一栏。"))
        setattr(request, name, _fitting(name, value))


def _fitting(name: str, value: str) -> str:
    field: models.Field[str, str] = InformationRequest._meta.get_field(name)  # type: ignore[assignment]
    try:
        return str(field.clean(value.strip(), None)) if value.strip() or not field.blank else ""
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages), fields={name: " ".join(error.messages)}) from None


def state_matters(request: InformationRequest, matters: Sequence[Matter]) -> list[RequestedMatter]:
    """The things that are asked for, in their order; empty lines are left out."""
    current_act().tail.flush()
    given = [one for one in matters if any(str(text).strip() for text in one.values())]
    if len(given) > MOST_MATTERS:
        raise RuleBroken(_("一份申请最多列%(most)s项内容。") % {"most": MOST_MATTERS})
    RequestedMatter.objects.filter(request=request).delete()
    return RequestedMatter.objects.bulk_create(
        [_matter(request, place, one) for place, one in enumerate(given, 1)]
    )


def _matter(request: InformationRequest, place: int, one: Matter) -> RequestedMatter:
    name, number, description = (
        one.get(key, "").strip() for key in ("name", "document_number", "description")
    )
    _require_short(name, 200)
    _require_short(number, 80)
    _require_short(description, 5000)
    return RequestedMatter(
        request=request,
        position=place,
        name=name or description[:60],
        document_number=number,
        description=description,
        fingerprint=rules.fingerprint(name, number, description),
    )


def _require_short(text: str, most: int) -> None:
    if len(text) > most:
        raise RuleBroken(_("最多%(most)s个字。") % {"most": most})


def mark_of(name: str, *, id_type: str = "", number: str = "") -> str:
    """申请人标识 — a keyed hash: of the number where there is one, else of the name."""
    return numbers.digest(id_type, number) if number else numbers.digest("name", rules.plain(name))


def open_case(request: InformationRequest, party: PartyStated, *, at: datetime) -> None:
    """立件 — the case behind the request; its title says nothing of the applicant."""
    day = local_day(at)
    request.case = opening.open_case(
        id=request.pk,
        kind=CASE_KIND,
        title=_("政府信息公开申请"),
        org=request.org,
        centre=None,
        channel=CHANNELS.get(Way(request.channel), Channel.OTHER),
        parties=[party],
        at=at,
        day=day,
    )


def party_of_account(request: InformationRequest, person: Person) -> PartyStated:
    """The applicant as the account knows them; the number is sealed anew for the case."""
    number = numbers.opened(person.id_number_sealed, person.pk) if person.id_number_sealed else ""
    return party(request, id_type=person.id_type, number=number, digest=person.id_number_digest or "")


def party(
    request: InformationRequest, *, id_type: str = "", number: str = "", digest: str = ""
) -> PartyStated:
    """当事人 — the applicant as stated."""
    return PartyStated(
        role=PartyRole.APPLICANT,
        kind=str(request.applicant_kind)[:20],
        name=request.applicant_name,
        person_id=request.applicant_id,
        id_type=id_type[:20] if number else "",
        number_sealed=numbers.sealed(number, request.pk) if number else "",
        number_digest=digest or (numbers.digest(id_type, number) if number else ""),
        number_masked=numbers.masked(number) if number else "",
        legal_representative=request.legal_representative,
        phone=request.contact_phone,
        email=request.contact_email,
        address=request.contact_address,
    )


def hand_to(
    request: InformationRequest, kind: str, role: Role, *, at: datetime, due_on: date | None = None
) -> None:
    """待办 — what waited is done; the holders of the role must do this next."""
    work.done(request.own_case, at=at)
    work.wait_for(request.own_case, kind, role=role, at=at, due_on=due_on)


def next_state(request: InformationRequest) -> State:
    """Where it stands by what is still open: a consultation, the fee, a delay, or nothing but the work itself."""
    open_ones = request.consultations.filter(answered_on__isnull=True)
    if open_ones.filter(kind=ConsultationKind.THIRD_PARTY).exists():
        return State.CONSULTING_THIRD_PARTY
    if open_ones.exists():
        return State.CONSULTING_BODY
    if FeeNotice.objects.filter(request=request, paid_on__isnull=True).exists():
        return State.FEE_PENDING
    delayed = ClockEvent.objects.filter(request=request, kind=ClockEventKind.DELAY_FIXED).exists()
    return State.DELAYED if delayed else State.IN_PROCESS
