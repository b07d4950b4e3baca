"""What `make up` says when something is wrong: one clear line, exit code 1, nothing started."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from yimen.project.trouble import Trouble
from yimen.project.up import checks

ROOT = Path(__file__).resolve().parents[3]


def up(var, port, **more):
    """Run `make up` for real; these runs all end at a check, long before PostgreSQL."""
    environment = {**os.environ, "YIMEN_VAR": str(var), "PORT": str(port), **more}
    command = [sys.executable, "-m", "yimen.project.up"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def refused(done, line):
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert re.match(line, done.stderr)


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def free(taken):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return port


def test_port_taken(tmp_path, taken):
    done = up(tmp_path, taken)
    refused(
        done,
        rf"端口 {taken} 已被占用, 请换一个端口: PORT=\d+ make up / port {taken} is taken: try PORT=\d+ make up",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["up.lock"]


def test_port_shared_by_a_server_that_shares_is_taken_too(tmp_path):
    with socket.socket() as sharing:
        sharing.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        sharing.bind(("127.0.0.1", 0))
        sharing.listen()
        refused(up(tmp_path, sharing.getsockname()[1]), "端口 .* 已被占用")


def test_port_is_no_number(tmp_path):
    refused(up(tmp_path, "eighty"), "PORT 应为 1 至 65535 的数字, 现为 eighty / PORT must be 1 to 65535")


def test_address_of_another_machine(tmp_path, free):
    refused(
        up(tmp_path, free, HOST="192.0.2.1"),
        f"无法监听 192.0.2.1:{free} .* / cannot listen on 192.0.2.1:{free}",
    )


def test_folder_that_cannot_be_written(tmp_path, free):
    (tmp_path / "file").write_text("")
    refused(up(tmp_path / "file" / "var", free), "数据文件夹 .*/file/var 不可写 .Not a directory")


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="needs root")
def test_folder_without_rights(tmp_path):
    tmp_path.chmod(0o755)
    script = (
        "from pathlib import Path; from yimen.project.up.checks import require_var as r; r(Path('/root/var'))"
    )
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if "ermission denied: '" in done.stderr or done.returncode == 127:
        pytest.skip("another user cannot run this Python")
    assert "数据文件夹 /root/var 不可写 (Permission denied)" in done.stderr


def test_disk_full(tmp_path):
    more_than_there_is = shutil.disk_usage(tmp_path).free * 2
    with pytest.raises(
        Trouble, match=r"磁盘空间不足: .* / the disk is nearly full: \d+ MB left, 500 MB needed"
    ):
        checks.require_space(tmp_path, more_than_there_is)
    assert checks.require_space(tmp_path, 0) is None


def test_second_start_on_the_same_data(tmp_path, free):
    with checks.hold(tmp_path, "http://127.0.0.1:8000/"):
        refused(
            up(tmp_path, free),
            rf"已在运行, 进程 {os.getpid()}, 地址 http://127.0.0.1:8000/ / already running",
        )


def test_a_lock_that_nobody_holds_is_no_obstacle(tmp_path):
    with checks.hold(tmp_path, "http://127.0.0.1:1/"):
        pass
    with checks.hold(tmp_path, "http://127.0.0.1:2/"):
        assert (tmp_path / "up.lock").read_text() == f"{os.getpid()} http://127.0.0.1:2/\n"
