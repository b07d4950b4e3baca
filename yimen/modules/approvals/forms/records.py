"""Fields of record corrections: one person proposes, another confirms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.modules.approvals.actions.records import CORRECTABLE
from yimen.modules.approvals.models import Application, RecordCorrection

from .acts import ActForm, long_text


class Proposal(ActForm):
    """提出更正 — the field, what should stand there, and why."""

    field = forms.ChoiceField(label=gettext_lazy("更正哪一栏"), widget=forms.RadioSelect)
    new_value = forms.CharField(label=gettext_lazy("更正为"), widget=long_text(2), required=False)
    reason = forms.CharField(label=gettext_lazy("更正理由"), widget=long_text(3))

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (name, _("%(field)s：%(value)s") % {"field": label, "value": getattr(application, name) or "—"})
            for name, label in CORRECTABLE.items()
        ]


class Confirmation(ActForm):
    """确认更正 — which of the corrections that wait."""

    field = forms.ChoiceField(label=gettext_lazy("确认哪一项"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, waiting: Sequence[RecordCorrection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.field, _sentence(one)) for one in waiting]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["field"].initial = choices[0][0]


def _sentence(correction: RecordCorrection) -> str:
    return _("%(field)s：由“%(old)s”改为“%(new)s”") % {
        "field": CORRECTABLE.get(correction.field, correction.field),
        "old": correction.old_value,
        "new": correction.new_value,
    }
