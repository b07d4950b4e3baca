"""Forms of what follows submission."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Withdrawal(forms.Form):
    """撤回申请 — the reason may be left out: the applicant owes none."""

    reason = forms.CharField(
        label=_("撤回原因"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可以不填。"),
    )
