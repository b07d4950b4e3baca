"""Forms of complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import ActForm
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.supervision.case_states import ComplaintDecision, Said
from yimen.modules.supervision.queries import cases

from .acting import long_text


class ComplaintStart(ActForm):
    """提出审批投诉 — about a body, or about an own case with it."""

    org = NamedChoice(Org.objects.none(), label=_("被投诉单位"))
    case = forms.ModelChoiceField(
        Case.objects.none(), label=_("所涉办件"), required=False, help_text=_("只能选择您本人的办件。")
    )
    said = forms.ChoiceField(label=_("反映的情况"), choices=[("", _("其他")), *Said.choices], required=False)
    text = forms.CharField(label=_("情况说明"), max_length=3000, widget=long_text(6))

    def prepare(self) -> None:
        org: Any = self.fields["org"]
        org.queryset = cases.handling_bodies(timezone.localdate())
        case: Any = self.fields["case"]
        person = person_actor(self.actor)
        if person is not None:
            case.queryset = Case.objects.filter(parties__person=person.person).order_by("-opened_at")

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said.pop("org")
        return said


class ComplaintDecided(ActForm):
    """处理审批投诉."""

    decision = forms.ChoiceField(
        label=_("处理决定"), choices=ComplaintDecision.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("给投诉人的答复"), max_length=3000, widget=long_text(), help_text=_("投诉人会收到这段文字。")
    )
