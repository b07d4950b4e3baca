"""The parameters' pages: public to read, set by the administrator, unseen by others."""

from datetime import date

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from yimen.kernel import policies
from yimen.kernel.base.actor import Public
from yimen.kernel.policies import actions, pages
from yimen.kernel.policies.models import Policy

CODE = "approvals.statutory_limit"
SAFE = {"unit": "working_day", "in_force_from": "2099-01-01", "is_confirmed": "on", "basis": "某法第一条"}


@pytest.fixture
def ask(book, keeper, noon):
    facts = {"code": CODE, "unit": "working_day", "by": keeper, "at": noon, "basis": "行政许可法第四十二条"}
    actions.set_policy(
        book, **facts, value=20, in_force_from=date(2004, 7, 1), name="法定期限", note="另有规定的除外"
    )
    files = {"code": "documents.max_files", "unit": "count", "by": keeper, "at": noon}
    actions.set_policy(book, **files, value=40, in_force_from=date(2026, 1, 1), is_confirmed=False)

    def request(page, actor, *args, post=None, **query):
        made = RequestFactory().post("/", post) if post is not None else RequestFactory().get("/", query)
        made.actor = actor
        made._messages = CookieStorage(made)
        return page(made, *args)

    return request


def test_anyone_reads_the_list(ask, django_assert_num_queries):
    with django_assert_num_queries(1):
        text = ask(pages.policies, Public()).content.decode()
    assert "法定期限" in text
    assert "20个工作日" in text
    assert "行政许可法第四十二条" in text
    assert "documents.max_files" in text
    assert "待核实" in text


def test_the_list_is_filtered_and_exported(ask):
    text = ask(pages.policies, Public(), q="许可法").content.decode()
    assert "法定期限" in text
    assert "documents.max_files" not in text
    answer = ask(pages.policies, Public(), format="csv", unconfirmed="1")
    lines = (
        b"".join(answer.streaming_content if answer.streaming else [answer.content])
        .decode("utf-8-sig")
        .splitlines()
    )
    assert [line.split(",")[0] for line in lines] == ["参数", "documents.max_files"]


def test_anyone_reads_the_history(ask, django_assert_num_queries):
    with django_assert_num_queries(3):  # values, book, record
        text = ask(pages.policy, Public(), CODE).content.decode()
    assert "施行中" in text
    assert "2004年7月1日" in text
    assert "系统（城市数据） 设定法定期限自2004-07-01起为20个工作日（依据：行政许可法第四十二条）" in text
    assert "/setting/" not in text
    with pytest.raises(Http404):
        ask(pages.policy, Public(), "approvals.unknown")


def test_the_keeper_sets_a_value(ask, keeper):
    assert f"/policies/{CODE}/setting/" in ask(pages.policy, keeper, CODE).content.decode()
    assert 'value="20"' in ask(pages.setting, keeper, CODE).content.decode()
    answer = ask(pages.setting, keeper, CODE, post={**SAFE, "value": "15"})
    assert (answer.status_code, answer.url) == (302, f"/policies/{CODE}/")
    assert policies.on(date(2099, 1, 1), CODE).int == 15
    assert policies.on(timezone.localdate(), CODE).int == 20


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": "many"}, "输入整数"),
        ({"value": "15", "in_force_from": "2020-01-01"}, "最早从今天起施行"),
        ({"value": "15", "basis": ""}, "请写明依据的文件和条款"),
    ],
)
def test_a_refusal_stands_beside_the_form(ask, keeper, change, message):
    answer = ask(pages.setting, keeper, CODE, post={**SAFE, **change})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert Policy.objects.filter(code=CODE).count() == 1


def test_the_keeper_confirms(ask, keeper):
    policy = Policy.objects.get(code="documents.max_files")
    assert "核实参数" in ask(pages.confirmation, keeper, policy.pk).content.decode()
    answer = ask(pages.confirmation, keeper, policy.pk, post={"basis": "市政府令第1号"})
    assert answer.url == "/policies/documents.max_files/"
    assert Policy.objects.get(pk=policy.pk).is_confirmed
    with pytest.raises(Http404):
        ask(pages.confirmation, keeper, policy.pk)


def test_for_others_there_are_no_such_pages(ask):
    policy = Policy.objects.get(code="documents.max_files")
    for page, key in ((pages.setting, CODE), (pages.confirmation, policy.pk)):
        with pytest.raises(Http404):
            ask(page, Public(), key)
        with pytest.raises(Http404):
            ask(page, Public(), key, post={**SAFE, "value": "1"})
    assert Policy.objects.count() == 2
