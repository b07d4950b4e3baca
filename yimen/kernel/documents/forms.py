"""Fields of verification and of the register of seals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice

from .drawing import CODE_LENGTH, normal_code
from .states import SealKind
from .verification import LARGEST


class VerifyCode(forms.Form):
    """The code that stands beside the QR code."""

    code = forms.CharField(
        label=_("查验码"),
        max_length=40,
        help_text=_("文书左下角二维码旁的16位字母和数字，空格和大小写不影响。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = normal_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("查验码有16位字母和数字（没有字母 I、O 和数字 0、1），请核对。"))
        return code


class VerifyFile(forms.Form):
    """The PDF as it was received."""

    file = forms.FileField(
        label=_("PDF 文件"),
        help_text=_("请选择收到的原电子文件，不超过50 MB。文件只用于查验，不会保存。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf", "data-max-bytes": LARGEST}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件超过50 MB，请选择原电子文件。"))
        return file


class Registration(forms.Form):
    """登记印章."""

    org = NamedChoice(label=_("机构"), queryset=Org.objects.filter(closed_on__isnull=True))
    kind = forms.ChoiceField(label=_("印章种类"), choices=SealKind.choices)
    name = forms.CharField(
        label=_("印章名称"), max_length=64, help_text=_("机构全称加印章种类，如示例局行政审批专用章。")
    )
    key_ref = forms.CharField(
        label=_("外部密钥编号"),
        max_length=100,
        required=False,
        help_text=_("使用外部证书机构的印章时填写，如 pkcs12:court；留空则由本市制作。"),
    )


class Reason(forms.Form):
    """The reason of a revocation."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
