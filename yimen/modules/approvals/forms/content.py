"""Rows of a version's content: a question, a material, a fee, a step, a way for a situation, a field of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals.item_forms import FieldKind
from yimen.modules.approvals.item_forms.shapes import Meaning, Prefill
from yimen.modules.approvals.states import ITEM_PATTERNS, Mode

from .rules import Ruled

MORE = 3
SOURCES = [
    ("applicant", _("申请人自备")),
    ("other_body", _("其他机构出具，由申请人提交")),
    ("government_result", _("政府部门核发，由部门自行取得")),
    ("shared_data", _("数据共享，由部门自行取得")),
]
FORMS = [("either", _("纸质或者电子")), ("paper", _("纸质")), ("electronic", _("电子"))]
FORMATS = [("pdf", "PDF"), ("jpg", "JPG"), ("png", "PNG")]


def _text(label: Any, most: int = 200, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=kwargs.pop("required", False), **kwargs)


def _long(label: Any, most: int = 1000, **kwargs: Any) -> forms.CharField:
    return _text(label, most, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


def _count(label: Any, most: int = 99) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


class Row(Ruled):
    """一行 — ``row`` is what is kept; what the form does not show stays as it was."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Mapping[str, Any], others: Sequence[str] = (), **kwargs: Any) -> None:
        initial = {name: row[name] for name in self.base_fields if name in row}
        super().__init__(
            *args, rule=row.get("rule", {}), initial=initial | kwargs.pop("initial", {}), **kwargs
        )
        self.before, self.others = dict(row), list(others)

    def row(self) -> dict[str, Any]:
        """The row as data."""
        names = [name for name in self.base_fields if name not in ("joined", "seen", *self.apart)]
        values = {name: self.cleaned_data[name] for name in names}
        found = {name: _blank(value) for name, value in values.items()}
        found |= {"rule": self.rule()} if self.rule() or "rule" in self.before else {}
        return {"key": self._key(), **found} if "key" not in self.base_fields else found

    apart: tuple[str, ...] = ()

    def _key(self) -> str:
        """The key that it has, or the first free one."""
        if self.before.get("key"):
            return str(self.before["key"])
        stem = self.stem
        return next(f"{stem}{n}" for n in range(1, 1000) if f"{stem}{n}" not in self.others)

    stem = "row-"


def _blank(value: Any) -> Any:
    return "" if value is None else list(value) if isinstance(value, tuple) else value


class Labels:
    """几行名称 — labels in both languages, each with the key that it has or gets."""

    def __init__(self, form: forms.Form, name: str, rows: Sequence[Mapping[str, Any]], stem: str) -> None:
        self.form, self.name, self.stem = form, name, stem
        self.keys = [str(one.get("key", "")) for one in rows] + [""] * MORE
        for number, key in enumerate(self.keys):
            row = rows[number] if key else {}
            form.fields[f"{name}-{number}-label"] = _text(
                _("选项（第%(number)s个）") % {"number": number + 1}, 100, initial=row.get("label", "")
            )
            form.fields[f"{name}-{number}-label_en"] = _text(
                _("英文（第%(number)s个）") % {"number": number + 1}, 150, initial=row.get("label_en", "")
            )

    @property
    def lines(self) -> list[tuple[BoundField, BoundField]]:
        return [
            (self.form[f"{self.name}-{n}-label"], self.form[f"{self.name}-{n}-label_en"])
            for n in range(len(self.keys))
        ]

    def rows(self) -> list[dict[str, str]]:
        data, taken, found = self.form.cleaned_data, set(self.keys), []
        for number, key in enumerate(self.keys):
            if label := data.get(f"{self.name}-{number}-label", "").strip():
                free = (f"{self.stem}{n}" for n in range(1, 1000) if f"{self.stem}{n}" not in taken)
                key = key or next(free)
                taken.add(key)
                found.append({"key": key, "label": label, "label_en": data[f"{self.name}-{number}-label_en"]})
        return found


