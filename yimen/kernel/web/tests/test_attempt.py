"""A refusal becomes words beside the form; what is done is returned; a bug is not hidden."""

import pytest
from django import forms

from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.web.attempt import attempt


class Reason(forms.Form):
    reason = forms.CharField()


def test_returns_what_was_done():
    form = Reason({"reason": "x"})
    assert form.is_valid()
    done = attempt(form, lambda subject, *, by, reason: (subject, by, reason), "case", by="王芳", reason="x")
    assert done == ("case", "王芳", "x")
    assert form.errors == {}


@pytest.mark.parametrize("refusal", [NotAllowed("无权"), WrongState("状态不符"), RuleBroken("不合规")])
def test_a_refusal_stands_on_top_of_the_form(refusal):
    form = Reason({"reason": "x"})
    assert form.is_valid()
    assert attempt(form, _refuses(refusal), "case") is None
    assert form.non_field_errors() == [str(refusal)]


def test_a_refusal_goes_to_the_fields_it_names():
    form = Reason({"reason": "x"})
    assert form.is_valid()
    assert attempt(form, _refuses(RuleBroken("理由不足", fields={"reason": "请写明理由"})), "case") is None
    assert form.errors == {"reason": ["请写明理由"]}


def test_a_field_the_form_does_not_have_is_not_lost():
    form = Reason({"reason": "x"})
    assert form.is_valid()
    attempt(form, _refuses(RuleBroken("缺窗口", fields={"window": "请选择窗口"})), "case")
    assert form.non_field_errors() == ["缺窗口"]


def test_everything_that_is_missing_elsewhere_is_told():
    form = Reason({"reason": "x"})
    fields = {"subject": "请选择主题。", "genre": "请选择体裁。"}
    assert attempt(form, _refuses(RuleBroken("还有 2 项。", fields=fields)), "case") is None
    assert form.non_field_errors() == ["还有 2 项。", "请选择主题。", "请选择体裁。"]
    mixed = Reason({"reason": "x"})
    attempt(
        mixed, _refuses(RuleBroken("有误。", fields={"reason": "太短。", "genre": "请选择体裁。"})), "case"
    )
    assert (mixed.errors["reason"], mixed.non_field_errors()) == (["太短。"], ["请选择体裁。"])


def test_a_form_without_data_can_carry_a_refusal():
    form = forms.Form()
    attempt(form, _refuses(WrongState("已经受理")), "case")
    assert form.non_field_errors() == ["已经受理"]


def test_a_bug_is_a_bug():
    def crashes(_subject: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt(forms.Form({}), crashes, "case")


def _refuses(refusal: Exception):
    def act(_subject: object) -> None:
        raise refusal

    return act
