"""Forms of what must come before what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.models import Item, Prerequisite
from yimen.modules.approvals.states import PrerequisiteKind


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class NewPrerequisite(forms.Form):
    """设置前置 — chosen from lists; the basis is written out."""

    after = NamedChoice(Item.objects.none(), label=_("后办理的事项"), to_field_name="code")
    before = NamedChoice(Item.objects.none(), label=_("先办理的事项"), to_field_name="code")
    kind = forms.ChoiceField(
        label=_("前置类型"), choices=PrerequisiteKind.choices, widget=forms.RadioSelect, initial="hard"
    )
    legal_basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("法律、行政法规的名称和条款，例如建筑法第八条。")
    )
    blocks_decision = forms.BooleanField(label=_("未取得不能作出决定"), required=False)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)
    note_en = forms.CharField(label=_("英文说明"), max_length=300, required=False)
    since = _day(label=_("开始日期"))

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("after", "before"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.queryset = items

    def facts(self) -> dict[str, Any]:
        """What the verb is told beside the item."""
        return {name: value for name, value in self.cleaned_data.items() if name != "after"}


class EndedPrerequisite(forms.Form):
    """取消前置."""

    on = _day(label=_("自哪天起"))
    basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("取消或者改为后置的文件名称和文号。")
    )
    is_postponed = forms.BooleanField(label=_("改为后置：先办理后一事项，再办理前一事项"), required=False)


class ByFirstItem(forms.ModelChoiceField):  # type: ignore[type-arg]
    """前置事项 by the name of what comes first."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.before)


class CheckedPrerequisite(forms.Form):
    """核对前置."""

    prerequisite = ByFirstItem(
        Prerequisite.objects.none(), label=_("前置事项"), empty_label=None, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("证照名称、编号和发证机关"),
        max_length=200,
        help_text=_("本系统没有记录的证照，请看到原件后填写。"),
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["prerequisite"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = rows
