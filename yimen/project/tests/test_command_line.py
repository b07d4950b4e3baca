"""The command `yimen`: what it says of itself, and `verify`, which needs neither settings nor a database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from yimen.project import command_line

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yimen", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_says_what_there_is(capsys) -> None:  # type: ignore[no-untyped-def]
    for asked in ([], ["help"], ["--help"]):
        assert command_line.main(asked) == 0
        assert "verify FILE …" in capsys.readouterr().out


def test_verify_needs_no_installation(tmp_path: Path) -> None:
    done = run("verify")
    assert (done.returncode, done.stderr.startswith("用法 / usage: yimen verify FILE")) == (2, True)
    proof = tmp_path / "proof.json"
    proof.write_text('{"format": "yimen-ledger-proof-1"}', encoding="utf-8")
    done = run("verify", str(proof))
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ 文件残缺或者格式不对" in done.stdout


def test_where_nothing_was_started_it_says_so(tmp_path: Path) -> None:
    done = run("check_record", YIMEN_VAR=str(tmp_path))
    assert done.returncode == 1
    assert ("make up" in done.stderr, "Traceback" in done.stderr) == (True, False)


def test_before_it_is_installed_the_command_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    command = shutil.copy(ROOT / "bin" / "yimen", tmp_path / "bin")
    done = subprocess.run([command, "verify", "proof.json"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "请先运行 make up" in done.stderr
    assert f"python3 {tmp_path}/yimen/kernel/ledger/offline.py FILE" in done.stderr
