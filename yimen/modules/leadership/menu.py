"""The ways into the leadership: the chart for everybody; vacancies and trainings for those who keep them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry

from .permissions import KEEPERS
from .queries import TRAINING_READERS


def keeps(actor: Actor) -> bool:
    return has_role(actor, *KEEPERS)


def reads_trainings(actor: Actor) -> bool:
    return has_role(actor, *TRAINING_READERS)


ENTRIES = [
    Entry("leadership", _("组织领导"), "leadership:chart", place="footer", order=46),
    Entry("vacancies", _("职务空缺"), "leadership:vacancies", shows=keeps, place="account", order=62),
    Entry(
        "trainings", _("公开培训"), "leadership:trainings", shows=reads_trainings, place="account", order=63
    ),
]
