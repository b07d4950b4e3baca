"""Start everything, say where it is, wait, stop everything in order."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from yimen.project.trouble import Trouble, both
from yimen.project.up import checks, processes, steps
from yimen.project.up.steps import Machine, say

LOOK_EVERY = 0.5


class _Asked(BaseException):
    """Ctrl-C or SIGTERM: somebody asked us to stop."""


def main() -> int:
    """0 after a wished stop; 1 and one clear line when something is wrong."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask)
    wish = None
    try:
        wish = checks.read_wish()
        checks.require_var(wish.var)
        with checks.hold(wish.var, wish.address):
            checks.require_port(wish.host, wish.port)
            checks.require_space(wish.var)
            _run(wish)
    except _Asked:
        return 0
    except Trouble as trouble:
        return _fail(str(trouble))
    except Exception as error:
        log = _keep_traceback(wish.var if wish else Path("/tmp"))  # noqa: S108
        return _fail(
            both(f"意外错误: {error} (日志 {log})", f"unexpected: {type(error).__name__}, see the log")
        )
    return 0


def _run(wish: checks.Wish) -> None:
    machine = Machine(wish)
    children: list[processes.Process] = []
    examples: processes.Process | None = None
    try:
        steps.make_ready(machine)
        jobs, web = processes.worker(machine), processes.web(machine)
        children += [web, jobs]
        processes.start_web(web, wish)
        jobs.start()
        _welcome(machine)
        if steps.lacks_examples(machine):
            examples = _live_examples(machine)
            children.append(examples)
        while True:
            time.sleep(LOOK_EVERY)
            processes.watch(web, jobs, machine.embedded)
            examples = _look_at(examples, children, machine)
    finally:
        _stop(machine, children)


def _live_examples(machine: Machine) -> processes.Process:
    """Nobody waits for the examples: the city is served while they are made."""
    say(both("正在后台办理示例办件", "example cases are being made in the background"))
    examples = processes.examples(machine)
    examples.start()
    return examples


def _look_at(
    examples: processes.Process | None, children: list[processes.Process], machine: Machine
) -> processes.Process | None:
    """The examples, as long as they are being made."""
    if examples is None or examples.code is None:
        return examples
    children.remove(examples)
    _tell_of_examples(machine, examples)
    return None


def _tell_of_examples(machine: Machine, examples: processes.Process) -> None:
    """They have ended; without the examples the city serves as well."""
    if examples.code == 0:
        steps.note_examples(machine)
        say(both("示例办件已经办好", "the example cases are there"))
    else:
        say(
            both(f"示例办件没有办完: {examples.last_words()}", "not all example cases were made, see its log")
        )


def _welcome(machine: Machine) -> None:
    say("")
    say(both(f"一门已启动: {machine.wish.address}", f"Yimen is running at {machine.wish.address}"))
    accounts = machine.wish.var / steps.ACCOUNTS
    if accounts.exists():
        say(accounts.read_text().rstrip())
    say(both("按 Ctrl-C 停止, 数据保留", "Ctrl-C stops it, the data stays"))


def _stop(machine: Machine, children: list[processes.Process]) -> None:
    """In order: no more requests are taken, the worker ends its job, PostgreSQL writes everything."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say(both("正在停止", "stopping"))
    for child in children:
        child.stop()
    if machine.embedded is not None:
        machine.embedded.stop()


def _ask(number: int, frame: FrameType | None) -> None:
    raise _Asked


def _keep_traceback(var: Path) -> Path:
    folder = var / "log"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"up-{os.getpid()}.log"
    path.write_text(traceback.format_exc())
    return path


def _fail(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
