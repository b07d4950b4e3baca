"""Fields of reports of errors, imports, sources and collections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.disclosure.states import (
    CollectionKind,
    ErrorKind,
    FeedKind,
    IntakeMode,
    ReportState,
    RunKind,
)

LONGEST = 1000


class ErrorReport(forms.Form):
    """纠错."""

    report_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    kind = forms.ChoiceField(label=_("问题类型"), choices=ErrorKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("哪里有问题"),
        help_text=_("请写明哪一段、应当是什么。不要填写身份证号码等个人信息。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.CharField(
        label=_("联系方式"),
        help_text=_("可以不填。填写后，办理人员可能与您联系核实；只有办理人员看得到。"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class ReportAnswer(forms.Form):
    """答复纠错."""

    outcome = forms.ChoiceField(
        label=_("处理结果"),
        choices=[(one.value, one.label) for one in (ReportState.CORRECTED, ReportState.EXPLAINED)],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("答复"),
        help_text=_("提出人凭查询码可以看到。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReportCode(forms.Form):
    """纠错查询码."""

    code = forms.CharField(
        label=_("查询码"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class Import(forms.Form):
    """导入."""

    org = NamedChoice(label=_("机构"), queryset=Org.objects.none())
    kind = forms.ChoiceField(
        label=_("导入类型"),
        choices=[(one.value, one.label) for one in (RunKind.TABLE, RunKind.FOLDER, RunKind.LAWS)],
        widget=forms.RadioSelect,
        initial=RunKind.TABLE,
    )
    mode = forms.ChoiceField(label=_("接收方式"), choices=IntakeMode.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("名称"), max_length=200)
    file = forms.FileField(
        label=_("文件"),
        help_text=_("XLSX 或 CSV 表格；有附件或者正文文件的，连同表格一起压缩为 ZIP。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )

    def __init__(self, *args: Any, orgs: Any, may_take_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        if not may_take_over:
            only = [one for one in IntakeMode.choices if one[0] == IntakeMode.DRAFT]
            self.fields["mode"].choices = only  # type: ignore[attr-defined]
        self.fields["mode"].initial = IntakeMode.DRAFT


class HarvestSource(forms.Form):
    """采集来源."""

    org = NamedChoice(label=_("机构"), queryset=Org.objects.none())
    name = forms.CharField(label=_("名称"), max_length=100)
    url = forms.URLField(label=_("地址"), max_length=500, assume_scheme="https")
    kind = forms.ChoiceField(label=_("格式"), choices=FeedKind.choices, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("接收方式"), choices=IntakeMode.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, orgs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]


class HarvestSourceChange(forms.Form):
    """变更采集来源."""

    name = forms.CharField(label=_("名称"), max_length=100)
    mode = forms.ChoiceField(label=_("接收方式"), choices=IntakeMode.choices, widget=forms.RadioSelect)
    is_active = forms.BooleanField(label=_("启用"), required=False)


class Collection(forms.Form):
    """汇编."""

    code = forms.SlugField(label=_("代码"), max_length=40, help_text=_("用于网址，小写字母、数字和连字符。"))
    kind = forms.ChoiceField(label=_("汇编类型"), choices=CollectionKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=150, required=False)
    about = forms.CharField(
        label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    about_en = forms.CharField(
        label=_("英文说明"), max_length=700, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    order = forms.IntegerField(label=_("顺序"), min_value=0, max_value=10_000, initial=0)


class CollectionChange(Collection):
    """修改汇编 — code and kind stay."""

    code = None  # type: ignore[assignment]
    kind = None  # type: ignore[assignment]


class NewCollection(Collection):
    """开设汇编."""

    org = NamedChoice(label=_("编者"), queryset=Org.objects.none())

    def __init__(self, *args: Any, orgs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]


class Inclusion(forms.Form):
    """收录."""

    index_number = forms.CharField(label=_("索引号"), max_length=60)
    topic = forms.CharField(label=_("专题"), max_length=60, required=False)
    order = forms.IntegerField(label=_("顺序"), min_value=0, max_value=10_000, initial=0)
