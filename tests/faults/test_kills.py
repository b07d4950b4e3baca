"""kill -9 under load: every acknowledged act is there, exactly once, whole; the others as if never tried."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress

import psycopg
import pytest

from .programs import City, act, patiently

CLERKS = 4
LOAD_SECONDS = 12.0
PAUSE = 2.0


class Load:
    """Programs that submit and accept as fast as they can until they are told to stop."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.stopped = threading.Event()
        self.submitted: list[str] = []
        self.accepted: list[str] = []
        self.troubles: list[BaseException] = []
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(CLERKS)]

    def _work(self) -> None:
        resident, clerk = self.city.program("resident.one"), self.city.program("clerk.construction")
        try:
            while not self.stopped.is_set():
                key = resident.prepare()
                act(resident, key, "submission")
                self.submitted.append(key)
                act(clerk, key, "acceptance")
                self.accepted.append(key)
        except BaseException as trouble:
            self.troubles.append(trouble)

    def __enter__(self) -> Load:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join(120)
        assert self.troubles == []


def kill(pids: list[int]) -> int:
    killed = 0
    for pid in pids[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            killed += 1
    return killed


@pytest.fixture(scope="module")
def load(city: City) -> Load:
    """Load, while one process after the other is killed: web worker, worker, PostgreSQL, again and again."""
    killed = {"web": 0, "worker": 0, "database": 0}
    with Load(city) as running:
        patiently(lambda: len(running.accepted) >= 2)
        deadline = time.monotonic() + LOAD_SECONDS
        while time.monotonic() < deadline or not all(killed.values()):
            killed["web"] += kill(city.web_workers())
            time.sleep(PAUSE)
            killed["worker"] += kill(city.children("django worker"))
            time.sleep(PAUSE)
            pid = city.embedded.pid()
            killed["database"] += kill([pid] if pid else [])
            city.wait_until_ready()
            time.sleep(PAUSE)
    city.wait_until_ready()
    assert min(killed.values()) >= 1
    return running


def test_every_acknowledged_act_is_there_once(city: City, load: Load) -> None:
    assert len(load.accepted) >= 4
    for code, keys in (("submitted", load.submitted), ("accepted", load.accepted)):
        rows = city.ask(
            "SELECT chain::text, count(*) FROM audit_entry WHERE code = %s AND chain = ANY(%s::uuid[]) GROUP BY chain",
            f"approvals.application.{code}",
            keys,
        )
        assert dict(rows) == dict.fromkeys(keys, 1)
    states = city.ask(
        "SELECT DISTINCT state FROM approvals_application WHERE id = ANY(%s::uuid[])", load.accepted
    )
    assert states == [("accepted",)]


def test_case_numbers_have_neither_gap_nor_double(city: City, load: Load) -> None:
    rows = city.ask(
        "SELECT s.last, count(c.id), count(DISTINCT c.number), max(substr(c.number, 15, 5)::int) FROM cases_numberseries s "
        "LEFT JOIN cases_case c ON 'case:' || substr(c.number, 1, 6) = s.scope AND substr(c.number, 7, 8) = s.period "
        "WHERE s.scope LIKE 'case:%%' GROUP BY s.scope, s.period, s.last"
    )
    assert rows
    assert [row for row in rows if len(set(row)) != 1] == []


def test_the_record_is_whole(city: City, load: Load) -> None:
    done = city.run("-m", "django", "check_record", "--skip-checks", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the record is whole" in done.stdout


def test_no_act_is_there_by_half(city: City, load: Load) -> None:
    """Each accepted application has its entry, two clocks, one work item, one notice to the applicant, one paper."""
    halves = city.ask(
        """
        SELECT a.id FROM approvals_application a WHERE a.state = 'accepted' AND (
            (SELECT count(*) FROM audit_entry e WHERE e.chain = a.id AND e.code = 'approvals.application.accepted') <> 1
            OR (SELECT array_agg(k.kind || ' ' || k.state ORDER BY k.kind) FROM cases_clock k WHERE k.case_id = a.id)
                <> ARRAY['acceptance stopped', 'promised running', 'statutory running']
            OR (SELECT count(*) FROM cases_workitem w WHERE w.case_id = a.id AND w.done_at IS NULL) <> 1
            OR (SELECT count(*) FROM approvals_issueddocument d
                WHERE d.application_id = a.id AND d.kind = 'acceptance_notice') <> 1
            OR (SELECT count(*) FROM notices_notice n WHERE n.case_ref = a.id AND n.code LIKE '%%accepted') <> 1)
        """
    )
    assert halves == []
    strays = city.ask(
        "SELECT a.id FROM approvals_application a WHERE a.state = 'submitted' AND EXISTS "
        "(SELECT 1 FROM approvals_issueddocument d WHERE d.application_id = a.id AND d.kind = 'acceptance_notice')"
    )
    assert strays == []


def test_the_worker_makes_up_for_what_was_left(city: City, load: Load) -> None:
    """Every notice is stamped in the end, and stamped once."""
    papers = "documents_document d WHERE d.kind IN ('acceptance_notice', 'receipt_slip')"
    patiently(lambda: city.ask(f"SELECT count(*) FROM {papers} AND d.state = 'drawn_up'") == [(0,)])
    twice = city.ask(
        f"SELECT d.id FROM {papers} AND (SELECT count(*) FROM documents_sealuse u WHERE u.document_id = d.id) <> 1"
    )
    assert twice == []


def test_the_database_restarts_in_mid_act_without_the_web_server(city: City, load: Load) -> None:
    """At most one answer that it cannot be done now; then everything goes on in the same processes."""
    before = city.web_workers()
    resident = city.program("resident.one")
    assert resident.insist("GET", "/applications").status_code == 200
    pid = city.embedded.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert (lost := resident.once("GET", "/applications")) is None or lost.status_code == 200
    patiently(lambda: city.ask("SELECT 1") == [(1,)])
    answers = [resident.once("GET", "/applications") for _ in range(12)]
    assert all(answer is not None and answer.status_code == 200 for answer in answers[4:])
    assert city.web_workers() == before


def test_kill_between_decision_and_seal(city: City, load: Load) -> None:
    """SIGKILL at a growing moment of the act that seals: decided or sealed, never between; and it can go on."""
    resident, clerk = city.program("resident.one"), city.program("clerk.construction")
    examiner, leader = city.program("examiner.construction"), city.program("leader.construction")
    keeper = city.program("seal.construction")
    outcomes = []
    for moment in range(4):
        key = resident.prepare()
        act(resident, key, "submission")
        act(clerk, key, "acceptance")
        act(examiner, key, "assignment")
        act(examiner, key, "examination", opinion="grant", grounds="材料齐全，符合条件。")
        act(leader, key, "approval")
        sealing = threading.Thread(target=keeper.once, args=("POST", f"/applications/{key}/conclusion"))
        sealing.start()
        time.sleep(moment * 0.06)
        for pid in city.web_workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        sealing.join(60)
        outcomes.append(require_whole(city, key))
        act(keeper, key, "conclusion")
        assert require_whole(city, key) == "sealed"
    assert set(outcomes) <= {"decided", "sealed"}


def require_whole(city: City, key: str) -> str:
    """The state, after looking that papers, seals, record and clocks say the same."""
    patiently(
        lambda: city.ask("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%%'") == [(0,)]
    )
    ((state, concluded),) = city.ask(
        "SELECT state, concluded_at FROM approvals_application WHERE id = %s", key
    )
    papers = city.ask(
        "SELECT d.kind, d.state, (SELECT count(*) FROM documents_sealuse u WHERE u.document_id = d.id) "
        "FROM documents_document d WHERE d.case_ref = %s AND d.kind IN ('decision', 'licence') ORDER BY d.kind",
        key,
    )
    ((entries,),) = city.ask(
        "SELECT count(*) FROM audit_entry WHERE chain = %s AND code = 'approvals.application.concluded'", key
    )
    ((clocks,),) = city.ask("SELECT count(*) FROM cases_clock WHERE case_id = %s AND kind = 'delivery'", key)
    is_sealed = state == "sealed"
    expected = ("sealed", 1) if is_sealed else ("drawn_up", 0)
    assert [paper[1:] for paper in papers] == [expected] * len(papers)
    assert (bool(papers), bool(concluded), entries, clocks) == (
        True,
        is_sealed,
        int(is_sealed),
        int(is_sealed),
    )
    return str(state)


def test_double_click_and_two_clerks(city: City, load: Load) -> None:
    """The same request twice at the same moment is one act; the second is told so."""
    resident, clerk = city.program("resident.one"), city.program("clerk.construction")
    key = resident.prepare()
    assert at_once(city, "resident.one", f"/applications/{key}/submission") == [201, 409]
    assert at_once(city, "clerk.construction", f"/applications/{key}/acceptance") == [201, 409]
    told = clerk.insist("POST", f"/applications/{key}/acceptance", json={}).json()
    assert (told["code"], "刷新页面" in told["detail"]) == ("wrong_state", True)
    codes = city.ask(
        "SELECT code, count(*) FROM audit_entry WHERE chain = %s AND code ~ '(submitted|accepted)$' GROUP BY code ORDER BY 1",
        key,
    )
    assert codes == [("approvals.application.accepted", 1), ("approvals.application.submitted", 1)]


def at_once(city: City, login: str, path: str) -> list[int]:
    """The answers to the same request sent twice at once."""
    gate, answers = threading.Barrier(2), []

    def ask() -> None:
        program = city.program(login)
        gate.wait()
        answers.append(program.insist("POST", path, json={}).status_code)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_the_record_stays_whole_after_all(city: City, load: Load) -> None:
    with psycopg.connect(city.embedded.url("app")) as database:
        for sql in ("UPDATE audit_entry SET body = ''", "DELETE FROM audit_entry", "TRUNCATE audit_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.execute(sql)
            database.rollback()
    assert city.run("-m", "django", "check_record", "--skip-checks", check=False).returncode == 0
