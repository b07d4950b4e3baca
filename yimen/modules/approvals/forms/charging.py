"""Fields of the fee desk. None takes an amount of a bill: amounts follow from published standards."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import mark, noted
from yimen.modules.approvals.models import ChargeLine, ChargeOrder, FeeStandard
from yimen.modules.approvals.states import LineKind, RefundScope

from .acts import ActForm, long_text


class Measures(ActForm):
    """计费 — what the standards measure, and which published grounds of exemption apply."""

    def __init__(self, *args: Any, standards: Sequence[FeeStandard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = {one.key: one for standard in standards for one in standard.terms.measures}
        for key, measure in self.measures.items():
            self.fields[f"measure-{key}"] = forms.DecimalField(
                label=noted(measure.shown, measure.unit),
                min_value=Decimal("0.0001"),
                max_digits=16,
                decimal_places=4,
            )
        choices = [
            (f"{one.code}.{ground.key}", f"{one.name}{mark('：')}{noted(ground.shown, ground.basis)}")
            for one in standards
            for ground in one.terms.reductions
        ]
        if choices:
            self.fields["reductions"] = forms.MultipleChoiceField(
                label=_("减免"),
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("只能选择已公布的减免，金额由系统计算。"),
            )

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = self.cleaned_data
        return {
            "measured": {key: data[f"measure-{key}"] for key in self.measures},
            "reductions": data.get("reductions", []),
        }


class Reason(ActForm):
    """An act that needs its reason."""

    reason = forms.CharField(label=gettext_lazy("理由"), widget=long_text(3), max_length=200)


class Note(ActForm):
    """An act of a second person, with a word if there is something to say."""

    note = forms.CharField(label=gettext_lazy("意见"), widget=long_text(3), max_length=200, required=False)


class Rejection(ActForm):
    """A second person does not agree."""

    note = forms.CharField(label=gettext_lazy("不同意的理由"), widget=long_text(3), max_length=200)


class BankFile(ActForm):
    """到账文件."""

    file = forms.FileField(
        label=gettext_lazy("银行到账文件"),
        help_text=gettext_lazy(
            "CSV，UTF-8 或 GB18030。列：银行流水号、交易时间、金额、付款人、付款账号、收款账号、渠道、附言。"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt", "data-max-bytes": 20_971_520}),
    )


class Match(ActForm):
    """人工核销 — the bill by its number, and how one knows."""

    number = forms.CharField(label=gettext_lazy("缴款码"), max_length=30)
    reason = forms.CharField(
        label=gettext_lazy("怎样认定这笔款项属于此通知单"), widget=long_text(3), max_length=200
    )

    def clean_number(self) -> str:
        return "".join(one for one in str(self.cleaned_data["number"]) if one.isdigit())


class RefundOf(ActForm):
    """退费 — the whole, or some lines; the sum follows."""

    scope = forms.ChoiceField(
        label=gettext_lazy("退费范围"),
        choices=[one for one in RefundScope.choices if one[0] != RefundScope.SURPLUS],
        widget=forms.RadioSelect,
        initial=RefundScope.WHOLE,
    )
    positions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("要退的明细"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label=gettext_lazy("退费理由"), widget=long_text(3), max_length=200)

    def __init__(self, *args: Any, order: ChargeOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines: Sequence[ChargeLine] = list(order.lines.filter(kind=LineKind.CHARGE, is_refunded=False))
        field = self.fields["positions"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (one.position, _("%(name)s %(amount)s 元") % {"name": one.name, "amount": one.amount})
            for one in lines
        ]
