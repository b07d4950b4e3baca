"""Who may do what to persons, posts and tokens."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text

from .grounds import anyone, city_post, machine, oneself, secured
from .roles import Role


class Permission(models.TextChoices):
    """权限 of kernel.people."""

    PERSON_CHANGE_CONTACT = "people.person.change_contact", _("变更联系方式")
    PERSON_DEACTIVATE = "people.person.deactivate", _("停用账户")
    PERSON_ENROL = "people.person.enrol", _("登记工作人员")
    PERSON_LIST = "people.person.list", _("查看人员名册")
    PERSON_REACTIVATE = "people.person.reactivate", _("恢复账户")
    PERSON_REGISTER = "people.person.register", _("注册")
    PERSON_RESEAL = "people.person.reseal", _("更换号码密钥")
    PERSON_REVEAL = "people.person.reveal", _("查看个人号码")
    POST_APPOINT = "people.post.appoint", _("任命")
    POST_ARRANGE_STAND_IN = "people.post.arrange_stand_in", _("安排代理")
    POST_END = "people.post.end", _("免职")
    TOKEN_ISSUE = "people.token.issue", _("签发令牌")
    TOKEN_REVOKE = "people.token.revoke", _("撤销令牌")
    TOKEN_USE = "people.token.use", _("使用令牌")


administrator = secured(city_post(Role.ADMINISTRATOR))
city_data = machine("city data")

MACHINES: Mapping[str, Text] = {
    "city data": _("系统（城市数据）"),
    "key rotation": _("系统（密钥轮换）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.PERSON_CHANGE_CONTACT: [oneself],
    Permission.PERSON_DEACTIVATE: [administrator],
    Permission.PERSON_ENROL: [administrator, city_data],
    Permission.PERSON_LIST: [administrator],
    Permission.PERSON_REACTIVATE: [administrator],
    Permission.PERSON_REGISTER: [anyone],
    Permission.PERSON_RESEAL: [machine("key rotation")],
    Permission.PERSON_REVEAL: [secured(city_post(Role.DATA_STEWARD, Role.ADMINISTRATOR))],
    Permission.POST_APPOINT: [administrator, city_data],
    Permission.POST_ARRANGE_STAND_IN: [administrator],
    Permission.POST_END: [administrator, city_data],
    Permission.TOKEN_ISSUE: [oneself],
    Permission.TOKEN_REVOKE: [oneself, administrator],
    Permission.TOKEN_USE: [oneself],
}
