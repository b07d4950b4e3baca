"""Fields of the decision: conditions, reasons, the second officer of a decision at the counter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice

from .acts import ActForm, AtWindow, LateEntry, long_text

GRANTED = [("1", _("准予")), ("0", _("不予许可"))]


class Approval(ActForm):
    """批准 — after the review above it was read."""

    begins_above = True
    conditions = forms.CharField(
        label=_("附加条件"), widget=long_text(3), required=False, help_text=_("写入决定书；没有就留空")
    )
    reasons = forms.CharField(
        label=_("批准意见"), widget=long_text(3), required=False, help_text=_("留空时采用审核理由")
    )


class Refusal(ActForm):
    """不予批准."""

    reasons = forms.CharField(
        label=_("不予许可的理由"),
        widget=long_text(6),
        help_text=_("写入决定书，并告知申请人行政复议和行政诉讼的权利（行政许可法第三十八条）"),
    )


class SpotDecision(AtWindow):
    """当场决定 — one officer alone only where the item says so."""

    granted = forms.TypedChoiceField(
        label=_("决定"),
        choices=GRANTED,
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    second_officer = NamedChoice(Person.objects.none(), label=_("第二名工作人员"))
    reasons = forms.CharField(
        label=_("理由"), widget=long_text(3), required=False, help_text=_("不予许可时必须填写")
    )

    def __init__(self, *args: Any, officers: QuerySet[Person], alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["second_officer"]
        field.queryset, field.required = officers, not alone  # type: ignore[attr-defined]


class Filing(AtWindow, LateEntry):
    """备案."""
