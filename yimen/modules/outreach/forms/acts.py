"""Forms of the acts on an errand: each knows the errand that it is about, and gives its facts to the verb."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel import policies
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.intake import Received
from yimen.kernel.web import acts
from yimen.kernel.web.choices import FoldedChoices, NamedChoices
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.models import AgencyService, Agent, Errand
from yimen.modules.outreach.photographs import LARGEST, received_photograph
from yimen.modules.outreach.states import Power, Satisfaction, Signing


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=hint, widget=widget)


def photograph(label: Any, hint: Any = "") -> forms.FileField:
    """A photograph or a scan; the telephone scales it down before it is sent."""
    facts = {
        "accept": "image/jpeg,image/png,application/pdf",
        "data-max-bytes": str(LARGEST),
        "data-photo": "",
    }
    return forms.FileField(label=label, help_text=hint, required=False, widget=forms.FileInput(attrs=facts))


class ActForm(acts.ActForm):
    """办理 — the form of one act on one errand."""

    about: Errand

    def clean_proof(self) -> Received | None:
        """The photograph, examined and stored before the act."""
        given = self.cleaned_data.get("proof")
        return received_photograph(given, field="proof", form=self) if given else None


class Reason(ActForm):
    reason = forms.CharField(label=_("原因"), max_length=300, widget=long_text(2))


class SignedMandate(ActForm):
    """签署委托 — powers, until when, how it was signed."""

    powers = forms.MultipleChoiceField(label=_("委托权限"), widget=forms.CheckboxSelectMultiple)
    valid_until = day(_("有效期至"))
    signing = forms.ChoiceField(label=_("签署方式"), widget=forms.RadioSelect)
    only_this_agent = forms.BooleanField(
        label=_("只委托给这一位代理员"),
        required=False,
        help_text=_("不选时，代理员离任后由接替人继续代办。"),
    )
    further = NamedChoices(
        label=_("一并委托的其他事项"),
        queryset=AgencyService.objects.none(),
        required=False,
        widget=FoldedChoices,
        help_text=_("同一份委托可以写明几件事，只签一次；每件事另行登记代办，委托权限相同。"),
    )
    proof = photograph(_("委托书或者按手印的照片"), _("JPG、PNG 或者 PDF。照片太大的先缩小，再发送。"))

    def prepare(self) -> None:
        fields: Any = self.fields
        offered = self.about.service.powers
        fields["powers"].choices = [one for one in Power.choices if one[0] in offered]
        fields["powers"].initial = offered
        others = queries.services_of(self.about.point.kind).exclude(pk=self.about.service_id)
        fields["further"].queryset = others
        is_principal = self.actor.id == str(self.about.principal_id)
        ways = [Signing.E_SIGNATURE] if is_principal else [Signing.THUMBPRINT, Signing.PAPER]
        fields["signing"].choices = [(one.value, one.label) for one in ways]
        fields["signing"].initial = ways[0].value
        if is_principal:
            del fields["proof"]
        today = timezone.localdate()
        days = policies.on(today, "outreach.mandate_days").int
        fields["valid_until"].initial = today + timedelta(days=min(90, days))

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        proof = data.pop("proof", None)
        data["further"] = tuple(one.pk for one in data["further"])
        return {"terms": rules.Terms(**data), "proof": proof}


class Receipt(ActForm):
    """受理代办 — what was handed over."""

    materials = forms.CharField(label=_("收到的材料"), max_length=1000, widget=long_text())

    def prepare(self) -> None:
        self.fields["materials"].initial = "\n".join(self.about.service.materials)


class Application(ActForm):
    """代为申请 — the id that makes a double click one application."""

    application_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class Handled(ActForm):
    result = forms.CharField(label=_("办理结果"), max_length=300, widget=long_text(2))


class Delivery(ActForm):
    """送达结果 — at the point or at the door."""

    receiver = forms.CharField(label=_("签收人"), max_length=60)
    is_at_home = forms.BooleanField(label=_("送上门"), required=False)
    place = forms.CharField(label=_("地点"), max_length=200, required=False, help_text=_("送上门时填写"))
    proof = photograph(_("签名或者照片"), _("送上门时必须有。"))

    def prepare(self) -> None:
        self.fields["receiver"].initial = self.about.principal.name


class Asked(ActForm):
    """回访 — both questions of every call."""

    is_reached = forms.BooleanField(label=_("联系上了委托人"), required=False, initial=True)
    satisfaction = forms.TypedChoiceField(
        label=_("您对这次代办满意吗"),
        choices=Satisfaction.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    is_money_asked = forms.BooleanField(label=_("有人向您要过钱或者东西"), required=False)
    amount = forms.DecimalField(label=_("金额（元）"), required=False, max_digits=12, decimal_places=2)
    money_note = forms.CharField(
        label=_("谁要的、以什么名义"), max_length=300, required=False, help_text=_("代办不收任何费用。")
    )
    note = forms.CharField(label=_("委托人的意见"), max_length=300, required=False, widget=long_text(2))

    def facts(self) -> dict[str, Any]:
        return {"asked": rules.Asked(**self.cleaned_data)}


class HandOver(ActForm):
    """移交代办 — to whom."""

    agent: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("接手的代理员"), queryset=Agent.objects.none(), empty_label=None
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["agent"].queryset = queries.serving_under(self.about.org_path, timezone.localdate())
