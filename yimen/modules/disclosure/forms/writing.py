"""The form of a manuscript: text and metadata; what is typed is never lost when somebody else saved meanwhile."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.disclosure import composing, queries, texts
from yimen.modules.disclosure.models import ClassificationNode, PublicationVersion
from yimen.modules.disclosure.states import Carrier, Duration, Ground, Normative, Openness

from .acting import day_field, published_under

BETWEEN = re.compile(r"[、,，;；\s]+")
LINES = re.compile(r"[、,，;；\n]+")


class NodeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """分类, indented as it lies in its tree."""

    def label_from_instance(self, obj: Any) -> str:
        indent: str = "\u3000" * (obj.depth - 1)
        return indent + named(obj)


def _node(label: Any, *, hint: Any = "") -> NodeChoice:
    return NodeChoice(ClassificationNode.objects.none(), label=label, required=False, help_text=hint)


class Content(forms.Form):
    """稿件."""

    title = forms.CharField(label=_("名称"), max_length=300)
    body = forms.CharField(
        label=_("正文"),
        required=False,
        max_length=texts.LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "data-save": ""}),
        help_text=_("可以直接写文字，空一行为新的一段；也可以粘贴 HTML，脚本和样式会被去掉。"),
    )
    abstract = forms.CharField(
        label=_("内容概述"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    document_number = forms.CharField(
        label=_("文号"),
        required=False,
        max_length=80,
        help_text=_("如沈建发〔2026〕7号，括号和空格怎样写都可以。"),
    )
    created_on = day_field(_("成文日期"), initial=timezone.localdate)
    co_issuers = forms.CharField(
        label=_("联合发文机关"), required=False, max_length=2000, help_text=_("多个机关用顿号隔开。")
    )
    has_validity = forms.BooleanField(label=_("是有效力的文件（规章、规范性文件等）"), required=False)
    normative = forms.ChoiceField(label=_("规范性"), choices=Normative.choices, initial=Normative.NONE)
    effective_on = day_field(_("施行日期"), required=False)
    expires_on = day_field(_("有效期至"), required=False)
    openness = forms.ChoiceField(
        label=_("公开属性"), choices=Openness.choices, initial=Openness.PROACTIVE, widget=forms.RadioSelect
    )
    openness_reason = forms.CharField(
        label=_("公开属性的理由"), required=False, max_length=300, help_text=_("拟不主动公开的必须写明。")
    )
    ground = forms.ChoiceField(
        label=_("不予公开的理由"), required=False, choices=[("", "—"), *Ground.choices]
    )
    legal_category = _node(_("法定公开类别"), hint=_("政府信息公开条例第二十条、第二十一条。"))
    subject = _node(_("主题分类"))
    genre = _node(_("体裁分类"))
    audience = _node(_("服务对象分类"))
    lifecycle = _node(_("生命周期分类"))
    channels = forms.MultipleChoiceField(
        label=_("发布渠道"), choices=Carrier.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    duration = forms.ChoiceField(label=_("公开时限"), choices=Duration.choices, initial=Duration.LONG_TERM)
    public_until = day_field(_("公开至"), required=False)
    responsible_unit = forms.CharField(label=_("责任处室"), required=False, max_length=100)
    interprets = forms.CharField(
        label=_("解读的文件（索引号）"),
        required=False,
        max_length=60,
        help_text=_("政策解读填写所解读文件的索引号。"),
    )
    governs = forms.CharField(
        label=_("所规范的业务"),
        required=False,
        max_length=500,
        help_text=_("制度填写所规范业务的代码，用空格隔开。"),
    )
    changed_on = day_field(_("变更日期"), required=False)
    change_note = forms.CharField(label=_("变更说明"), required=False, max_length=300)
    edition = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, is_revision: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name in composing.TREES:
            self.fields[name].queryset = queries.nodes(name, today)  # type: ignore[attr-defined]
        if not is_revision:
            del self.fields["changed_on"], self.fields["change_note"]

    def clean_co_issuers(self) -> list[str]:
        return [one.strip() for one in LINES.split(self.cleaned_data["co_issuers"]) if one.strip()]

    def clean_governs(self) -> list[str]:
        return [one for one in BETWEEN.split(self.cleaned_data["governs"]) if one]

    def clean_interprets(self) -> object:
        return published_under(self.cleaned_data["interprets"])

    def facts(self) -> dict[str, Any]:
        """The fields of a version."""
        return {name: value for name, value in self.cleaned_data.items() if name in composing.WRITTEN}


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("正文"), ("org", "title", "body", "abstract", "changed_on", "change_note")),
    (_("文件"), ("document_number", "created_on", "co_issuers", "responsible_unit")),
    (_("效力"), ("has_validity", "normative", "effective_on", "expires_on")),
    (_("公开属性"), ("openness", "openness_reason", "ground", "channels", "duration", "public_until")),
    (_("分类"), composing.TREES),
    (_("关联"), ("interprets", "governs")),
)


def groups(form: forms.Form) -> list[tuple[Any, list[forms.BoundField]]]:
    """The fields as they stand together on the page."""
    return [(legend, [form[name] for name in names if name in form.fields]) for legend, names in GROUPS]


class NewContent(Content):
    """新稿件: for which body."""

    org = NamedChoice(Org.objects.none(), label=_("公开机构"))

    def __init__(self, *args: Any, orgs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        self.order_fields(["org", *(name for name in self.fields if name != "org")])
        if orgs.count() == 1:
            self.fields["org"].initial = orgs.first()


def initial(version: PublicationVersion) -> dict[str, Any]:
    """What the form shows of a version."""
    values = {name: getattr(version, name) for name in composing.WRITTEN}
    interpreted = version.interprets
    return {
        **values,
        "body": texts.as_written(version.body),
        "co_issuers": "、".join(version.co_issuers),  # 中文
        "governs": " ".join(version.governs),
        "interprets": interpreted.index_number if interpreted else "",
        "edition": version.edition,
    }


class Upload(forms.Form):
    """附件."""

    file = forms.FileField(
        label=_("选择文件"), help_text=_("PDF、Word、Excel、图片、网页或者文本；含宏程序或者脚本的不接收。")
    )

    def __init__(self, *args: Any, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["data-max-bytes"] = largest


class GuideContent(forms.Form):
    """公开指南 (政府信息公开条例 12)."""

    classification = forms.CharField(
        label=_("信息的分类和编排体系"), widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000
    )
    ways = forms.CharField(label=_("获取方式"), widget=forms.Textarea(attrs={"rows": 6}), max_length=10_000)
    office = forms.CharField(label=_("政府信息公开工作机构"), max_length=100)
    address = forms.CharField(label=_("办公地址"), max_length=200)
    hours = forms.CharField(label=_("办公时间"), max_length=200)
    phone = forms.CharField(label=_("联系电话"), max_length=60)
    fax = forms.CharField(label=_("传真号码"), max_length=60, required=False)
    internet = forms.CharField(label=_("互联网联系方式"), max_length=200)
    supervision = forms.CharField(
        label=_("监督和救济方式"), widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000, required=False
    )
    change_note = forms.CharField(label=_("变更说明"), max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput())
