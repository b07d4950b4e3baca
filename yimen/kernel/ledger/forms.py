"""Forms of the ledger: what is looked for, and between which heads."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

HASH = re.compile(r"[0-9a-f]{64}")


class InclusionForm(forms.Form):
    """入账查验 — by the hash of an entry."""

    hash = forms.CharField(
        label=_("留痕散列"), max_length=100, help_text=_("64 位十六进制，见办件的入账证明或留痕页面。")
    )

    def clean_hash(self) -> bytes:
        text = "".join(str(self.cleaned_data["hash"]).split()).lower()
        if not HASH.fullmatch(text):
            raise forms.ValidationError(_("散列应当是 64 位十六进制数字。"))
        return bytes.fromhex(text)


class ConsistencyForm(forms.Form):
    """前后一致证明 — between two heads by their numbers."""

    first = forms.IntegerField(label=_("先前的签署序号"), min_value=1, max_value=2**31 - 1)
    second = forms.IntegerField(label=_("后来的签署序号"), min_value=1, max_value=2**31 - 1)


class KeyForm(forms.Form):
    """更换账本密钥 — nothing is asked but to be sure."""

    is_sure = forms.BooleanField(label=_("我确认更换：原密钥此后不再签署账本"))