class SituationRow(Row):
    """情形问题 — with its options."""

    stem = "question-"
    question = _text(_("问题"), required=True)
    question_en = _text(_("英文问题"), 300)
    multiple = forms.BooleanField(label=_("可以选多项"), required=False)

    def __init__(self, *args: Any, row: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, row=_with_rule(row, "depends_on"), **kwargs)
        self.labels = Labels(self, "option", row.get("options", ()), "option-")

    def row(self) -> dict[str, Any]:
        return super().row() | {"options": self.labels.rows(), "depends_on": ""}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(self.labels.rows()) < 2:
            self.add_error("option-0-label", _("请至少填写两个选项。"))
        return cleaned


class MaterialRow(Row):
    """材料要求 — all that is said of one material."""

    stem = "material-"
    apart = ("blank_form_file", "sample_file")
    name = _text(_("材料名称"), required=True)
    name_en = _text(_("英文名称"))
    form = forms.ChoiceField(label=_("材料形式"), choices=FORMS, widget=forms.RadioSelect, initial="either")
    originals = _count(_("原件份数"))
    copies = _count(_("复印件份数"))
    source = forms.ChoiceField(
        label=_("来源"), choices=SOURCES, widget=forms.RadioSelect, initial="applicant"
    )
    issuer = _text(_("出具单位"))
    shared_source = _text(
        _("共享来源"), help_text=_("证照类型或者数据接口的名称，例如营业执照；可以取得的，不得再要求提交。")
    )
    legal_basis = _text(_("要求的依据"), required=True, help_text=_("法律、法规、规章的名称和条款。"))
    standard = _long(_("受理标准"))
    standard_en = _long(_("英文受理标准"))
    fill_guide = _long(_("填报须知"))
    fill_guide_en = _long(_("英文填报须知"))
    page_format = _text(_("纸张要求"), 60)
    formats = forms.MultipleChoiceField(
        label=_("接受的文件格式"),
        choices=FORMATS,
        widget=forms.CheckboxSelectMultiple,
        initial=["pdf", "jpg", "png"],
    )
    tolerable = forms.BooleanField(label=_("可容缺"), required=False)
    tolerance_days = _count(_("容缺补交期限（工作日）"), 365)
    commitment_allowed = forms.BooleanField(label=_("可以告知承诺代替"), required=False)
    needs_original_check = forms.BooleanField(label=_("窗口须核对原件"), required=False)
    blank_form_file = forms.FileField(label=_("空白表格"), required=False, widget=forms.FileInput)
    sample_file = forms.FileField(label=_("填写样例"), required=False, widget=forms.FileInput)

    def __init__(self, *args: Any, row: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, row=_with_rule(row, "when"), **kwargs)

    def row(self) -> dict[str, Any]:
        found = super().row() | {"when": []}
        return found | {name: found[name] or 0 for name in ("originals", "copies", "tolerance_days")}

    def uploads(self) -> dict[str, UploadedFile[bytes]]:
        """The files that were chosen, by the field of the row that they are kept in."""
        given = {"blank_form": "blank_form_file", "sample": "sample_file"}
        return {name: self.cleaned_data[one] for name, one in given.items() if self.cleaned_data.get(one)}


def _with_rule(row: Mapping[str, Any], older: str) -> dict[str, Any]:
    """What an older field says about options, as a rule: there is one way to say it."""
    given = row.get(older) or ()
    refs = [given] if isinstance(given, str) else list(given)
    parts = [
        {"of": f"situation.{one.partition('.')[0]}", "equals": one.partition(".")[2]} for one in refs if one
    ]
    own = row.get("rule", {})
    older_rule = parts[0] if len(parts) == 1 else {"any": parts} if parts else {}
    rule = {"all": [older_rule, own]} if older_rule and own else older_rule or own
    return {**row, "rule": rule}


class FeeRow(Row):
    """收费."""

    name = _text(_("收费项目"), required=True)
    name_en = _text(_("英文名称"))
    basis = _text(_("收费依据"), required=True)
    amount = _text(_("标准"), 40)
    unit = _text(_("单位"), 40)
    note = _long(_("说明"))

    def row(self) -> dict[str, Any]:
        found = super().row()
        found.pop("key", None)
        return found


class ProcedureRow(Row):
    """办理环节."""

    stem = "step-"
    name = _text(_("环节名称"), required=True)
    name_en = _text(_("英文名称"))
    days = _count(_("大约工作日"), 365)
    legal_basis = _text(_("依据"), required=True)

    def row(self) -> dict[str, Any]:
        return {**super().row(), "days": self.cleaned_data["days"] or 0}


