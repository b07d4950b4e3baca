"""Forms for what is brought to a point: a request by the principal, one before an agent, advice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.models import IdType
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent, Mandate

from .acts import long_text

PERSON_TYPES = [one for one in IdType.choices if one[0] != IdType.CREDIT_CODE]


class Request(forms.Form):
    """提出代办 — by the principal: which service, which agent, in one's own words."""

    service = NamedChoice(label=_("要办的事"), queryset=AgencyService.objects.none(), empty_label=None)
    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("代理员"), queryset=Agent.objects.none(), empty_label=None
    )
    statement = forms.CharField(
        label=_("要办什么"),
        max_length=rules.LONGEST_STATEMENT,
        widget=long_text(),
        help_text=_("用自己的话写。代理员照原话转交，不能更改。"),
    )

    def __init__(self, *args: Any, point: AgencyPoint, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["service"].queryset = queries.services_of(point.kind)
        fields["agent"].queryset = queries.agents_at(point, on)

    def facts(self) -> dict[str, Any]:
        """What the verb is told, without the principal."""
        return {name: self.cleaned_data[name] for name in ("service", "agent", "statement")}


class RequestBefore(Request):
    """提出代办 — before an agent or the centre: who the principal is, as the document says."""

    id_type = forms.ChoiceField(label=_("证件类型"), choices=PERSON_TYPES)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=30,
        help_text=_("按证件原样填写；加密保存"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("委托人姓名"), max_length=100)
    phone = forms.CharField(label=_("联系电话"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))

    @property
    def principal(self) -> rules.Stated:
        data = self.cleaned_data
        return rules.Stated(data["id_type"], data["id_number"], data["name"], data["phone"])


class Beginning(forms.Form):
    """依委托再办 — which of the items that the mandate names, by which agent, in the principal's words."""

    service = NamedChoice(label=_("要办的事"), queryset=AgencyService.objects.none(), empty_label=None)
    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("代理员"), queryset=Agent.objects.none(), empty_label=None
    )
    statement = forms.CharField(
        label=_("委托人的原话"), max_length=rules.LONGEST_STATEMENT, widget=long_text()
    )

    def __init__(self, *args: Any, mandate: Mandate, agents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["service"].queryset = queries.services_left(mandate)
        fields["agent"].queryset = agents


class AdviceGiven(forms.Form):
    """登记咨询 — what was asked and answered; no name."""

    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("代理点"), queryset=Agent.objects.none(), empty_label=None
    )
    topic = forms.CharField(label=_("咨询内容"), max_length=200)
    answer = forms.CharField(label=_("答复"), max_length=500, widget=long_text(3))
    is_at_home = forms.BooleanField(label=_("上门"), required=False)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agent"].queryset = agencies
        fields["agent"].label_from_instance = _point_of

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("topic", "answer", "is_at_home")}


def _point_of(agent: Agent) -> str:
    return named(agent.point)
