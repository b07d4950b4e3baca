"""`python -m yimen.project.embedded start|stop|status|url|create`: the database server by hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from yimen.project import env
from yimen.project.embedded import Embedded, cluster
from yimen.project.trouble import Trouble, both


def main() -> int:
    """Do what is asked; one clear line and 1 when it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m yimen.project.embedded")
    parser.add_argument("act", choices=["start", "stop", "status", "url", "create"])
    parser.add_argument("--role", choices=["owner", "app", "super"], default="app")
    parser.add_argument("--var", type=Path, default=env.folder("YIMEN_VAR", env.ROOT / "var"))
    parser.add_argument("--name", default=cluster.DATABASE, help="of the database that create makes")
    parser.add_argument(
        "--tests", action="store_true", help="a server for tests: fast, owner creates databases"
    )
    wish = parser.parse_args()
    try:
        return _do(wish, Embedded(wish.var, for_tests=wish.tests))
    except (Trouble, OSError) as trouble:
        _say(str(trouble))
        return 1


def _do(wish: argparse.Namespace, embedded: Embedded) -> int:
    if wish.act == "start":
        embedded.ensure_running(_say)
    elif wish.act == "stop":
        embedded.stop()
    elif wish.act == "url":
        sys.stdout.write(embedded.url(wish.role) + "\n")
        return 0
    elif wish.act == "create":
        cluster.make_database(embedded.place, wish.name)
    pid = embedded.pid()
    state = both(f"运行中, 进程 {pid}", f"running, process {pid}") if pid else both("未运行", "not running")
    _say(state)
    return 0 if pid or wish.act == "stop" else 3


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
