"""What must be right before anything starts; each thing that is not, is one clear line."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from yimen.project import env
from yimen.project.trouble import Trouble

NEEDED_SPACE = 500 * 1024**2


@dataclass(frozen=True)
class Wish:
    """What the environment asks for: where to listen, where the data lies."""

    host: str
    port: int
    var: Path

    @property
    def address(self) -> str:
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - only compared
        return f"http://[{shown}]:{self.port}/" if ":" in shown else f"http://{shown}:{self.port}/"

    @property
    def is_local(self) -> bool:
        return self.host in ("127.0.0.1", "::1", "localhost")


def read_wish() -> Wish:
    """HOST, PORT and YIMEN_VAR."""
    given = env.text("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT 应为 1 至 65535 的数字, 现为 {given}", f"PORT must be 1 to 65535, it is {given}")
    return Wish(
        env.text("HOST") or "127.0.0.1", int(given), env.folder("YIMEN_VAR", env.ROOT / "var").absolute()
    )


def require_var(var: Path) -> None:
    """The folder of all data is there and may be written."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var) as file:
            file.write(b"1")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _disk_full(var, 0) from None
        raise Trouble(
            f"数据文件夹 {var} 不可写 ({error.strerror}); 请检查权限, 或用 YIMEN_VAR 指定其他文件夹",
            "the data folder cannot be written: check its rights, or name another with YIMEN_VAR",
        ) from None


def require_space(folder: Path, needed: int = NEEDED_SPACE) -> None:
    """Room enough to work: a database on a full disk stops in the middle of an act."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise _disk_full(folder, free)


def _disk_full(folder: Path, free: int) -> Trouble:
    megabytes, needed = free // 1024**2, NEEDED_SPACE // 1024**2
    return Trouble(
        f"磁盘空间不足: {folder} 剩余 {megabytes} MB, 需要 {needed} MB",
        f"the disk is nearly full: {megabytes} MB left, {needed} MB needed",
    )


def hold(var: Path, address: str) -> IO[str]:
    """Hold the lock of this data folder as long as the returned file lives; it names us to a second start."""
    file = (var / "up.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        pid, _, where = file.read().strip().partition(" ")
        raise Trouble(
            f"已在运行, 进程 {pid}, 地址 {where}", f"already running, process {pid}, address {where}"
        ) from None
    file.truncate(0)
    file.write(f"{os.getpid()} {address}\n")
    file.flush()
    return file


def require_port(host: str, port: int) -> None:
    """The port is free. The web server shares ports silently (SO_REUSEPORT), so it would not tell."""
    try:
        _try_port(host, port)
    except OSError as error:
        raise _port_trouble(error, host, port) from None


def _try_port(host: str, port: int) -> None:
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(where)
        probe.listen(1)


def _port_trouble(error: OSError, host: str, port: int) -> Trouble:
    if error.errno == errno.EADDRINUSE:
        other = _free_port(host, port)
        return Trouble(
            f"端口 {port} 已被占用, 请换一个端口: PORT={other} make up",
            f"port {port} is taken: try PORT={other} make up",
        )
    if error.errno == errno.EACCES:
        return Trouble(
            f"无权使用端口 {port}, 请用 1024 以上的端口", f"no right to port {port}: use one above 1024"
        )
    return Trouble(f"无法监听 {host}:{port} ({error})", f"cannot listen on {host}:{port}")


def _free_port(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 100, 65536)):
        try:
            _try_port(host, other)
        except OSError:
            continue
        return other
    return 0
