"""Fields of a clean-up round: its opening, a proposal with what its outcome needs, opinions, decisions, the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.web.choices import NamedChoice, NamedChoices
from yimen.modules.approvals import delegations
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal, Item, RoundMember
from yimen.modules.approvals.revision import FEWER_STEPS
from yimen.modules.approvals.states import CleanupOutcome, GroupDuty, MemberStance, Pattern, RunningCases

from .acts import ActForm, long_text
from .delegation import day_field

HALLS = (OrgKind.CENTRE, OrgKind.SUBCENTRE)
SITS_BY_KIND = {
    GroupDuty.CENTRE: "centre",
    GroupDuty.SUPERVISION: "supervision",
    GroupDuty.LEGAL: "legal",
    GroupDuty.FINANCE: "finance",
    GroupDuty.PRICING: "pricing",
}


class Opening(ActForm):
    """启动集中清理 — one body for each duty of the joint work group."""

    ordinal = forms.IntegerField(label=_("第几次"), min_value=1)
    title = forms.CharField(label=_("名称"), max_length=150)
    title_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    propose_by = day_field(label=_("部门提出意见截止日期"), required=False)

    def __init__(self, *args: Any, bodies: Iterable[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one.pk for one in bodies]
        for duty in GroupDuty:
            self.fields[duty.value] = NamedChoice(
                Org.objects.filter(pk__in=known),
                label=duty.label,
                initial=Org.objects.filter(pk__in=known, kind=SITS_BY_KIND[duty]).first(),
            )

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = dict(self.cleaned_data)
        return {"members": {one.value: data.pop(one.value) for one in GroupDuty}, **data}


class Outcome(forms.Form):
    """清理结论 — which, asked first; what it needs is asked next."""

    outcome = forms.ChoiceField(label=_("清理结论"), choices=CleanupOutcome.choices, widget=forms.RadioSelect)


class Proposal(ActForm):
    """提出清理意见 — for any outcome that changes something: why, by which law, from when; each adds what it needs."""

    begins_above = True

    reason = forms.CharField(label=_("理由"), widget=long_text(3))
    legal_analysis = forms.CharField(
        label=_("法律分析"), widget=long_text(3), help_text=_("设定依据是否仍然有效，是否有权这样处理")
    )
    effective_from = day_field(label=_("施行日期"), help_text=_("今天以后"))
    running_cases = forms.ChoiceField(
        label=_("在办件处理"), choices=RunningCases.choices, initial=RunningCases.OLD_RULES
    )

    def __init__(self, *args: Any, proposal: CleanupProposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        own = [name for name in self.fields if name not in Proposal.base_fields]
        self.order_fields([*own, *Proposal.base_fields])
        self.prepare()

    def prepare(self) -> None:
        """Offers what the item has to choose from."""

    def detail(self) -> Mapping[str, Any]:
        """What the outcome is told, as it is kept."""
        return {}

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in Proposal.base_fields} | {"detail": self.detail()}


class Retaining(Proposal):
    """保留 — nothing changes, so only the reason must be given."""

    def prepare(self) -> None:
        self.fields["legal_analysis"].required = False
        for name in ("effective_from", "running_cases"):
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reason", "legal_analysis")} | {"detail": {}}


class Giving(Proposal):
    """下放或者委托."""

    receivers = NamedChoices(Org.objects.none(), label=_("承接机关"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        self.fields["receivers"].queryset = delegations.receivers(self.proposal.org)  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        given = self.cleaned_data["receivers"]
        return {
            "receivers": [[one.code, one.region_id] for one in given],
            "whole": bool(self.cleaned_data.get("whole")),
        }


class Devolving(Giving):
    """下放."""

    whole = forms.BooleanField(
        label=_("整项下放，市级不再受理"), required=False, help_text=_("每个区县都要有承接机关")
    )


class Merging(Proposal):
    """合并."""

    into = NamedChoice(Item.objects.none(), label=_("并入的事项"), to_field_name="code")

    def prepare(self) -> None:
        others = Item.objects.filter(cleanup_proposals__round=self.proposal.round).exclude(
            pk=self.proposal.item_id
        )
        self.fields["into"].queryset = others.order_by("org__path", "pinyin")  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        return {"into": self.cleaned_data["into"].code}


class Splitting(Proposal):
    """拆分."""

    parts = forms.CharField(label=_("拆分后的事项名称，每行一个"), widget=long_text(4))

    def detail(self) -> Mapping[str, Any]:
        return {"parts": [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]}


class Shortening(Proposal):
    """缩短时限."""

    promised_days = forms.IntegerField(label=_("新的承诺时限（工作日）"), min_value=0)

    def prepare(self) -> None:
        self.fields["promised_days"].help_text = _("现在是%(days)s个工作日") % {
            "days": self.proposal.version.promised_days
        }

    def detail(self) -> Mapping[str, Any]:
        return {"promised_days": self.cleaned_data["promised_days"]}


class Materials(Proposal):
    """减少材料、后置."""

    materials = forms.MultipleChoiceField(label=_("材料"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        listed = [(one.key, one.name) for one in self.proposal.version.body.materials]
        self.fields["materials"].choices = listed  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        return {"materials": self.cleaned_data["materials"]}


class MovingAfter(Materials):
    """后置."""

    note = forms.CharField(
        label=_("怎样后置"), widget=long_text(2), required=False, help_text=_("写入办事指南的办理流程")
    )

    def detail(self) -> Mapping[str, Any]:
        return {"materials": self.cleaned_data["materials"], "note": self.cleaned_data["note"]}


class Steps(Proposal):
    """减少环节."""

    pattern = forms.ChoiceField(label=_("新的流程"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        fewer = FEWER_STEPS.get(Pattern(self.proposal.version.pattern), ())
        self.fields["pattern"].choices = [(one.value, one.label) for one in fewer]  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        return {"pattern": self.cleaned_data["pattern"]}


class Conditions(Proposal):
    """取消前置条件."""

    conditions = forms.MultipleChoiceField(label=_("取消的条件"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        listed = [(one, one) for one in self.proposal.version.body.conditions]
        self.fields["conditions"].choices = listed  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        return {"conditions": self.cleaned_data["conditions"]}


class Hall(Proposal):
    """进驻大厅."""

    centre = NamedChoice(Org.objects.none(), label=_("进驻中心或者分中心"))

    def prepare(self) -> None:
        self.fields["centre"].queryset = Org.objects.filter(kind__in=HALLS)  # type: ignore[attr-defined]

    def detail(self) -> Mapping[str, Any]:
        return {"centre": self.cleaned_data["centre"].code}


class Naming(Proposal):
    """更名."""

    name = forms.CharField(label=_("新的名称"), max_length=150)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)

    def detail(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "name_en")}


class Fees(Proposal):
    """调整收费."""

    fees = forms.CharField(
        label=_("调整后的收费，每行一项"),
        widget=long_text(4),
        required=False,
        help_text=_("名称，金额，单位，依据；用中文逗号隔开。全部取消的，留空。"),
    )

    def detail(self) -> Mapping[str, Any]:
        lines = [line.strip() for line in self.cleaned_data["fees"].splitlines() if line.strip()]
        return {"fees": [_fee(line) for line in lines]}


def _fee(line: str) -> dict[str, str]:
    parts = [one.strip() for one in line.replace(",", "，").split("，")]
    return dict(zip(("name", "amount", "unit", "basis"), [*parts, "", "", ""], strict=False))


FORMS: Mapping[str, type[Proposal]] = {
    CleanupOutcome.RETAIN: Retaining,
    CleanupOutcome.DEVOLVE: Devolving,
    CleanupOutcome.ENTRUST: Giving,
    CleanupOutcome.MERGE: Merging,
    CleanupOutcome.SPLIT: Splitting,
    CleanupOutcome.SHORTEN_LIMIT: Shortening,
    CleanupOutcome.CUT_MATERIAL: Materials,
    CleanupOutcome.MOVE_AFTER: MovingAfter,
    CleanupOutcome.CUT_STEP: Steps,
    CleanupOutcome.CUT_PRECONDITION: Conditions,
    CleanupOutcome.MOVE_INTO_HALL: Hall,
    CleanupOutcome.RENAME: Naming,
    CleanupOutcome.ADJUST_FEE: Fees,
}


def stated(proposal: CleanupProposal, outcome: str) -> dict[str, Any]:
    """What was proposed before, as the fields of the outcome hold it; another outcome begins with what all ask."""
    said = {name: getattr(proposal, name) for name in Proposal.base_fields}
    if proposal.outcome != outcome:
        return said
    told = dict(proposal.detail)
    if receivers := told.get("receivers"):
        told["receivers"] = list(Org.objects.filter(code__in=[code for code, _place in receivers]))
    if centre := told.get("centre"):
        told["centre"] = Org.objects.filter(code=centre).first()
    if parts := told.get("parts"):
        told["parts"] = "\n".join(parts)
    if fees := told.get("fees"):
        told["fees"] = "\n".join("，".join(str(one) for one in fee.values()) for fee in fees)  # 中文
    return said | told


class Opinion(ActForm):
    """成员意见 — for one seat of the own body."""

    begins_above = True

    member = forms.ModelChoiceField(RoundMember.objects.none(), label=_("成员单位"), empty_label=None)
    stance = forms.ChoiceField(label=_("意见"), choices=MemberStance.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("说明"), widget=long_text(3), required=False, help_text=_("不同意或者修改后同意的必须填写")
    )

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = seats  # type: ignore[attr-defined]


class Decision(ActForm):
    """登记决定."""

    begins_above = True

    adopted = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("1", _("采纳")), ("0", _("不采纳，按原状保留"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    instrument_no = forms.CharField(label=_("决定文件"), max_length=100)
    effective_from = day_field(label=_("施行日期"), required=False, help_text=_("与部门提出的不同时填写"))
    note = forms.CharField(
        label=_("说明"),
        widget=long_text(3),
        required=False,
        help_text=_("不采纳，或者有成员不同意、要求修改的，必须填写"),
    )


class Publication(ActForm):
    """公布清理结果."""

    instrument_no = forms.CharField(label=_("文号"), max_length=100)
    instrument_title = forms.CharField(label=_("文件名称"), max_length=200)


class Closing(ActForm):
    """结束集中清理."""

    def __init__(self, *args: Any, round_: CatalogueRound | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
