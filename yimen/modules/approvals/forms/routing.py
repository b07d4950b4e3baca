"""Fields of routing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org, Section
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice, NamedChoices
from yimen.modules.approvals.models import Item, Team

from .acts import ActForm


class Members(ActForm):
    """审核小组成员."""

    members = NamedChoices(Person.objects.none(), label=_("成员"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, examiners: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = examiners  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {**data, "members": list(data["members"])}


class NewTeam(Members):
    """组建审核小组."""

    name = forms.CharField(label=_("名称"), max_length=60)
    field_order = ("name", "members")


class Rule(ActForm):
    """分派规则 — nothing chosen stands for the whole body."""

    item = NamedChoice(Item.objects.none(), label=_("事项"), required=False, empty_label=_("全部事项"))
    section = NamedChoice(Section.objects.none(), label=_("处室"), required=False, empty_label=_("全部处室"))
    person = NamedChoice(Person.objects.none(), label=_("审核员"), required=False)
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("审核小组"), required=False, help_text=_("小组内分派给在办件最少的成员")
    )

    def __init__(self, *args: Any, org: Org, examiners: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, QuerySet[Any]] = {
            "item": Item.objects.filter(org=org),
            "section": Section.objects.filter(org=org),
            "person": examiners,
            "team": Team.objects.filter(org=org),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
