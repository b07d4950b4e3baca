"""Form fields: label, hint, error, and the summary of what must be changed."""

from typing import Any

from django.forms import BaseForm, BoundField, FileInput, ModelChoiceField
from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.choices import FoldedChoices
from yimen.kernel.web.component import component

register = Library()
DASHES = "-" * 9
"""What Django writes for no choice; read aloud it is nine times the same."""


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """错误汇总 — every error with a link to its field."""
    lines = [
        {"label": bound.label, "href": f"#{_anchor(bound)}", "errors": bound.errors}
        for bound in form
        if bound.errors and not bound.is_hidden
    ]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    general = [*form.non_field_errors(), *hidden]
    return component("form_errors", lines=lines, general=general, count=len(lines) + len(general))


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """表单 — every field in its order, the hidden ones too."""
    return component("form_fields", fields=[_field(bound) for bound in form])


@register.simple_tag
def field(bound: BoundField, label: Text = "", hint: Text = "") -> SafeString:
    """字段 — one field with everything that belongs to it."""
    return component("field", **_field(bound, label, hint))


@register.simple_block_tag
def fieldset(content: str, legend: Text, hint: Text = "") -> SafeString:
    """字段组 — fields that belong together."""
    return component("fieldset", content=content, legend=legend, hint=hint)


@register.simple_block_tag
def form_buttons(content: str) -> SafeString:
    """操作栏 — the buttons at the end of a form."""
    return component("form_buttons", content=content)


def _field(bound: BoundField, label: Text = "", hint: Text = "") -> dict[str, Any]:
    widget = bound.field.widget
    if isinstance(bound.field, ModelChoiceField) and bound.field.empty_label == DASHES:
        bound.field.empty_label = _("请选择") if bound.field.required else "—"
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "grouped": bool(widget.use_fieldset),
        "folded": isinstance(widget, FoldedChoices),
        "single_box": getattr(widget, "input_type", "") == "checkbox" and not widget.use_fieldset,
        "is_file": isinstance(widget, FileInput),
        "max_bytes": widget.attrs.get("data-max-bytes"),
        "optional": not bound.field.required,
    }


def _anchor(bound: BoundField) -> str:
    """The element that a link can focus: the first choice of a group, else the field itself."""
    first = f"{bound.auto_id}_0"
    return first if bound.field.widget.use_fieldset else str(bound.id_for_label or bound.auto_id)


@register.simple_tag
def autosave_status() -> SafeString:
    """草稿状态 — says whether what was typed is kept; filled where scripts run."""
    return component("autosave_status")
