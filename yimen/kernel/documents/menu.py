"""The ways into documents: verification for everybody, the register of seals for those who keep or read it."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry

from .permissions import SEAL_READERS, Permission


def _reads_seals(actor: Actor) -> bool:
    """Those who keep the register, and those whose posts read the seals of their bodies."""
    keeps = actor.kind == "person" and actor.may(Permission.SEAL_REGISTER, None)
    return keeps or has_role(actor, *SEAL_READERS)


ENTRIES = [
    Entry(key="verify", label=_("文书查验"), url="documents:verify", place="footer", order=30),
    Entry(
        key="seals", label=_("印章管理"), url="documents:seals", shows=_reads_seals, place="account", order=70
    ),
]
