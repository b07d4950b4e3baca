"""Fields of the decision of the upper level."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .acts import ActForm, long_text
from .deciding import GRANTED


class Above(ActForm):
    """上级决定."""

    begins_above = True
    granted = forms.TypedChoiceField(
        label=_("决定"),
        choices=GRANTED,
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    conditions = forms.CharField(label=_("附加条件"), widget=long_text(2), required=False)
    reasons = forms.CharField(
        label=_("理由"),
        widget=long_text(4),
        required=False,
        help_text=_("不予许可时必须填写；留空时采用初步审查意见"),
    )
