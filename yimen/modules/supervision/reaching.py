"""联系受访人: how the respondent of a sample can be told, and who that is for the one who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from yimen.kernel.base.text import masked_name
from yimen.kernel.cases.models import Party
from yimen.kernel.notices.sending import Address, send
from yimen.kernel.people.models import Person

from .models import Sample


@dataclass(frozen=True)
class Respondent:
    """受访人 — the name is masked by default; the telephone is for the call."""

    name: str
    phone: str
    email: str
    person: Person | None

    @property
    def masked(self) -> str:
        return masked_name(self.name) if self.name else ""


def respondent(sample: Sample) -> Respondent:
    """受访人 of a sample: the party of the case, who stands in the register, or who complained."""
    if sample.case_id:
        party = Party.objects.filter(case_id=sample.case_id).select_related("person").order_by("role").last()
        if party is not None:
            return Respondent(party.name, party.phone, party.email, party.person)
    if sample.register_row is not None:
        return Respondent(sample.register_row.holder, sample.register_row.phone, "", None)
    if sample.complaint is not None:
        person = sample.complaint.person
        return Respondent(person.name, person.phone, person.email, person)
    return Respondent("", "", "", None)


def way_to(sample: Sample) -> Person | Address | None:
    """How they can be told: by their account, else by e-mail or telephone; None where nothing is known."""
    found = respondent(sample)
    if found.person is not None:
        return found.person
    if found.email or found.phone:
        return Address(email=found.email, phone=found.phone)
    return None


def tell(sample: Sample, code: str, until: date) -> None:
    """问卷链接 to the respondent, without a word of what they may have to say."""
    to = way_to(sample)
    if to is not None:
        link = reverse("supervision:questionnaire", args=[code])
        send(to, "supervision.questionnaire", {"until": until}, link=link, sms=True)
