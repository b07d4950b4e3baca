"""What has changed: noted in the act's own transaction, so that the search learns of it when, and only when, it is so."""

from __future__ import annotations

from django.db import connection, transaction

from yimen.kernel.web.edge import forget

ANSWERS = "search"
"""The subject of kept pages that answer a question: forgotten when the index has changed, or something is withdrawn."""
NOTE = "INSERT INTO search_change (source, key) VALUES (%s, %s)"
HIDE = """
UPDATE search_document SET is_gone = true, version = nextval('search_version'), title = '', title_en = '',
    summary = '', body = '', attachments = '', comparable = '', sound = '', identifiers = '{}', facets = '{}', audience = '{}'
WHERE source = %s AND key = %s AND NOT is_gone
"""


def changed(source_code: str, key: object) -> None:
    """What a source says about this key is to be read anew; called inside an act or a reaction.

    It is found (or no longer found) within two seconds of the commit.
    """
    _in_a_transaction()
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [source_code, str(key)])


def withdraw(source_code: str, key: object) -> None:
    """As ``changed``, for what must not be seen a moment longer: its text leaves every answer with the commit itself."""
    changed(source_code, key)
    with connection.cursor() as cursor:
        cursor.execute(HIDE, [source_code, str(key)])
    forget(ANSWERS)


def _in_a_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a change of the search belongs to an act: call it inside its transaction")
