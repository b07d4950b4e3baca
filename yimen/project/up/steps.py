"""What makes Yimen ready to serve. Each step may run again: done once, it costs next to nothing."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from yimen.project import env, messages
from yimen.project.embedded import Embedded
from yimen.project.secret_file import kept_secret
from yimen.project.trouble import Trouble, both
from yimen.project.up.checks import Wish, require_space

CITY = "cities/shenyang"
ACCOUNTS = "example-accounts.txt"
EXAMPLES = "cases"
STEP_COUNT = 5


@dataclass
class Machine:
    """One Yimen on this machine: its wish, its database, and the environment of its processes."""

    wish: Wish
    embedded: Embedded | None = None
    owner: dict[str, str] = field(default_factory=dict)
    app: dict[str, str] = field(default_factory=dict)

    def log(self, name: str) -> Path:
        return self.wish.var / "log" / f"{name}.log"


def make_ready(machine: Machine) -> None:
    """Run every step; the machine can serve afterwards."""
    (machine.wish.var / "log").mkdir(exist_ok=True)
    with said(1, "数据库", "database"):
        _start_database(machine)
    with said(2, "密钥与翻译", "secret key, translations"):
        _settle(machine)
    with ThreadPoolExecutor(1) as beside:  # static files need no database: they are made beside the tables
        static = beside.submit(_collect_static, machine)
        with said(3, "数据表", "tables"):
            _migrate(machine)
        with said(4, "城市数据", "the city's data"):
            _load_city(machine)
        with said(5, "静态文件", "static files"):
            static.result()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def said(number: int, chinese: str, english: str) -> Iterator[None]:
    """One line a step, with the time it took."""
    started = time.monotonic()
    say(f"[{number}/{STEP_COUNT}] {both(chinese, english)} ...")
    yield
    took = time.monotonic() - started
    if took > 2:
        say(f"      {took:.1f} s")


def _start_database(machine: Machine) -> None:
    """The embedded PostgreSQL, unless DATABASE_URL names another (and DATABASE_OWNER_URL who migrates)."""
    if given := env.text("DATABASE_URL"):
        machine.app["DATABASE_URL"] = given
        machine.owner["DATABASE_URL"] = env.text("DATABASE_OWNER_URL", given)
        return
    embedded = Embedded(machine.wish.var)
    require_space(embedded.place.server)
    embedded.ensure_running(lambda line: say(f"      {line}"))
    machine.embedded = embedded
    machine.app["DATABASE_URL"] = embedded.url("app")
    machine.owner["DATABASE_URL"] = embedded.url("owner")
    machine.owner["DATABASE_APP_ROLE"] = "yimen"


def _settle(machine: Machine) -> None:
    """The environment of every process of ours."""
    wish = machine.wish
    messages.compile_all()
    common = {
        "DJANGO_SETTINGS_MODULE": "yimen.project.settings",
        "YIMEN_VAR": str(wish.var),
        "PORT": str(wish.port),
        "PYTHONUNBUFFERED": "1",
        "SITE_URL": env.text("SITE_URL", wish.address),
        # two copies on one machine share the browser's cookies of 127.0.0.1: each has its own names
        "SESSION_COOKIE_NAME": env.text("SESSION_COOKIE_NAME", f"yimen_session_{wish.port}"),
        "CSRF_COOKIE_NAME": env.text("CSRF_COOKIE_NAME", f"yimen_csrf_{wish.port}"),
    }
    if (
        wish.is_local
    ):  # the passwords of the example accounts are printed: a second factor would guard nothing
        common["SECOND_FACTOR_REQUIRED"] = env.text("SECOND_FACTOR_REQUIRED", "false")
    if not (env.text("SECRET_KEY") or env.text("SECRET_KEY_FILE")):
        kept_secret(wish.var / "secret-key", 64)
        common["SECRET_KEY_FILE"] = str(wish.var / "secret-key")
    machine.app = env.extended(**common, **machine.app)
    machine.owner = env.extended(**common, **machine.owner)


def _migrate(machine: Machine) -> None:
    """The owner migrates; nothing to do where the same files were applied to the same database."""
    locked = (env.ROOT / "uv.lock").read_text()
    _unless_done(
        machine,
        "tables",
        lambda: _mark(env.ROOT / "yimen", locked, *_history(machine), under="/migrations/"),
        lambda: manage(machine, machine.owner, "migrate", "--no-input"),
    )


def _load_city(machine: Machine) -> None:
    """The runtime role loads the city, through the acts; then the example accounts are kept to be said."""
    folder = env.ROOT / env.text("YIMEN_CITY", CITY)

    def load() -> None:
        accounts = machine.wish.var / ACCOUNTS
        accounts.touch(mode=0o600)
        load_city = ("load_city", str(folder), "--skip-checks")  # what was migrated was checked
        manage(machine, machine.app, *load_city, "--accounts", str(accounts))

    _unless_done(machine, "city", lambda: _mark(folder, *_history(machine)[:1]), load)


def lacks_examples(machine: Machine) -> bool:
    """Whether the example city still has to be given work in hand, so that nothing looks empty; one's own begins empty."""
    if env.text("YIMEN_CITY", CITY) != CITY or not env.flag("YIMEN_EXAMPLE_CASES", default=True):
        return False
    return not _is_done(machine, EXAMPLES, _of_examples(machine))


