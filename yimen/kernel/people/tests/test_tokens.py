"""签发令牌, 使用令牌, 撤销令牌."""

from datetime import date, timedelta

import pytest

from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people import actions, token_secret
from yimen.kernel.people.models import ApiToken

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 30)


@pytest.fixture
def secret():
    return token_secret.new_secret()


@pytest.fixture
def token(resident, acting, secret, noon):
    return actions.issue_token(
        resident,
        name="排队机",
        secret=secret,
        expires_on=JUNE,
        is_read_only=False,
        by=acting(resident),
        at=noon,
    ).token


def test_issues(resident, acting, secret, noon):
    done = actions.issue_token(
        resident, name="排队机", secret=secret, expires_on=JUNE, by=acting(resident), at=noon
    )
    assert recorded(done) == "示例居民 签发了令牌 排队机，有效期至2026-06-30"
    token = ApiToken.objects.get()
    assert (token.prefix, token.is_read_only, token.is_secured) == (secret[:12], True, True)
    assert token.secret_hash == token_secret.hashed(secret)
    assert secret not in entry_of(done).body
    assert secret not in str(ApiToken.objects.values().get())


def test_a_token_of_an_unsecured_session_is_not_secured(resident, acting, secret, noon):
    actor = acting(resident, is_secured=False)
    done = actions.issue_token(resident, name="排队机", secret=secret, expires_on=JUNE, by=actor, at=noon)
    assert not done.token.is_secured


def test_refuses_others_and_wrong_days(resident, acting, official, secret, noon):
    facts = {"name": "排队机", "secret": secret, "at": noon}
    with pytest.raises(NotAllowed):
        actions.issue_token(resident, **facts, expires_on=JUNE, by=acting(official("liming", "李明")))
    for day in (noon.date() - timedelta(1), noon.date() + timedelta(367)):
        with pytest.raises(RuleBroken, match="最长一年"):
            actions.issue_token(resident, **facts, expires_on=day, by=acting(resident))
    with pytest.raises(RuleBroken, match="用途"):
        actions.issue_token(resident, **{**facts, "name": " "}, expires_on=JUNE, by=acting(resident))
    assert ApiToken.objects.count() == 0


def test_use_is_recorded_once_a_day(token, resident, acting, noon):
    done = actions.use_token(token, by=acting(resident, origin="endpoint"), at=noon)
    assert recorded(done) == "示例居民 的令牌 排队机 在2026-05-15使用"
    with pytest.raises(WrongState):
        actions.use_token(token, by=acting(resident), at=noon + timedelta(hours=1))
    actions.use_token(token, by=acting(resident), at=noon + timedelta(days=1))
    assert Entry.objects.filter(code="people.token.used").count() == 2


def test_revokes(token, resident, acting, official, administrator, noon):
    with pytest.raises(NotAllowed):
        actions.revoke_token(token, by=acting(official("liming", "李明")), at=noon)
    assert ApiToken.objects.get().revoked_at is None
    assert recorded(actions.revoke_token(token, by=administrator, at=noon)) == "管理员 撤销了令牌 排队机"
    assert not ApiToken.objects.get().is_valid(noon, noon.date())
    with pytest.raises(WrongState):
        actions.revoke_token(token, by=acting(resident), at=noon)
