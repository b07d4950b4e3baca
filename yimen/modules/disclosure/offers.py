"""可办事项 — the acts that are open to an actor now, each with the page where it is done.

Who may and from which state is asked of the verb itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from . import queries
from .models import Publication, PublicationVersion, SecrecyCheck, StandingCheck

Weight = Literal["primary", "secondary", "danger", "quiet"]


@dataclass(frozen=True)
class Offer:
    """可办事项 — an act that is open: what people call it, and the address of its page."""

    label: Text
    href: str
    kind: Weight = "secondary"


Row = tuple[str, Text, str, Weight]
OF_VERSION: tuple[Row, ...] = (
    ("amend_publication", _("修改"), "disclosure:editing", "secondary"),
    ("submit_publication", _("送审"), "disclosure:submission", "primary"),
    ("discard_version", _("放弃稿件"), "disclosure:discarding", "danger"),
    ("publish_information", _("公开"), "disclosure:publishing", "primary"),
    ("schedule_publication", _("定时公开"), "disclosure:scheduling", "secondary"),
    ("evaluate_withheld", _("定期评估"), "disclosure:evaluation", "primary"),
)
OF_CHECK: tuple[Row, ...] = (
    ("give_first_opinion", _("初审"), "disclosure:first-opinion", "primary"),
    ("give_secrecy_opinion", _("保密审查"), "disclosure:secrecy-opinion", "primary"),
    ("refer_doubt", _("提请确定"), "disclosure:referral", "secondary"),
    ("sign_publication", _("签发"), "disclosure:signature", "primary"),
    ("return_publication", _("退回修改"), "disclosure:return", "secondary"),
    ("take_back", _("撤回送审"), "disclosure:taking-back", "danger"),
)
OF_PUBLICATION: tuple[Row, ...] = (
    ("revise_publication", _("修订"), "disclosure:revision", "primary"),
    ("repeal_information", _("登记废止"), "disclosure:repeal", "secondary"),
    ("note_amendment", _("登记修订"), "disclosure:amendment", "secondary"),
    ("prolong_validity", _("延长有效期"), "disclosure:prolongation", "secondary"),
    ("archive_information", _("归档"), "disclosure:archiving", "secondary"),
    ("retract_information", _("撤回"), "disclosure:retraction", "danger"),
    ("order_retraction", _("责令撤回"), "disclosure:retraction-order", "danger"),
)
OF_STANDING: tuple[Row, ...] = (
    ("confirm_standing_check", _("确认"), "disclosure:standing-confirmation", "primary"),
    ("sign_standing_check", _("签发"), "disclosure:standing-signature", "primary"),
    ("end_standing_check", _("终止"), "disclosure:standing-end", "danger"),
)
OF_FORCE = frozenset({"repeal_information", "note_amendment", "prolong_validity"})


def of_version(version: PublicationVersion, actor: Actor) -> list[Offer]:
    return _open(OF_VERSION, version, actor)


def of_check(check: SecrecyCheck, actor: Actor) -> list[Offer]:
    """The signature that is asked for, and its neighbours: who may return is the one whose turn it is."""
    found = _open(OF_CHECK, check, actor)
    is_turn = any(one.kind == "primary" for one in found)
    return [one for one in found if is_turn or str(one.href) != reverse("disclosure:return", args=[check.pk])]


def of_publication(publication: Publication, actor: Actor) -> list[Offer]:
    has_force = bool(publication.current and publication.current.has_validity)
    rows = [one for one in OF_PUBLICATION if has_force or one[0] not in OF_FORCE]
    if queries.preparing(publication) is not None:
        rows = [one for one in rows if one[0] != "revise_publication"]
    return _open(rows, publication, actor)


def of_standing(standing: StandingCheck, actor: Actor) -> list[Offer]:
    return _open(OF_STANDING, standing, actor)


def _open(rows: Sequence[Row], subject: Model, actor: Actor) -> list[Offer]:
    found: list[Offer] = []
    state = str(getattr(subject, "state", ""))
    for act, label, page, kind in rows:
        verb = verbs()[f"disclosure.{act}"]
        if state in verb.sources and actor.may(verb.permission, subject):
            found.append(Offer(label, reverse(page, args=[subject.pk]), kind))
    return found
