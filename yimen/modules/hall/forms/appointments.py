"""Fields of appointments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import cn_date
from yimen.modules.hall.models import BusinessClass
from yimen.modules.hall.rules import Slot

from .queue import Nothing, Reason

__all__ = ["AfterHours", "Booking", "Choice", "LookUp", "Nothing", "Reason", "SlotChoice"]


class Choice(forms.Form):
    """选择业务和日期 — by the address, so that it can be sent on."""

    business = NamedChoice(BusinessClass.objects.none(), label=gettext_lazy("业务"), empty_label=None)
    day = forms.ChoiceField(label=gettext_lazy("日期"))

    def __init__(self, *args: Any, classes: Any, days: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["business"].queryset = classes  # type: ignore[attr-defined]
        self.fields["day"].choices = [(one.isoformat(), cn_date(one)) for one in days]  # type: ignore[attr-defined]


class SlotChoice(forms.Form):
    """时段 — those that have a place."""

    slot = forms.ChoiceField(label=gettext_lazy("时段"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [(one.starts_at.isoformat(), _label(one)) for one in slots if one.free]  # type: ignore[attr-defined]

    @property
    def starts_at(self) -> datetime:
        found = parse_datetime(self.cleaned_data["slot"])
        assert found is not None  # noqa: S101 - one of our own choices
        return found


class Booking(SlotChoice):
    """预约 — the slot, and whom one may reach."""

    name = forms.CharField(
        label=gettext_lazy("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号码"),
        max_length=30,
        help_text=gettext_lazy("提醒和变更用短信告知；改约、取消时与预约码一起核对"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    item_code = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())


class AfterHours(forms.Form):
    """延时服务."""

    business = NamedChoice(BusinessClass.objects.none(), label=gettext_lazy("业务"), empty_label=None)
    day = forms.DateField(
        label=gettext_lazy("日期"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    begins = forms.TimeField(label=gettext_lazy("时间"), widget=forms.TimeInput(attrs={"type": "time"}))
    note = forms.CharField(label=gettext_lazy("为什么需要延时服务"), max_length=200)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    phone = forms.CharField(label=gettext_lazy("手机号码"), max_length=30)

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["business"].queryset = classes  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the class."""
        data = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(data["day"], data["begins"]))
        return {"starts_at": moment, **{key: data[key] for key in ("note", "name", "phone")}}


class LookUp(forms.Form):
    """查找预约 — by telephone and code; the code goes by POST."""

    phone = forms.CharField(
        label=gettext_lazy("手机号码"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    code = forms.CharField(
        label=gettext_lazy("预约码"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _label(slot: Slot) -> str:
    times = f"{timezone.localtime(slot.starts_at):%H:%M}–{timezone.localtime(slot.ends_at):%H:%M}"
    return _("%(times)s（余%(free)s）") % {"times": times, "free": slot.free}
