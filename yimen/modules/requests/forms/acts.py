"""Forms of the acts on a request: each knows the request that it is about, and gives its facts to the verb."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.orgs.models import Org
from yimen.kernel.web import acts
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.requests import queries, regimes
from yimen.modules.requests.models import Consultation, InformationRequest, RemedyCase
from yimen.modules.requests.states import (
    ConsultationKind,
    FeeBasis,
    RemedyKind,
    RemedyResult,
    ServiceWay,
    Stance,
)

from .asking import Matters, long_text


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


class ActForm(acts.ActForm):
    """办理 — the form of one act on one request."""

    about: InformationRequest


class Registration(ActForm):
    """登记 — the day of receipt follows from the channel."""

    arrived_on = day(
        _("到达日期"),
        required=False,
        hint=_("当面、口头申请的提交日期，邮寄的签收日期，邮件系统收到的日期；网上申请以提交日期为准。"),
    )
    confirmed_on = day(
        _("与申请人确认的日期"),
        required=False,
        hint=_("网上、传真、电子邮件和平常信函的申请，以与申请人确认之日为收到申请之日（条例第三十一条）。"),
    )

    def prepare(self) -> None:
        today = timezone.localdate()
        if self.about.channel == "online":
            del self.fields["arrived_on"]
        else:
            self.fields["arrived_on"].initial = today
        if self.about.channel in ("in_person", "oral", "registered_post"):
            del self.fields["confirmed_on"]
        else:
            self.fields["confirmed_on"].initial = today


class CorrectionNotice(ActForm):
    """告知补正."""

    items = forms.CharField(
        label=_("需要补正的内容"),
        max_length=3000,
        widget=long_text(6),
        help_text=_("一次写全：哪里不明确，怎样补正。补正只能告知一次。"),
    )
    due_on = day(_("补正期限"), hint=_("应当合理；逾期不补正的视为放弃申请。"))

    def prepare(self) -> None:
        today = timezone.localdate()
        days = regimes.find_limit(today, "correction_answer") or 15
        self.fields["due_on"].initial = calendar.current().add(today, days).on


class Correction(ActForm, Matters):
    """补正 — what is asked for, said anew."""

    received_on = day(
        _("收到补正的日期"), required=False, hint=_("由经办人代为录入纸质补正时填写；本人补正以今天为准。")
    )

    def __init__(self, *args: Any, about: InformationRequest, **kwargs: Any) -> None:
        known = list(about.matters.order_by("position"))
        super().__init__(*args, about=about, known=known, **kwargs)

    def facts(self) -> dict[str, Any]:
        return {"matters": self.matters, "received_on": self.cleaned_data.get("received_on")}


class ReasonsNotice(ActForm):
    """要求说明理由."""

    why = forms.CharField(
        label=_("为什么认为超过合理范围"),
        max_length=1000,
        widget=long_text(),
        help_text=_("写明数量、频次，例如一个月内申请多少件。"),
    )
    due_on = day(_("说明理由的期限"))

    def prepare(self) -> None:
        self.fields["due_on"].initial = calendar.current().add(timezone.localdate(), 7).on


class Reasons(ActForm):
    """说明理由."""

    reasons = forms.CharField(label=_("申请理由"), max_length=3000, widget=long_text(6))


class Delay(ActForm):
    """确定延迟答复."""

    until = day(_("延迟答复至"), hint=_("答复期限之后的一个工作日，应当合理。"))
    reason = forms.CharField(label=_("不能按期答复的原因"), max_length=300, widget=long_text(3))


class ConsultationForm(ActForm):
    """征求意见."""

    kind = forms.ChoiceField(
        label=_("向谁征求意见"), choices=ConsultationKind.choices, widget=forms.RadioSelect
    )
    org = NamedChoice(
        Org.objects.none(), label=_("行政机关"), required=False, help_text=_("征求其他机关意见时选择。")
    )
    name = forms.CharField(
        label=_("第三方姓名或者名称"), max_length=100, required=False, help_text=_("征求第三方意见时填写。")
    )
    contact = forms.CharField(label=_("联系方式"), max_length=200, required=False)

    def prepare(self) -> None:
        self.fields["org"].queryset = queries.bodies(timezone.localdate()).exclude(  # type: ignore[attr-defined]
            pk=self.about.org_id
        )
        self.fields["kind"].initial = ConsultationKind.THIRD_PARTY


class ConsultationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """征求意见对象 — by kind and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()} · {obj.name}"


class OfConsultation(ActForm):
    """An act on one of the consultations that are open; the only one is chosen already."""

    consultation = ConsultationField(Consultation.objects.none(), label=_("征求意见对象"), empty_label=None)

    def prepare(self) -> None:
        self.fields["consultation"].queryset = queries.open_consultations(self.about)  # type: ignore[attr-defined]


class Arrival(OfConsultation):
    """登记送达对方."""

    received_on = day(_("对方收到的日期"), hint=_("十五个工作日自对方收到之日起计算，当日不计入。"))

    def prepare(self) -> None:
        super().prepare()
        self.fields["received_on"].initial = timezone.localdate()


class Opinion(OfConsultation):
    """登记意见."""

    stance = forms.ChoiceField(
        label=_("意见"),
        choices=[one for one in Stance.choices if one[0] != Stance.SILENT],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("意见内容和理由"), max_length=5000, required=False, widget=long_text())
    answered_on = day(_("收到意见的日期"))

    def prepare(self) -> None:
        super().prepare()
        self.fields["answered_on"].initial = timezone.localdate()


