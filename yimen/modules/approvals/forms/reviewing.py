"""Fields of review: who examines, the opinion, the way back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.language import official_language
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.content import Content
from yimen.modules.approvals.states import Opinion

from .acts import ActForm, long_text


class ExaminerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """审核员 — with how much each has in hand."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(name)s（在办 %(count)s 件）") % {"name": obj.name, "count": obj.in_hand}


class Assignment(ActForm):
    """分派审核."""

    reviewer = ExaminerField(Person.objects.none(), label=gettext_lazy("审核员"), empty_label=None)

    def __init__(self, *args: Any, examiners: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = examiners  # type: ignore[attr-defined]


class Examination(ActForm):
    """审核 — a phrase can begin the grounds; what is typed follows it."""

    opinion = forms.ChoiceField(
        label=gettext_lazy("审核意见"), choices=Opinion.choices, widget=forms.RadioSelect
    )
    phrase = forms.ChoiceField(
        label=gettext_lazy("常用理由"),
        required=False,
        help_text=gettext_lazy("选用后写在理由的开头，可以再补充"),
    )
    grounds = forms.CharField(
        label=gettext_lazy("理由"),
        widget=long_text(5),
        required=False,
        help_text=gettext_lazy("常用理由和理由至少填一项"),
    )
    conditions = forms.CharField(
        label=gettext_lazy("附加条件"),
        widget=long_text(2),
        required=False,
        help_text=gettext_lazy("附条件准予时填写"),
    )
    second_officer = NamedChoice(
        Person.objects.none(),
        label=gettext_lazy("第二名核查人员"),
        required=False,
        empty_label=gettext_lazy("未实地核查"),
        help_text=gettext_lazy("实地核查须有两名以上工作人员（行政许可法第三十四条）"),
    )

    def __init__(self, *args: Any, officers: QuerySet[Person], content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second_officer"].queryset = officers  # type: ignore[attr-defined]
        self.fields["phrase"].choices = [("", "—"), *((one, one) for one in phrases(content))]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told: the phrase and what was typed are the grounds."""
        data = dict(self.cleaned_data)
        parts = (data.pop("phrase", ""), data["grounds"].strip())
        return {**data, "grounds": "\n".join(part for part in parts if part)}


@official_language()
def phrases(content: Content) -> list[str]:
    """常用理由 — sentences that begin most opinions; those of refusal name the item's own conditions.

    They go into the decision, so they are in the official language.
    """
    return [
        _("申请材料齐全、符合法定形式，申请人符合本事项的条件。"),
        _("经实地核查，实际情况与申请材料一致，符合本事项的条件。"),
        *(_("不符合本事项的条件：%(condition)s。") % {"condition": one} for one in content.conditions),
    ]


class Returning(ActForm):
    """退回重审."""

    reason = forms.CharField(label=gettext_lazy("退回理由"), widget=long_text())
