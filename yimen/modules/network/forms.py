"""The fields of the network's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.network.models.nodes import CODE

from . import schemas
from .states import NodeRole


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Nothing(forms.Form):
    """An act without facts: the button says it all."""


class Reason(forms.Form):
    """原因."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=long_text())


class Establishment(forms.Form):
    """设立本节点."""

    code = forms.CharField(
        label=_("节点代码"),
        max_length=40,
        validators=[CODE],
        help_text=_("小写字母、数字和连字符，例如 shenyang；各节点按此代码登记本系统，设立后不能更改。"),
    )
    name = forms.CharField(label=_("名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=150, required=False)


class Versions(forms.MultipleChoiceField):
    """格式版本 that the other side understands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("支持的报文格式版本"),
            choices=[(str(one), str(one)) for one in schemas.VERSIONS],
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def clean(self, value: Any) -> list[int]:
        return [int(one) for one in super().clean(value)]


class Amendment(forms.Form):
    """变更节点."""

    name = forms.CharField(label=_("名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=150, required=False)
    address = forms.URLField(
        label=_("接口地址"),
        max_length=200,
        assume_scheme="https",
        help_text=_("对方系统的网址，例如 https://vehicles.example.org"),
    )
    schema_versions = Versions()


class PublicKey(forms.Form):
    """启用节点公钥."""

    public_key = forms.CharField(
        label=_("公钥"),
        max_length=44,
        help_text=_("Ed25519 公钥，32 字节的 Base64 文本。请通过另一途径与对方核对密钥编号。"),
    )


class Registration(Amendment, PublicKey):
    """登记节点."""

    field_order = ["code", "name", "name_en", "org", "role", "address", "public_key", "schema_versions"]

    code = forms.CharField(label=_("节点代码"), max_length=40, validators=[CODE])
    role = forms.ChoiceField(label=_("节点关系"), choices=NodeRole.choices)
    org = NamedChoice(label=_("责任机构"), queryset=Org.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["org"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Org.objects.filter(closed_on=None).order_by("path")
        self.initial.setdefault("schema_versions", [str(one) for one in schemas.VERSIONS])


class KeyEnd(forms.Form):
    """停用节点公钥."""

    ends_at = forms.DateTimeField(
        label=_("停用时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("留空即立即停用；填写以后的时间，新旧公钥在此之前同时有效。"),
    )


class ItemAssignment(forms.Form):
    """划定节点事项."""

    item_code = forms.ChoiceField(label=_("事项"))

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item_code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = items


class Block(forms.Form):
    """划定编号段."""

    area = forms.RegexField(label=_("区划代码（六位）"), regex=r"^[0-9]{6}$", max_length=6)
    first_serial = forms.IntegerField(label=_("起始序号"), min_value=1, max_value=99_999)
    last_serial = forms.IntegerField(label=_("截止序号"), min_value=1, max_value=99_999)
    first_on = forms.DateField(label=_("启用日期"), widget=day())
    last_on = forms.DateField(
        label=_("停用日期"), widget=day(), required=False, help_text=_("留空即长期有效。")
    )


class BlockReturn(forms.Form):
    """交回编号段."""

    last_on = forms.DateField(label=_("最后一天"), widget=day())


class BlockAccount(forms.Form):
    """核销编号段."""

    note = forms.CharField(label=_("缺号的说明"), max_length=300, required=False, widget=long_text())


class Resending(forms.Form):
    """重发报文."""

    reason = forms.CharField(label=_("重发的原因"), max_length=200, widget=long_text(2))


class Explanation(forms.Form):
    """说明差异."""

    explanation = forms.CharField(label=_("原因和处理"), max_length=300, widget=long_text())
