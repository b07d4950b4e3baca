"""可办事项: what the verb allows, what the module adds, in which order, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from yimen.kernel.audit.offers import Offer, open_to
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State

WITHDRAW = Offer(actions.withdraw, "撤回申请", "approvals:withdrawal", "danger")
RETURN = Offer(actions.require_correction, "要求补正", "approvals:correction-notice")
ACCEPT = Offer(actions.accept, "受理", "approvals:acceptance", "primary")
CONCLUDE = Offer(actions.conclude, "用印办结", "approvals:conclusion", "primary")
ROWS = (WITHDRAW, RETURN, ACCEPT, CONCLUDE)


@dataclass(frozen=True)
class Allowed:
    """Somebody who may do what these permissions name, and nothing else."""

    permissions: frozenset[str]

    def may(self, permission: str, subject: object) -> bool:
        return permission in self.permissions


ALL = Allowed(frozenset(Permission.values))


def names(actor: Allowed, *rows: Offer, state: str = State.SUBMITTED) -> list[str]:
    return [one.act for one in open_to(actor, Application(state=state), rows or ROWS)]  # type: ignore[arg-type]


def test_the_verb_says_from_which_state_and_the_main_thing_is_first() -> None:
    assert names(ALL) == ["accept", "require_correction", "withdraw"]
    assert names(ALL, state=State.DECIDED) == ["conclude"]


def test_the_verb_says_who_may() -> None:
    assert names(Allowed(frozenset({Permission.APPLICATION_ACCEPT}))) == ["accept"]
    assert names(Allowed(frozenset())) == []


def test_a_row_may_ask_for_more_and_only_of_who_may() -> None:
    asked: list[object] = []

    def never(subject: object, _actor: object) -> bool:
        asked.append(subject)
        return False

    row = Offer(actions.accept, "受理", "approvals:acceptance", when=never)
    assert names(ALL, row) == []
    assert len(asked) == 1
    assert names(Allowed(frozenset()), row) == names(ALL, row, state=State.DRAFT) == []
    assert len(asked) == 1


def test_leads_to_the_page_of_the_subject_or_of_the_row_that_the_address_names() -> None:
    subject, other = Application(state=State.SUBMITTED), Application()
    (own,) = open_to(ALL, subject, [ACCEPT])  # type: ignore[arg-type]
    (named,) = open_to(ALL, subject, [ACCEPT], at=other)  # type: ignore[arg-type]
    assert own.href == reverse("approvals:acceptance", args=[subject.pk])
    assert named.href == reverse("approvals:acceptance", args=[other.pk])
    assert (own.label, own.kind) == ("受理", "primary")
