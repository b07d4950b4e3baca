"""Fields of licences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.words import cn_date
from yimen.modules.approvals.models import Licence
from yimen.modules.approvals.states import CancelGround, RevocationGround

from .acts import ActForm, long_text


class _Held(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Licences by number and last day: who holds several of a kind tells them apart."""

    def label_from_instance(self, obj: Licence) -> str:
        if obj.holds_until is None:
            return str(obj)
        return _("%(licence)s，有效期至%(day)s") % {"licence": obj, "day": cn_date(obj.holds_until)}


class OneOf(ActForm):
    """选择证照 — one of those that the applicant holds."""

    licence = _Held(
        label=_("证照"), queryset=Licence.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, held: Iterable[Licence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["licence"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Licence.objects.filter(pk__in=[one.pk for one in held]).select_related("type")


class Revocation(ActForm):
    """提出撤销."""

    ground = forms.ChoiceField(
        label=_("撤销事由"), choices=RevocationGround.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(label=_("事实和理由"), widget=long_text(5), max_length=4000)
    effects = forms.CharField(
        label=_("撤销的后果"),
        widget=long_text(3),
        max_length=2000,
        help_text=_(
            "对持证人和公共利益的影响；因机关原因撤销、造成损害的，依法给予赔偿（行政许可法第六十九条）"
        ),
    )


class Opinion(ActForm):
    """陈述申辩."""

    opinion = forms.CharField(label=_("陈述和申辩"), widget=long_text(8), max_length=8000)


class Answer(ActForm):
    """决定 — with the answer to what the holder said."""

    answer = forms.CharField(
        label=_("对陈述申辩的答复"),
        widget=long_text(4),
        max_length=4000,
        required=False,
        help_text=_("持证人陈述、申辩了的，必须答复"),
    )


class Cancellation(ActForm):
    """注销."""

    ground = forms.ChoiceField(label=_("注销事由"), choices=CancelGround.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("事实和依据"), widget=long_text(4), max_length=4000)
