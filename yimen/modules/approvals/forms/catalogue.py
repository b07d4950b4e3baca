"""Fields of the acts of the catalogue: a copy, review, opinions, publication, suspension, cancellation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.codes import BodyNature, ItemType, Level, Scheme
from yimen.modules.approvals.models import BasicItem, ItemVersion
from yimen.modules.approvals.states import Audience, ItemKind, Stance

from .acts import ActForm, long_text


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class Copy(ActForm):
    """复制版本."""

    effective_from = day(_("拟生效日期"), help_text=_("批准时还可以改为更晚的日期"))


class Return(ActForm):
    """退回修改."""

    reason = forms.CharField(label=_("退回理由"), widget=long_text(), help_text=_("起草部门可以看到"))


class OpinionForm(ActForm):
    """审核意见 — of the legal or the pricing office."""

    begins_above = True
    stance = forms.ChoiceField(label=_("意见"), choices=Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("意见内容"), widget=long_text(), required=False, help_text=_("不同意的，必须写明理由")
    )


class Publication(ActForm):
    """公布版本."""

    begins_above = True
    instrument_no = forms.CharField(label=_("批准文件"), max_length=100)
    effective_from = day(_("生效日期"), help_text=_("今天或者以后；上一版本在同一刻失效"))

    def __init__(self, *args: Any, version: ItemVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"effective_from": version.effective_from, **self.initial}


class SuspensionForm(ActForm):
    """暂停事项."""

    instrument_no = forms.CharField(
        label=_("批准文件"), max_length=100, help_text=_("法律或者市政府的文件；部门不得自行停办")
    )
    from_on = day(_("暂停日期"), help_text=_("从这一天起不再受理申请"))
    to_on = day(_("恢复日期"), help_text=_("这一天零时自动恢复受理"))
    notice = forms.CharField(label=_("暂停公告"), widget=long_text(), help_text=_("在办事指南上向社会公布"))


class CancellationForm(ActForm):
    """取消事项."""

    instrument_no = forms.CharField(label=_("取消文件"), max_length=100)
    on = day(_("取消日期"), help_text=_("从这一天起不再受理申请；已经受理的继续按原版本办理"))


class NewItem(ActForm):
    """建立事项."""

    org = NamedChoice(Org.objects.none(), label=_("实施机关"), empty_label=None)
    code = forms.SlugField(
        label=_("事项代码"), max_length=64, help_text=_("办事指南的网址用它；小写英文、数字和连字符")
    )
    name = forms.CharField(label=_("事项名称"), max_length=150)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("事项类型"), choices=ItemKind.choices)
    audiences = forms.MultipleChoiceField(
        label=_("服务对象"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    instrument = forms.CharField(label=_("设定依据：法律法规"), max_length=150)
    article = forms.CharField(label=_("设定依据：条款"), max_length=80)

    def __init__(self, *args: Any, orgs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb asks for, beside the body."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "org"}
        basis = {name: given.pop(name) for name in ("instrument", "article")}
        return given | {"legal_bases": [basis]}


class Identification(ActForm):
    """登记事项编码."""

    basic = NamedChoice(BasicItem.objects.all(), label=_("基本目录事项"), required=False)
    sub_item = forms.CharField(label=_("子项"), max_length=20, required=False, help_text=_("没有子项就留空"))
    official_code = forms.CharField(label=_("实施编码"), max_length=64, required=False)
    code_scheme = forms.ChoiceField(label=_("编码规则"), choices=[("", "—"), *Scheme.choices], required=False)
    level = forms.ChoiceField(label=_("行使层级"), choices=[("", "—"), *Level.choices], required=False)
    body_nature = forms.ChoiceField(label=_("实施主体性质"), choices=BodyNature.choices)


class BasicItemForm(ActForm):
    """基本目录事项."""

    basic_code = forms.CharField(label=_("基本编码"), max_length=64)
    code_scheme = forms.ChoiceField(label=_("编码规则"), choices=Scheme.choices)
    name = forms.CharField(label=_("事项名称"), max_length=150)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    item_type = forms.ChoiceField(label=_("事项类型"), choices=ItemType.choices)
    power_source = forms.CharField(label=_("权力来源"), max_length=100, required=False)
    level = forms.ChoiceField(label=_("行使层级"), choices=Level.choices)
    valid_from = day(_("生效日期"))
    valid_to = day(_("失效日期"), required=False, help_text=_("从这一天起不在基本目录中；没有就留空"))
    instrument_no = forms.CharField(label=_("依据文件"), max_length=100, required=False)


class BasicItemChange(BasicItemForm):
    """修改基本目录事项 — the code stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["basic_code"], self.fields["code_scheme"]


class Upload(ActForm):
    """上传目录文件."""

    org = NamedChoice(Org.objects.none(), label=_("机构"), empty_label=None)
    file = forms.FileField(
        label=_("目录文件"),
        help_text=_("CSV、XLSX或者JSON，列与导出的文件相同，不超过30 MB"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json", "data-max-bytes": 30 * 1024 * 1024}),
    )

    def __init__(self, *args: Any, orgs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The file as the verb takes it; its format is told by its name."""
        file = self.cleaned_data["file"]
        return {"name": file.name, "file_format": file.name.rpartition(".")[2].lower(), "data": file.read()}


class Migration(ActForm):
    """转入新版本."""

    version = forms.ModelChoiceField(ItemVersion.objects.none(), label=_("转入的版本"), empty_label=None)
    benefit = forms.CharField(
        label=_("对申请人的好处"), widget=long_text(), help_text=_("写入办理经过，申请人可以看到")
    )

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
