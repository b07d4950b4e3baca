"""Fields of an order of special handling: what is lawful can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import Case
from yimen.modules.projects.states import LAWFUL

from .fields import ByNumber, words


class CaseChoice(forms.Form):
    """办件编号 — of the case for which something may differ."""

    case = ByNumber(label=_("办件编号"), max_length=24)

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].rows = cases  # type: ignore[attr-defined]


class SpecialHandling(forms.Form):
    """决定特事特办."""

    departures = forms.MultipleChoiceField(
        label=_("特事特办的内容"),
        choices=[(one.value, one.label) for one in LAWFUL],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "法定环节和必需材料不能减少；有数量限制的事项不能越过受理在先的申请（行政许可法第五十七条）。"
        ),
    )
    days = forms.IntegerField(label=_("缩短后的承诺时限（工作日）"), min_value=1, required=False)
    after_hours = forms.CharField(label=_("延时办理的时间和窗口"), max_length=200, required=False)
    materials = forms.MultipleChoiceField(
        label=_("容缺的材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = words(_("理由"), most=500)

    def __init__(self, *args: Any, tolerable: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["materials"].choices = tolerable  # type: ignore[attr-defined]
        if not tolerable:
            del self.fields["materials"]
