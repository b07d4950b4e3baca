"""Fields of the green channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.projects import queries

from .fields import day, words


class EnrolmentApplication(forms.Form):
    """提出进入绿色通道."""

    criteria = forms.MultipleChoiceField(label=_("符合的条件"), widget=forms.CheckboxSelectMultiple)
    grounds = words(_("理由"))
    officer = NamedChoice(Person.objects.none(), label=_("代理专员"))
    from_on = day(_("起始日期"))
    until_on = day(_("截止日期"), required=False, hint=_("没有期限的不填。"))

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, named(one)) for one in queries.criteria()]
        self.fields["criteria"].choices = choices  # type: ignore[attr-defined]
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]
