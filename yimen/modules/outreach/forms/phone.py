"""Forms of the telephone: the same fields whether they come at once or were kept without a network."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel import policies
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import Received
from yimen.kernel.people.models import IdType
from yimen.kernel.web.choices import FoldedChoices, NamedChoice, NamedChoices
from yimen.kernel.web.words import named
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.actions import AdviceDraft, EntrustedDraft, ErrandDraft, VisitDraft
from yimen.modules.outreach.models import AgencyService, Agent, Mandate
from yimen.modules.outreach.photographs import received_photograph
from yimen.modules.outreach.states import DraftKind, Power, Signing

from .acts import day, long_text, photograph
from .asking import PERSON_TYPES


class PhoneForm(forms.Form):
    """手机草稿 — its id is made on the telephone; both clocks of the telephone come with it."""

    kind: DraftKind
    draft_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    phone_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    sent_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=gettext_lazy("代理点"), queryset=Agent.objects.none(), empty_label=None
    )

    def __init__(self, data: Any = None, files: Any = None, *, agencies: Any, on: date) -> None:
        super().__init__(data, files, auto_id=f"{self.kind}-%s")
        fields: Any = self.fields
        fields["agent"].queryset = agencies
        fields["agent"].label_from_instance = _point_of
        self.agencies, self.on = agencies, on
        self.prepare()

    def prepare(self) -> None:
        """What depends on the points and the day."""

    def clean_proof(self) -> Received | None:
        given = self.cleaned_data.get("proof")
        return received_photograph(given, field="proof", form=self) if given else None

    def require_valid(self) -> None:
        """For the operation: raises RuleBroken with every field that is not right."""
        if self.is_valid():
            return
        said = {name: str(errors[0]) for name, errors in self.errors.items()}
        raise RuleBroken(
            _("草稿有填写不完整的地方：%(what)s") % {"what": joined(said.values(), "；")}, fields=said
        )


def principals_words() -> forms.CharField:
    label = gettext_lazy("委托人的原话")
    return forms.CharField(label=label, max_length=rules.LONGEST_STATEMENT, widget=long_text(3))


def received_materials() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("收到的材料"), max_length=1000, widget=long_text(2))


class ErrandForm(PhoneForm):
    """代办草稿 — a principal at the door, with the mandate."""

    kind = DraftKind.ERRAND
    service = NamedChoice(
        label=gettext_lazy("要办的事"), queryset=AgencyService.objects.none(), empty_label=None
    )
    id_type = forms.ChoiceField(
        label=gettext_lazy("证件类型"), choices=PERSON_TYPES, initial=IdType.RESIDENT_ID
    )
    id_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=gettext_lazy("委托人姓名"), max_length=100)
    phone = forms.CharField(
        label=gettext_lazy("联系电话"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    statement = principals_words()
    powers = forms.MultipleChoiceField(
        label=gettext_lazy("委托权限"),
        choices=Power.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Power.SUBMIT, Power.RECEIVE_NOTICES, Power.CORRECT, Power.COLLECT],
    )
    valid_until = day(gettext_lazy("有效期至"))
    signing = forms.ChoiceField(
        label=gettext_lazy("签署方式"),
        choices=[(one.value, one.label) for one in (Signing.THUMBPRINT, Signing.PAPER)],
        widget=forms.RadioSelect,
        initial=Signing.THUMBPRINT,
    )
    materials = received_materials()
    further = NamedChoices(
        label=gettext_lazy("一并委托的其他事项"),
        queryset=AgencyService.objects.none(),
        required=False,
        widget=FoldedChoices,
    )
    proof = photograph(gettext_lazy("委托书或者按手印的照片"))

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["service"].queryset = fields["further"].queryset = queries.services_at(self.agencies)
        days = policies.on(self.on, "outreach.mandate_days").int
        fields["valid_until"].initial = self.on + timedelta(days=min(90, days))

    @property
    def draft(self) -> ErrandDraft:
        data = self.cleaned_data
        return ErrandDraft(
            service=data["service"],
            principal=rules.Stated(data["id_type"], data["id_number"], data["name"], data["phone"]),
            statement=data["statement"],
            terms=rules.Terms(
                tuple(data["powers"]),
                data["valid_until"],
                data["signing"],
                further=tuple(one.pk for one in data["further"]),
            ),
            materials=data["materials"],
            proof=data.get("proof"),
        )


class AdviceForm(PhoneForm):
    """咨询草稿."""

    kind = DraftKind.ADVICE
    topic = forms.CharField(label=gettext_lazy("咨询内容"), max_length=200)
    answer = forms.CharField(label=gettext_lazy("答复"), max_length=500, widget=long_text(3))
    is_at_home = forms.BooleanField(label=gettext_lazy("上门"), required=False)

    @property
    def draft(self) -> AdviceDraft:
        data = self.cleaned_data
        return AdviceDraft(data["topic"], data["answer"], data["is_at_home"])


class VisitForm(PhoneForm):
    """上门服务草稿 — a result that was handed over at the door."""

    kind = DraftKind.HOME_VISIT
    errand_id = forms.UUIDField(label=gettext_lazy("代办事项"), widget=forms.Select)
    receiver = forms.CharField(label=gettext_lazy("签收人"), max_length=60)
    place = forms.CharField(label=gettext_lazy("地点"), max_length=200)
    proof = photograph(gettext_lazy("签名或者照片"))

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["errand_id"].widget.choices = [
            (one.pk, f"{named(one.service)} · {one.masked_principal}")
            for one in queries.errands_to_deliver(self.agencies)
        ]

    @property
    def draft(self) -> VisitDraft:
        data = self.cleaned_data
        return VisitDraft(data["errand_id"], data["receiver"], data["place"], data.get("proof"))


class EntrustedForm(PhoneForm):
    """依委托再办草稿 — another item of a mandate that was signed before."""

    kind = DraftKind.ENTRUSTED
    mandate: forms.ModelChoiceField[Mandate] = forms.ModelChoiceField(
        label=gettext_lazy("已签署的委托"), queryset=Mandate.objects.none(), empty_label=None
    )
    service = NamedChoice(
        label=gettext_lazy("要办的事"), queryset=AgencyService.objects.none(), empty_label=None
    )
    statement = principals_words()
    materials = received_materials()

    def prepare(self) -> None:
        held = queries.mandates_of(self.agencies, self.on)
        fields: Any = self.fields
        fields["mandate"].queryset = held
        fields["mandate"].label_from_instance = self._label
        fields["service"].queryset = queries.services_named(held)
        self._names = {one.pk: named(one) for one in fields["service"].queryset}

    def _label(self, mandate: Mandate) -> str:
        """Who, until when and what for: the telephone knows it without a network."""
        what = _("、").join(self._names[one] for one in mandate.services if one in self._names)
        return f"{mandate.masked_principal} · {mandate.valid_until:%Y-%m-%d} · {what}"

    @property
    def draft(self) -> EntrustedDraft:
        data = self.cleaned_data
        return EntrustedDraft(data["mandate"], data["service"], data["statement"], data["materials"])


AnyForm = ErrandForm | AdviceForm | VisitForm | EntrustedForm
FORMS: dict[str, type[AnyForm]] = {
    one.kind.value: one for one in (ErrandForm, AdviceForm, VisitForm, EntrustedForm)
}


def _point_of(agent: Agent) -> str:
    return named(agent.point)
