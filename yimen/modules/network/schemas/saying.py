"""格式不符 in words: where in the body and why; never the value itself, which may be somebody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema.exceptions import ValidationError

from yimen.kernel.base.punctuation import joined, mark
from yimen.kernel.base.refusals import Text

TYPES: Mapping[str, Text] = {
    "array": gettext_lazy("列表"),
    "boolean": gettext_lazy("是或者否"),
    "integer": gettext_lazy("整数"),
    "null": gettext_lazy("空"),
    "object": gettext_lazy("对象"),
    "string": gettext_lazy("文字"),
}
LIMITS: Mapping[str, Text] = {
    "maximum": gettext_lazy("不能大于 %(limit)s"),
    "maxItems": gettext_lazy("不能多于 %(limit)s 项"),
    "maxLength": gettext_lazy("不能多于 %(limit)s 个字"),
    "minimum": gettext_lazy("不能小于 %(limit)s"),
    "minItems": gettext_lazy("不能少于 %(limit)s 项"),
    "minLength": gettext_lazy("不能少于 %(limit)s 个字"),
}


def said(error: ValidationError) -> str:
    """The place in the body, then what does not fit there."""
    place = "/".join(str(one) for one in error.absolute_path) or "body"
    return f"{place}{mark('：')}{_why(error)}"


def _why(error: ValidationError) -> str:
    kind: str = str(error.validator)
    demand: Any = error.validator_value
    body: Any = error.instance
    if kind in LIMITS:
        return str(LIMITS[kind]) % {"limit": demand}
    if kind == "required":
        return _("缺少 %(names)s") % {"names": joined((one for one in demand if one not in body), "、")}
    if kind == "additionalProperties":
        return _("没有这些栏目：%(keys)s") % {"keys": joined(sorted(set(body) - _known(error)), "、")[:200]}
    if kind == "type":
        asked = [demand] if isinstance(demand, str) else list(demand)
        return _("应当是%(types)s") % {"types": joined((TYPES.get(one, one) for one in asked), "、")}
    if kind == "enum":
        return _("只能是：%(known)s") % {"known": joined(demand, "、")[:300]}
    return _("不符合格式（%(rule)s）") % {"rule": str(demand)[:200]}


def _known(error: ValidationError) -> set[str]:
    return set(error.schema.get("properties", {})) if isinstance(error.schema, Mapping) else set()