class VariantRow(Row):
    """情形办法."""

    stem = "way-"
    name = _text(_("名称"), required=True)
    name_en = _text(_("英文名称"))
    promised_days = forms.IntegerField(
        label=_("承诺时限（工作日）"), min_value=0, required=False, help_text=_("不填则与事项相同。")
    )
    mode = forms.ChoiceField(
        label=_("办件类型"), choices=[("", _("与事项相同")), *Mode.choices], required=False
    )
    pattern = forms.ChoiceField(
        label=_("审批流程"), choices=[("", _("与事项相同")), *ITEM_PATTERNS], required=False
    )

    def row(self) -> dict[str, Any]:
        return {**super().row(), "promised_days": self.cleaned_data["promised_days"]}


class FieldRow(Row):
    """申请表栏目 — chosen from a list of kinds; options or columns beside it where the kind has them."""

    stem = "field_"
    kind = forms.ChoiceField(label=_("类型"), choices=FieldKind.choices)
    title = _text(_("栏目名称"), required=True)
    title_en = _text(_("英文名称"))
    section = _text(_("所属部分"), required=True, help_text=_("同一部分的栏目排在一起。"))
    section_en = _text(_("部分的英文名称"))
    hint = _text(_("提示"), 300)
    hint_en = _text(_("英文提示"), 300)
    is_required = forms.BooleanField(label=_("必填"), required=False)
    unit = _text(_("计量单位"), 20)
    least = forms.DecimalField(label=_("最小值"), required=False)
    most = forms.DecimalField(label=_("最大值"), required=False)
    longest = forms.IntegerField(
        label=_("最多字数"), min_value=1, max_value=5000, initial=200, required=False
    )
    prefill = forms.ChoiceField(
        label=_("已知信息"), choices=[("", _("由申请人填写")), *Prefill.choices], required=False
    )
    meaning = forms.ChoiceField(label=_("含义"), choices=[("", _("无")), *Meaning.choices], required=False)

    def __init__(self, *args: Any, row: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.labels = Labels(self, "choice", row.get("choices", ()), "option_")
        columns = [
            {"key": one["key"], "label": one["title"], "label_en": one["title_en"]}
            for one in row.get("columns", ())
        ]
        self.columns = Labels(self, "column", columns, "column_")

    def row(self) -> dict[str, Any]:
        kind = self.cleaned_data["kind"]
        before = {one["key"]: one for one in self.before.get("columns", ())}
        columns = [
            {
                "kind": FieldKind.TEXT,
                **before.get(one["key"], {}),
                "key": one["key"],
                "title": one["label"],
                "title_en": one["label_en"],
            }
            for one in self.columns.rows()
        ]
        found = super().row() | {
            "choices": self.labels.rows() if kind in (FieldKind.CHOICE, FieldKind.MULTIPLE) else [],
            "columns": columns if kind == FieldKind.TABLE else [],
            "longest": self.cleaned_data["longest"] or 200,
        }
        return found | {"rule": self.rule()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind in (FieldKind.CHOICE, FieldKind.MULTIPLE) and not self.labels.rows():
            self.add_error("choice-0-label", _("请填写选项。"))
        if kind == FieldKind.TABLE and not self.columns.rows():
            self.add_error("column-0-label", _("请填写表格的列。"))
        return cleaned


ROWS: dict[str, type[Row]] = {
    "situations": SituationRow,
    "materials": MaterialRow,
    "fees": FeeRow,
    "procedures": ProcedureRow,
    "variants": VariantRow,
    "fields": FieldRow,
}


class Schema(forms.Form):
    """申请表的 JSON Schema — for experts: the whole form as text."""

    seen = forms.CharField(widget=forms.HiddenInput)
    schema = forms.CharField(
        label=_("JSON Schema（2020-12 的子集）"),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        required=False,
        max_length=300_000,
        help_text=_("留空表示没有申请表。"),
    )


class Order(forms.Form):
    """次序 — one row up, down, or out."""

    seen = forms.CharField()
    part = forms.SlugField()
    place = forms.IntegerField(min_value=0)
    act = forms.ChoiceField(choices=[("up", ""), ("down", ""), ("drop", "")])
