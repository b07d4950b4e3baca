"""公开账本 by page and interface: heads and proofs for everybody, findings for those who answer for the record."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.ledger import actions, checking, jobs, offline, proofs
from yimen.kernel.ledger.models import Check, Head, Key
from yimen.kernel.ledger.pages.verifying import _script
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals.models import Application

from .conftest import Sealing, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(case: Application, seal: Sealing) -> Application:
    seal()
    seal()
    return case


def client(actor: Any = None) -> Client:
    found = Client()
    if actor is not None:
        found.force_login(actor.person)
    return found


def checked(data: Any) -> list[str]:
    findings = offline.checked([data], None, "")
    assert findings.is_right, findings.lines
    return findings.lines


def test_heads_for_everybody(sealed: Application) -> None:
    anyone, head = client(), Head.objects.get(number=2)
    page = anyone.get("/ledger/").content.decode()
    assert str(head.size) in page
    assert bytes(head.root).hex() in anyone.get("/ledger/heads/2/").content.decode()
    assert anyone.get("/ledger/heads/2.txt").content.decode() == head.note
    lines = checked(anyone.get("/ledger/heads/2.json").json())
    assert str(head.size) in lines[0]
    feed = anyone.get("/ledger/heads.atom").content.decode()
    assert (feed.count("<entry>"), head.note.splitlines()[2] in feed) == (2, True)
    assert checked(anyone.get("/ledger/keys.json").json())
    assert [anyone.get(f"/ledger/heads/{number}/").status_code for number in (3, 2**40)] == [404, 404]
    assert [one["number"] for one in anyone.get("/api/v1/ledger/heads").json()] == [2, 1]
    assert anyone.get("/api/v1/ledger/heads?before=2&limit=1").json()[0]["number"] == 1
    assert anyone.get("/api/v1/ledger/heads/0").json()["note"] == head.note
    assert anyone.get("/api/v1/ledger/heads/9").status_code == 404
    assert anyone.get("/api/v1/ledger/keys").json() == anyone.get("/ledger/keys.json").json()


def test_a_ledger_without_a_head_is_shown_too(db: None) -> None:
    for path in (
        "/ledger/",
        "/ledger/keys/",
        "/ledger/keys.json",
        "/ledger/heads.atom",
        "/api/v1/ledger/heads",
    ):
        assert client().get(path).status_code == 200
    assert client().get("/api/v1/ledger/heads/0").status_code == 404


def test_an_entry_by_its_hash_and_nothing_else(sealed: Application) -> None:
    entry = Entry.objects.get(chain=sealed.pk, seq=2)
    asked = bytes(entry.hash).hex()
    page = client().get(f"/ledger/inclusion/?hash={asked.upper()}").content.decode()
    assert "已入公开账本" in page
    for kind in (f"/ledger/inclusion/{asked}.json", f"/api/v1/ledger/inclusion/{asked}"):
        data = client().get(kind).json()
        assert asked in checked(data)[1]
        told = json.dumps(data)
        assert not [
            one for one in (str(entry.chain), str(entry.pk), entry.code, entry.recorded_text) if one in told
        ]


@pytest.mark.parametrize("asked", ["0" * 64, "12", "g" * 64])
def test_a_hash_that_is_not_there(sealed: Application, asked: str) -> None:
    assert client().get(f"/api/v1/ledger/inclusion/{asked}").status_code == 404
    assert client().get(f"/ledger/inclusion/{asked}.json").status_code == 404
    page = client().get(f"/ledger/inclusion/?hash={asked}").content.decode()
    assert ("不在公开账本之中" in page, "散列应当是 64 位" in page) == (asked == "0" * 64, asked != "0" * 64)


def test_hashes_cannot_be_tried_one_after_the_other(sealed: Application) -> None:
    asks = [client().get(f"/api/v1/ledger/inclusion/{number:064x}").status_code for number in range(31)]
    assert (asks[:30], asks[30]) == ([404] * 30, 429)
    assert client().get(f"/ledger/inclusion/?hash={'0' * 64}").status_code == 429
    assert client().get(f"/ledger/inclusion/{'0' * 64}.json").status_code == 429


def test_heads_fit_together(sealed: Application) -> None:
    for path in (
        "/ledger/consistency/1-2.json",
        "/ledger/consistency/2-1.json",
        "/api/v1/ledger/consistency?first=1&second=2",
    ):
        data = client().get(path).json()
        assert "只增未改" in checked(data)[-2]
    assert "前后一致" in client().get("/ledger/consistency/?first=1&second=2").content.decode()
    assert "没有这个序号的签署" in client().get("/ledger/consistency/?first=1&second=9").content.decode()
    assert client().get("/ledger/consistency/1-9.json").status_code == 404
    assert client().get("/api/v1/ledger/consistency?first=1&second=9").status_code == 404


def test_the_own_case(world: World, sealed: Application) -> None:
    resident, path = client(world.resident), f"/approvals/applications/{sealed.pk}/"
    standing = proofs.standing_of(sealed.pk)
    assert (standing.waiting, standing.sealed) == (0, standing.entries)
    page = resident.get(path).content.decode()
    assert "本办件已入公开账本" in page
    assert f"{standing.entries}条" in page
    data = resident.get(f"{path}ledger-proof/").json()
    assert data == resident.get(f"/api/v1/approvals/applications/{sealed.pk}/ledger-proof").json()
    lines = checked(data)
    assert len([line for line in lines if "已入账本" in line]) == standing.entries
    fields = {one["fields"]["seq"]["value"]: one["fields"] for one in data["entries"]}
    hidden = [seq for seq, one in fields.items() if isinstance(one["code"], str)]
    told = set(Entry.objects.filter(chain=sealed.pk, seq__in=hidden).values_list("code", flat=True))
    assert "approvals.application.accepted" not in told
    assert [one for one in json.dumps(data).split('"') if one in told] == []
    for other in (world.stranger, world.outsider):
        assert client(other).get(f"{path}ledger-proof/").status_code == 404
        assert (
            client(other).get(f"/api/v1/approvals/applications/{sealed.pk}/ledger-proof").status_code == 404
        )
    assert client().get(f"{path}ledger-proof/").status_code == 302


def test_a_case_that_is_not_sealed_yet(world: World, case: Application) -> None:
    resident, path = client(world.resident), f"/approvals/applications/{case.pk}/"
    assert "公开账本</h2>" not in resident.get(path).content.decode()
    assert resident.get(f"{path}ledger-proof/").status_code == 404
    assert resident.get(f"/api/v1/approvals/applications/{case.pk}/ledger-proof").status_code == 404


def test_the_auditor_has_the_text_too(world: World, sealed: Application) -> None:
    entry = Entry.objects.get(chain=sealed.pk, seq=2)
    auditor = client(world.auditor)
    assert "下载入账证明" in auditor.get(f"/record/{entry.pk}/").content.decode()
    data = auditor.get(f"/record/{entry.pk}/proof/").json()
    assert data["entries"][1]["text"]["body"] == entry.body
    checked(data)
    data["entries"][1]["text"]["body"] += " "
    assert "the text does not fit" in offline.checked([data], None, "").lines[-2]
    assert client(world.clerk).get(f"/record/{entry.pk}/proof/").status_code == 404
    assert auditor.get(f"/record/{uuid4()}/proof/").status_code == 404


# --- keys


def test_the_administrator_replaces_the_key(world: World, sealed: Application) -> None:
    page = client(world.administrator)
    assert page.get("/ledger/keys/replacement/").status_code == 200
    assert page.post("/ledger/keys/replacement/", {}).status_code == 200  # not sure
    assert Key.objects.count() == 1
    done = page.post("/ledger/keys/replacement/", {"is_sure": "on"})
    assert (done.status_code, Key.objects.count()) == (302, 2)
    done = page.post("/api/v1/ledger/keys/replacement", content_type="application/json")
    assert (done.status_code, done.json()["number"]) == (201, 3)
    shown = client().get("/ledger/keys/").content.decode()
    assert (shown.count("正在使用"), "没有前一把密钥的签认" in shown) == (1, False)
    for other in (world.auditor, world.clerk):
        assert client(other).get("/ledger/keys/replacement/").status_code == 404
        assert client(other).post("/api/v1/ledger/keys/replacement").status_code == 404


def test_who_may_replace_it(world: World, sealed: Application) -> None:
    only(world, actions.ledger(), actions.appoint_key, "administrator")


def test_the_sentence(world: World, sealed: Application) -> None:
    done = actions.appoint_key(actions.ledger(), by=world.administrator, at=NOON + timedelta(days=1))
    assert recorded(done) == f"系统管理员 启用第2把账本密钥（标记 {done.mark}）".replace(
        "系统管理员", world.administrator.label
    )


def test_no_key_while_the_clock_is_behind(world: World, sealed: Application) -> None:
    with refused(RuleBroken, actions.ledger(), "系统时间早于最近一次账本签署，请先校正系统时间。"):
        actions.appoint_key(actions.ledger(), by=world.administrator, at=NOON)
    assert Key.objects.count() == 1


def test_a_lost_key_is_seen_to_be_lost(
    world: World, sealed: Application, own_folders: Path, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.YIMEN_KEYS = own_folders / "other"
    done = actions.appoint_key(actions.ledger(), by=world.administrator, at=NOON + timedelta(days=1))
    assert bytes(done.key.endorsement) == b""
    assert "没有前一把密钥的签认" in client().get("/ledger/keys/").content.decode()
    assert [one.code for one in checking.check().faults] == ["key"]


# --- checks


def test_the_nightly_check_is_noted(world: World, sealed: Application) -> None:
    jobs.check_record()
    found = Check.objects.get()
    assert (found.fault_count, found.head_count) == (0, 2)
    entry = Entry.objects.get(code="ledger.record.checked")
    assert (
        entry.sentence == f"系统（公开账本） 核对留痕{found.entry_count}条、账页{found.leaf_count}页，不符0处"
    )
    assert Notice.objects.filter(code="portal.record_does_not_fit").count() == 0
    auditor = client(world.auditor)
    assert "全部相符" in auditor.get("/ledger/checks/").content.decode()
    assert "留痕完整" in auditor.get(f"/ledger/checks/{found.pk}/").content.decode()
    assert auditor.get("/api/v1/ledger/checks").json()[0]["fault_count"] == 0


def test_auditors_are_told_of_what_does_not_fit(world: World, sealed: Application) -> None:
    gone = Entry.objects.filter(chain=sealed.pk).latest("seq")
    tamper("DELETE FROM audit_entry WHERE id = %s", gone.pk)
    jobs.check_record()
    found = Check.objects.get()
    assert found.fault_count == 1
    notice = Notice.objects.get(code="portal.record_does_not_fit")
    assert (notice.person, notice.subject) == (world.auditor.person, "留痕与公开账本不符：1处")
    auditor = client(world.auditor)
    page = auditor.get(f"/ledger/checks/{found.pk}/").content.decode()
    assert ("留痕被拿走" in page, str(gone.pk) in page) == (True, True)
    assert "1处不符" in auditor.get("/ledger/checks/").content.decode()
    for other in (world.clerk, world.resident):
        assert client(other).get("/ledger/checks/").status_code == 404
        assert client(other).get(f"/ledger/checks/{found.pk}/").status_code == 404
        assert client(other).get("/api/v1/ledger/checks").status_code == 404


def test_only_the_machine_notes_a_check(world: World, sealed: Application) -> None:
    only(world, actions.ledger(), actions.note_check, finding=checking.Finding(), begun_at=NOON, seconds=1.0)


# --- verifying


def test_the_page_that_stands_alone(db: None) -> None:
    text = client().get("/ledger/verify/yimen-verify.html")
    content = text.content.decode()
    assert "attachment" in text.headers["Content-Disposition"]
    assert _script() in content
    assert not [one for one in ("http://", "https://", " src=", "<link", "import ") if one in content]
    program = client().get("/ledger/verify/yimen_verify.py").content.decode()
    assert program == Path(offline.__file__).read_text(encoding="utf-8")
    assert client().get("/ledger/verify/").status_code == 200
