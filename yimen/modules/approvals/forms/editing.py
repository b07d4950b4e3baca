"""起草版本 — the editor of a draft: its terms, conditions, bases, special procedures and particulars, as one form.

Situations, materials, fees and forms are kept as they are: they have pages of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import HoldKind
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.actions.catalogue import TERMS
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.particulars import (
    BASIS_FIELDS,
    Particulars,
    Reach,
    bases_from,
    bases_of,
    particulars_from,
    particulars_of,
    with_particulars,
)
from yimen.modules.approvals.states import ITEM_PATTERNS, Mode

from .acts import long_text
from .catalogue import day

CHANNELS = [
    ("window", _("窗口办理")), ("web", _("网上办理")), ("mobile", _("移动端办理")), ("post", _("快递申请")),
]  # fmt: skip
RESULTS = [
    ("licence", _("证照")), ("approval", _("批文")), ("certificate", _("证明")), ("filing", _("备案凭证")),
]  # fmt: skip
LAPSES = [("withdrawn", _("视为撤回申请")), ("refused", _("不予受理"))]


class Lines(forms.CharField):
    """一行一项 — several short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [one.strip() for one in (super().to_python(value) or "").splitlines() if one.strip()]


class Terms(forms.Form):
    """办理条款 — the plain fields of the version."""

    effective_from = day(_("拟生效日期"))
    pattern = forms.ChoiceField(label=_("审批流程"), choices=ITEM_PATTERNS)
    mode = forms.ChoiceField(label=_("办件类型"), choices=Mode.choices)
    statutory_days = forms.IntegerField(label=_("法定时限（工作日）"), min_value=0, max_value=3650)
    statutory_basis = forms.CharField(label=_("法定时限依据"), max_length=200, required=False)
    promised_days = forms.IntegerField(label=_("承诺时限（工作日）"), min_value=0, max_value=3650)
    promised_note = forms.CharField(label=_("承诺时限说明"), max_length=200, required=False)
    extension_max = forms.IntegerField(label=_("最长延期（工作日）"), min_value=0, max_value=365)
    single_officer_allowed = forms.BooleanField(label=_("可由一人办理（只限即办件）"), required=False)
    quota = forms.IntegerField(label=_("数量限制"), min_value=1, required=False)
    in_hall = forms.BooleanField(label=_("进驻大厅"), required=False)
    centre = NamedChoice(Org.objects.none(), label=_("办理中心"), required=False)
    windows = Lines(
        label=_("窗口"),
        required=False,
        help_text=_("每行一个窗口编号；留空表示综合窗口"),
        widget=long_text(2),
    )
    channels = forms.MultipleChoiceField(
        label=_("办理形式"), choices=CHANNELS, widget=forms.CheckboxSelectMultiple, required=False
    )
    result_name = forms.CharField(label=_("结果名称"), max_length=100)
    result_name_en = forms.CharField(label=_("结果英文名称"), max_length=150, required=False)
    result_kind = forms.ChoiceField(label=_("结果类型"), choices=RESULTS)
    validity_months = forms.IntegerField(label=_("有效期（月）"), min_value=1, required=False)
    correction_lapse = forms.ChoiceField(label=_("逾期未补正的处理"), choices=LAPSES)
    enquiry_phone = forms.CharField(label=_("咨询电话"), max_length=40, required=False)
    supervision_phone = forms.CharField(label=_("监督电话"), max_length=40, required=False)

    def __init__(self, *args: Any, centres: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined]


class Said(forms.Form):
    """条件和要素 — conditions, and the particulars that are one value each."""

    conditions = Lines(label=_("办理条件"), required=False, help_text=_("每行一条"), widget=long_text(6))
    conditions_en = Lines(
        label=_("办理条件（英文）"),
        required=False,
        help_text=_("每行一条，与中文一一对应"),
        widget=long_text(4),
    )
    procedure_note = forms.CharField(label=_("流程说明"), required=False, widget=long_text(2))
    visits = forms.IntegerField(label=_("到办事现场次数"), min_value=0, max_value=9, required=False)
    visit_reason = forms.CharField(label=_("必须到现场的原因"), max_length=200, required=False)
    reach = forms.ChoiceField(label=_("通办范围"), choices=Reach.choices, required=False)
    appointment = forms.BooleanField(label=_("支持预约办理"), required=False)
    courier = forms.BooleanField(label=_("支持物流快递"), required=False)
    after_hours = forms.BooleanField(label=_("提供延时服务"), required=False)
    online_payment = forms.BooleanField(label=_("支持网上支付"), required=False)
    joint = forms.BooleanField(label=_("可以联合办理"), required=False)
    joint_bodies = forms.CharField(label=_("联办机构"), max_length=200, required=False)
    entrusted_by = forms.CharField(label=_("委托部门"), max_length=100, required=False)
    delivery_days = forms.IntegerField(
        label=_("送达时限（工作日）"), min_value=0, max_value=60, required=False
    )
    flow = forms.CharField(label=_("办理流程的文字说明"), required=False, widget=long_text(4))
    rights = forms.CharField(label=_("申请人的权利和义务"), required=False, widget=long_text(4))
    remedies = forms.CharField(
        label=_("救济途径的补充说明"),
        required=False,
        widget=long_text(2),
        help_text=_("复议和诉讼的期限由系统按现行法律写明，这里只写受理机关等补充内容"),
    )
    result_sample = forms.CharField(
        label=_("结果样本"), max_length=300, required=False, help_text=_("样本的名称或者网址")
    )


