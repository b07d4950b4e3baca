"""Fields of the endings and of what opens a case again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals.actions.endings import CAUSES
from yimen.modules.approvals.states import ReopeningGround

from .acts import ActForm, long_text


class Termination(ActForm):
    """终止办理."""

    cause = forms.ChoiceField(label=_("终止原因"), choices=list(CAUSES.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("终止理由"), widget=long_text(), help_text=_("写入终止办理通知书"))


class Reopening(ActForm):
    """恢复办理 — the instrument that undid the decision, and the days that it leaves."""

    ground = forms.ChoiceField(label=_("依据"), choices=ReopeningGround.choices, widget=forms.RadioSelect)
    instrument_no = forms.CharField(
        label=_("文号"), max_length=100, help_text=_("判决书、复议决定书或者撤销决定书的文号")
    )
    days = forms.IntegerField(
        label=_("重新作出决定的期限（工作日）"),
        min_value=1,
        help_text=_("文书写明期限的按文书，没有写明的按法定时限"),
    )
    reason = forms.CharField(label=_("理由"), widget=long_text(3))

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = most
        self.fields["days"].widget.attrs["max"] = most
