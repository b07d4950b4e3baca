"""核验证明: checks files of the public ledger without a server, a database or anything else of Yimen's.

    yimen verify proof.json [more.json …] [--head head.json] [--key KEY]

One file on purpose, over the standard library alone, so that it can be handed to whoever checks. What is checked:
leaves and paths (RFC 9162, section 2.1), the signatures of the heads (Ed25519, RFC 8032) over checkpoints (C2SP
tlog-checkpoint, signed-note), and the register of keys, each key endorsed by the one before it. The same functions
make the proofs, so that there is one description of each form.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any

PROOF, CONSISTENCY, HEAD, KEYS = (f"yimen-ledger-{one}-1" for one in ("proof", "consistency", "head", "keys"))
FIELDS = ("chain", "seq", "code", "recorded", "hash")
LEAF, SALT = b"yimen-ledger-leaf-1\n", b"yimen-ledger-salt-1\n"
ALGORITHM = b"\x01"  # Ed25519, C2SP signed-note


class ProofError(ValueError):
    """不成立 — what a file claims does not hold; the message says it in Chinese and English."""


# --- leaves and trees


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def salt_of(seed: bytes, name: str) -> bytes:
    """The salt of one field; from it neither the seed nor the salt of another field can be told."""
    return sha256(SALT, seed, name.encode())[:16]


def digest_of(name: str, value: str, salt: bytes) -> bytes:
    """What stands in the leaf for one field of an entry."""
    return sha256(salt, name.encode(), b"\0", value.encode())


def leaf_hash(digests: Sequence[bytes]) -> bytes:
    """The hash of a leaf: 0x00 and the digests of its fields in their order."""
    return sha256(b"\0", LEAF, *digests)


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _sides(number: int, last: int, count: int) -> list[bool]:
    """For each hash of a path, whether it stands on the left; raises ProofError when the path has not the right length."""
    found = []
    for _step in range(count):
        if last == 0:
            raise ProofError("路径过长 / the path is too long")  # 中文
        found.append(bool(number % 2) or number == last)
        while found[-1] and not number % 2 and number:
            number, last = number // 2, last // 2
        number, last = number // 2, last // 2
    if last:
        raise ProofError("路径过短 / the path is too short")  # 中文
    return found


def root_by_inclusion(leaf: bytes, position: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root to which a leaf leads (RFC 9162, 2.1.3.2); raises ProofError when the path has not the right length."""
    if not 0 <= position < size:
        raise ProofError("位置超出账本 / the position lies outside the tree")  # 中文
    found = leaf
    for is_left, one in zip(_sides(position, size - 1, len(path)), path, strict=True):
        found = node_hash(one, found) if is_left else node_hash(found, one)
    return found


