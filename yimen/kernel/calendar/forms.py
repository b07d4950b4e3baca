"""The fields of the calendar's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .reasons import Reason, fits

MOST_BYTES = 200_000
ORDINARY = "ordinary"


class YearFile(forms.Form):
    """载入年度日历 — the year, its notice, and the days as a CSV file."""

    year = forms.IntegerField(label=_("年度"), min_value=2004, max_value=2100)
    source_instrument = forms.CharField(
        label=_("依据文件"),
        max_length=200,
        help_text=_("例如：国务院办公厅关于2027年部分节假日安排的通知，写明文号"),
    )
    file = forms.FileField(
        label=_("日历文件（CSV）"),
        help_text=_(
            "第一行为列名 date,is_working,reason,name,name_en。只需写放假和调休上班的日子，其余日子按周一至周五上班。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv", "data-max-bytes": MOST_BYTES}),
    )
    is_official = forms.BooleanField(
        label=_("已正式公布"),
        required=False,
        initial=True,
        help_text=_("未公布的草案可以先载入；涉及的到期日仍标为暂定。"),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件过大。一年的日历不会超过 200 KB。"))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("文件不是 UTF-8 编码的文本。请另存为 UTF-8 的 CSV 文件。")
            ) from None


class DayChange(forms.Form):
    """调整工作日 — why people work or rest on one day."""

    reason = forms.ChoiceField(label=_("这一天是"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("名称"),
        max_length=60,
        required=False,
        help_text=_("节日的名称，或者停办的原因；普通工作日和周末不填"),
    )
    name_en = forms.CharField(label=_("英文名称"), max_length=100, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(value or ORDINARY, label) for value, label in Reason.choices if fits(on, value)]
        self.initial["reason"] = self.initial.get("reason") or ORDINARY

    def clean_reason(self) -> str:
        """The reason; an ordinary working day has none."""
        chosen = str(self.cleaned_data["reason"])
        return "" if chosen == ORDINARY else chosen
