"""Fields of registration, contact, posts and tokens."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Refused
from yimen.kernel.orgs.models import Org, Section, Window
from yimen.kernel.web.choices import NamedChoice

from . import rules
from .choices import OfficialChoice
from .models import IdType, Person, PersonKind
from .roles import Role

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SignIn(LoginForm):  # type: ignore[misc]
    """登录 — the library's form in the words of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", _("登录名或者电子邮箱")), ("password", _("密码"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)


class Registration(SignupForm):  # type: ignore[misc]
    """注册 — a resident or an enterprise; the number is checked while it can still be corrected."""

    kind = forms.ChoiceField(
        label=_("注册类型"),
        choices=[(PersonKind.RESIDENT.value, _("个人")), (PersonKind.ENTERPRISE.value, _("单位"))],
        widget=forms.RadioSelect,
        initial=PersonKind.RESIDENT.value,
    )
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=100, help_text=_("与证件或者营业执照一致"))
    id_type = forms.ChoiceField(label=_("证件类型"), choices=IdType.choices)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=30,
        help_text=_("加密保存。个人填写证件号码，单位填写18位统一社会信用代码"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    legal_representative = forms.CharField(
        label=_("法定代表人"), max_length=60, required=False, help_text=_("单位填写")
    )
    contact_name = forms.CharField(label=_("联系人"), max_length=60, required=False, help_text=_("单位填写"))
    phone = forms.CharField(
        label=_("手机号码"),
        max_length=30,
        required=False,
        help_text=_("用于办理进度的短信通知"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    field_order = [
        "kind",
        "name",
        "id_type",
        "id_number",
        "legal_representative",
        "contact_name",
        "phone",
        "email",
        "username",
        "password1",
        "password2",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "username": _("登录名"),
            "email": _("电子邮箱"),
            "password1": _("密码"),
            "password2": _("再次输入密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["username"].help_text = _("3至60个字母、数字或者 . _ - @ 字符")
        self.fields["password1"].help_text = _("至少10个字符，不要只用数字，不要用常见的密码")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            rules.require_type_of_kind(data.get("kind", ""), data.get("id_type", ""))
            if data.get("id_number"):
                data["id_number"] = rules.normal_number(data.get("id_type", ""), data["id_number"])
        except Refused as refusal:
            self._say(refusal)
        return data

    def validate_unique_email(self, value: str) -> str:
        """A known address is refused by the verb, in the same words as a known number."""
        return value

    def facts(self) -> dict[str, Any]:
        """What the verb ``register`` is told."""
        data = self.cleaned_data
        names = (
            "kind",
            "name",
            "id_type",
            "id_number",
            "legal_representative",
            "contact_name",
            "phone",
            "email",
        )
        return {**{name: data.get(name, "") for name in names}, "login": data["username"]}

    def save(self, request: HttpRequest) -> Person:
        """The verb keeps the address too, so nothing is left for the library to set up."""
        adapter = get_adapter()
        person: Person = adapter.save_user(request, adapter.new_user(request), self)
        return person

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        try:
            user, response = super().try_save(request)
        except Refused as refusal:
            self._say(refusal)
            return None, render(request, "account/signup.html", {"form": self})
        return user, response

    def _say(self, refusal: Refused) -> None:
        names = {"login": "username"}
        known = {names.get(name, name): text for name, text in refusal.fields.items()}
        for name, text in known.items():
            self.add_error(name if name in self.fields else None, str(text))
        if not known:
            self.add_error(None, str(refusal.message))


class Contact(forms.Form):
    """变更联系方式."""

    email = forms.EmailField(label=_("电子邮箱"), required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    contact_name = forms.CharField(label=_("联系人"), max_length=60, required=False)
    language = forms.ChoiceField(
        label=_("联系语言"), choices=[("zh-hans", _("中文")), ("en", "English")], widget=forms.RadioSelect
    )


class Token(forms.Form):
    """签发令牌."""

    name = forms.CharField(label=_("用途"), max_length=60, help_text=_("例如：窗口排队机"))
    expires_on = forms.DateField(label=_("有效期至"), widget=DAY, help_text=_("最长一年"))
    is_read_only = forms.BooleanField(
        label=_("只读"), required=False, initial=True, help_text=_("只能查看，不能办理")
    )


class Enrolment(forms.Form):
    """登记工作人员."""

    name = forms.CharField(label=_("姓名"), max_length=100)
    name_en = forms.CharField(label=_("英文姓名"), max_length=150, required=False)
    login = forms.CharField(label=_("登录名"), max_length=60)
    employee_number = forms.CharField(label=_("工号"), max_length=40, required=False)
    email = forms.EmailField(label=_("电子邮箱"), help_text=_("首次登录时用“忘记密码”设置密码"))
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)


class Appointment(forms.Form):
    """任命."""

    role = forms.ChoiceField(label=_("职责"), choices=Role.choices)
    org = NamedChoice(label=_("机构"), queryset=Org.objects.none())
    section = forms.ModelChoiceField(label=_("处室"), queryset=Section.objects.none(), required=False)
    window = forms.ModelChoiceField(label=_("窗口"), queryset=Window.objects.none(), required=False)
    since = forms.DateField(label=_("任职日期"), widget=DAY)
    until = forms.DateField(label=_("离任日期"), widget=DAY, required=False)
    instrument = forms.CharField(
        label=_("任命依据"), max_length=200, required=False, help_text=_("文件名称和文号")
    )
    item_codes = forms.CharField(
        label=_("限于事项"), required=False, help_text=_("事项代码，用逗号隔开；空白表示职责内的全部事项")
    )

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        self.fields["section"].queryset = Section.objects.select_related("org")  # type: ignore[attr-defined]
        self.fields["section"].label_from_instance = lambda row: f"{row.org} {row}"  # type: ignore[attr-defined]
        self.fields["window"].queryset = Window.objects.select_related("centre")  # type: ignore[attr-defined]
        self.fields["window"].label_from_instance = lambda row: f"{row.centre} {row}"  # type: ignore[attr-defined]

    def clean_item_codes(self) -> list[str]:
        text: str = self.cleaned_data["item_codes"].replace("，", ",")
        return [part.strip() for part in text.split(",") if part.strip()]


class Ending(forms.Form):
    """免职."""

    until = forms.DateField(label=_("最后任职日期"), widget=DAY)
    reason = forms.CharField(label=_("事由"), max_length=200)


class StandingIn(forms.Form):
    """安排代理."""

    person = OfficialChoice(label=_("代理人"))
    since = forms.DateField(label=_("开始日期"), widget=DAY)
    until = forms.DateField(label=_("结束日期"), widget=DAY)
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(persons)  # type: ignore[attr-defined]


class Reason(forms.Form):
    """事由 — for acts that need nothing but a reason."""

    reason = forms.CharField(label=_("事由"), max_length=200)
