"""Fields of the free escort."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice

from .acts import moment
from .fields import ByNumber, day, words

RATINGS = [(5, _("5 分，非常满意")), (4, _("4 分")), (3, _("3 分")), (2, _("2 分")), (1, _("1 分，很不满意"))]


class EscortBeginning(forms.Form):
    """开始全程无偿代理."""

    officer = NamedChoice(Person.objects.none(), label=_("代理专员"))
    mandate_scope = forms.CharField(label=_("委托事项"), max_length=300)
    mandate = forms.FileField(
        label=_("委托书"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
        help_text=_("委托人签字或者盖章的委托书，PDF 或者图片。"),
    )

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class StepPlan(forms.Form):
    """安排代理计划事项."""

    name = forms.CharField(label=_("计划事项"), max_length=200)
    item_code = forms.ChoiceField(label=_("事项"), required=False)
    planned_on = day(_("计划日期"))
    is_milestone = forms.BooleanField(label=_("里程碑"), required=False)

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_code"].choices = [("", "—"), *items]  # type: ignore[attr-defined]


class StepReaching(forms.Form):
    """完成代理计划事项."""

    reached_on = day(_("完成日期"))
    case = ByNumber(label=_("办件编号"), required=False)

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].rows = cases  # type: ignore[attr-defined]


class Obstacle(forms.Form):
    """提出代理障碍."""

    text = words(_("障碍"))
    org = NamedChoice(Org.objects.none(), label=_("涉及部门"), required=False)

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]


class Solution(forms.Form):
    """解决代理障碍."""

    solution = words(_("解决办法"))


class Meeting(forms.Form):
    """登记代理协调会."""

    held_at = moment(_("时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    attendees = forms.CharField(label=_("参会人员"), max_length=500)
    minutes = words(_("纪要"), most=5000)


class HandingOn(forms.Form):
    """更换代理专员."""

    officer = NamedChoice(Person.objects.none(), label=_("代理专员"))
    reason = forms.CharField(label=_("原因"), max_length=300)

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class Conclusion(forms.Form):
    """代理完毕."""

    summary = words(_("代理小结"), most=5000)


class Rating(forms.Form):
    """评价全程代理."""

    rating = forms.TypedChoiceField(label=_("评价"), choices=RATINGS, coerce=int, widget=forms.RadioSelect)
    note = words(_("评价意见"), required=False, most=500)
