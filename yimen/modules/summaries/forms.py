"""Fields and their validation; no model forms, never saves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .models import SummaryPart

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Nothing(forms.Form):
    """An act that asks nothing."""


class WhyForm(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OfBody(forms.Form):
    """The body for which is written."""

    org = forms.ChoiceField(label=_("编写单位"))

    def __init__(self, *args: Any, orgs: Sequence[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orgs = {str(one.pk): one for one in orgs}
        self.fields["org"].choices = [(key, named(one)) for key, one in self.orgs.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Org:
        return self.orgs[self.cleaned_data["org"]]


class Drafting(OfBody):
    """起草年度工作总结."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    as_of = forms.DateField(
        label=_("统计截止日"), widget=DAY, help_text=_("数值计至这一天；以后可以改，重新计算即可。")
    )

    def facts(self) -> dict[str, Any]:
        return {"year": self.cleaned_data["year"], "as_of": self.cleaned_data["as_of"]}


class Outline(OfBody):
    """制定总结提纲."""

    source = forms.CharField(
        label=_("提纲文本"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
        help_text=_("TOML：每章 [[chapter]]，每段 [[chapter.part]]；数字一律写成引用。写法见下。"),
    )


class AsOf(forms.Form):
    """计算总结数值."""

    as_of = forms.DateField(label=_("统计截止日"), widget=DAY)


class Writing(forms.Form):
    """撰写总结段落."""

    title = forms.CharField(label=_("段落标题"), max_length=150)
    text = forms.CharField(
        label=_("段落文字"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "有指标的数字写成引用，如 {figure: approvals.accepted}；直接写的数字会标明为人工填写，并署您的姓名。"
        ),
    )


class Order(forms.Form):
    """调整段落次序 — a place for each paragraph within its chapter."""

    def __init__(self, *args: Any, parts: Sequence[SummaryPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for one in parts:
            self.fields[str(one.pk)] = forms.IntegerField(
                label=f"{one.shown_chapter} · {one.shown_title}",
                initial=one.position,
                min_value=1,
                max_value=999,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [data.get(str(one.pk)) for one in self.parts]
        if len(set(given)) != len(given):
            raise forms.ValidationError(gettext("两段不能排在同一位置。"))
        return data

    def order(self) -> list[UUID]:
        """The paragraphs as they shall stand, chapter by chapter."""
        chapters = list(dict.fromkeys(one.chapter for one in self.parts))
        rank = {one.pk: (chapters.index(one.chapter), self.cleaned_data[str(one.pk)]) for one in self.parts}
        return sorted(rank, key=lambda pk: rank[pk])


class Correction(forms.Form):
    """更正年度工作总结."""

    note = forms.CharField(
        label=_("更正说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公布时写在新版次上面：更正了什么，为什么。"),
    )
    as_of = forms.DateField(label=_("统计截止日"), widget=DAY)