def note_examples(machine: Machine) -> None:
    """The examples are there, and are not made again."""
    _note(machine, EXAMPLES, _of_examples(machine))


def _of_examples(machine: Machine) -> str:
    return _mark(env.ROOT / CITY / "items", *_history(machine)[:1])


def _collect_static(machine: Machine) -> None:
    locked = (env.ROOT / "uv.lock").read_text()
    collect = ("collectstatic", "--no-input", "--clear", "--verbosity", "0", "--skip-checks")
    unused = ("--ignore", "django_htmx")  # its own versions of htmx; the one we serve is in kernel/web
    _unless_done(
        machine,
        "static",
        lambda: _mark(env.ROOT / "yimen", locked, under="/static/"),
        lambda: manage(machine, machine.app, *collect, *unused),
    )


def _unless_done(machine: Machine, name: str, mark: Callable[[], str], act: Callable[[], object]) -> None:
    """Skip what was done with the very same files; the mark is taken again after the act, which may change it."""
    if _is_done(machine, name, mark()):
        return
    act()
    _note(machine, name, mark())


def _is_done(machine: Machine, name: str, mark: str) -> bool:
    stamp = machine.wish.var / "stamps" / name
    return stamp.exists() and stamp.read_text() == mark


def _note(machine: Machine, name: str, mark: str) -> None:
    stamp = machine.wish.var / "stamps" / name
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(mark)


def _history(machine: Machine) -> tuple[str, ...]:
    """Which database this is: when its first and last migration were applied, and how many there are."""
    question = "SELECT min(applied), max(applied), count(*) FROM django_migrations"
    try:
        with psycopg.connect(machine.owner["DATABASE_URL"], connect_timeout=10) as database:
            return tuple(map(str, database.execute(question).fetchone() or ()))
    except psycopg.errors.UndefinedTable:
        return ("new",)
    except psycopg.OperationalError as error:
        raise Trouble(
            f"无法连接数据库: {str(error).splitlines()[-1]}", "the database cannot be reached"
        ) from None


def _mark(folder: Path, *also: str, under: str = "/") -> str:
    digest = hashlib.sha256("\0".join(also).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and under in str(path) and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def manage(machine: Machine, environment: dict[str, str], command: str, *arguments: str) -> str:
    """Run a management command; its words go to its log and, when it fails, its last one to the person."""
    log = machine.log(command)
    with log.open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "django", command, *arguments],
            env=environment,
            cwd=env.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    text = log.read_text(errors="replace").strip()
    if done.returncode != 0:
        said_flush_left = [line for line in text.splitlines() if line and not line[0].isspace()]
        reason = said_flush_left[-1] if said_flush_left else f"{done.returncode}"
        raise Trouble(f"{command} 未完成: {reason} (日志 {log})", f"{command} failed, see its log")
    return text
