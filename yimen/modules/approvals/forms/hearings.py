"""Fields of hearings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice

from .acts import ActForm, long_text


class Reason(ActForm):
    """告知听证权利、决定举行听证."""

    reason = forms.CharField(
        label=_("听证事由"), widget=long_text(4), help_text=_("写入文书，告知申请人和利害关系人")
    )


class Request(ActForm):
    """申请听证."""

    statement = forms.CharField(
        label=_("听证申请"),
        widget=long_text(5),
        required=False,
        help_text=_("可以写明您的意见和理由，也可以到听证会上说"),
    )


class Sitting(ActForm):
    """听证的时间、地点和主持人."""

    begins_at = forms.DateTimeField(
        label=_("举行时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("举行地点"), max_length=200)
    host = NamedChoice(
        Person.objects.none(),
        label=_("听证主持人"),
        help_text=_("审查此申请的工作人员以外的人员（行政许可法第四十八条）"),
    )

    def __init__(self, *args: Any, hosts: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]


class Schedule(Sitting):
    """通知听证."""

    invited = forms.CharField(
        label=_("通知的参加人"),
        widget=long_text(3),
        required=False,
        help_text=_("申请人以外的利害关系人，每行一人"),
    )
    is_public = forms.BooleanField(label=_("公开举行"), required=False, initial=True)


class Move(Sitting):
    """变更听证."""

    reason = forms.CharField(
        label=_("变更原因"), widget=long_text(3), help_text=_("写入新的听证通知书，告知申请人和参加人")
    )


class Minutes(ActForm):
    """听证笔录."""

    attended = forms.CharField(label=_("到场参加人"), widget=long_text(3))
    minutes = forms.CharField(
        label=_("听证笔录"),
        widget=long_text(10),
        help_text=_("审查人员提供的意见和证据、申请人和利害关系人的申辩和质证"),
    )
    signed_by = forms.CharField(
        label=_("笔录签字人"), widget=long_text(2), help_text=_("笔录应当交参加人确认无误后签字或者盖章")
    )
