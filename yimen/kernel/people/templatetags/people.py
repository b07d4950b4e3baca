"""``{% load people %}``: what pages say about signing in."""

from django.conf import settings
from django.template import Library

register = Library()


@register.simple_tag
def second_factor_is_off() -> bool:
    """Whether this installation asks nobody for a second factor: right for the example city only."""
    return not settings.SECOND_FACTOR_REQUIRED
