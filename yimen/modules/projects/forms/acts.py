"""Fields of the acts of projects, stages, tasks and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice, NamedChoices
from yimen.modules.approvals.public import Defect, DeliveryMethod
from yimen.modules.projects.asking import Needed
from yimen.modules.projects.models import StageTemplate
from yimen.modules.projects.states import ProjectClass, ReviewKind, SeatStance

RADIOS = forms.RadioSelect


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def moment(label: Any) -> forms.DateTimeField:
    """A moment, typed or picked."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


class Nothing(forms.Form):
    """An act that asks nothing more."""


class Reason(forms.Form):
    """原因."""

    reason = forms.CharField(label=_("原因"), widget=long_text(3), max_length=300)


class OptionalReason(forms.Form):
    """原因, where one may be given."""

    reason = forms.CharField(label=_("原因"), widget=long_text(3), max_length=300, required=False)


class Sums(forms.Form):
    """项目类别 and 投资额: one line a currency."""

    classes = forms.MultipleChoiceField(
        label=_("项目类别"), choices=ProjectClass.choices, widget=forms.CheckboxSelectMultiple
    )
    investments = forms.CharField(
        label=_("投资额"),
        widget=long_text(3),
        required=False,
        help_text=_("每行一个币种，例如：CNY 500000000；各币种分别登记，不相加"),
    )

    def clean_investments(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in str(self.cleaned_data["investments"]).splitlines():
            if line.strip():
                currency, amount = _sum(line)
                found[currency] = amount
        return found


def _sum(line: str) -> tuple[str, Decimal]:
    parts = line.replace(",", "").replace("，", " ").split()
    try:
        currency, amount = parts[0].upper(), Decimal(parts[1])
    except (IndexError, InvalidOperation):
        raise forms.ValidationError(
            gettext("“%(line)s”应当写成币种和金额，例如：CNY 500000000。"), params={"line": line[:40]}
        ) from None
    return currency, amount


class Registration(Sums):
    """登记项目."""

    org = NamedChoice(Org.objects.none(), label=_("牵头机构"))
    name = forms.CharField(label=_("项目名称"), max_length=200)
    owner = forms.CharField(label=_("建设单位登录名"), max_length=60)
    place = NamedChoice(Region.objects.all(), label=_("所在地"))
    address = forms.CharField(label=_("建设地点"), max_length=200, required=False)
    summary = forms.CharField(label=_("建设内容"), widget=long_text(3), required=False)

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        order = ["org", "name", "owner", "classes", "investments", "place", "address", "summary"]
        self.order_fields(order)

    def clean_owner(self) -> Person:
        found = Person.objects.filter(login=self.cleaned_data["owner"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(gettext("没有这个登录名。"))
        return found

    def facts(self) -> dict[str, Any]:
        """What the verb is told beside its subject."""
        return {key: value for key, value in self.cleaned_data.items() if key != "org"}


class Amendment(Sums):
    """变更项目."""

    name = forms.CharField(label=_("项目名称"), max_length=200)


class HandOver(forms.Form):
    """移交项目."""

    org = NamedChoice(Org.objects.none(), label=_("移交给"))
    reason = forms.CharField(label=_("移交的原因"), widget=long_text(3), max_length=300)

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]


class Completion(forms.Form):
    """项目结束."""

    is_ended = forms.BooleanField(label=_("项目终止，没有全部办结"), required=False)


class Preparation(forms.Form):
    """准备阶段申请."""

    template = NamedChoice(StageTemplate.objects.none(), label=_("阶段"), widget=RADIOS, empty_label=None)

    def __init__(self, *args: Any, templates: QuerySet[StageTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]


class Extension(forms.Form):
    """延长期限."""

    days = forms.IntegerField(label=_("延长的工作日"), min_value=1)
    reason = forms.CharField(label=_("理由"), widget=long_text(3), max_length=300)


class Issue(forms.Form):
    """统一发放结果."""

    method = forms.ChoiceField(label=_("领取方式"), choices=DeliveryMethod.choices, widget=RADIOS)
    receiver = forms.CharField(label=_("签收人"), max_length=100)


class Wish(forms.Form):
    """其余事项的意愿."""

    goes_on = forms.TypedChoiceField(
        label=_("部分事项不予许可或者终止后"),
        choices=[("yes", _("其余事项继续办理")), ("no", _("不再办理其余事项"))],
        coerce=lambda value: value == "yes",
        widget=RADIOS,
    )


class Merging(forms.Form):
    """统一补正 — each demand stands for itself, or is the same as another one."""

    def __init__(self, *args: Any, demands: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in demands:
            others = [(other, label) for other, label in demands if other != key]
            if others:
                self.fields[key] = forms.ChoiceField(
                    label=gettext("“%(name)s”与下列要求相同") % {"name": name},
                    choices=[("", gettext("单独列出")), *others],
                    required=False,
                )

    def merges(self) -> dict[str, str]:
        return {key: value for key, value in self.cleaned_data.items() if value}


class Supplement(forms.Form):
    """补正要求 — what is wrong with which material, and how to cure it; what is right is left blank."""

    def __init__(self, *args: Any, needed: Sequence[Needed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = needed
        for one in needed:
            self.fields[f"defect:{one.key}"] = forms.ChoiceField(
                label=one.shown, choices=[("", gettext("没有问题")), *Defect.choices], required=False
            )
            self.fields[f"cure:{one.key}"] = forms.CharField(
                label=gettext("“%(name)s”如何补正") % {"name": one.shown}, max_length=300, required=False
            )

    def rows(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        return [
            {"key": one.key, "defect": data[f"defect:{one.key}"], "cure": data[f"cure:{one.key}"]}
            for one in self.needed
            if data[f"defect:{one.key}"]
        ]


class MaterialFile(forms.Form):
    """共享材料."""

    file = forms.FileField(label=_("选择文件"), widget=forms.FileInput)

    def __init__(self, *args: Any, needed: Needed, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = ",".join(f".{one}" for one in needed.formats)
        self.fields["file"].widget.attrs |= {"accept": accepted, "data-max-bytes": largest}


class ReviewCall(forms.Form):
    """组织联合会审."""

    kind = forms.ChoiceField(label=_("会审种类"), choices=ReviewKind.choices, widget=RADIOS)
    begins_at = moment(_("时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    agenda = forms.CharField(label=_("议程"), widget=long_text(4))
    orgs = NamedChoices(
        Org.objects.none(),
        label=_("通知的部门"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选择时通知本阶段全部部门"),
    )
    survey = forms.FileField(
        label=_("联合测绘成果"),
        required=False,
        widget=forms.FileInput,
        help_text=_("联合验收时提交，一次测绘、各部门共用"),
    )

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orgs"].queryset = orgs  # type: ignore[attr-defined]


class VisitCall(forms.Form):
    """组织联合勘验."""

    begins_at = moment(_("勘验时间"))
    place = forms.CharField(label=_("勘验地点"), max_length=200)
    purpose = forms.CharField(label=_("勘验内容"), widget=long_text(3))
    checklist = forms.CharField(
        label=_("勘验清单"),
        widget=long_text(5),
        required=False,
        help_text=_("每行一项，各部门逐项填写结果"),
    )

    def clean_checklist(self) -> list[str]:
        return str(self.cleaned_data["checklist"]).splitlines()


class ReviewOpinion(forms.Form):
    """会审意见."""

    stance = forms.ChoiceField(
        label=_("会审意见"), choices=[one for one in SeatStance.choices if one[0]], widget=RADIOS
    )
    opinion = forms.CharField(label=_("意见"), widget=long_text(4), required=False)


class Minutes(forms.Form):
    """会审纪要."""

    minutes = forms.CharField(label=_("纪要"), widget=long_text(8))
    decision = forms.CharField(label=_("会审结论"), widget=long_text(3))
