#!/usr/bin/env python3
"""What stands behind the Makefile: a fresh machine with Python 3.11 or newer becomes one that runs Yimen.

It brings its own uv (pinned, checked by hash) into .tools/, with it the locked packages into .venv/, and then
does what was asked. Only the standard library, and syntax that an old python3 can still read, so that an old
python3 gets a clear answer too.
"""

import fcntl
import hashlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# The one place where uv is pinned: its version, and the hash of its wheel for each kind of machine.
UV_VERSION = "0.13.9"
UV_WHEELS = {
    "Linux-x86_64": (
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "Linux-aarch64": (
        "uv-0.13.9-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    "Darwin-arm64": (
        "uv-0.13.9-py3-none-macosx_11_0_arm64.whl",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
    "Darwin-x86_64": (
        "uv-0.13.9-py3-none-macosx_10_12_x86_64.whl",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
}
PYPI = "https://pypi.org/simple"
SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)

GROUPS = {"test": ["dev"], "check": ["dev"], "laws": ["dev"], "screenshots": ["dev"], "bench": ["bench"]}
# three on two cores, for sites and browsers are waited for; a file stays with one worker: its tests share what they set up
WORKERS = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
CHECKS = [
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy", "yimen"]),
    ("import-linter", ["lint-imports"]),
]


class Trouble(Exception):  # noqa: N818 - a person reads it
    """Something a person can mend: printed as one line."""


def say(chinese, english):
    print(f"{chinese} / {english}", flush=True)


# --- Python


def find_python():
    """This Python when it is new enough, else a newer one on PATH, which then takes over."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", "pass"], stderr=subprocess.DEVNULL) == 0:
            os.execv(path, [path, *sys.argv])
    version = platform.python_version()
    chinese = f"一门需要 Python 3.11 或更高版本, 本机为 {version}"
    raise Trouble(f"{chinese} / Yimen needs Python 3.11 or newer, this is {version}")


def interpreter():
    """The Python that runs Yimen: the machine's own where it will do, else this one.

    Distributions build theirs with profile-guided optimisation, which makes it a third quicker than one that was built
    by hand without (docs/performance.md), and their updates mend it. A PYTHON that was named is taken as it is.
    """
    if os.environ.get("PYTHON"):
        return sys.executable
    own = "/usr/bin/python3"
    can = f"import ctypes, lzma, sqlite3, ssl, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    silent = subprocess.DEVNULL
    if os.access(own, os.X_OK) and subprocess.call([own, "-c", can], stdout=silent, stderr=silent) == 0:
        return own
    return sys.executable


# --- uv


def bring_uv():
    """The path of the pinned uv in .tools, fetched and checked when it is not there yet."""
    uv = TOOLS / f"uv-{UV_VERSION}"
    if uv.exists():
        return uv
    machine = f"{platform.system()}-{platform.machine()}"
    if machine not in UV_WHEELS:
        raise Trouble(f"暂不支持 {machine} / this kind of machine is not supported: {machine}")
    name, sha256 = UV_WHEELS[machine]
    say(f"取得 uv {UV_VERSION}", f"bringing uv {UV_VERSION}")
    wheel = fetch_wheel(name)
    if hashlib.sha256(wheel).hexdigest() != sha256:
        raise Trouble(f"{name} 校验不符, 已拒绝 / {name} has another hash than the pinned one, refused")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = next(entry for entry in archive.namelist() if entry.endswith("/scripts/uv"))
        fresh = uv.with_name(uv.name + ".new")
        fresh.write_bytes(archive.read(program))
    fresh.chmod(0o755)
    fresh.rename(uv)
    return uv


def fetch_wheel(name):
    """The wheel's bytes: from the package index, else through pip, which knows this machine's settings."""
    try:
        return fetch_from_index(name)
    except (OSError, ValueError, StopIteration) as error:
        reason = error
    for pip in ([sys.executable, "-m", "pip"], venv_pip()):
        with tempfile.TemporaryDirectory() as folder:
            command = [*pip, "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
            done = subprocess.run([*command, f"uv=={UV_VERSION}"], capture_output=True)
            if done.returncode == 0:
                return next(Path(folder).glob("uv-*.whl")).read_bytes()
    raise Trouble(
        f"无法从 {index()} 取得 uv ({reason}); 请检查网络, 或设置 PIP_INDEX_URL / "
        f"cannot get uv from {index()}: check the network, or set PIP_INDEX_URL to a mirror"
    )


def fetch_from_index(name):
    page = index().rstrip("/") + "/uv/"
    request = urllib.request.Request(
        page, headers={"Accept": "application/vnd.pypi.simple.v1+json, text/html;q=0.1"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read().decode()
        if "json" in answer.headers.get("Content-Type", ""):
            links = [file["url"] for file in json.loads(text)["files"]]
        else:
            links = re.findall(r'href="([^"]+)"', text)
    link = next(link for link in links if link.split("#")[0].endswith("/" + name))
    with urllib.request.urlopen(urllib.parse.urljoin(page, link), timeout=300) as answer:
        return answer.read()


def venv_pip():
    """A pip of our own; the machine may have ensurepip where it has no pip."""
    home = TOOLS / "pip"
    if not home.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], capture_output=True)
    return [str(home / "bin" / "python"), "-m", "pip"] if (home / "bin" / "pip").exists() else ["false"]


def mirror():
    """The index that this machine's owner named, or nothing."""
    return next(
        (
            os.environ[name]
            for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
            if os.environ.get(name)
        ),
        "",
    )


def index():
    return mirror() or PYPI


# --- packages


def bring_packages(groups):
    """Make .venv hold exactly what uv.lock says, with the groups that were ever asked for."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = VENV / "brought.json"
        brought = json.loads(stamp.read_text()) if stamp.exists() else {"groups": [], "lock": ""}
        wanted = {"groups": sorted({*brought["groups"], *groups}), "lock": lock_hash()}
        if brought == wanted:
            return
        started = time.monotonic()
        say("安装依赖", "bringing the packages")
        install(bring_uv(), wanted["groups"])
        stamp.write_text(json.dumps(wanted))
        say(f"依赖就绪, {time.monotonic() - started:.0f} 秒", "the packages are there")


def lock_hash():
    asked = [interpreter(), "-c", "import sys; print(sys.executable, sys.version)"]
    digest = hashlib.sha256(subprocess.check_output(asked))
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(uv, groups):
    """From PyPI as the lock says; from a mirror the same files, each checked against the lock's hash."""
    chosen = [word for group in groups for word in ("--group", group)]
    if not mirror():
        run_uv(uv, "sync", "--locked", *chosen)
        return
    listed = TOOLS / "requirements.txt"
    run_uv(uv, "export", "--frozen", "--quiet", "--output-file", str(listed), *chosen)
    if not (VENV / "bin" / "python").exists():
        run_uv(uv, "venv", "--allow-existing", str(VENV))
    run_uv(uv, "pip", "sync", "--require-hashes", "--index-url", mirror(), "--python", str(VENV), str(listed))


def run_uv(uv, *arguments):
    """Run uv: with its bars on a terminal, silent elsewhere; its last words when it fails."""
    environment = dict(os.environ, UV_PYTHON=interpreter(), UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    if any(Path(bundle).exists() for bundle in SYSTEM_CERTIFICATES):
        environment.setdefault("UV_SYSTEM_CERTS", "true")  # a city's network may have an authority of its own
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    done = subprocess.run([str(uv), *quiet, *arguments], cwd=str(ROOT), env=environment)
    if done.returncode != 0:
        raise Trouble("安装依赖未成功, 原因见上 / the packages could not be installed, the reason is above")


# --- Chromium, for the journeys


BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
# the first has no windows to draw, and takes a third less time for the journeys than the second


def bring_chromium():
    """The path of a Chromium; empty where Playwright brought its own."""
    found = find_chromium()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("安装 Chromium 与中文字体", "installing Chromium and Chinese fonts")
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL)
        for name in BROWSERS[:2]:  # Ubuntu and older Debians know only the second
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name, "fonts-noto-cjk"]
            if subprocess.call(install, env=environment, stdout=subprocess.DEVNULL) == 0 and find_chromium():
                return find_chromium()
    say("以 Playwright 取得 Chromium", "bringing Chromium with Playwright")
    if subprocess.call([str(VENV / "bin" / "python"), "-m", "playwright", "install", "chromium"]) == 0:
        return ""
    raise Trouble(
        "需要 Chromium 才能运行浏览器测试; 请安装 chromium 软件包, 或用 make check / "
        "the journeys need Chromium: install the package chromium, or use make check"
    )


def find_chromium():
    return os.environ.get("YIMEN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")


# --- what was asked


def up():
    os.execv(python(), [python(), "-m", "yimen.project.up"])


def test():
    chromium = bring_chromium()
    return run_checks(WORKERS, YIMEN_CHROMIUM=chromium)


def check():
    return run_checks([*WORKERS, "-m", "not journey"])


def laws():
    return with_database(["-m", "pytest", "tests/laws", "--refresh"])


def bench():
    name = os.environ.get("NAME", "")
    if not re.fullmatch(r"[a-z_]+", name) or not (ROOT / "bench" / f"{name}.py").exists():
        have = ", ".join(sorted(path.stem for path in (ROOT / "bench").glob("[a-z]*.py")))
        raise Trouble(f"请指定 NAME: {have} / name a benchmark: make bench NAME=..., one of {have}")
    return with_server("bench", [], ["-m", f"bench.{name}"])


def new_module():
    return run([str(ROOT / "tools" / "new_module.py"), os.environ.get("NAME", ""), os.environ.get("ROW", "")])


def screenshots():
    return run([str(ROOT / "tools" / "screenshots.py")], YIMEN_CHROMIUM=bring_chromium())


def run_checks(pytest, **environment):
    """The checks beside the tests; a check that fails does not hide the tests, nor do they hide it."""
    run(["-m", "yimen.project.messages"])
    said = []
    checks = threading.Thread(target=check_all, args=(said,))
    checks.start()
    code = with_database(["-m", "pytest", *pytest], **environment)
    checks.join()
    for name, ok, words in said:
        print(f"== {name}: {'ok' if ok else words}", flush=True)
    failed = [name for name, ok, _words in said if not ok]
    if failed:
        raise Trouble(f"未通过: {', '.join(failed)} / failed: {', '.join(failed)}")
    return code


def check_all(said):
    """One after the other, on what the tests leave of the machine; each as (name, whether it passed, its words)."""
    for name, command in [*CHECKS, ("djade", djade())]:
        with tempfile.TemporaryFile("w+") as words:
            ok = run(command[1:], program=str(VENV / "bin" / command[0]), output=words) == 0
            words.seek(0)
            said.append((name, ok, words.read()))


def djade():
    templates = [str(path) for path in sorted(ROOT.glob("yimen/**/templates/**/*.html"))]
    templates += [str(path) for path in sorted(ROOT.glob("yimen/**/components/**/*.html"))]
    return ["djade", "--check", *templates]


def with_database(command, **environment):
    """Run with the embedded PostgreSQL of <var>/test, stopped afterwards if it did not run before."""
    return with_server("test", ["--tests"], command, **environment)


def with_server(name, flags, command, **environment):
    """Run with a server and a data folder of its own, <var>/<name>: what is being used is left alone."""
    var = Path(os.environ.get("YIMEN_VAR") or ROOT / "var").absolute() / name
    var.mkdir(parents=True, exist_ok=True)
    environment.update(YIMEN_VAR=str(var), DATABASE_APP_ROLE="yimen")
    if os.environ.get("DATABASE_URL"):
        return run(command, **environment)
    embedded = ["-m", "yimen.project.embedded"]
    place = ["--var", str(var), *flags]
    ran = run([*embedded, "status", *place], quiet=True) == 0
    if run([*embedded, "start", *place]) != 0:
        return 1
    try:
        url = subprocess.check_output([python(), *embedded, "url", "--role", "owner", *place], cwd=str(ROOT))
        return run(command, DATABASE_URL=url.decode().strip(), **environment)
    finally:
        if not ran:
            run([*embedded, "stop", *place], quiet=True)


def run(command, quiet=False, program="", output=None, **environment):
    """Run Python of .venv (or a program) in the checkout; the settings of tests need a secret key, any will do."""
    whole = dict({"SECRET_KEY": "tests only, thirty-two characters and more"}, **os.environ)
    whole.update({name: value for name, value in environment.items() if value})
    whole.update(YIMEN_DEVELOPMENT="1")
    silent = subprocess.DEVNULL if quiet else output
    return subprocess.call(
        [program or python(), *command], cwd=str(ROOT), env=whole, stdout=silent, stderr=silent
    )


def python():
    return str(VENV / "bin" / "python")


ACTS = {
    "up": up,
    "test": test,
    "check": check,
    "laws": laws,
    "bench": bench,
    "new-module": new_module,
    "screenshots": screenshots,
}


def main():
    """Do what the first argument names; one clear line and 1 when it cannot be done."""
    try:
        find_python()
        os.chdir(str(ROOT))
        asked = sys.argv[1]
        bring_packages(GROUPS.get(asked, []))
        return ACTS[asked]()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"无法完成: {error} / cannot go on: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
