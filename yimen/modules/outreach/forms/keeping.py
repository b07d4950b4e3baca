"""Forms of those who keep a centre: points, agents, stand-ins."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Post
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.outreach import queries
from yimen.modules.outreach.models import AgencyPoint, Agent
from yimen.modules.outreach.states import AgentKind, PointKind

from .acts import day, long_text


class Opening(forms.Form):
    """设立代理点."""

    region = NamedChoice(label=_("所在村、社区或者乡镇"), queryset=Region.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("代理点类型"), choices=PointKind.choices)
    name = forms.CharField(label=_("名称"), max_length=100)
    name_en = forms.CharField(label=_("英文名称"), max_length=150, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    opened_on = day(_("设立日期"))

    def __init__(self, *args: Any, org: Org, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["region"].queryset = Region.objects.filter(area_code__startswith=_reach(org)).order_by(
            "area_code"
        )
        fields["opened_on"].initial = timezone.localdate()


def _reach(org: Org) -> str:
    """The part of the code that the division of the centre and all below it share."""
    return org.region_id.rstrip("0")


class Reason(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=300, widget=long_text(2))


class Appointment(forms.Form):
    """聘任代理员."""

    post: forms.ModelChoiceField[Post] = forms.ModelChoiceField(
        label=_("人员"),
        queryset=Post.objects.none(),
        empty_label=None,
        help_text=_("系统管理员先任命“代理员”岗位，再在这里安排到代理点。"),
    )
    kind = forms.ChoiceField(label=_("代理员类型"), choices=AgentKind.choices)
    since = day(_("聘任日期"))
    instrument = forms.CharField(label=_("聘任依据"), max_length=200, required=False)
    is_party_member = forms.BooleanField(label=_("党员"), required=False)
    training = forms.CharField(label=_("培训"), max_length=200, required=False)
    service_area = forms.CharField(label=_("服务范围"), max_length=200, required=False)

    def __init__(self, *args: Any, point: AgencyPoint, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["post"].queryset = queries.posts_to_serve(point, on)
        fields["post"].label_from_instance = _holder
        fields["since"].initial = on


def _holder(post: Post) -> str:
    return post.person.name


class StandIn(forms.Form):
    """指定接替人."""

    stand_in: forms.ModelChoiceField[Agent] = forms.ModelChoiceField(
        label=_("接替人"), queryset=Agent.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, agent: Agent, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["stand_in"].queryset = queries.colleagues(agent, on)


class Confirmed(forms.Form):
    """An act that needs nothing but the click."""
