"""信息处理费的收缴: what is owed under the code of a fee notice, and what follows when the bank reports it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.collecting import dues
from yimen.kernel.collecting.dues import Due, DueState

from . import actions
from .models import FeeNotice
from .states import State

CHARGING = Machine(dues.MACHINE)


class FeeNotices:
    """收缴方 — fee notices of requests for information."""

    def find(self, code: str) -> Due | None:
        """The notice with this code; what it still wants is its whole amount."""
        notice = FeeNotice.objects.select_related("request").filter(code=code).first()
        if notice is None:
            return None
        return Due(
            code=code,
            name=_("信息处理费收费通知"),
            amount=notice.amount,
            asked_on=notice.notified_on,
            state=_state(notice),
            collector=self,
        )

    def settle(self, due: Due, *, reference: str, paid_at: datetime, at: datetime) -> None:
        """The period goes on where nobody had confirmed the payment by a slip; the office reads that it is there."""
        notice = FeeNotice.objects.select_related("request").get(code=due.code)
        if notice.paid_on is None:
            actions.confirm_fee_paid(
                notice.request, paid_on=local_day(paid_at), reference=reference, by=CHARGING, at=at
            )
        actions.receive_fee(notice.request, bank_reference=reference, by=CHARGING, at=at)


def _state(notice: FeeNotice) -> DueState:
    """A fee that an officer confirmed by a slip is still expected in the account."""
    if notice.bank_reference:
        return DueState.PAID
    waits = notice.paid_on is not None or notice.request.state == State.FEE_PENDING
    return DueState.OPEN if waits else DueState.VOID


dues.register(FeeNotices())
