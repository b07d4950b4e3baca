"""Fields of the site inspection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice, NamedChoices

from .acts import ActForm, long_text


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    """A moment, typed or picked."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


class Call(ActForm):
    """组织勘验."""

    begins_at = moment(_("勘验时间"))
    place = forms.CharField(label=_("勘验地点"), max_length=200)
    purpose = forms.CharField(label=_("勘验内容"), widget=long_text(3))
    checklist = forms.CharField(
        label=_("勘验清单"), widget=long_text(6), required=False, help_text=_("每行一项，各部门逐项填写结果")
    )
    orgs = NamedChoices(
        Org.objects.none(),
        label=_("其他需要勘验的部门"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("需要到场的部门一次到场；未参加的部门不能另行勘验"),
    )

    def __init__(self, *args: Any, others: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orgs"].queryset = others  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told: the checklist as lines."""
        data = dict(self.cleaned_data)
        return {**data, "orgs": list(data["orgs"]), "checklist": data["checklist"].splitlines()}


class Move(ActForm):
    """改期勘验."""

    begins_at = moment(_("勘验时间"))
    place = forms.CharField(label=_("勘验地点"), max_length=200)
    reason = forms.CharField(label=_("改期的原因"), widget=long_text(3))


class Officers(ActForm):
    """指派勘验人员."""

    first = NamedChoice(Person.objects.none(), label=_("勘验人员"))
    second = NamedChoice(Person.objects.none(), label=_("第二名勘验人员"))

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].queryset = officers  # type: ignore[attr-defined]


class Photo(ActForm):
    """勘验照片 — time and place are read from the picture where it says them."""

    upload = forms.FileField(
        label=_("照片"), widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"})
    )
    taken_at = moment(_("拍摄时间"), required=False, help_text=_("照片自带时间的以照片为准；没有的请填写"))
    place = forms.CharField(label=_("拍摄地点"), max_length=200)

    @property
    def file(self) -> UploadedFile[bytes]:
        given = self.cleaned_data["upload"]
        assert isinstance(given, UploadedFile)  # noqa: S101 - a file field gives a file
        return given

    @property
    def stated_at(self) -> datetime | None:
        found = self.cleaned_data.get("taken_at")
        return found if isinstance(found, datetime) else None


class Findings(ActForm):
    """登记勘验结果 — one field a line of the checklist."""

    opinion = forms.CharField(label=_("勘验意见"), widget=long_text(4))

    def __init__(self, *args: Any, checklist: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [row["text"] for row in checklist]
        own = {
            f"line-{place}": forms.CharField(label=text, max_length=300)
            for place, text in enumerate(self.lines)
        }
        self.fields = {**own, **self.fields}

    def rows(self) -> list[dict[str, str]]:
        """What the verb is told, line by line."""
        return [
            {"text": text, "result": self.cleaned_data[f"line-{place}"], "note": ""}
            for place, text in enumerate(self.lines)
        ]


class Completion(ActForm):
    """完成勘验."""

    conclusion = forms.CharField(
        label=_("勘验结论"), widget=long_text(5), help_text=_("写入勘验报告，供各部门共用")
    )
