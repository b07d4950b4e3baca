"""适用条例: which version of the regulation counts a request, with which limits: dated data, by the day of receipt."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.base.refusals import RuleBroken

from .clock import Regime

FIRST = "2008"


def regime_on(day: date) -> Regime:
    """The limits in force on the day of receipt; raises RuleBroken for days before the first regulation."""
    name = policies.find(day, "requests.regime")
    if name is None:
        raise RuleBroken(
            _("《政府信息公开条例》自2008年5月1日起施行，此前收到的申请不适用。"),
            fields={"received_on": _("早于2008年5月1日")},
        )
    answer = policies.on(day, "requests.answer_limit")
    extension = policies.on(day, "requests.extension_max")
    restarts = policies.find(day, "requests.fee_restarts_clock")
    return Regime(
        code=name.text,
        days=answer.int,
        days_basis=answer.basis,
        extension_most=extension.int,
        extension_basis=extension.basis,
        correction_basis=_basis(day, "requests.correction_restarts"),
        consulting_basis=_basis(day, "requests.consulting_stops"),
        delay_basis=_basis(day, "requests.delay_allowed"),
        fee_basis=restarts.basis if restarts else "",
        fee_restarts=restarts is not None and restarts.flag,
        serving_basis=_basis(day, "requests.serving"),
    )


def limit(day: date, code: str) -> int:
    """A number of the regime, such as requests.correction_notice; raises LookupError where it has none."""
    return policies.on(day, f"requests.{code}").int


def find_limit(day: date, code: str) -> int | None:
    """As ``limit``, None where the law of that day knows no such limit."""
    found = policies.find(day, f"requests.{code}")
    return found.int if found else None


def flag(day: date, code: str) -> bool:
    """A yes or no of the law of that day; no where it says nothing."""
    found = policies.find(day, f"requests.{code}")
    return found is not None and found.flag


def _basis(day: date, code: str) -> str:
    found = policies.find(day, code)
    return found.basis if found else ""
