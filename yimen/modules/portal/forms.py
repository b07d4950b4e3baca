"""Forms of the portal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice


class ProgressQuestion(forms.Form):
    """办件查询 — number and query code, as they stand on the receipt slip."""

    number = forms.CharField(
        label=_("办件编号"),
        max_length=30,
        help_text=_("收件凭证上的20位数字"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=12,
        help_text=_("收件凭证上的6位数字"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class Nothing(forms.Form):
    """A form without fields: a place for the words of a refusal."""


class Saving(forms.Form):
    """订阅, 取消订阅 — nothing to fill in; the button says it."""


class WallOpening(forms.Form):
    """开通大屏."""

    org: Any = NamedChoice(queryset=Org.objects.none(), label=_("机构"))
    place = forms.CharField(label=_("大屏位置"), max_length=60, help_text=_("例如：一层大厅东侧"))

    def __init__(self, *args: Any, bodies: QuerySet[Org], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["org"]
        chosen.queryset = bodies
