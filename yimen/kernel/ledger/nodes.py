"""树的读取: the hashes of subtrees from the tables, a row of 256 neighbours at a time, remembered for one proof or one batch."""

from __future__ import annotations

from django.db import connection

from . import tree

WIDTH = 256
LEAVES = (
    "SELECT string_agg(hash, ''::bytea ORDER BY position), count(*) FROM ledger_leaf "
    "WHERE position >= %s AND position < %s"
)
NODES = (
    "SELECT string_agg(hash, ''::bytea ORDER BY number), count(*) FROM ledger_node "
    "WHERE level = %s AND number >= %s AND number < %s"
)


class StoredTree:
    """账本之树 — answers tree.Node from the tables; call it with the height and the number of a complete subtree."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], list[bytes]] = {}

    def __call__(self, height: int, number: int) -> bytes:
        level, rest = divmod(height, 8)
        first = number << rest
        row = self.row(level, first // WIDTH)
        begin = first % WIDTH
        return tree.complete(row[begin : begin + (1 << rest)])

    def row(self, level: int, number: int) -> list[bytes]:
        """The hashes of one row: all 256, or as many as there are; leaves are level 0."""
        if (level, number) not in self._rows:
            self._rows[level, number] = self._read(level, number * WIDTH)
        return self._rows[level, number]

    def _read(self, level: int, first: int) -> list[bytes]:
        with connection.cursor() as cursor:
            if level:
                cursor.execute(NODES, [level, first, first + WIDTH])
            else:
                cursor.execute(LEAVES, [first, first + WIDTH])
            whole, count = cursor.fetchone()
        raw = bytes(whole or b"")
        if len(raw) != 32 * count:
            raise ValueError(f"level {level} of the ledger holds a hash that is not one")
        return [raw[place : place + 32] for place in range(0, len(raw), 32)]


def size() -> int:
    """How many leaves there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(position) + 1 FROM ledger_leaf")
        return int(cursor.fetchone()[0] or 0)
