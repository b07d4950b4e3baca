"""The form of an answer: an outcome for each thing that was asked for, and the facts that its letter must state."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.words import named
from yimen.modules.requests import queries, rules
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import Outcome

from .acts import ActForm
from .asking import FORMATS, long_text

MACHINES_OWN = ("abandoned_no_correction", "abandoned_fee_unpaid")
BESIDE = {
    "body": _("应当向哪个机关申请"),
    "contact": _("该机关的联系方式"),
    "note": _("其他需要说明的内容"),
}
FILES = ("file_1", "file_2", "file_3")


class AnswerDraft(ActForm):
    """拟写答复 — what an outcome does not need may stay empty; what it needs is asked for when it is missing."""

    def prepare(self) -> None:
        self.matters = list(self.about.matters.order_by("position"))
        choices = [("", "—"), *((one.code, named(one)) for one in self._outcomes())]
        for matter in self.matters:
            self._add_part(matter.position, choices)
        for name in FILES:
            self.fields[name] = forms.FileField(
                label=_("随答复提供的信息（文件）"),
                required=False,
                widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in FORMATS)}),
            )

    def _outcomes(self) -> list[Outcome]:
        return [one for one in queries.outcomes() if one.code not in MACHINES_OWN]

    def _add_part(self, position: int, choices: list[tuple[str, str]]) -> None:
        prefix = f"part_{position}_"
        self.fields[f"{prefix}outcome"] = forms.ChoiceField(label=_("答复类型"), choices=choices)
        for name, label in {**rules.NEEDED, **BESIDE}.items():
            self.fields[f"{prefix}{name}"] = forms.CharField(
                label=str(label), max_length=2000, required=False, widget=long_text(2)
            )

    def parts(self) -> list[dict[str, Any]]:
        """The bound fields by matter, for the template."""
        names = ("outcome", *rules.NEEDED, *BESIDE)
        return [
            {"matter": one, "fields": [self[f"part_{one.position}_{name}"] for name in names]}
            for one in self.matters
        ]

    def file_fields(self) -> list[Any]:
        return [self[name] for name in FILES]

    @property
    def uploads(self) -> list[UploadedFile[bytes]]:
        return [self.cleaned_data[name] for name in FILES if self.cleaned_data.get(name)]

    def facts(self) -> dict[str, Any]:
        return {"parts": [self._part(one.position) for one in self.matters]}

    def _part(self, position: int) -> PartGiven:
        said = {
            name: self.cleaned_data.get(f"part_{position}_{name}", "") for name in (*rules.NEEDED, *BESIDE)
        }
        return PartGiven(position, self.cleaned_data[f"part_{position}_outcome"], said)