class BasisRow(forms.Form):
    """设定依据."""

    instrument = forms.CharField(label=_("法律法规"), max_length=150)
    number = forms.CharField(label=_("文号"), max_length=100, required=False)
    article = forms.CharField(label=_("条款"), max_length=80, required=False)
    issued_on = day(_("公布日期"), required=False)
    effective_from = day(_("施行日期"), required=False)
    effective_to = day(_("失效日期"), required=False)
    quote = forms.CharField(label=_("条文摘录"), required=False, widget=long_text(2))


class HoldRow(forms.Form):
    """特别程序 — which may be opened, by which article, and which clocks it stops."""

    kind = forms.ChoiceField(label=_("特别程序"), choices=[("", "—"), *HoldKind.choices])
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)
    stops_statutory = forms.BooleanField(label=_("不计入法定时限"), required=False)
    stops_promised = forms.BooleanField(label=_("不计入承诺时限"), required=False)


class IntermediaryRow(forms.Form):
    """中介服务 — only what the law demands."""

    name = forms.CharField(label=_("中介服务名称"), max_length=100)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class StepRow(forms.Form):
    """环节时限."""

    name = forms.CharField(label=_("环节"), max_length=40)
    days = forms.IntegerField(label=_("时限（工作日）"), min_value=0, max_value=365)


class QuestionRow(forms.Form):
    """常见问题."""

    question = forms.CharField(label=_("问题"), max_length=200)
    answer = forms.CharField(label=_("回答"), widget=long_text(2))
    question_en = forms.CharField(label=_("问题（英文）"), max_length=300, required=False)
    answer_en = forms.CharField(label=_("回答（英文）"), widget=long_text(2), required=False)


ROWS: Mapping[str, tuple[type[forms.Form], Any]] = {
    "bases": (BasisRow, _("设定依据")),
    "holds": (HoldRow, _("特别程序")),
    "intermediaries": (IntermediaryRow, _("中介服务")),
    "step_limits": (StepRow, _("环节时限")),
    "faq": (QuestionRow, _("常见问题")),
}


class Editing:
    """起草版本 — all forms of the page as one; each list of rows has two empty ones to add to."""

    def __init__(self, data: Any, version: ItemVersion, centres: QuerySet[Org]) -> None:
        initial = {name: getattr(version, name) for name in ("effective_from", *TERMS)}
        self.version = version
        self.terms = Terms(data, initial=initial | {"centre": version.centre_id}, centres=centres)
        self.said = Said(data, initial=_said(version))
        self.rows = {
            name: formset_factory(row, extra=2, can_delete=True, max_num=60)(data, prefix=name, initial=rows)
            for (name, (row, _label)), rows in zip(ROWS.items(), _rows(version), strict=True)
        }

    @property
    def labelled(self) -> list[tuple[Any, BaseFormSet[Any]]]:
        return [(ROWS[name][1], formset) for name, formset in self.rows.items()]

    def is_valid(self) -> bool:
        """Every form is asked, so that all errors are shown at once."""
        answers = [
            self.terms.is_valid(),
            self.said.is_valid(),
            *(one.is_valid() for one in self.rows.values()),
        ]
        return all(answers)

    def facts(self) -> dict[str, Any]:
        """What the verb asks for: the terms, and the content with what was edited; the rest of it stays."""
        said = dict(self.said.cleaned_data)
        own = {key: said.pop(key) for key in ("conditions", "conditions_en", "procedure_note")}
        kept = particulars_of(self.version).as_data()
        listed = {key: _kept(self.rows[key]) for key in ("step_limits", "intermediaries", "faq")}
        particulars: Particulars = particulars_from(kept | said | listed)
        bases = bases_from(
            {k: v for k, v in row.items() if k in BASIS_FIELDS} for row in _kept(self.rows["bases"])
        )
        content = with_particulars(self.version.content, particulars, bases)
        return {
            "terms": dict(self.terms.cleaned_data),
            "content": content | own | {"holds": _kept(self.rows["holds"])},
        }


def _said(version: ItemVersion) -> dict[str, Any]:
    body = version.body
    own = {
        "conditions": body.conditions,
        "conditions_en": body.conditions_en,
        "procedure_note": body.procedure_note,
    }
    return particulars_of(version).as_data() | own


def _rows(version: ItemVersion) -> list[list[dict[str, Any]]]:
    """The rows of each list as they stand in the version, in the order of ``ROWS``."""
    stated = particulars_of(version).as_data()
    bases = [{name: getattr(one, name) for name in BASIS_FIELDS} for one in bases_of(version)]
    holds = [
        {name: getattr(one, name) for name in ("kind", "basis", "stops_statutory", "stops_promised")}
        for one in version.body.holds
    ]
    return [
        bases,
        holds,
        *([dict(row) for row in stated.get(key, ())] for key in ("intermediaries", "step_limits", "faq")),
    ]


def _kept(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The rows that were filled in and not struck out."""
    rows = [dict(form.cleaned_data) for form in formset.forms if form.has_changed() or form.initial]
    return [
        {key: value for key, value in row.items() if key != "DELETE"}
        for row in rows
        if row and not row.get("DELETE")
    ]
