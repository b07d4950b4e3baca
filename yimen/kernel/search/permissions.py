"""Who may keep the words of the search: editors and supervisors of openness in a body of the city itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role

KEEPERS = (Role.EDITOR, Role.OPENNESS_SUPERVISOR)


class Permission(models.TextChoices):
    """权限 of kernel.search."""

    PROMOTION_ADD = "search.promotion.add", _("推荐检索结果")
    PROMOTION_END = "search.promotion.end", _("停止推荐检索结果")
    QUERY_SETTLE = "search.query.settle", _("处理无结果检索")
    SYNONYM_ADD = "search.synonym.add", _("登记同义词")
    SYNONYM_END = "search.synonym.end", _("停用同义词")


def _keeps_words(actor: Actor, _subject: object) -> bool:
    person = person_actor(actor)
    if person is None:
        return False
    held = next((one for one in person.posts if one.role in KEEPERS and _is_of_the_city(one.org.path)), None)
    if held is not None:
        person.act_through(held)
    return held is not None


def _is_of_the_city(path: str) -> bool:
    """The city government (``city.``) or a body directly below it (``city.office.``)."""
    return path.count(".") <= 2


keeper_of_words = Ground(
    code=f"keeper_of_words({', '.join(KEEPERS)})", label=_("本市栏目编辑、政务公开主管"), holds=_keeps_words
)

GRANTS: Mapping[str, Sequence[Ground]] = {code: [keeper_of_words] for code in Permission}
