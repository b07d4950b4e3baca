"""The applicant's way through the pages: begin, fill in, bring, check, submit; what may go wrong on it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ApplicationMaterial
from yimen.modules.approvals.states import State
from yimen.replay.paper import small_pdf

ANSWERS = {"applicant": "person", "filer": "self", "work": "occupy", "change": "no"}
CONTENT = {"subject": "青年大街占道12平方米", "contact_phone": "13800000000", "delivery_wanted": "window"}
START = "/approvals/guide/road-occupation/application/"


@pytest.fixture
def resident(world: World, client: Client) -> Client:
    client.force_login(world.resident.person)
    return client


@pytest.fixture
def stranger(world: World) -> Client:
    other = Client()
    other.force_login(world.stranger.person)
    return other


def page(name: str, application: Application | UUID, *more: str) -> str:
    return reverse(f"approvals:{name}", args=[getattr(application, "pk", application), *more])


def begin(client: Client, **answers: str) -> Application:
    key = new_id()
    client.post(START, {"once_key": str(key), **answers})
    return Application.objects.get(pk=key)


def pdf(name: str = "材料.pdf", text: str = "example") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, small_pdf(text), content_type="application/pdf")


def test_applying_asks_to_sign_in_and_comes_back(world: World, client: Client) -> None:
    answer = client.get(f"{START}?work=dig")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert "work%3Ddig" in answer["Location"]


def test_begins_a_draft_with_the_answers_of_the_guide(resident: Client) -> None:
    assert "占用" in resident.get(START, {"work": "occupy"}).content.decode()
    application = begin(resident, work="occupy")
    assert (application.state, application.answers) == (State.DRAFT, {"work": ["occupy"]})


def test_double_click_begins_one_draft(resident: Client) -> None:
    sent = {"once_key": str(new_id())}
    first, second = resident.post(START, sent), resident.post(START, sent)
    assert first["Location"] == second["Location"] == page("draft", UUID(sent["once_key"]))
    assert Application.objects.count() == 1


def test_offers_to_go_on_with_a_draft(resident: Client) -> None:
    application = begin(resident)
    assert page("draft", application) in resident.get(START).content.decode()


def test_item_of_the_window_cannot_be_begun_online(resident: Client) -> None:
    start = "/approvals/guide/driving-licence-first/application/"
    assert "此事项在窗口办理" in resident.get(start).content.decode()
    resident.post(start, {"once_key": str(new_id())})
    assert Application.objects.count() == 0


def test_draft_saves_and_goes_on(resident: Client) -> None:
    application = begin(resident)
    answer = resident.post(page("draft", application), ANSWERS | CONTENT)
    assert answer["Location"] == page("materials", application)
    application.refresh_from_db()
    assert application.subject == "青年大街占道12平方米"
    assert application.answers == {key: [value] for key, value in ANSWERS.items()}


def test_draft_names_every_question_and_field_that_is_open(resident: Client) -> None:
    application = begin(resident)
    answer = resident.post(page("draft", application), {"applicant": "person", "contact_phone": "abc"})
    form = answer.context["form"]
    assert set(form.errors) == {"filer", "work", "change", "subject", "contact_phone", "delivery_wanted"}
    application.refresh_from_db()
    assert application.answers == {}


def test_typing_is_saved_quietly_as_far_as_it_is_valid(resident: Client) -> None:
    application = begin(resident)
    sent = {"subject": "占道", "contact_email": "not an address", "work": "dig"}
    answer = resident.post(page("draft", application), sent, headers={"X-Requested-With": "autosave"})
    assert (answer.status_code, answer.content) == (204, b"")
    application.refresh_from_db()
    assert (application.subject, application.contact_email) == ("占道", "resident.one@example.org")
    assert application.answers == {"work": ["dig"]}


def test_saving_the_same_again_records_nothing(resident: Client) -> None:
    application = begin(resident)
    resident.post(page("draft", application), ANSWERS | CONTENT)
    count = Entry.objects.count()
    application.refresh_from_db()
    sent = ANSWERS | CONTENT | {"contact_email": application.contact_email}
    resident.post(page("draft", application), sent, headers={"X-Requested-With": "autosave"})
    assert Entry.objects.count() == count


def test_quiet_saving_of_an_ended_draft_says_that_it_failed(world: World, resident: Client) -> None:
    application = begin(resident)
    actions.discard_draft(application, by=world.resident, at=NOON)
    answer = resident.post(
        page("draft", application), {"subject": "占道"}, headers={"X-Requested-With": "autosave"}
    )
    assert answer.status_code == 409


def test_keeping_a_draft_asks_for_nothing(resident: Client) -> None:
    application = begin(resident)
    answer = resident.post(page("draft", application), {"act": "keep", "subject": "以后再填"})
    assert answer["Location"] == "/approvals/applications/"
    assert "以后再填" in resident.get(answer["Location"]).content.decode()


def test_other_answers_show_what_changes_in_the_list(resident: Client) -> None:
    application = begin(resident, work="occupy")
    asked = {"work": "dig", "applicant": "person"}
    part = resident.get(page("draft", application), asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "挖掘工程设计文件" in part.split("不再需要")[0]
    assert "占用位置平面图" in part.split("不再需要")[1]
    assert "道路交付使用不满5年" in part


def test_discarded_draft_says_so(world: World, resident: Client) -> None:
    application = begin(resident)
    assert resident.post(page("discarding", application))["Location"] == "/approvals/applications/"
    for name in ("draft", "materials", "submission", "application"):
        answer = resident.get(page(name, application))
        assert answer.status_code == 409
        assert "这份草稿已经结束" in answer.content.decode()
    application.refresh_from_db()
    assert application.state == State.DISCARDED


def test_uploads_replaces_and_removes_a_material(resident: Client) -> None:
    application = begin(resident, **ANSWERS)
    to = page("material", application, "identity-card")
    assert resident.post(to, {"file": pdf()})["Location"] == f"{page('materials', application)}#identity-card"
    resident.post(to, {"file": pdf("新的.pdf", "newer")})
    rows = ApplicationMaterial.objects.filter(application=application).order_by("added_at")
    assert [(row.name, row.replaced_at is None) for row in rows] == [("材料.pdf", False), ("新的.pdf", True)]
    resident.post(page("material-removal", application, "identity-card"))
    assert not rows.filter(replaced_at__isnull=True).exists()


def test_paper_is_promised_where_the_form_allows_it(resident: Client) -> None:
    application = begin(resident, **ANSWERS)
    resident.post(page("material", application, "identity-card"), {"is_paper": "on"})
    row = ApplicationMaterial.objects.get(application=application)
    assert (row.is_paper, row.file) == (True, None)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("申请表.pdf", b"", "提交的是空文件"),
        ("申请表.pdf", b"MZ\x90\x00 a program in disguise", "文件"),
        ("申请表.pdf", b"<html><script>alert(1)</script></html>", "文件"),
        ("申请表.exe", b"MZ\x90\x00", "文件"),
        ("申请表.pdf", b"%PDF-1.7\n" + bytes(20 * 1024 * 1024), "文件太大，最大为 20 MB。"),
    ],
)
def test_refuses_files_that_are_not_what_they_say(
    resident: Client, name: str, content: bytes, says: str
) -> None:
    application = begin(resident, **ANSWERS)
    answer = resident.post(
        page("material", application, "application-form"), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 200
    errors = [*answer.context["form"].errors.get("file", []), *answer.context["form"].non_field_errors()]
    assert len(errors) == 1
    assert says in errors[0]
    assert ApplicationMaterial.objects.count() == 0


def test_refuses_a_material_that_this_situation_does_not_need(resident: Client) -> None:
    application = begin(resident, **ANSWERS)
    answer = resident.post(page("material", application, "design-documents"), {"file": pdf()})
    assert answer.status_code == 404
    assert ApplicationMaterial.objects.count() == 0


def test_submission_names_what_is_missing_and_where(resident: Client) -> None:
    application = begin(resident, work="occupy", applicant="person")
    html = resident.get(page("submission", application)).content.decode()
    assert "还没有回答：由谁提出申请？" in html
    assert "还缺少材料：居民身份证" in html
    assert "提交申请</button>" not in html
    resident.post(page("submission", application), {"is_true": "on"})
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_submits_once_and_gives_a_receipt(world: World, resident: Client) -> None:
    application = world.draft()
    to = page("submission", application)
    assert resident.post(to, {"is_true": ""}).context["form"].errors == {"is_true": ["提交前请先勾选声明。"]}
    first, second = resident.post(to, {"is_true": "on"}), resident.post(to, {"is_true": "on"})
    assert first["Location"] == second["Location"] == page("receipt", application)
    assert Entry.objects.filter(chain=application.pk, code="approvals.application.submitted").count() == 1
    application = world.fresh(application)
    html = resident.get(page("receipt", application)).content.decode()
    assert application.number in html
    assert application.case.query_code in html
    slip = application.documents.get(kind="receipt_slip")
    answer = resident.get(page("document", application, str(slip.document_id)))
    assert b"".join(answer).startswith(b"%PDF-")


def test_opened_after_submission_the_draft_says_what_is_so_now(world: World, resident: Client) -> None:
    application = world.submitted()
    answer = resident.get(page("draft", application))
    assert answer.status_code == 409
    assert page("application", application) in answer.content.decode()


def test_stale_form_keeps_what_was_typed(world: World, resident: Client) -> None:
    application = world.submitted()
    answer = resident.post(page("draft", application), ANSWERS | CONTENT)
    assert answer.status_code == 200
    assert "青年大街占道12平方米" in answer.content.decode()
    assert "已提交，待受理" in answer.content.decode()
    application.refresh_from_db()
    assert application.subject == "示例申请"


@pytest.mark.parametrize("name", ["draft", "materials", "submission", "discarding", "receipt"])
def test_others_cannot_see_it(world: World, stranger: Client, client: Client, name: str) -> None:
    application = world.submitted() if name == "receipt" else world.draft()
    assert stranger.get(page(name, application)).status_code == 404
    assert stranger.post(page(name, application)).status_code == 404
    client.force_login(world.outsider.person)
    assert client.get(page(name, application)).status_code == 404
    assert Application.objects.get(pk=application.pk).state == application.state


def test_what_can_be_tolerated_does_not_hold_up_submission(world: World, resident: Client) -> None:
    application = world.draft()
    actions.remove_material(application, key="restoration-plan", by=world.resident, at=NOON)
    to = page("submission", application)
    assert "有材料还没有提交" in resident.get(to).content.decode()
    assert resident.post(to, {"is_true": "on"})["Location"] == page("receipt", application)