class Override(ActForm):
    """告知第三方."""

    consultation = ConsultationField(Consultation.objects.none(), label=_("第三方"), empty_label=None)
    reason = forms.CharField(
        label=_("不公开可能对公共利益造成重大影响的理由"), max_length=500, widget=long_text(3)
    )

    def prepare(self) -> None:
        objecting = (Stance.OBJECTS_WITH_GROUND, Stance.OBJECTS_WITHOUT_GROUND)
        rows = self.about.consultations.filter(stance__in=objecting, told_on__isnull=True)
        self.fields["consultation"].queryset = rows  # type: ignore[attr-defined]


class ExtensionProposal(ActForm):
    """提请延期."""

    days = forms.IntegerField(label=_("延长的工作日"), min_value=1)
    reason = forms.CharField(label=_("延长的理由"), max_length=300, widget=long_text(3))

    def prepare(self) -> None:
        most = regimes.regime_on(self.about.received_day).extension_most
        self.fields["days"].initial = most
        self.fields["days"].help_text = _("最长%(most)s个工作日；由公开工作机构负责人决定。") % {"most": most}


class Reason(ActForm):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=long_text(3))


class OptionalReason(ActForm):
    """理由, if one wishes to say one."""

    reason = forms.CharField(label=_("理由"), max_length=300, required=False, widget=long_text(3))


class Fee(ActForm):
    """通知收费 — the way of counting, and pages where pages count; the amount is computed."""

    basis = forms.ChoiceField(label=_("计收方式"), choices=FeeBasis.choices, widget=forms.RadioSelect)
    pages = forms.IntegerField(
        label=_("页数"), min_value=0, required=False, help_text=_("按量计收时填写提供的页数。")
    )

    def facts(self) -> dict[str, Any]:
        return {"basis": self.cleaned_data["basis"], "pages": self.cleaned_data["pages"] or 0}


class Payment(ActForm):
    """确认缴费."""

    paid_on = day(_("缴费日期"))
    reference = forms.CharField(label=_("缴款凭证号"), max_length=60)

    def prepare(self) -> None:
        self.fields["paid_on"].initial = timezone.localdate()


class OnTheSpot(ActForm):
    """当场答复."""

    way = forms.CharField(
        label=_("获取信息的方式、途径"),
        max_length=1000,
        widget=long_text(3),
        help_text=_("已经主动公开的信息：写明网址、栏目或者查阅地点。"),
    )


class Service(ActForm):
    """送达."""

    way = forms.ChoiceField(label=_("送达方式"), choices=ServiceWay.choices, widget=forms.RadioSelect)
    served_on = day(_("送达日期"), hint=_("当面送达以签收日为准；邮寄以交邮日为准，应当通过邮政企业。"))

    def prepare(self) -> None:
        self.fields["served_on"].initial = timezone.localdate()
        if self.about.applicant_id is None:
            self.fields["way"].choices = [one for one in ServiceWay.choices if one[0] != ServiceWay.ONLINE]  # type: ignore[attr-defined]
        else:
            self.fields["way"].initial = ServiceWay.ONLINE


class Remedy(ActForm):
    """登记复议诉讼."""

    kind = forms.ChoiceField(label=_("救济类型"), choices=RemedyKind.choices, widget=forms.RadioSelect)
    authority = forms.CharField(label=_("复议机关或者人民法院"), max_length=100)
    case_number = forms.CharField(label=_("案号"), max_length=60, required=False)
    filed_on = day(_("受理日期"))


class RemedyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """复议诉讼案件 — by kind and authority."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()} · {obj.authority} {obj.case_number}"


class RemedyEnd(ActForm):
    """登记复议诉讼结果."""

    remedy = RemedyField(RemedyCase.objects.none(), label=_("案件"), empty_label=None)
    result = forms.ChoiceField(
        label=_("结果"),
        choices=[one for one in RemedyResult.choices if one[0] != RemedyResult.PENDING],
        widget=forms.RadioSelect,
    )
    concluded_on = day(_("审结日期"))
    note = forms.CharField(label=_("说明"), max_length=500, required=False, widget=long_text(2))

    def prepare(self) -> None:
        rows = self.about.remedies.filter(concluded_on__isnull=True)
        self.fields["remedy"].queryset = rows  # type: ignore[attr-defined]


class Reopening(ActForm):
    """重新办理."""

    reason = forms.CharField(label=_("依据的决定书或者判决书"), max_length=300, widget=long_text(2))
    until = day(_("责令重新答复的期限"), required=False, hint=_("没有确定期限的，自今天起重新计算。"))


class Archiving(ActForm):
    """归档."""

    archive_box = forms.CharField(label=_("档案盒号"), max_length=60)

    def prepare(self) -> None:
        waits = timezone.localdate() - timedelta(days=60)
        if self.about.served_on and self.about.served_on > waits:
            self.fields["archive_box"].help_text = _("复议期限尚未届满，归档后仍可登记复议和诉讼。")


class SuggestionAnswer(ActForm):
    """审核建议."""

    is_taken_up = forms.TypedChoiceField(
        label=_("审核结果"),
        choices=[("1", _("纳入主动公开")), ("0", _("不纳入主动公开"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("审核意见"), max_length=2000, widget=long_text())
