"""Fields of consultations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.projects.models import Project
from yimen.modules.projects.states import ConsultationTopic

from .acts import moment
from .fields import ByNumber, day, words


class Registration(forms.Form):
    """登记来访咨询."""

    org = NamedChoice(Org.objects.none(), label=_("接待机构"))
    visited_at = moment(_("来访时间"))
    visitor = forms.CharField(label=_("来访人"), max_length=60)
    visitor_body = forms.CharField(label=_("来访单位"), max_length=100, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    topic = forms.ChoiceField(label=_("咨询主题"), choices=ConsultationTopic.choices)
    project = ByNumber(label=_("项目编号"), required=False, help_text=_("已经登记为重大项目的填写。"))
    question = words(_("咨询内容"))
    answer = words(_("答复"), required=False, hint=_("不能当场答复的不填，之后答复。"))
    minutes = words(_("接待纪要"), required=False)

    def __init__(self, *args: Any, orgs: QuerySet[Org], projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        self.fields["org"].initial = orgs.first()
        self.fields["project"].rows = projects  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the body."""
        return {key: value for key, value in self.cleaned_data.items() if key != "org"}


class Answer(forms.Form):
    """答复来访咨询."""

    answer = words(_("答复"))
    minutes = words(_("接待纪要"), required=False)


class FollowUpPlan(forms.Form):
    """安排咨询回访."""

    person = NamedChoice(Person.objects.none(), label=_("回访人"))
    due_on = day(_("回访期限"))
    purpose = forms.CharField(label=_("回访事由"), max_length=200)

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = officers  # type: ignore[attr-defined]


class FollowUpResult(forms.Form):
    """办理咨询回访."""

    result = words(_("回访结果"))
