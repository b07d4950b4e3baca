"""Forms of those who ask: search first, the body, the request itself, files, the look-up without sign-in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import IdType
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import file_size
from yimen.modules.requests.models import InformationRequest, RequestedMatter
from yimen.modules.requests.models.requests import FileUse
from yimen.modules.requests.states import (
    ApplicantKind,
    ComplaintKind,
    DeliveryWay,
    InformationForm,
    Way,
)

FEWEST_LINES, SPARE_LINES = 3, 2
MATTER = ("name", "document_number", "description")
FORMATS = ("pdf", "jpg", "png", "docx", "zip", "xlsx", "txt")


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ChosenBody(forms.Form):
    """选择行政机关 — who made or keeps the information."""

    org = NamedChoice(
        Org.objects.none(),
        label=_("向哪个行政机关申请"),
        help_text=_("由制作或者保存该信息的行政机关负责公开。"),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = bodies  # type: ignore[attr-defined]


class Matters(forms.Form):
    """申请公开的信息 — several lines, each one thing; empty lines are left out."""

    def __init__(self, *args: Any, known: Sequence[RequestedMatter] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = max(FEWEST_LINES, len(known) + SPARE_LINES)
        for place in range(1, self.lines + 1):
            one = known[place - 1] if place <= len(known) else None
            self._add_line(place, one)

    def _add_line(self, place: int, one: RequestedMatter | None) -> None:
        def initial(name: str) -> str:
            return str(getattr(one, name)) if one else ""

        self.fields[f"matter_{place}_name"] = forms.CharField(
            label=_("信息名称"), max_length=200, required=False, initial=initial("name")
        )
        self.fields[f"matter_{place}_document_number"] = forms.CharField(
            label=_("文号"), max_length=80, required=False, initial=initial("document_number")
        )
        self.fields[f"matter_{place}_description"] = forms.CharField(
            label=_("其他特征描述"),
            max_length=5000,
            required=False,
            initial=initial("description"),
            widget=long_text(2),
        )

    def matter_lines(self) -> list[dict[str, Any]]:
        """The bound fields of each line, for the template."""
        return [
            {"place": place, "fields": [self[f"matter_{place}_{name}"] for name in MATTER]}
            for place in range(1, self.lines + 1)
        ]

    @property
    def matters(self) -> list[dict[str, str]]:
        return [
            {name: self.cleaned_data.get(f"matter_{place}_{name}", "") for name in MATTER}
            for place in range(1, self.lines + 1)
        ]


class Stated(Matters):
    """申请表 — who asks, how they can be reached, in which form and way the information is wished."""

    applicant_kind = forms.ChoiceField(
        label=_("申请人类型"), choices=ApplicantKind.choices, widget=forms.RadioSelect
    )
    legal_representative = forms.CharField(
        label=_("法定代表人"), max_length=60, required=False, help_text=_("法人或者其他组织填写。")
    )
    contact_person = forms.CharField(label=_("联系人"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    contact_address = forms.CharField(label=_("通信地址"), max_length=200, required=False)
    post_code = forms.CharField(label=_("邮政编码"), max_length=10, required=False)
    contact_email = forms.EmailField(label=_("电子邮箱"), required=False)
    contact_fax = forms.CharField(label=_("传真"), max_length=30, required=False)
    agent_name = forms.CharField(
        label=_("代理人"), max_length=100, required=False, help_text=_("委托代理人的，请另附授权委托书。")
    )
    co_applicants = forms.CharField(label=_("共同申请人"), max_length=300, required=False)
    form_wished = forms.ChoiceField(
        label=_("希望得到的信息形式"), choices=InformationForm.choices, widget=forms.RadioSelect
    )
    delivery_wished = forms.ChoiceField(
        label=_("希望怎样获取信息"), choices=DeliveryWay.choices, widget=forms.RadioSelect
    )
    use_statement = forms.CharField(
        label=_("所需信息的用途"), max_length=500, required=False, widget=long_text(2)
    )
    accessibility_help = forms.CharField(
        label=_("需要的帮助"),
        max_length=300,
        required=False,
        help_text=_("存在阅读困难或者视听障碍的，请写明需要的帮助，例如大字版、语音、他人代读。"),
    )

    def __init__(self, *args: Any, asks_use: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_use:
            del self.fields["use_statement"]

    @property
    def stated(self) -> dict[str, str]:
        names = [name for name in Stated.base_fields if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in names}


class Draft(Stated):
    """填写申请 — an own draft with what it says already."""

    def __init__(self, request: InformationRequest, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(request, name) for name in Stated.base_fields}
        known = list(request.matters.order_by("position"))
        super().__init__(*args, known=known, initial=initial, **kwargs)


class Entry(Stated):
    """代为登记 — the officer writes down what came on paper, by mail, by fax or by word of mouth."""

    org = NamedChoice(Org.objects.none(), label=_("收到申请的行政机关"), empty_label=None)
    channel = forms.ChoiceField(
        label=_("申请渠道"), choices=[one for one in Way.choices if one[0] != Way.ONLINE]
    )
    name = forms.CharField(label=_("申请人姓名或者名称"), max_length=100)
    id_type = forms.ChoiceField(label=_("证件类型"), choices=[("", "—"), *IdType.choices], required=False)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("加密保存，页面上只显示一部分。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("org", "channel", "name", "id_type", "id_number")

    def __init__(self, *args: Any, bodies: Iterable[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one.pk for one in bodies]
        self.fields["org"].queryset = Org.objects.filter(pk__in=known)  # type: ignore[attr-defined]
        self.fields["form_wished"].initial = InformationForm.PAPER
        self.fields["delivery_wished"].initial = DeliveryWay.POST
        self.fields["applicant_kind"].initial = ApplicantKind.NATURAL_PERSON

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the body."""
        own = {name: self.cleaned_data[name] for name in ("channel", "name", "id_type", "id_number")}
        return {**own, "stated": self.stated, "matters": self.matters}


class Attachment(forms.Form):
    """附件."""

    use = forms.ChoiceField(
        label=_("附件用途"),
        choices=[one for one in FileUse.choices if one[0] != FileUse.INFORMATION],
    )
    file = forms.FileField(label=_("选择文件"), widget=forms.FileInput)

    def __init__(self, *args: Any, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"accept": ",".join(f".{one}" for one in FORMATS), "data-max-bytes": largest}
        self.fields["file"].widget.attrs |= attrs
        self.fields["file"].help_text = _("%(formats)s，不超过%(largest)s。") % {
            "formats": joined(FORMATS, "、"),
            "largest": file_size(largest),
        }


class Declaration(forms.Form):
    """声明."""

    is_true = forms.BooleanField(label=_("我声明：所填申请人信息真实。"))


class LookUp(forms.Form):
    """进度查询 — number and query code; the code goes by POST."""

    number = forms.CharField(
        label=_("办件编号"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class Complaint(forms.Form):
    """投诉举报."""

    org = NamedChoice(Org.objects.none(), label=_("被投诉的行政机关"))
    kind = forms.ChoiceField(label=_("事由"), choices=ComplaintKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("情况说明"), max_length=5000, widget=long_text(6))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = bodies  # type: ignore[attr-defined]


class RecordCorrection(forms.Form):
    """更正信息记录."""

    org = NamedChoice(Org.objects.none(), label=_("保存该记录的行政机关"))
    record = forms.CharField(label=_("哪一份信息记录"), max_length=200)
    what_is_wrong = forms.CharField(label=_("不准确之处"), max_length=5000, widget=long_text())
    evidence = forms.CharField(label=_("证据"), max_length=5000, widget=long_text())

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = bodies  # type: ignore[attr-defined]
