"""Facts of parameters. Whoever follows them reads anew: `policies.on` already has the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import Policy


@dataclass(frozen=True)
class PolicySet(Event):
    """参数设定 — from a day on a parameter has this value; ``before`` is the value that it follows."""

    code = "policies.policy.set"
    about = "policy"
    says = _("%(by)s 设定%(policy)s自%(in_force_from)s起为%(shown)s（依据：%(basis)s）")
    policy: Policy
    value: Any
    shown: str
    basis: str
    in_force_from: date
    before: Any


@dataclass(frozen=True)
class PolicyConfirmed(Event):
    """参数核实 — the basis of a parameter was checked; its value and dates stay."""

    code = "policies.policy.confirmed"
    about = "policy"
    says = _("%(by)s 核实了%(policy)s（依据：%(basis)s）")
    policy: Policy
    basis: str
