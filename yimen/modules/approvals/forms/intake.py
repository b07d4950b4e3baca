"""Fields at the window: what the law lets a window do with what it receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.language import official_language
from yimen.modules.approvals.checklist import Row
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Defect

from .acts import ActForm, AtWindow, LateEntry, long_text

ARTICLE = "行政许可法第三十二条"  # 中文
CORRECTABLE = ("subject", "statement", "contact_phone", "contact_email", "contact_address")


class Acceptance(AtWindow, LateEntry):
    """受理."""


class Tolerance(AtWindow, LateEntry):
    """容缺受理."""

    begins_above = False
    promise = forms.CharField(
        label=gettext_lazy("申请人的书面补交承诺"),
        widget=long_text(),
        help_text=gettext_lazy("申请人签字确认的内容"),
    )
    days = forms.IntegerField(label=gettext_lazy("补交期限（工作日）"), min_value=1)

    def __init__(self, *args: Any, most: int, promise: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        days.widget.attrs["max"] = most
        days.help_text = _("最长 %(most)s 个工作日") % {"most": most}
        days.initial, self.fields["promise"].initial = most, promise


class NonRequirement(ActForm):
    """不需许可."""

    reason = forms.CharField(label=gettext_lazy("不需要许可的理由"), widget=long_text())


class GivingBack(ActForm):
    """退回中心."""

    reason = forms.CharField(label=gettext_lazy("退回的理由"), widget=long_text())


class NonCompetence(ActForm):
    """不属职权."""

    competent_body = forms.CharField(
        label=gettext_lazy("应向哪个行政机关申请"),
        max_length=100,
        help_text=gettext_lazy("选择或者填写机关全称"),
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )
    reason = forms.CharField(label=gettext_lazy("说明"), widget=long_text(), required=False)


class RefusalProposal(ActForm):
    """提出不予受理."""

    reason = forms.CharField(label=gettext_lazy("不予受理的理由"), widget=long_text())
    article = forms.CharField(label=gettext_lazy("法律条款"), max_length=200, initial=ARTICLE)


class SpotCorrection(ActForm):
    """当场更正 — what stands in the application, to be put right with the applicant at the counter."""

    subject = forms.CharField(label=gettext_lazy("申请内容"), max_length=200, required=False)
    statement = forms.CharField(label=gettext_lazy("申请说明"), widget=long_text(), required=False)
    contact_phone = forms.CharField(label=gettext_lazy("联系电话"), max_length=30)
    contact_email = forms.EmailField(label=gettext_lazy("联系邮箱"), required=False)
    contact_address = forms.CharField(label=gettext_lazy("通信地址"), max_length=200, required=False)
    what = forms.CharField(
        label=gettext_lazy("更正了什么"),
        max_length=200,
        help_text=gettext_lazy("写入办理经过，申请人可以看到"),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stated = {name: str(getattr(application, name)) for name in CORRECTABLE}
        for name, value in self.stated.items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self._changed(data):
            raise forms.ValidationError(_("没有需要更正的内容。"))
        return data

    def facts(self) -> dict[str, Any]:
        """What the verb is told: what was corrected, and only the values that change."""
        return {"what": self.cleaned_data["what"], "values": self._changed(self.cleaned_data)}

    def _changed(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {name: data[name] for name, before in self.stated.items() if data.get(name, before) != before}


class OriginalCheck(ActForm):
    """核对原件 — which of the materials that lie there."""

    key = forms.ChoiceField(label=gettext_lazy("材料"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(row.material.key, row.material.shown) for row in rows if row.present]


class CorrectionNotice(ActForm):
    """补正告知 — every material of the list: whether it is wrong, how, and how it is cured; what is missing stays in.

    In a repeated notice (``earlier``) only what was listed before can be chosen.
    """

    def __init__(
        self, *args: Any, rows: Sequence[Row], earlier: Sequence[Mapping[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        before = {row["key"]: row for row in earlier}
        self.rows = [row for row in rows if not before or row.material.key in before]
        for row in self.rows:
            self._add(row, before.get(row.material.key), first=not before)

    def _add(self, row: Row, before: Mapping[str, Any] | None, *, first: bool) -> None:
        key, fixed = row.material.key, first and row.is_missing
        self.fields[f"pick-{key}"] = forms.BooleanField(
            label=row.material.shown, required=False, initial=row.is_missing, disabled=fixed
        )
        self.fields[f"defect-{key}"] = forms.ChoiceField(
            label=_("问题"),
            choices=Defect.choices,
            required=False,
            initial=before["defect"] if before else (Defect.MISSING if row.is_missing else Defect.WRONG_FORM),
        )
        self.fields[f"cure-{key}"] = forms.CharField(
            label=_("补正方法"),
            max_length=500,
            required=False,
            widget=long_text(2),
            initial=before["cure"] if before else _cure(row),
        )

    def clean(self) -> dict[str, Any]:
        """Whatever is listed says what is wrong and how it is cured."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for key in (row.material.key for row in self.rows if data.get(f"pick-{row.material.key}")):
            if not data.get(f"defect-{key}"):
                self.add_error(f"defect-{key}", _("请选择问题"))
            if not data.get(f"cure-{key}", "").strip():
                self.add_error(f"cure-{key}", _("请写明补正方法"))
        return data

    def lines(self) -> list[dict[str, Any]]:
        """The rows of the form, for the template."""
        return [
            {
                "row": row,
                "pick": self[f"pick-{row.material.key}"],
                "facts": [self[f"defect-{row.material.key}"], self[f"cure-{row.material.key}"]],
            }
            for row in self.rows
        ]

    def chosen(self) -> list[dict[str, str]]:
        """The rows of the notice as the verb takes them."""
        data = self.cleaned_data
        return [
            {"key": key, "defect": data[f"defect-{key}"], "cure": data[f"cure-{key}"]}
            for key in (row.material.key for row in self.rows)
            if data.get(f"pick-{key}")
        ]


@official_language()
def _cure(row: Row) -> str:
    """What the guide asks for, as the beginning of how to cure it: a sentence of the notice."""
    facts = {"name": row.material.name, "standard": row.material.standard}
    if row.is_missing:
        return (_("请提交“%(name)s”。%(standard)s") % facts).strip()
    return (_("请重新提交“%(name)s”。%(standard)s") % facts).strip()
