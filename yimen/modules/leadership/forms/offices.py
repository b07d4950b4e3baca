"""Fields of groups and offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.leadership.states import GroupLevel, Office


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=hint)


class GroupFacts(forms.Form):
    """更正领导小组."""

    level = forms.ChoiceField(label=_("层级"), choices=GroupLevel.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    order_document = forms.CharField(label=_("成立文件"), max_length=200, help_text=_("文件名称和文号。"))


class GroupAmendment(GroupFacts):
    """更正领导小组, with the reason."""

    reason = forms.CharField(label=_("更正原因"), max_length=200)


class GroupEstablishment(GroupFacts):
    """成立领导小组."""

    org = NamedChoice(Org.objects.none(), label=_("所在机关"))
    established_on = day_field(_("成立日期"))

    field_order = ("org", "level", "name", "name_en", "established_on", "order_document")

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the body."""
        return {key: value for key, value in self.cleaned_data.items() if key != "org"}


class GroupEnding(forms.Form):
    """撤销领导小组."""

    on = day_field(_("最后一日"))
    ending_document = forms.CharField(label=_("撤销文件"), max_length=200, help_text=_("文件名称和文号。"))


class AssignmentFacts(forms.Form):
    """任职 — who, since when, by which paper."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    name_en = forms.CharField(label=_("英文姓名"), max_length=100, required=False)
    position = forms.CharField(
        label=_("行政职务"), max_length=60, required=False, help_text=_("例如局长、副局长。")
    )
    position_en = forms.CharField(label=_("英文行政职务"), max_length=100, required=False)
    since = day_field(_("任职日期"))
    until = day_field(_("离任日期"), required=False, hint=_("任期未定的不填。"))
    order_document = forms.CharField(label=_("任职文件"), max_length=200, help_text=_("文件名称和文号。"))


class Appointment(AssignmentFacts):
    """登记任职."""

    office = forms.ChoiceField(label=_("职务"), choices=Office.choices)

    field_order = ("office", "name", "name_en", "position", "position_en", "since", "until", "order_document")


class AssignmentAmendment(AssignmentFacts):
    """更正任职."""

    reason = forms.CharField(label=_("更正原因"), max_length=200)


class Relief(forms.Form):
    """登记免职."""

    until = day_field(_("离任日期"), hint=_("在任的最后一日。"))
    relief_document = forms.CharField(label=_("免职文件"), max_length=200, help_text=_("文件名称和文号。"))


class WhyForm(forms.Form):
    """原因."""

    reason = forms.CharField(label=_("原因"), max_length=200)
