"""Forms of the applicant's way: what is applied for, one material, the declaration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.web.words import file_size
from yimen.modules.approvals.checklist import Row
from yimen.modules.approvals.content import Answers
from yimen.modules.approvals.known import Known
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.states import DeliveryMethod

from .situations import Situations, answers_in

CONTACT = ("subject", "statement", "contact_phone", "contact_email", "contact_address", "delivery_wanted")
PHONE = RegexValidator(r"^\+?[0-9][0-9 \-]{4,28}$", _("请填写正确的电话号码，例如13800000000。"))


class Draft(Situations):
    """申请内容 — situation and statements; in ``quietly`` saved drafts nothing needs to be there yet."""

    subject = forms.CharField(
        label=_("申请内容"), max_length=200, help_text=_("用一句话写明申请什么，例如地点、数量和时间。")
    )
    statement = forms.CharField(
        label=_("申请说明"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("需要说明的情况，没有可以不填。"),
    )
    contact_phone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("窗口和审核人员用这个号码联系您。"),
    )
    contact_email = forms.EmailField(
        label=_("电子邮箱"), required=False, help_text=_("办理进展同时发到邮箱。")
    )
    delivery_wanted = forms.ChoiceField(
        label=_("希望怎样领取结果"), choices=DeliveryMethod.choices, widget=forms.RadioSelect
    )
    contact_address = forms.CharField(
        label=_("通信地址"), max_length=200, required=False, help_text=_("选择邮寄送达时请填写。")
    )

    def __init__(
        self,
        application: Application,
        data: QueryDict | None = None,
        *,
        answers: Answers | None = None,
        quietly: bool = False,
    ) -> None:
        self.application = application
        content = application.version.body
        asked = answers_in(content, data) if data is not None else (answers or application.answers)
        initial = {name: getattr(application, name) for name in CONTACT}
        super().__init__(content, asked, data, initial=initial)
        self.shown_answers = asked
        self.quietly = quietly
        if quietly:
            for field in self.fields.values():
                field.required = False

    @property
    def answers(self) -> dict[str, list[str]]:
        """The answers that were sent to the questions that apply."""
        return answers_in(self.content, self.data)  # type: ignore[arg-type]

    @property
    def known(self) -> Known:
        """What will be known of the application once this is saved."""
        answers = self.answers if self.is_bound else self.shown_answers
        return Known(**{**vars(known_of(self.application)), "answers": answers})

    @property
    def contact(self) -> dict[str, str]:
        """The statements that were sent and are valid; an unset choice stays as it was."""
        given = {name: self.cleaned_data[name] for name in CONTACT if name in self.cleaned_data}
        return {name: value for name, value in given.items() if value or name != "delivery_wanted"}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        wants_post = self.cleaned_data.get("delivery_wanted") == DeliveryMethod.POST
        if wants_post and not self.quietly and not self.cleaned_data.get("contact_address"):
            self.add_error("contact_address", _("选择邮寄送达时，请填写通信地址。"))
        return cleaned


class MaterialGiven(forms.Form):
    """一项材料 — a file, or the word that it will be handed over on paper, as its form allows."""

    file = forms.FileField(label=_("选择文件"), required=False, widget=forms.FileInput)
    is_paper = forms.BooleanField(label=_("纸质材料，到窗口提交"), required=False)

    def __init__(self, row: Row, largest: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = row.material.formats
        self.fields["file"].widget.attrs |= {
            "accept": ",".join(f".{one}" for one in formats),
            "data-max-bytes": largest,
        }
        self.fields["file"].help_text = _("%(formats)s，不超过%(largest)s。") % {
            "formats": joined(formats, "、"),
            "largest": file_size(largest),
        }
        if not row.takes_file:
            del self.fields["file"]
        if not row.takes_paper:
            del self.fields["is_paper"]

    @property
    def upload(self) -> UploadedFile[bytes] | None:
        return self.cleaned_data.get("file")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.upload and not self.cleaned_data.get("is_paper"):
            name = "file" if "file" in self.fields else "is_paper"
            self.add_error(
                name, _("请选择文件。") if name == "file" else _("请勾选，表示到窗口提交纸质材料。")
            )
        return cleaned


class Declaration(forms.Form):
    """声明 — what the applicant stands for by submitting (行政许可法 31)."""

    is_true = forms.BooleanField(
        label=_("我声明：申请内容和提交的材料真实，并对其实质内容的真实性负责。"),
        error_messages={"required": _("提交前请先勾选声明。")},
    )
