"""核验证明: the offline check accepts what holds, and says of each thing that does not which it is."""

from __future__ import annotations

import ast
import base64
import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from yimen.kernel.ledger import offline, tree

Data = dict[str, Any]
SEED = bytes(range(16))
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2, 3)]
PUBLIC = [one.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw) for one in KEYS]
SINCE = ("2026-03-01T00:00:00.000000Z", "2026-04-01T00:00:00.000000Z")
VALUES = [
    (f"chain-{number}", str(number), "x.y.done", "2026-03-02T04:00:00.000000Z", f"{number:064x}")
    for number in range(11)
]
LEAVES = [
    offline.leaf_hash(
        [
            offline.digest_of(name, value, offline.salt_of(SEED, name))
            for name, value in zip(offline.FIELDS, row, strict=True)
        ]
    )
    for row in VALUES
]


def node(height: int, number: int) -> bytes:
    return tree.complete(LEAVES[number << height : (number + 1) << height])


def register() -> Data:
    endorsement = KEYS[0].sign(offline.endorsed_text("test/ledger", PUBLIC[1], SINCE[1]))
    rows = []
    for raw, since, signed in zip(PUBLIC, SINCE, (b"", endorsement), strict=False):
        rows.append({
            "name": "test/ledger", "public": base64.b64encode(raw).decode(), "since": since,
            "endorsement": base64.b64encode(signed).decode(), "verifier": offline.Key("test/ledger", raw).verifier,
        })  # fmt: skip
    return {"format": offline.KEYS, "keys": rows}


def head(size: int, at: str, key: int, root: bytes | None = None) -> Data:
    moment = offline.datetime.fromisoformat(at)
    checkpoint = offline.Checkpoint("test/ledger", size, root or tree.root(size, node), moment, bytes(32))
    signature = KEYS[key].sign(checkpoint.text.encode())
    note = offline.signed_note(checkpoint, offline.Key("test/ledger", PUBLIC[key]), signature)
    return {"format": offline.HEAD, "number": size, "note": note}


EARLY, LATE = head(4, "2026-03-05T00:00:00Z", 0), head(11, "2026-04-05T00:00:00Z", 1)


def proof(at: Data = LATE, size: int = 11) -> Data:
    fields: Data = {}
    for name, value in zip(offline.FIELDS, VALUES[2], strict=True):
        salt = offline.salt_of(SEED, name)
        told = name in ("seq", "hash")
        fields[name] = (
            {"value": value, "salt": salt.hex()} if told else offline.digest_of(name, value, salt).hex()
        )
    path = [one.hex() for one in tree.inclusion(2, size, node)]
    entries = [{"position": 2, "fields": fields, "path": path}]
    return {"format": offline.PROOF, "entries": entries, "head": at, "keys": register()}


def consistency() -> Data:
    path = [one.hex() for one in tree.consistency(4, 11, node)]
    return {"format": offline.CONSISTENCY, "first": EARLY, "second": LATE, "path": path, "keys": register()}


def said(*files: Data, kept: Data | None = None, key: str = "") -> tuple[bool, list[str]]:
    findings = offline.checked(files, kept, key)
    return findings.is_right, [line for line in findings.lines if line[0] == "✗"]


VERIFIERS = [offline.Key("test/ledger", one).verifier for one in PUBLIC]


def test_what_holds() -> None:
    assert said(proof(), consistency(), register()) == (True, [])
    assert said(proof(), consistency(), kept=EARLY) == (True, [])
    assert said(proof(), key=VERIFIERS[0]) == (True, [])  # the second key is endorsed by the first
    assert said(proof(), key=VERIFIERS[1]) == (True, [])
    lines = offline.checked([proof()], None, "").lines
    assert f"已入账本 / in the ledger: 2 · seq 2 · hash {2:064x}" in lines[1]
    assert "chain-2" not in "".join(lines)


def _hash(data: Data) -> None:
    data["entries"][0]["fields"]["hash"]["value"] = f"{3:064x}"


def _salt(data: Data) -> None:
    data["entries"][0]["fields"]["seq"]["salt"] = "00" * 16


def _hidden(data: Data) -> None:
    data["entries"][0]["fields"]["chain"] = "00" * 32


def _path(data: Data) -> None:
    data["entries"][0]["path"][1] = "00" * 32


def _short(data: Data) -> None:
    data["entries"][0]["path"].pop()


def _position(data: Data) -> None:
    data["entries"][0]["position"] = 3


def _size(data: Data) -> None:
    data["head"] = {**data["head"], "note": data["head"]["note"].replace("\n11\n", "\n12\n")}


def _unknown_key(data: Data) -> None:
    data["head"] = head(11, "2026-04-05T00:00:00Z", 2)


def _retired_key(data: Data) -> None:
    data["head"] = head(11, "2026-04-05T00:00:00Z", 0)


def _early_key(data: Data) -> None:
    data["head"] = head(11, "2026-03-05T00:00:00Z", 1)


def _torn(data: Data) -> None:
    del data["entries"][0]["fields"]["code"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_hash, "leaf 2 is not in the tree"),
        (_salt, "leaf 2 is not in the tree"),
        (_hidden, "leaf 2 is not in the tree"),
        (_path, "leaf 2 is not in the tree"),
        (_short, "the path is too short"),
        (_position, "leaf 3 is not in the tree"),
        (_size, "the signature does not hold"),
        (_unknown_key, "signed by a key that is not registered"),
        (_retired_key, "outside the time of its key"),
        (_early_key, "outside the time of its key"),
        (_torn, "the file is incomplete"),
    ],
)
def test_a_proof_that_does_not_hold(change: Callable[[Data], None], words: str) -> None:
    data = copy.deepcopy(proof())
    change(data)
    is_right, lines = said(data)
    assert (is_right, len(lines)) == (False, 1)
    assert words in lines[0]


