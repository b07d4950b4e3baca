"""Fields of programmes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.projects.models import Project

from .fields import ByNumber, words


class ProgrammeSetting(forms.Form):
    """设立专项."""

    org = NamedChoice(Org.objects.none(), label=_("牵头机构"))
    name = forms.CharField(label=_("名称"), max_length=120)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    summary = words(_("说明"), required=False)

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["org"].queryset = orgs  # type: ignore[attr-defined]
        self.fields["org"].initial = orgs.first()

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the body."""
        return {key: value for key, value in self.cleaned_data.items() if key != "org"}


class ClassAdding(forms.Form):
    """增加专项类别."""

    name = forms.CharField(label=_("名称"), max_length=120)
    name_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    item_codes = forms.MultipleChoiceField(
        label=_("包含的事项"), widget=forms.SelectMultiple(attrs={"size": 10})
    )

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_codes"].choices = items  # type: ignore[attr-defined]


class ProjectGrouping(forms.Form):
    """项目加入专项."""

    project = ByNumber(label=_("项目编号"), max_length=24)

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].rows = projects  # type: ignore[attr-defined]
