"""Who may set seals, revoke documents, and keep the register of seals."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import city_post, machine, post, secured
from yimen.kernel.people.roles import Role

SEALING_MACHINE = "seal setting"
LIFE_MACHINE = "document life"
"""Under this name modules end a document in the same act in which that ends which it proves."""


class Permission(models.TextChoices):
    """权限 of kernel.documents."""

    DOCUMENT_PROLONG = "documents.document.prolong", _("延长文书效力")
    DOCUMENT_REVOKE = "documents.document.revoke", _("撤销文书")
    DOCUMENT_SEAL = "documents.document.seal", _("用印")
    DOCUMENT_SUPERSEDE = "documents.document.supersede", _("替换文书")
    SEAL_LIST = "documents.seal.list", _("查看印章目录")
    SEAL_REGISTER = "documents.seal.register", _("登记印章")
    SEAL_REVOKE = "documents.seal.revoke", _("停用印章")


administrator = secured(city_post(Role.ADMINISTRATOR))
SEAL_READERS = (
    Role.SEAL_KEEPER,
    Role.LEADER,
    Role.CHIEF_REPRESENTATIVE,
    Role.SUPERVISOR,
    Role.AUDITOR,
)
decides = secured(post(Role.LEADER, Role.CHIEF_REPRESENTATIVE))

MACHINES: Mapping[str, Text] = {
    LIFE_MACHINE: _("系统（文书效力）"),
    SEALING_MACHINE: _("系统（自动用印）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.DOCUMENT_PROLONG: [machine(LIFE_MACHINE)],
    Permission.DOCUMENT_REVOKE: [decides, machine(LIFE_MACHINE)],
    Permission.DOCUMENT_SEAL: [secured(post(Role.SEAL_KEEPER)), machine(SEALING_MACHINE)],
    Permission.DOCUMENT_SUPERSEDE: [decides, machine(LIFE_MACHINE)],
    Permission.SEAL_LIST: [administrator, post(*SEAL_READERS)],
    Permission.SEAL_REGISTER: [administrator, machine("city data")],
    Permission.SEAL_REVOKE: [administrator, secured(post(Role.LEADER))],
}
