"""Fields of special procedures and of the extension."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import Hold, HoldKind
from yimen.modules.approvals.content import Content
from yimen.modules.approvals.special_procedures import counting

from .acts import ActForm, long_text


class OpenHold(ActForm):
    """启动特别程序 — only the kinds that the item allows, each with its article and what it stops."""

    kind = forms.ChoiceField(label=_("特别程序"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("启动的原因"), widget=long_text(3), max_length=300)
    applied_by = forms.CharField(
        label=_("由谁提出"),
        max_length=100,
        required=False,
        help_text=_("承办处室、申请人或者利害关系人；本处室提出的可以不填"),
    )
    expected_days = forms.IntegerField(label=_("预计天数（工作日）"), min_value=1, max_value=999)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.kind, _hold_words(one.kind, one.basis, one.stops))
            for one in content.holds
            if one.kind != HoldKind.HEARING
        ]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]


def _hold_words(kind: str, basis: str, stops: Sequence[str]) -> str:
    facts = {"name": HoldKind(kind).label, "basis": basis, "counting": counting(stops)}
    return gettext("%(name)s（%(basis)s），%(counting)s") % facts


class CloseHold(ActForm):
    """结束特别程序."""

    kind = forms.ChoiceField(label=_("特别程序"), widget=forms.RadioSelect)
    result = forms.CharField(label=_("结果"), widget=long_text(3), max_length=300)

    def __init__(self, *args: Any, holds: Sequence[Hold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.kind, one.get_kind_display()) for one in holds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]


class Extension(ActForm):
    """延期 — each choice says which new date follows from it."""

    days = forms.TypedChoiceField(label=_("延长多少"), coerce=int)
    reason = forms.CharField(
        label=_("延期理由"),
        widget=long_text(3),
        max_length=300,
        help_text=_("将告知申请人"),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = choices  # type: ignore[attr-defined]
