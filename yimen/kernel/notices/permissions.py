"""Who may read messages and mend the outbox."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.people.grounds import city_post, oneself
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 of kernel.notices."""

    DELIVERY_LIST = "notices.delivery.list", _("查看发件箱")
    DELIVERY_RETRY = "notices.delivery.retry", _("重新发送")
    NOTICE_READ = "notices.notice.read", _("阅读")


GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.DELIVERY_LIST: [city_post(Role.ADMINISTRATOR)],
    Permission.DELIVERY_RETRY: [city_post(Role.ADMINISTRATOR)],
    Permission.NOTICE_READ: [oneself],
}
