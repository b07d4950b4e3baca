"""Fields of trainings and of their lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import briefly
from yimen.modules.leadership import queries, rules
from yimen.modules.leadership.models import Attendance
from yimen.modules.leadership.states import TrainingKind

from .offices import WhyForm

__all__ = ["Attendees", "Evaluation", "Holding", "TrainingFacts", "TrainingPlan", "WhyForm"]


class TrainingFacts(forms.Form):
    """培训安排."""

    kind = forms.ChoiceField(label=_("培训类型"), choices=TrainingKind.choices)
    topic = forms.CharField(label=_("培训主题"), max_length=200)
    topic_en = forms.CharField(label=_("英文主题"), max_length=300, required=False)
    trainer = forms.CharField(label=_("授课人"), max_length=100)
    place = forms.CharField(label=_("地点"), max_length=200)
    starts_at = forms.DateTimeField(
        label=_("开始时间"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    hours = forms.DecimalField(label=_("学时"), max_digits=4, decimal_places=1, min_value=0)
    material = forms.CharField(label=_("教材"), max_length=300, required=False)


class TrainingPlan(TrainingFacts):
    """安排培训."""

    org = NamedChoice(Org.objects.none(), label=_("举办单位"))

    field_order = ("org",)

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the body."""
        return {key: value for key, value in self.cleaned_data.items() if key != "org"}


class Attendees(forms.Form):
    """参训名单 — pasted from a spreadsheet: a body and a name on each line."""

    attendees = forms.CharField(
        label=_("参训名单"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=_("每行一人：单位名称（或简称、代码）和姓名，用逗号或制表符分开。"),
    )

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orgs = orgs

    def clean_attendees(self) -> list[tuple[Org, str]]:
        """Bodies and names; the lines that are not understood are named by their numbers."""
        lines, wrong = rules.attendee_lines(self.cleaned_data["attendees"])
        known = queries.bodies_named((one.org for one in lines), self.orgs)
        unknown = [one.number for one in lines if one.org not in known]
        for numbers, message in (
            (wrong, gettext("这些行不是“单位，姓名”：%(lines)s。")),
            (unknown, gettext("这些行的单位不认识：%(lines)s。")),
            (rules.doubled(lines), gettext("这些行重复：%(lines)s。")),
        ):
            if numbers:
                raise forms.ValidationError(message % {"lines": joined(map(str, numbers), "、")})
        return [(known[one.org], one.name) for one in lines]


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """参训人员 — name and body."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {briefly(obj.org)}"


class Holding(forms.Form):
    """登记培训举办 — who came."""

    present = PeopleField(
        Attendance.objects.none(),
        label=_("到场人员"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, rows: QuerySet[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = rows  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"present": [one.pk for one in self.cleaned_data["present"]]}


class Evaluation(forms.Form):
    """评估培训 — who passed, and what it brought."""

    passed = PeopleField(
        Attendance.objects.none(),
        label=_("合格人员"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    evaluation = forms.CharField(
        label=_("评估意见"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

    def __init__(self, *args: Any, rows: QuerySet[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passed"].queryset = rows.filter(is_present=True)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        passed = [one.pk for one in self.cleaned_data["passed"]]
        return {"passed": passed, "evaluation": self.cleaned_data["evaluation"]}
