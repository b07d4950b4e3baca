"""Fields of the short acts: a reason, an opinion, a day, a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.disclosure import queries, rules
from yimen.modules.disclosure.models import ClassificationNode, Publication
from yimen.modules.disclosure.states import Ground, RetractionKind, Scheme, Verdict

AREA = forms.Textarea(attrs={"rows": 3})
CHECK_WORDS = {
    "state_secret": _("是否含有国家秘密或者可能涉密的内容？"),
    "forbidden": _("法律、行政法规是否禁止公开？"),
    "security": _("公开后是否可能危及国家安全、公共安全、经济安全、社会稳定？"),
    "third_party": _("是否含有商业秘密、个人隐私，会损害第三方合法权益？"),
    "internal": _("是否属于人事管理、后勤管理、内部工作流程等内部事务信息？"),
    "process": _("是否属于讨论记录、过程稿、磋商信函、请示报告等过程性信息？"),
    "enforcement_file": _("是否属于行政执法案卷信息？"),
    "aggregation": _("与其他已经公开的信息汇集后，是否可能涉密或者有害？"),
}


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class Nothing(forms.Form):
    """An act without facts of its own."""


class Reason(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=AREA)


class Comment(forms.Form):
    """退回意见."""

    comment = forms.CharField(
        label=_("退回意见"), max_length=500, widget=AREA, help_text=_("写明需要修改什么，承办人会收到通知。")
    )


class Opinion(forms.Form):
    """审查意见."""

    verdict = forms.ChoiceField(label=_("意见"), choices=Verdict.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("不予公开的理由"),
        choices=[("", "—"), *Ground.choices],
        required=False,
        help_text=_("选择不予公开时必填。"),
    )
    text = forms.CharField(
        label=_("意见说明"),
        max_length=500,
        widget=AREA,
        required=False,
        help_text=_("不同意公开，或者审查要点中有“是”的，必须写明。"),
    )


class SecrecyOpinion(Opinion):
    """保密审查意见: every point of the list is answered."""

    field_order = [f"point_{one}" for one in rules.CHECKLIST]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in rules.CHECKLIST:
            self.fields[f"point_{name}"] = forms.ChoiceField(
                label=CHECK_WORDS[name], choices=[("no", _("否")), ("yes", _("是"))], widget=forms.RadioSelect
            )
        self.order_fields([*(f"point_{one}" for one in rules.CHECKLIST), "verdict", "ground", "text"])

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = self.cleaned_data
        answers = {name: data[f"point_{name}"] == "yes" for name in rules.CHECKLIST}
        return {"checklist": answers, **{name: data[name] for name in ("verdict", "ground", "text")}}


class Signature(Opinion):
    """签发意见: open or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [one for one in Verdict.choices if one[0] != Verdict.PARTIAL]
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]


class Doubt(forms.Form):
    """提请确定."""

    to_org = NamedChoice(Org.objects.none(), label=_("提请的机关"))
    question = forms.CharField(label=_("需要确定的问题"), max_length=500, widget=AREA)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_org"].queryset = queries.answering_bodies()  # type: ignore[attr-defined]


class ReferralAnswer(forms.Form):
    """答复提请."""

    verdict = forms.ChoiceField(label=_("答复意见"), choices=Verdict.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("不予公开的理由"), choices=[("", "—"), *Ground.choices], required=False
    )
    answer = forms.CharField(label=_("答复的理由"), max_length=500, widget=AREA)


class Planned(forms.Form):
    """定时公开."""

    planned_at = forms.DateTimeField(
        label=_("公开时间"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
    )


class Evaluation(forms.Form):
    """定期评估."""

    may_open = forms.TypedChoiceField(
        label=_("评估结果"),
        choices=[("no", _("仍不予公开")), ("yes", _("可以公开，转入起草后重新审查"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("理由"), max_length=300, widget=AREA)


class Retraction(forms.Form):
    """撤回."""

    kind = forms.ChoiceField(
        label=_("撤回原因"),
        choices=[("", "—"), *RetractionKind.choices],
        help_text=_("选择涉及国家秘密的，页面只保留索引号、“已撤回”和日期，附件和提取的文本不再提供。"),
    )
    reason = forms.CharField(
        label=_("撤回说明"),
        max_length=500,
        widget=AREA,
        help_text=_("会显示在原页面上（涉及国家秘密的除外）。"),
    )


class Basis(forms.Form):
    """效力变动的依据."""

    on = day_field(_("自哪一天起"), initial=timezone.localdate)
    by_number = forms.CharField(
        label=_("所据文件的索引号"),
        max_length=60,
        required=False,
        help_text=_("已在本站公开的文件，填写它的索引号。"),
    )
    by_text = forms.CharField(
        label=_("所据文件的名称和文号"),
        max_length=300,
        required=False,
        help_text=_("未在本站公开的，填写名称和文号。"),
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def clean_by_number(self) -> Publication | None:
        return published_under(self.cleaned_data["by_number"])

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = dict(self.cleaned_data)
        return {"by_publication": data.pop("by_number"), **data}


class Prolongation(Basis):
    """延长有效期."""

    on = None  # type: ignore[assignment]
    until = day_field(_("延长至"))
    field_order = ["until", "by_number", "by_text", "note"]


class NodeEnd(forms.Form):
    """停用分类."""

    on = day_field(_("停用日期"), initial=timezone.localdate)
    replaced_by = forms.ModelChoiceField(
        ClassificationNode.objects.none(), label=_("替代分类"), required=False
    )

    def __init__(self, *args: Any, node: ClassificationNode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = queries.nodes(node.scheme, timezone.localdate()).exclude(pk=node.pk)
        self.fields["replaced_by"].queryset = others  # type: ignore[attr-defined]
        self.fields["replaced_by"].label_from_instance = named  # type: ignore[attr-defined]


class NodeNames(forms.Form):
    """变更分类."""

    name = forms.CharField(label=_("名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=150, required=False)
    order = forms.IntegerField(label=_("顺序"), min_value=0, max_value=100_000)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)


class NodeNew(NodeNames):
    """增设分类."""

    scheme = forms.ChoiceField(label=_("分类体系"), choices=Scheme.choices)
    code = forms.SlugField(
        label=_("代码"), max_length=40, help_text=_("字母、数字和连字符；启用后不能更改。")
    )
    parent_code = forms.SlugField(label=_("上级分类的代码"), max_length=40, required=False)
    valid_from = day_field(_("启用日期"), initial=timezone.localdate)
    field_order = ["scheme", "code", "parent_code", "name", "name_en", "order", "basis", "valid_from"]

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = dict(self.cleaned_data)
        code = data.pop("parent_code")
        data["parent"] = queries.nodes(data["scheme"]).filter(code=code).first() if code else None
        return data

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code = data.get("parent_code")
        if code and not queries.nodes(str(data.get("scheme"))).filter(code=code).exists():
            self.add_error("parent_code", _("这个体系里没有这个代码。"))
        return data


class Standing(forms.Form):
    """类别审查."""

    code = forms.SlugField(
        label=_("类别代码"),
        max_length=40,
        help_text=_("行政许可结果为 licence-results。"),
        initial="licence-results",
    )
    title = forms.CharField(label=_("类别"), max_length=100)
    scope_text = forms.CharField(
        label=_("公开的栏目和条件"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )


def published_under(index_number: str) -> Publication | None:
    """The published information with this index number; an error for one that is not there."""
    if not index_number.strip():
        return None
    found = queries.listed(timezone.localdate()).filter(index_number=index_number.strip()).first()
    if found is None:
        raise forms.ValidationError(_("没有这个索引号的公开信息。"))
    return found
