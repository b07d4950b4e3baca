"""Words of the network in templates."""

from __future__ import annotations

from datetime import timedelta

from django import template

from yimen.modules.network.words import lag_text

register = template.Library()


@register.filter
def lag(value: timedelta | None) -> str:
    """时延 in words; a dash where nothing came."""
    return lag_text(value) or "—"