def test_a_head_of_former_times_keeps_its_key() -> None:
    assert said({**EARLY, "keys": register()}) == (True, [])


def test_a_pinned_key_trusts_no_other() -> None:
    assert "not registered" in said(proof(), key=VERIFIERS[2])[1][0]
    data = copy.deepcopy(proof())
    data["keys"]["keys"][1]["endorsement"] = ""
    assert "not registered" in said(data, key=VERIFIERS[0])[1][0]
    assert "not endorsed" in said(data["keys"])[1][0]


def test_a_head_that_was_kept_betrays_another_tree() -> None:
    other = head(11, "2026-04-05T00:00:00Z", 1, root=bytes(32))
    assert "two different trees of one size" in said(proof(), kept=other)[1][0]
    assert "no consistency proof" in said(proof(), kept=EARLY)[1][0]
    forged = {**consistency(), "first": head(4, "2026-03-05T00:00:00Z", 0, root=bytes(32))}
    assert "does not begin with the earlier one" in said(forged)[1][0]


def test_signatures_agree_with_a_library() -> None:
    for number, key in enumerate(KEYS):
        for message in (b"", b"a", bytes(300)):
            signature = key.sign(message)
            assert offline.is_signed(PUBLIC[number], message, signature)
            assert not offline.is_signed(PUBLIC[number], message + b"!", signature)
            assert not offline.is_signed(PUBLIC[number - 1], message, signature)
            for place in (0, 31, 32, 63):
                changed = bytearray(signature)
                changed[place] ^= 1
                assert not offline.is_signed(PUBLIC[number], message, bytes(changed))
    high = int.from_bytes(signature[32:], "little") + offline.ORDER
    assert not offline.is_signed(PUBLIC[2], message, signature[:32] + high.to_bytes(32, "little"))
    assert not offline.is_signed(bytes(31), b"", signature)


def run(tmp_path: Path, data: object, *arguments: str) -> int:
    file = tmp_path / "proof.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return offline.main([str(file), *arguments])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, proof(), "--key", VERIFIERS[0]) == 0
    told = capsys.readouterr().out
    assert "✓ 已入账本 / in the ledger" in told
    assert told.endswith("✓ 全部成立 / all of it holds\n")
    changed = copy.deepcopy(proof())
    _path(changed)
    assert run(tmp_path, changed) == 1
    told = capsys.readouterr().out
    assert "✗ 第2叶不在账本之中" in told
    assert told.endswith("✗ 有不成立之处 / something does not hold\n")
    kept = tmp_path / "kept.txt"
    kept.write_text(LATE["note"], encoding="utf-8")
    assert run(tmp_path, proof(), "--head", str(kept)) == 0
    capsys.readouterr()
    assert (offline.main(["--help"]), capsys.readouterr()) == (0, (f"{offline.USAGE}\n", ""))


@pytest.mark.parametrize(
    ("data", "arguments", "words"),
    [
        (json.dumps(proof())[:300], [], "proof.json: 文件残缺或者格式不对 / the file is incomplete"),
        ("[1, 2]", [], "proof.json: 不认识这种文件 / this is no file of a ledger"),
        ("%PDF-1.7 another paper of the case", [], "proof.json: 不认识这种文件"),
        (proof(), ["--key", "nonsense"], "这不是账本的公钥"),
        (proof(), ["--key", "a+b+c"], "这不是账本的公钥"),
        (proof(), ["/no/such/file"], "/no/such/file: 读不了这个文件，请核对文件名"),
        (proof(), ["--head"], "--head …?\n用法"),  # it would be taken for a check against what was kept
        (proof(), ["--key"], "--key …?\n用法"),
        (proof(), ["--head", "--key", "nonsense"], "--head …?\n用法"),
        (proof(), ["--kye", "nonsense"], "--kye?\n用法"),
        (proof(), ["--head", "kept.txt", "--head", "kept.txt"], "--head?\n用法"),
    ],
)
def test_what_is_asked_wrongly(
    data: object, arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, data, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err


def test_no_file_is_asked_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert offline.main([]) == 2
    assert capsys.readouterr().err == f"{offline.USAGE}\n"


@pytest.mark.parametrize(
    "broken", [{"format": offline.KEYS}, {"format": offline.KEYS, "keys": [{"name": 1}]}]
)
def test_a_broken_register_is_said_once(broken: Data) -> None:
    assert said(proof(), broken) == (
        False,
        ["✗ 文件残缺或者格式不对 / the file is incomplete or not of this form"],
    )
    kept = {**EARLY, "keys": broken}
    assert said(proof(), consistency(), kept=kept) == (True, [])


def test_a_terminal_without_the_marks_gets_the_words(tmp_path: Path) -> None:
    """As Chinese systems write into a file by their own letters."""
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, offline.__file__, str(file)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "gbk"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "已入账本 / in the ledger" in done.stdout.decode("gbk")


def test_it_stands_alone() -> None:
    """Whoever checks needs Python and this one file."""
    source = Path(offline.__file__).read_text(encoding="utf-8")
    names = {
        (one.module if isinstance(one, ast.ImportFrom) else one.names[0].name).split(".")[0]  # type: ignore[union-attr]
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.Import | ast.ImportFrom)
    }
    assert names <= sys.stdlib_module_names
