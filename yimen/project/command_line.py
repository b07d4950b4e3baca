"""The command ``yimen``: Django's commands with the environment of the installation in ``YIMEN_VAR``, and ``verify`` without any.

What `make up` made is found again: the secret key and the embedded PostgreSQL, which is started when it does not run and
stopped again afterwards. ``DATABASE_URL`` and ``SECRET_KEY`` (or ``SECRET_KEY_FILE``), where given, come first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from yimen.project import env
from yimen.project.trouble import Trouble

WORDS = """\
用法 / usage: bin/yimen COMMAND …

  verify FILE …              核验公开账本的证明，不需要数据库 / check proofs of the public ledger, without a database
  check_record               核对留痕、账本和签署 / compare the record, the ledger and its heads
  check_record --heads FILE  与另处保存的签署比对 / also with heads that were kept elsewhere
  seal_record                立即封存并签署 / seal what waits and sign a head now
  help COMMAND               一个命令的说明 / what a command does
  help --commands            全部命令 / all commands
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 1 and one clear line when it could not begin."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] == ["verify"]:
        from yimen.kernel.ledger import offline  # it imports nothing of ours

        return offline.main(arguments[1:])
    if arguments in ([], ["help"], ["-h"], ["--help"]):
        sys.stdout.write(WORDS)
        return 0
    try:
        with _installation(env.folder("YIMEN_VAR", env.ROOT / "var")):
            from django.core.management import execute_from_command_line

            execute_from_command_line(["yimen", *arguments])
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


@contextmanager
def _installation(var: Path) -> Iterator[None]:
    """The environment of the installation, for as long as the command runs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.project.settings")
    os.environ.setdefault("YIMEN_VAR", str(var))
    if not (env.text("SECRET_KEY") or env.text("SECRET_KEY_FILE")):
        os.environ["SECRET_KEY_FILE"] = str(_kept_key(var))
    if env.text("DATABASE_URL"):
        yield
        return
    from yimen.project.embedded import Embedded

    embedded = Embedded(var)
    was_running = embedded.pid() is not None
    embedded.ensure_running(_say)
    os.environ["DATABASE_URL"] = embedded.url("app")
    try:
        yield
    finally:
        if not was_running:
            embedded.stop()


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _kept_key(var: Path) -> Path:
    """The key that the first start made. Raises Trouble when nothing was ever started here."""
    key = var / "secret-key"
    if not key.exists():
        raise Trouble(
            f"{var} 中还没有运行过一门，请先运行 make up，或用 YIMEN_VAR 指明数据所在的文件夹",
            f"nothing was started in {var} yet: run make up first, or name the folder of the data by YIMEN_VAR",
        )
    return key


if __name__ == "__main__":
    sys.exit(main())
