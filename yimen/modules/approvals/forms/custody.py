"""Fields of the paper of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.choices import OfficialChoice

from .acts import ActForm, Plain, long_text

__all__ = ["Handed", "Lost", "Plain", "Registered", "Returned"]


class Registered(ActForm):
    """登记纸质材料."""

    title = forms.CharField(
        label=_("材料"), max_length=200, help_text=_("写明名称和份数，例如：图纸一套（原件）")
    )
    sheets = forms.IntegerField(label=_("页数"), min_value=1, max_value=9999)


class Handed(ActForm):
    """交出纸质材料."""

    receiver = OfficialChoice(label=_("交给"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, officials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].offer(officials)  # type: ignore[attr-defined]


class Returned(ActForm):
    """退还纸质材料."""

    signed_by = forms.CharField(label=_("签收人"), max_length=100)


class Lost(ActForm):
    """报失纸质材料."""

    reason = forms.CharField(label=_("何时、怎样发现遗失"), widget=long_text())
