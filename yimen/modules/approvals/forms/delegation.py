"""Fields of delegation: where a project lies, what is given to whom, from when, for which projects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.web.choices import NamedChoice, NamedChoices
from yimen.modules.approvals import delegations
from yimen.modules.approvals.actions.delegation import Conditions, Receiver
from yimen.modules.approvals.models import DelegationGrant, Item
from yimen.modules.approvals.routing import Attributes
from yimen.modules.approvals.states import DelegationKind, HandOverPoint

from .acts import ActForm, long_text


def day_field(**facts: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **facts)


class Where(ActForm):
    """所在地 — what must be said so that the competent body is known; only what the item's delegations ask."""

    place = NamedChoice(
        Region.objects.none(),
        label=_("所在区县"),
        help_text=_("项目、场所或者经营地点所在的区县；由哪个机关受理取决于它。"),
    )
    project_class = forms.CharField(label=_("项目类别"), max_length=40)
    amount = forms.DecimalField(
        label=_("金额（元）"), max_digits=16, decimal_places=2, min_value=0, help_text=_("项目总投资额")
    )

    def __init__(self, *args: Any, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asked):
            del self.fields[name]
        if "place" in self.fields:
            self.fields["place"].queryset = delegations.places()  # type: ignore[attr-defined]

    @property
    def place_given(self) -> Region | None:
        return self.cleaned_data.get("place")

    @property
    def project(self) -> Attributes:
        return Attributes(self.cleaned_data.get("project_class", ""), self.cleaned_data.get("amount"))


class Drafting(ActForm):
    """起草下放决定."""

    kind = forms.ChoiceField(label=_("方式"), choices=DelegationKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("名称"), max_length=200)
    title_en = forms.CharField(label=_("英文名称"), max_length=250, required=False)
    instrument_no = forms.CharField(label=_("文件名称和文号"), max_length=100)
    items = NamedChoices(Item.objects.none(), label=_("事项"), widget=forms.CheckboxSelectMultiple)
    receivers = NamedChoices(
        Org.objects.none(),
        label=_("承接机关"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每个机关承接本区县范围内的事项"),
    )
    starts_on = day_field(label=_("施行日期"), help_text=_("此前收到的申请仍由原机关办理"))
    ends_on = day_field(label=_("失效日期"), required=False, help_text=_("没有就留空"))
    published_on = day_field(
        label=_("向社会公告日期"),
        required=False,
        help_text=_("委托的，公布之前必须填写（行政许可法第二十四条）"),
    )
    project_class = forms.CharField(
        label=_("限于项目类别"), max_length=40, required=False, help_text=_("留空表示全部项目")
    )
    amount_from = forms.DecimalField(
        label=_("金额不低于（元）"), max_digits=16, decimal_places=2, min_value=0, required=False
    )
    amount_below = forms.DecimalField(
        label=_("金额低于（元）"), max_digits=16, decimal_places=2, min_value=0, required=False
    )
    note = forms.CharField(label=_("说明"), widget=long_text(3), required=False)

    def __init__(
        self, *args: Any, items: QuerySet[Item], org: Org, today: date, grant: DelegationGrant | None = None
    ) -> None:
        super().__init__(*args, initial=_written(grant) if grant else None)
        self.today = today
        self.fields["items"].queryset = items  # type: ignore[attr-defined]
        self.fields["receivers"].queryset = delegations.receivers(org)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("amount_from"), data.get("amount_below")
        if low is not None and high is not None and high <= low:
            self.add_error("amount_below", _("应当大于下限"))
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and first < self.today:
            self.add_error("starts_on", _("施行日期已经过去"))
        if first and last and last <= first:
            self.add_error("ends_on", _("应当在施行日期之后"))
        return data

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        data = dict(self.cleaned_data)
        given: list[Receiver] = [(one, one.region) for one in data.pop("receivers")]
        conditions = Conditions(data.pop("project_class"), data.pop("amount_from"), data.pop("amount_below"))
        return data | {"items": list(data["items"]), "receivers": given, "conditions": conditions}


def _written(grant: DelegationGrant) -> dict[str, Any]:
    """What the draft says now; all its lines have the same conditions."""
    lines = list(grant.lines.all())
    names = ("kind", "title", "title_en", "instrument_no", "starts_on", "ends_on", "published_on", "note")
    said = {name: getattr(grant, name) for name in names}
    asked = ("project_class", "amount_from", "amount_below")
    said |= {name: getattr(lines[0], name) for name in asked} if lines else {}
    return said | {"items": {one.item_id for one in lines}, "receivers": {one.receiver_id for one in lines}}


class Publication(ActForm):
    """公布下放决定."""

    published_on = day_field(
        label=_("向社会公告日期"),
        required=False,
        help_text=_("委托的必须填写（行政许可法第二十四条）；下放的可以留空"),
    )


class Ending(ActForm):
    """终止下放."""

    ends_on = day_field(label=_("从哪一天起由原机关受理"))
    instrument_no = forms.CharField(label=_("依据文件"), max_length=100)

    def __init__(self, *args: Any, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = first


class Confirming(ActForm):
    """确认交接."""

    point = forms.ChoiceField(label=_("交接事项"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("交接内容"), widget=long_text(2))

    def __init__(self, *args: Any, grant: DelegationGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [one for one in HandOverPoint.choices if one[0] not in grant.checklist]
        self.fields["point"].choices = left  # type: ignore[attr-defined]
