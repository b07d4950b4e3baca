"""制文: what a document says is fixed in the act that draws it up."""

import re

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from yimen.kernel.documents import actions, drawing
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.making import make_pdf
from yimen.kernel.documents.models import Document, File
from yimen.kernel.documents.states import SealKind, Standing, State
from yimen.kernel.orgs.models import Org

from .conftest import EXAMPLES, NOON, TODAY, drawn_up

pytestmark = pytest.mark.django_db


def test_fixes_data_code_and_address(bureau: Org) -> None:
    document = drawn_up(bureau)
    assert re.fullmatch("[2-9A-HJ-NP-Z]{16}", document.verify_code)
    assert document.title == "准予行政许可决定书"
    assert document.state == State.DRAWN_UP
    assert document.standing(TODAY) == Standing.UNSEALED
    assert document.data["number"] == "示城管许字〔2026〕12号"
    assert document.data["verify_url"].endswith(f"/verify/{document.verify_code}/")
    assert document.data["verify_code"].replace(" ", "") == document.verify_code
    assert document.data_sha256 == drawing.data_hash("decision", 1, document.data)
    assert (str(document.valid_from), str(document.valid_until)) == ("2026-03-20", "2026-04-20")
    fresh = Document.objects.get(pk=document.pk)
    assert make_pdf(fresh.kind, fresh.data) == make_pdf(document.kind, document.data)


def test_refused_decision_has_its_own_title(bureau: Org) -> None:
    data = EXAMPLES["decision"] | {"outcome": "refused", "reasons": ["不符合规划"]}
    assert drawn_up(bureau, data=data).title == "不予行政许可决定书"


def test_only_inside_an_act(bureau: Org) -> None:
    with pytest.raises(RuntimeError, match="no act is in progress"):
        actions.draw_up(kind="letter", org=bureau, data=EXAMPLES["letter"], at=NOON)
    assert not Document.objects.filter(org=bureau).exists()


def test_needs_the_data_of_its_template(bureau: Org) -> None:
    with pytest.raises(ValueError, match="decision needs outcome"):
        drawn_up(bureau, data={"organ": bureau.name, "date": "2026-03-13"})
    assert not Document.objects.filter(org=bureau).exists()


def test_number_is_used_once_in_an_organ(bureau: Org, other: Org) -> None:
    drawn_up(bureau)
    drawn_up(other)
    drawn_up(bureau, number=None)
    drawn_up(bureau, number=None)
    with pytest.raises(IntegrityError, match="document_number_once_in_an_org"), transaction.atomic():
        drawn_up(bureau)
    assert Document.objects.filter(org__in=[bureau, other]).count() == 4


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"organ": "他局"}},
        {"title": "别的"},
        {"number": "别的"},
        {"verify_code": "AAAA"},
        {"data_sha256": "0" * 64},
    ],
)
def test_what_it_says_cannot_be_changed(bureau: Org, change: dict[str, object]) -> None:
    document = drawn_up(bureau)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "sealed"}, "sealed_document_has_time_and_file"),
        ({"sealed_at": NOON}, "drawn_up_document_is_not_sealed"),
        ({"state": "revoked"}, "ended_document_has_time_and_reason"),
        ({"valid_until": "2020-01-01"}, "document_ends_after_it_begins"),
    ],
)
def test_database_keeps_it_whole(bureau: Org, change: dict[str, object], constraint: str) -> None:
    document = drawn_up(bureau)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_same_file_is_noted_once() -> None:
    received = receive("说明。".encode(), filename="说明.txt")
    assert actions.keep_file(received, at=NOON) == actions.keep_file(received, at=NOON)
    [file] = File.objects.filter(pk=received.sha256)
    assert (file.media_type, file.size) == ("text/plain", 9)


def test_codes_as_people_type_them() -> None:
    code = drawing.new_verify_code()
    assert drawing.normal_code(f" {drawing.grouped(code).lower()} ") == code
    assert drawing.normal_code("《》ＡＢ") == ""
    assert len({drawing.new_verify_code() for _ in range(1000)}) == 1000


def test_kinds_of_seals_are_those_of_the_city_files() -> None:
    assert SealKind.values == ["official", "approval_seal", "acceptance_seal"]
