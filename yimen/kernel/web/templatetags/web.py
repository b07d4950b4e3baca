"""``{% load web %}``: every component and every word filter."""

from django.template import Library

from yimen.kernel.web.tags import acts, blocks, facts, fields, figures, frame, lists, words

register = Library()
for part in (acts, blocks, facts, fields, figures, frame, lists, words):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