def roots_by_consistency(first: int, second: int, old: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of both sizes to which a path leads (RFC 9162, 2.1.4.2); raises ProofError when it cannot be one."""
    if not 0 < first <= second or (first == second) != (not path):
        raise ProofError("前后一致的路径不成形 / this is no consistency path")  # 中文
    if first == second:
        return old, old
    steps = [old, *path] if first & (first - 1) == 0 else list(path)
    number, last = first - 1, second - 1
    while number % 2:
        number, last = number // 2, last // 2
    before = after = steps[0]
    for is_left, one in zip(_sides(number, last, len(steps) - 1), steps[1:], strict=True):
        if is_left:
            before, after = node_hash(one, before), node_hash(one, after)
        else:
            after = node_hash(after, one)
    return before, after


# --- Ed25519 (RFC 8032, 5.1): checking only, so that nothing secret is ever handled here

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def _add(a: Point, b: Point) -> Point:
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    found = NEUTRAL
    while factor:
        if factor & 1:
            found = _add(found, point)
        point, factor = _add(point, point), factor >> 1
    return found


def _point(encoded: bytes) -> Point:
    """The point that 32 bytes stand for; raises ProofError when they stand for none."""
    whole = int.from_bytes(encoded, "little")
    sign, y = whole >> 255, whole & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (not x and sign):
        raise ProofError("不是曲线上的点 / this is no point of the curve")  # 中文
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


BASE = _point(bytes([0x58]) + bytes([0x66]) * 31)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the Ed25519 signature over the message is that of the key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        key, commitment = _point(public), _point(signature[:32])
    except ProofError:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = _times(scalar, BASE), _add(commitment, _times(challenge, key))
    return not (
        (left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P
    )


# --- keys and heads


@dataclass(frozen=True)
class Key:
    """账本密钥 — a public key with the time in which it signs heads."""

    name: str
    public: bytes
    since: datetime | None = None
    until: datetime | None = None
    endorsement: bytes = b""

    @property
    def mark(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode(), b"\n", ALGORITHM, self.public)[:4]

    @property
    def verifier(self) -> str:
        """The key in the one line of C2SP signed-note."""
        return f"{self.name}+{self.mark.hex()}+{_base64(ALGORITHM + self.public)}"


def key_of(line: str) -> Key:
    """A key from its one line name+mark+base64; raises ProofError for anything else."""
    name, _, rest = line.strip().partition("+")
    mark, _, encoded = rest.partition("+")
    try:
        raw = _unbase64(encoded)
    except ProofError:
        raw = b""
    found = Key(name, raw[1:])
    if raw[:1] != ALGORITHM or len(raw) != 33 or found.mark.hex() != mark:
        raise ProofError("这不是账本的公钥 / this is no key of a ledger")  # 中文
    return found


def endorsed_text(origin: str, public: bytes, since: str) -> bytes:
    """What the key before signs when another one takes its place."""
    return f"yimen-ledger-key-1\n{origin}\n{_base64(public)}\n{since}\n".encode()


@dataclass(frozen=True)
class Checkpoint:
    """账本签署 — size, root and time of the tree, and the digest of the head before, as they were signed."""

    origin: str
    size: int
    root: bytes
    at: datetime
    previous: bytes

    @property
    def text(self) -> str:
        lines = [self.origin, str(self.size), _base64(self.root)]
        lines += [f"time {moment_text(self.at)}", f"previous {self.previous.hex()}"]
        return "\n".join(lines) + "\n"


def moment_text(at: datetime) -> str:
    """A moment as files of the ledger write it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def signed_note(checkpoint: Checkpoint, key: Key, signature: bytes) -> str:
    return f"{checkpoint.text}\n\u2014 {key.name} {_base64(key.mark + signature)}\n"


def read_note(note: str) -> tuple[Checkpoint, bytes, bytes]:
    """The checkpoint of a note, the mark of its key, and the signature; raises ProofError for what is no such note."""
    text, _, signatures = note.partition("\n\n")
    lines = text.split("\n")
    signed = signatures.strip("\n").split(" ")
    try:
        (origin, size, root, time, previous), (dash, _name, encoded) = lines, signed
        at = datetime.fromisoformat(time.removeprefix("time "))
        checkpoint = Checkpoint(origin, int(size), _unbase64(root), at, bytes.fromhex(previous[9:]))
    except ValueError as error:
        raise ProofError("账本签署的格式不对 / this is no head of a ledger") from error  # 中文
    raw = _unbase64(encoded)
    if dash != "\u2014" or checkpoint.text != f"{text}\n" or at.tzinfo is None:
        raise ProofError("账本签署的格式不对 / this is no head of a ledger")  # 中文
    return checkpoint, raw[:4], raw[4:]


def check_note(note: str, keys: Sequence[Key]) -> tuple[Checkpoint, Key]:
    """The checkpoint of a note and the key that signed it; raises ProofError when no key signed it in its own time."""
    checkpoint, mark, signature = read_note(note)
    found = next((one for one in keys if one.mark == mark and one.name == checkpoint.origin), None)
    if found is None:
        raise ProofError(
            "签署所用的密钥不在登记之中 / the head was signed by a key that is not registered"  # 中文
        )
    if not is_signed(found.public, checkpoint.text.encode(), signature):
        raise ProofError("签名无效 / the signature does not hold")  # 中文
    if (found.since and checkpoint.at < found.since) or (found.until and checkpoint.at >= found.until):
        raise ProofError("签署时该密钥尚未启用或者已被替换 / the head is outside the time of its key")  # 中文
    return checkpoint, found


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ProofError("Base64 有误 / this is not Base64") from error  # 中文


# --- files

NO_FILE = "不认识这种文件 / this is no file of a ledger"  # 中文
TORN = "文件残缺或者格式不对 / the file is incomplete or not of this form"  # 中文
BROKEN = (ValueError, TypeError, KeyError, AttributeError)
"""What reading a file of another form, or a torn one, runs into."""


@dataclass
class Findings:
    """核验结果 — lines for people, and whether everything held."""

    lines: list[str] = field(default_factory=list)
    is_right: bool = True

    def good(self, words: str) -> None:
        self.lines.append(f"✓ {words}")

    def note(self, words: str) -> None:
        self.lines.append(f"· {words}")

    def bad(self, words: str) -> None:
        self.lines.append(f"✗ {words}")
        self.is_right = False


def read_keys(register: Mapping[str, Any]) -> list[Key]:
    """The keys of a register, in their order; the time of each ends where that of the next begins."""
    rows = register["keys"]
    moments = [datetime.fromisoformat(row["since"]) for row in rows]
    ends: list[datetime | None] = [*moments[1:], None][: len(rows)]
    return [
        Key(row["name"], _unbase64(row["public"]), since, until, _unbase64(row["endorsement"]))
        for row, since, until in zip(rows, moments, ends, strict=True)
    ]


def is_endorsed(key: Key, before: Key) -> bool:
    """Whether the key before signed that this one takes its place."""
    since = moment_text(key.since) if key.since else ""
    return is_signed(before.public, endorsed_text(key.name, key.public, since), key.endorsement)


def trusted(keys: Sequence[Key], pinned: Key | None) -> list[Key]:
    """The keys to rely on: all of the register; when one was given, that one and those endorsed after it."""
    if pinned is None:
        return list(keys)
    known = next((place for place, one in enumerate(keys) if one.public == pinned.public), None)
    if known is None:
        return [pinned]
    found = [keys[known]]
    for one in keys[known + 1 :]:
        if not is_endorsed(one, found[-1]):
            break
        found.append(one)
    return found


def entry_leaf(entry: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    """The leaf of an entry in a proof, and those of its fields that the proof discloses."""
    digests, told = [], {}
    for name in FIELDS:
        given = entry["fields"][name]
        if isinstance(given, str):
            digests.append(bytes.fromhex(given))
        else:
            told[name] = str(given["value"])
            digests.append(digest_of(name, told[name], bytes.fromhex(given["salt"])))
    return leaf_hash(digests), told


def check_entry(entry: Mapping[str, Any], head: Checkpoint) -> str:
    """What the proof shows of one entry, in words; raises ProofError when it does not lead to the root of the head."""
    leaf, told = entry_leaf(entry)
    path = [bytes.fromhex(one) for one in entry["path"]]
    if root_by_inclusion(leaf, int(entry["position"]), head.size, path) != head.root:
        raise ProofError(
            f"第{entry['position']}叶不在账本之中 / leaf {entry['position']} is not in the tree"  # 中文
        )
    if text := entry.get("text"):
        said = f"{text['previous']}\n{told['seq']}\n{told['recorded']}\n{text['body']}"
        if sha256(said.encode()).hex() != told["hash"]:
            raise ProofError("原文与散列不符 / the text does not fit its hash")  # 中文
    return " · ".join([str(entry["position"]), *(f"{name} {value}" for name, value in told.items())])


class Checker:
    """核验 — goes through the files with the keys to rely on, and remembers the heads that it met."""

    def __init__(self, pinned: Key | None) -> None:
        self.pinned, self.findings = pinned, Findings()
        self.heads: list[Checkpoint] = []
        self.links: set[frozenset[int]] = set()

    def head(self, given: Mapping[str, Any], keys: Sequence[Key]) -> Checkpoint:
        checkpoint, key = check_note(given["note"], trusted(keys, self.pinned))
        said = f"{checkpoint.size} · {checkpoint.at.isoformat()} · {key.verifier}"
        self.findings.good(f"账本签署有效 / the head is signed: {said}")  # 中文
        for known in self.heads:
            if known.size == checkpoint.size and known.root != checkpoint.root:
                raise ProofError(
                    "同一大小有两个不同的账本 / there are two different trees of one size"  # 中文
                )
        self.heads.append(checkpoint)
        return checkpoint

    def file(self, data: Mapping[str, Any], known: Sequence[Key]) -> None:
        """One file; what does not hold in it is said, and the others are still looked at."""
        keys = read_keys(data["keys"]) if "keys" in data and data.get("format") != KEYS else list(known)
        if data.get("format") == PROOF:
            self.proof(data, keys)
        elif data.get("format") == CONSISTENCY:
            self.consistency(data, keys)
        elif data.get("format") == HEAD:
            self.head(data, keys)
        elif data.get("format") == KEYS:
            self.register(read_keys(data))
        else:
            raise ProofError(NO_FILE)

    def proof(self, data: Mapping[str, Any], keys: Sequence[Key]) -> None:
        head = self.head(data["head"], keys)
        for entry in data["entries"]:
            self.findings.good(f"已入账本 / in the ledger: {check_entry(entry, head)}")  # 中文

    def consistency(self, data: Mapping[str, Any], keys: Sequence[Key]) -> None:
        first, second = self.head(data["first"], keys), self.head(data["second"], keys)
        path = [bytes.fromhex(one) for one in data["path"]]
        if roots_by_consistency(first.size, second.size, first.root, path) != (first.root, second.root):
            raise ProofError(
                "后来的账本改动了先前的内容 / the later tree does not begin with the earlier one"  # 中文
            )
        self.links.add(frozenset({first.size, second.size}))
        self.findings.good(f"只增未改 / only appended: {first.size} → {second.size}")  # 中文

    def register(self, keys: Sequence[Key]) -> None:
        for before, one in pairwise(keys):
            if is_endorsed(one, before):
                self.findings.good(
                    f"密钥由前一把签认 / the key is endorsed by the one before: {one.verifier}"  # 中文
                )
            else:
                self.findings.bad(f"密钥没有前一把的签认 / the key is not endorsed: {one.verifier}")  # 中文

    def connected(self, kept: Checkpoint) -> None:
        """Whether every head is linked to the one that was kept, by equality or by a consistency proof."""
        reached = {kept.size}
        while more := {size for link in self.links if link & reached for size in link} - reached:
            reached |= more
        for size in sorted({one.size for one in self.heads} - reached):
            self.findings.bad(
                f"缺少保存的签署({kept.size})与签署({size})之间的前后一致证明，请到公开账本页取得 / "  # 中文
                f"no consistency proof between the head that was kept ({kept.size}) and {size} was given: "
                "take one from the page of the public ledger"
            )


def checked(files: Sequence[Mapping[str, Any]], kept: Mapping[str, Any] | None, key: str) -> Findings:
    """Checks files that were read already."""
    known = next((_keys_in(one) for one in files if one.get("format") == KEYS), [])
    checker = Checker(key_of(key) if key else None)
    kept_keys = _keys_in(kept["keys"]) if kept and "keys" in kept else known
    if kept is not None:
        _said(checker, lambda: checker.head(kept, kept_keys or _keys_of(files)))
    for one in files:
        _said(checker, lambda one=one: checker.file(one, known))  # type: ignore[misc]
    if kept is not None and checker.heads:
        checker.connected(checker.heads[0])
    if not key:
        checker.findings.note(
            "公钥取自文件本身；请与另处公布的公钥核对，或用 --key 指明 / "  # 中文
            "the key was taken from the file itself: compare it with one published elsewhere, or name it by --key"
        )
    return checker.findings


def _keys_of(files: Sequence[Mapping[str, Any]]) -> list[Key]:
    return next((_keys_in(one["keys"]) for one in files if isinstance(one.get("keys"), dict)), [])


def _keys_in(register: Mapping[str, Any]) -> list[Key]:
    """The keys of a register; none when it is broken, which is said where its file is checked."""
    try:
        return read_keys(register)
    except BROKEN:
        return []


def _said(checker: Checker, check: Callable[[], object]) -> None:
    try:
        check()
    except ProofError as error:
        checker.findings.bad(str(error))
    except BROKEN:
        checker.findings.bad(TORN)


# --- the command


def main(arguments: Sequence[str]) -> int:
    """Checks the files that the arguments name; 0 when all of them hold, 1 when one does not, 2 when asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal whose letters lack ✓ and ✗ still gets the words
            stream.reconfigure(errors="replace")
    if {"-h", "--help"} & set(arguments):
        sys.stdout.write(f"{USAGE}\n")
        return 0
    try:
        names, options = asked(arguments)
        files = [_read(name) for name in names]
        kept = _read(options["--head"]) if "--head" in options else None
        findings = checked(files, kept, options.get("--key", ""))
    except ProofError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join([*findings.lines, ALL if findings.is_right else NOT_ALL]) + "\n")
    return 0 if findings.is_right else 1


def asked(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The files and the options that the arguments name; raises ProofError with the usage for what is asked wrongly."""
    names: list[str] = []
    options: dict[str, str] = {}
    left = iter(arguments)
    for one in left:
        if one in OPTIONS and one not in options:
            options[one] = next(left, "")
        elif one.startswith("-"):
            raise ProofError(f"{one}?\n{USAGE}")
        else:
            names.append(one)
    if empty := [one for one, value in options.items() if not value or value in OPTIONS]:
        raise ProofError(f"{empty[0]} …?\n{USAGE}")
    if not names:
        raise ProofError(USAGE)
    return names, options


def _read(name: str) -> dict[str, Any]:
    """A JSON file, or a note as plain text; raises ProofError for anything else."""
    try:
        text = Path(name).read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise ProofError(
            f"{name}: 读不了这个文件，请核对文件名 / this file cannot be read: look at its name ({error.strerror})"  # 中文
        ) from error
    if "\n\n\u2014 " in text:
        return {"format": HEAD, "note": text}
    if not text.lstrip().startswith("{"):
        raise ProofError(f"{name}: {NO_FILE}")
    try:
        return dict(json.loads(text))
    except ValueError as error:
        raise ProofError(f"{name}: {TORN}") from error


ALL, NOT_ALL = "✓ 全部成立 / all of it holds", "✗ 有不成立之处 / something does not hold"  # 中文
OPTIONS = ("--head", "--key")
USAGE = "\n".join(
    (
        "用法 / usage: yimen verify FILE … [--head FILE] [--key KEY]",  # 中文
        "核验公开账本的证明文件，不连接网络。/ Checks files of the public ledger, without a network.",  # 中文
        "  FILE    办件证明、前后一致证明、账本签署、密钥登记 / proof, consistency proof, head, register of keys",  # 中文
        "  --head  自己保存的账本签署 / a head that you kept yourself",  # 中文
        "  --key   另处公布的公钥(一行) / the key as it was published elsewhere, one line",  # 中文
    )
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
