"""核对留痕: whatever is changed behind the record's back is found and named."""

from __future__ import annotations

import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.world import World
from yimen.kernel.audit.checking import check
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db
GUARDED = "ALTER TABLE audit_entry {} TRIGGER entry_cannot_change"


@pytest.fixture
def case(world: World) -> Application:
    return world.accepted()


def tamper(sql: str, *parameters: object) -> None:
    """As one who owns the tables could: the guard put aside, and back in its place."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(GUARDED.format("DISABLE"))
        cursor.execute(sql, parameters)
        assert cursor.rowcount == 1
        cursor.execute(GUARDED.format("ENABLE"))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def entry(case: Application, seq: int) -> Entry:
    return Entry.objects.get(chain=case.pk, seq=seq)


def named(case: Application) -> list[tuple[object, int, str]]:
    """What the check says of the whole record."""
    finding = check()
    assert all(fault.entry == entry(case, fault.seq).pk for fault in finding.faults)
    return [(fault.chain, fault.seq, fault.reason) for fault in finding.faults]


def run(*arguments: str) -> tuple[str, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_record", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def test_an_untouched_record_is_whole(case: Application) -> None:
    finding = check()
    assert (finding.entries, finding.faults) == (Entry.objects.count(), [])
    assert finding.chains == Entry.objects.values("chain").distinct().count()
    out, err, failure = run()
    assert (err, failure) == ("", "")
    assert out.endswith("留痕完整 / the record is whole\n")


def test_one_case_by_its_number(case: Application) -> None:
    own = Entry.objects.filter(chain=case.pk).count()
    out, _, failure = run("--case", case.number)
    assert (out.startswith(f"{own} entries, 1 chains"), failure) == (True, "")
    assert run("--case", "999")[2] == "没有这个办件 / no such case: 999"


def test_a_changed_body(case: Application) -> None:
    tamper("UPDATE audit_entry SET body = replace(body, '示例', '别人') WHERE id = %s", entry(case, 2).pk)
    assert named(case) == [(case.pk, 2, "hash does not fit seq, recorded_text and body")]
    out, err, failure = run()
    assert f"chain {case.pk} seq 2 entry {entry(case, 2).pk}: hash does not fit" in err
    assert failure.endswith("1 chains of the record do not fit")
    assert "whole" not in out


def test_a_changed_body_with_a_fitting_hash_is_betrayed_by_the_next(case: Application) -> None:
    tamper(
        "UPDATE audit_entry SET body = body || ' ', hash = sha256(convert_to(encode(previous_hash, 'hex') || E'\\n' "
        "|| seq || E'\\n' || recorded_text || E'\\n' || body || ' ', 'UTF8')) WHERE id = %s",
        entry(case, 2).pk,
    )
    assert named(case) == [(case.pk, 3, "previous_hash is not the hash of the entry before")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_label", "别人"),
        ("subject_label", "别的办件"),
        ("happened_at", "2020-01-01T00:00:00Z"),
        ("recorded_at", "2020-01-01T00:00:00Z"),
        ("code", "approvals.application.sealed"),
        ("org_path", "elsewhere"),
    ],
)
def test_a_changed_column(case: Application, column: str, value: str) -> None:
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, entry(case, 1).pk)
    assert named(case) == [(case.pk, 1, f"columns differ from the body: {column}")]


def test_a_deleted_entry(case: Application) -> None:
    tamper("DELETE FROM audit_entry WHERE id = %s", entry(case, 2).pk)
    assert named(case) == [(case.pk, 3, "seq is 3 after 1: entries are missing")]


def test_an_entry_that_was_put_in(case: Application) -> None:
    last = Entry.objects.filter(chain=case.pk).latest("seq")
    fields = {one.attname: getattr(last, one.attname) for one in Entry._meta.concrete_fields}
    Entry.objects.create(**{**fields, "id": new_id(), "seq": last.seq + 1})
    assert named(case) == [(case.pk, last.seq + 1, "previous_hash is not the hash of the entry before")]


def test_an_entry_that_was_moved_to_another_chain(case: Application) -> None:
    other = new_id()
    tamper("UPDATE audit_entry SET chain = %s, seq = 1 WHERE id = %s", other, entry(case, 2).pk)
    finding = {fault.chain: fault.reason for fault in check().faults}
    assert finding == {
        other: "previous_hash is not the hash of the entry before",
        case.pk: "seq is 3 after 1: entries are missing",
    }


def test_is_fast_enough_for_a_city(case: Application) -> None:
    """At least 20,000 entries a second on a machine that does nothing else; a quarter of it while others work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(made::text) FROM (SELECT body::jsonb || jsonb_build_object("
            "'id', gen_random_uuid()::text, 'chain', %s::text, 'n', n) made "
            "FROM generate_series(1, 20000) n, audit_entry WHERE id = %s OFFSET 0) rows",
            [str(new_id()), entry(case, 2).pk],
        )
    started = time.monotonic()
    finding = check()
    assert (finding.entries > 20_000, finding.faults) == (True, [])
    assert finding.entries / (time.monotonic() - started) > 5_000
