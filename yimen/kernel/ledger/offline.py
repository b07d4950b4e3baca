"""核验证明: checks proofs of the public ledger without a server, a database or anything else of Yimen's."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Checks the files that the arguments name; 0 when all of them hold."""
    raise NotImplementedError
