"""Fields of hand-over and of sharing results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.models import IssuedDocument

from .acts import ActForm, long_text


class Offer(ActForm):
    """提出移交."""

    to_org = NamedChoice(Org.objects.none(), label=_("接收机关"))
    reason = forms.CharField(label=_("移交理由"), widget=long_text(3))
    basis = forms.CharField(
        label=_("移交依据"), max_length=200, help_text=_("文件和条款，例如：沈政发〔2008〕21号")
    )

    def __init__(self, *args: Any, receivers: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_org"].queryset = receivers  # type: ignore[attr-defined]


class Answer(ActForm):
    """退回移交、不予提供 — the reason."""

    answer = forms.CharField(label=_("理由"), widget=long_text(3))


class Asking(ActForm):
    """请求结果共享."""

    number = forms.CharField(
        label=_("所需结果的办件编号"), max_length=20, help_text=_("只能是同一申请人的办件")
    )
    purpose = forms.CharField(label=_("用途"), widget=long_text(2))
    basis = forms.CharField(label=_("依据"), max_length=200)


class Sharing(ActForm):
    """提供结果."""

    document = forms.ModelChoiceField(IssuedDocument.objects.none(), label=_("提供的文书"), empty_label=None)

    def __init__(self, *args: Any, documents: QuerySet[IssuedDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
