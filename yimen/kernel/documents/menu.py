"""The ways into documents: verification for everybody, the register of seals for those who keep it."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.web.menu import Entry

from .permissions import Permission


def _keeps_seals(actor: Actor) -> bool:
    return actor.kind == "person" and actor.may(Permission.SEAL_REGISTER, None)


ENTRIES = [
    Entry(key="verify", label=_("文书查验"), url="documents:verify", place="footer", order=30),
    Entry(
        key="seals", label=_("印章管理"), url="documents:seals", shows=_keeps_seals, place="account", order=70
    ),
]
