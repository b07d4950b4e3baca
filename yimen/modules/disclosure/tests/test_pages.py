"""The pages: each shows what it should to whom it should; the forms lead to the verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.world import NOON
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Publication, PublicationVersion, SecrecyCheck

from .stage import NO, TEXT, Openness, enter

pytestmark = pytest.mark.django_db


def address(name: str, *args: Any) -> str:
    return reverse(f"disclosure:{name}", args=args)


def test_public_pages_show_a_publication(stage: Openness) -> None:
    publication = stage.in_force()
    code = stage.org.code
    reader = enter(None)
    for page in (
        address("bodies"),
        address("body", code),
        address("directory", code),
        address("publications"),
        address("node", "subject", "roads"),
        address("node", "subject", "industry"),
        address("publication", publication.pk),
        address("version", publication.pk, 1),
    ):
        assertContains(reader.get(page), "关于示例路段施工的通告")
    assertContains(reader.get(address("tree", "subject")), "道路")
    assertContains(reader.get(address("timeline")), "3月")
    assertContains(reader.get(address("guide", code)), "获取方式")
    page = reader.get(address("publication", publication.pk))
    for text in (publication.index_number, "沈建发〔2026〕7号", "有效", "引用格式", TEXT):
        assertContains(page, text)
    assertNotContains(page, "可以办理")
    text = reader.get(address("text", publication.pk))
    assert TEXT in text.content.decode()
    assert text.headers["Content-Disposition"].startswith("attachment")


def test_the_directory_is_narrowed_and_exported(stage: Openness) -> None:
    publication = stage.in_force()
    reader, page = enter(None), address("directory", stage.org.code)
    assertContains(reader.get(f"{page}?validity=in_force&genre=public-notice&year=2026"), "关于示例路段")
    assertNotContains(reader.get(f"{page}?validity=repealed"), "关于示例路段")
    assertNotContains(reader.get(f"{page}?q=没有的"), "关于示例路段")
    export = reader.get(f"{page}?format=csv")
    assert str(publication.index_number) in b"".join(export.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_comparison_stands_side_by_side(stage: Openness) -> None:
    publication = stage.revised(stage.published(), body="每段工期不超过二十日。", title="关于施工的通告")
    page = enter(None).get(address("comparison", publication.pk))
    assertContains(page, "第2版")
    assertContains(page, "关于施工的通告")
    assert enter(None).get(address("comparison", stage.published().pk)).status_code == 404


def test_the_tombstone_says_why_and_a_leak_does_not(stage: Openness) -> None:
    wrong, leak = stage.retracted("wrong"), stage.retracted("secret_leak")
    page = enter(None).get(address("publication", wrong.pk))
    for text in ("已撤回", wrong.title, "数字有误", wrong.index_number):
        assertContains(page, text)
    page = enter(None).get(address("publication", leak.pk))
    assertContains(page, leak.index_number)
    for text in (leak.title, "数字有误", stage.org.name, TEXT):
        assertNotContains(page, text)


def test_the_way_through_the_pages(stage: Openness) -> None:
    """Draft, edit, attach, send in, three signatures, publish: each by its page."""
    content = {
        "org": stage.org.pk, "title": "关于示例桥维修的通告", "body": TEXT, "created_on": "2026-02-27",
        "normative": "none", "openness": "proactive", "duration": "long_term",
        "subject": stage.node("subject", "roads").pk, "genre": stage.node("genre", "public-notice").pk,
        "legal_category": stage.node("legal_category", "a20-10").pk,
    }  # fmt: skip
    writer = enter(stage.drafter)
    assert writer.post(address("drafting"), content).status_code == 302
    version = PublicationVersion.objects.get(state="draft")
    changed = writer.post(
        address("editing", version.pk), {**content, "title": "关于桥梁维修的通告", "edition": 1}
    )
    assert changed.status_code == 302
    file = SimpleUploadedFile("附表.txt", "桥梁名称 示例桥".encode(), "text/plain")
    assert writer.post(address("attaching", version.pk), {"file": file}).status_code == 302
    assertContains(writer.get(address("manuscript", version.pk)), "附表.txt")
    assert writer.post(address("submission", version.pk)).status_code == 302
    check = SecrecyCheck.objects.get(version=version)
    opinion = {"verdict": "open", "ground": "", "text": ""}
    points = {f"point_{name}": "no" for name in NO}
    for person, page, facts in (
        (stage.head, "first-opinion", opinion),
        (stage.reviewer, "secrecy-opinion", opinion | points),
        (stage.leader, "signature", opinion),
    ):
        browser = enter(person)
        assertContains(browser.get(address("check", check.pk)), "关于桥梁维修的通告")
        _secure(browser)
        assert browser.post(address(page, check.pk), facts).status_code == 302
    done = enter(stage.officer).post(address("publishing", version.pk))
    publication = Publication.objects.get(current=version)
    assert done.headers["Location"] == address("publication", publication.pk)
    assertContains(enter(None).get(address("publication", publication.pk)), "附表.txt")


def test_who_saves_over_another_is_told_and_loses_nothing(stage: Openness) -> None:
    version = stage.drafted()
    actions.amend_publication(version, changes={"body": "别人写的"}, edition=1, by=stage.officer, at=NOON)
    content = {
        "title": "我写的标题", "body": "我写的正文", "created_on": "2026-02-27", "normative": "none",
        "openness": "proactive", "duration": "long_term", "edition": 1,
    }  # fmt: skip
    page = enter(stage.drafter).post(address("editing", version.pk), content)
    for text in ("我写的正文", "别人写的", 'name="edition" value="2"', stage.officer.label):
        assertContains(page, text)
    again = enter(stage.drafter).post(address("editing", version.pk), {**content, "edition": 2})
    assert again.status_code == 302
    assert stage.fresh(version).body_text == "我写的正文"


def test_staff_pages_do_not_exist_for_others(stage: Openness) -> None:
    check = stage.submitted()
    for person in (stage.other_officer, stage.resident):
        browser = enter(person)
        for page in (
            address("manuscript", check.version_id),
            address("check", check.pk),
            address("editing", check.version_id),
        ):
            assert browser.get(page).status_code == 404
    assert enter(None).get(address("manuscripts")).status_code == 302
    assert enter(stage.resident).get(address("manuscripts")).status_code == 404


def test_the_lists_ask_the_database_a_fixed_number_of_times(
    stage: Openness, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        stage.published(title=f"通告{number}", at=NOON + timedelta(minutes=number))
        stage.submitted(title=f"送审{number}")
    reader, officer = enter(None), enter(stage.officer)
    reader.get(address("directory", stage.org.code)), officer.get(address("manuscripts"))
    with django_assert_max_num_queries(8):
        reader.get(address("directory", stage.org.code))
    with django_assert_max_num_queries(14):
        officer.get(address("manuscripts"))
    with django_assert_max_num_queries(14):
        officer.get(address("checks"))


def test_what_is_late_by_law_is_a_list(stage: Openness) -> None:
    late = stage.drafted(
        title="迟的", created_on=timezone.localdate() - timedelta(days=90), at=timezone.now()
    )
    stage.drafted(title="不迟的", created_on=timezone.localdate(), at=timezone.now())
    page = enter(stage.officer).get(f"{address('manuscripts')}?late=1")
    assertContains(page, "迟的")
    assertNotContains(page, "不迟的")
    assertContains(enter(stage.drafter).get(address("manuscript", late.pk)), "政府信息公开条例第二十六条")


def _secure(browser: Any) -> None:
    """The second factor was given in this session."""
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    session.save()
