"""Refusals: the few ways in which an act says no. Their message is fit for the person who reads it.

Everything else that an act raises is a bug and may crash.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """拒绝 — the act was not done and nothing changed."""

    status = 422
    code = "refused"

    def __init__(self, message: Text, *, fields: Mapping[str, Text] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, Text] = dict(fields or {})

    def __str__(self) -> str:
        return str(self.message)


NOT_ALLOWED = _("您没有办理此事的权限。如需办理，请联系本单位的岗位管理人员。")


class NotAllowed(Refused):
    """无权办理 — the actor's grounds do not reach this subject."""

    status = 403
    code = "not_allowed"

    def __init__(self, message: Text = NOT_ALLOWED) -> None:
        super().__init__(message)


class WrongState(Refused):
    """状态不符 — the subject is not in a state from which this act may be done."""

    status = 409
    code = "wrong_state"


class RuleBroken(Refused):
    """不符合规定 — a rule of law or of the item stands against it."""

    status = 422
    code = "rule_broken"


class TooMany(Refused):
    """过于频繁 — a rate limit was reached; the person may try again later."""

    status = 429
    code = "too_many"
