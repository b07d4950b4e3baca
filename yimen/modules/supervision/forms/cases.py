"""Forms of the acts on a supervision case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import ActForm
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.supervision.actions import Found
from yimen.modules.supervision.case_states import Violation
from yimen.modules.supervision.models import Alert, SampleFrame, SupervisionComplaint, Suspicion
from yimen.modules.supervision.queries import cases

from .acting import day, long_text

FINDINGS = 3
"""How many findings the page offers; the operation takes any number."""


class ChosenUnit(ActForm):
    """选择单位 — against whom a case would be opened."""

    unit = NamedChoice(Org.objects.none(), label=_("被监督单位"))

    def prepare(self) -> None:
        field: Any = self.fields["unit"]
        field.queryset = cases.units(self.actor, timezone.localdate())


class Opening(ActForm):
    """监督立案 — ``about`` is the unit; the leads about it are offered."""

    title = forms.CharField(label=_("案由"), max_length=100)
    reason = forms.CharField(label=_("立案理由"), max_length=3000, widget=long_text())
    alerts = forms.ModelMultipleChoiceField(
        Alert.objects.none(), label=_("预警"), required=False, widget=forms.CheckboxSelectMultiple
    )
    suspicions = forms.ModelMultipleChoiceField(
        Suspicion.objects.none(), label=_("疑点"), required=False, widget=forms.CheckboxSelectMultiple
    )
    complaints = forms.ModelMultipleChoiceField(
        SupervisionComplaint.objects.none(),
        label=_("审批投诉"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        offered = {
            "alerts": cases.open_alerts(self.actor, self.about).order_by("-raised_at"),
            "suspicions": cases.open_suspicions(self.actor, self.about).order_by("-said_on"),
            "complaints": cases.open_complaints(self.actor, self.about).order_by("-filed_at"),
        }
        for name, rows in offered.items():
            if not rows.exists():
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            field.queryset = rows

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {key: list(value) if hasattr(value, "model") else value for key, value in said.items()}


class Unfounded(ActForm):
    """认定不属实."""

    conclusion = forms.CharField(label=_("核实结论"), max_length=3000, widget=long_text())


class Paper(ActForm):
    """整改文书 — what was found, what is demanded, in how many working days."""

    demands = forms.CharField(
        label=_("整改要求"), max_length=3000, widget=long_text(), help_text=_("每行一项要求。")
    )
    days = forms.IntegerField(label=_("整改期限（工作日）"), min_value=1, max_value=120, initial=20)

    def prepare(self) -> None:
        known = list(self.about.findings.order_by("position"))
        kinds = [("", "—"), *Violation.choices]
        fields: dict[str, forms.Field] = {}
        for place in range(1, FINDINGS + 1):
            is_first = place == 1
            label = {"place": place}
            one = known[place - 1] if place <= len(known) else None
            fields[f"violation_{place}"] = forms.ChoiceField(
                label=_("第%(place)s个问题：违规行为") % label,
                choices=kinds,
                required=is_first,
                initial=one.violation if one else "",
            )
            fields[f"text_{place}"] = forms.CharField(
                label=_("第%(place)s个问题：事实和证据") % label,
                max_length=3000,
                required=is_first,
                widget=long_text(3),
                initial=one.text if one else "",
                help_text=_("不写明投诉人和受访人。"),
            )
            fields[f"rule_{place}"] = forms.CharField(
                label=_("第%(place)s个问题：规则编号") % label, max_length=10, required=False
            )
        self.fields = fields | self.fields

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        rows = [
            Found(*(said.pop(f"{name}_{place}", "") for name in ("violation", "text", "rule")))
            for place in range(1, FINDINGS + 1)
        ]
        found = [one for one in rows if one.violation or one.text]
        return said | {"findings": found, "demands": said["demands"].splitlines()}


class JointPaper(Paper):
    """整改通知书 — with which centre it is issued."""

    centre = NamedChoice(Org.objects.none(), label=_("联合下达的政务服务中心"))

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["centre"]
        field.queryset = cases.centres(timezone.localdate())
        field.initial = field.queryset.first()


class Reason(ActForm):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=long_text(3))


class Plan(ActForm):
    """整改方案 — resolved by a meeting of the unit's leaders."""

    meeting_on = day(_("专题会议日期"))
    causes = forms.CharField(label=_("原因分析"), max_length=3000, widget=long_text())
    measures = forms.CharField(label=_("整改措施"), max_length=3000, widget=long_text())
    owner = forms.CharField(label=_("责任人"), max_length=60)
    done_by = day(_("完成日期"), hint=_("不晚于整改文书规定的期限。"))


class Report(ActForm):
    """整改报告."""

    report = forms.CharField(label=_("整改结果"), max_length=3000, widget=long_text(6))


class Check(ActForm):
    """复查整改."""

    is_passed = forms.TypedChoiceField(
        label=_("复查结论"),
        choices=[("yes", _("合格")), ("no", _("不合格，继续整改"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("复查情况"), max_length=3000, widget=long_text())


class Escalation(ActForm):
    """移送追究责任."""

    referred_to = forms.CharField(label=_("移送机关"), max_length=100)
    reason = forms.CharField(label=_("移送理由"), max_length=3000, widget=long_text())


class Outcome(ActForm):
    """追究结果."""

    outcome = forms.CharField(label=_("处理结果"), max_length=3000, widget=long_text())
    outcome_on = day(_("处理日期"))


class Resampled(ActForm):
    """复查抽样 — a sample drawn after the case was closed."""

    frame = forms.ModelChoiceField(SampleFrame.objects.none(), label=_("抽样"))
    is_repeated = forms.TypedChoiceField(
        label=_("抽样结论"),
        choices=[("no", _("没有发现问题再次发生")), ("yes", _("问题再次发生"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("抽样结果"), max_length=3000, widget=long_text())

    def prepare(self) -> None:
        field: Any = self.fields["frame"]
        field.queryset = cases.frames_after(self.actor, self.about)
