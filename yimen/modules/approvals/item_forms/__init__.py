"""申请表: the form of an item as JSON Schema — read into fields, checked, answered, edited."""

from .answering import FormFault, clean_form, faults_of
from .reading import BadForm, form_from
from .sealing import known_answers, resealed, sealed_form, settled_keys
from .shapes import FIELD_KINDS, Column, Field, FieldKind, ItemForm, Section
from .values import is_blank, readable, shown_value, value_of
from .writing import as_schema

__all__ = [
    "FIELD_KINDS",
    "BadForm",
    "Column",
    "Field",
    "FieldKind",
    "FormFault",
    "ItemForm",
    "Section",
    "as_schema",
    "clean_form",
    "faults_of",
    "form_from",
    "is_blank",
    "known_answers",
    "readable",
    "resealed",
    "sealed_form",
    "settled_keys",
    "shown_value",
    "value_of",
]
