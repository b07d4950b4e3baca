"""Fields of templates of stages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.projects.states import DoneWhen, ItemRole, OrderKind, SharedKind

from .acts import long_text


class NewTemplate(forms.Form):
    """设立阶段模板."""

    lead = NamedChoice(Org.objects.none(), label=_("牵头部门"))
    code = forms.SlugField(label=_("模板代码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=100, required=False)
    theme = forms.CharField(label=_("主题"), max_length=40)
    theme_en = forms.CharField(label=_("主题英文名称"), max_length=60, required=False)
    position = forms.IntegerField(label=_("顺序"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Org.objects.filter(closed_on=None)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "lead"}


class ItemOfStage(forms.Form):
    """阶段事项."""

    item_code = forms.SlugField(label=_("事项代码"), max_length=60)
    position = forms.IntegerField(
        label=_("顺序"), min_value=1, help_text=_("先办事项的顺序号小于后办事项的顺序号")
    )
    role = forms.ChoiceField(label=_("阶段事项的角色"), choices=ItemRole.choices)
    due_days = forms.IntegerField(
        label=_("并联办理时限（工作日）"), min_value=0, required=False, help_text=_("空白时按事项的承诺时限")
    )
    needs_visit = forms.BooleanField(label=_("需要现场勘验"), required=False)
    is_milestone = forms.BooleanField(label=_("里程碑"), required=False)


class ItemCode(forms.Form):
    """阶段事项, by its code."""

    item_code = forms.SlugField(label=_("事项代码"), max_length=60)


class OrderOfItems(forms.Form):
    """先后关系."""

    before = forms.SlugField(label=_("先办事项"), max_length=60)
    after = forms.SlugField(label=_("后办事项"), max_length=60)
    kind = forms.ChoiceField(label=_("先后关系类型"), choices=OrderKind.choices)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)


class TwoItems(forms.Form):
    """先后关系, by its two items."""

    before = forms.SlugField(label=_("先办事项"), max_length=60)
    after = forms.SlugField(label=_("后办事项"), max_length=60)


class Shared(forms.Form):
    """共用要求 — members one a line: item and key."""

    kind = forms.ChoiceField(label=_("共用要求种类"), choices=SharedKind.choices)
    key = forms.SlugField(label=_("要求代码"), max_length=60)
    name = forms.CharField(label=_("名称"), max_length=200, required=False)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    members = forms.CharField(
        label=_("合并的要求"), widget=long_text(6), help_text=_("每行一处：事项代码 要求代码")
    )

    def clean_members(self) -> list[dict[str, str]]:
        found = []
        for line in str(self.cleaned_data["members"]).splitlines():
            parts = line.split()
            if parts and len(parts) != 2:
                raise forms.ValidationError(
                    gettext("“%(line)s”应当写成事项代码和要求代码。"), params={"line": line[:60]}
                )
            if parts:
                found.append({"item": parts[0], "key": parts[1]})
        return found


class SharedKey(forms.Form):
    """共用要求, by its kind and key."""

    kind = forms.ChoiceField(label=_("共用要求种类"), choices=SharedKind.choices)
    key = forms.SlugField(label=_("要求代码"), max_length=60)


class Publication(forms.Form):
    """公布阶段模板."""

    done_when = forms.ChoiceField(label=_("阶段完成条件"), choices=DoneWhen.choices, widget=forms.RadioSelect)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)
