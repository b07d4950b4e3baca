"""Who serves at a point."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.people.models import Person, Post
from yimen.modules.outreach.states import AgentKind

from .points import AgencyPoint


class Agent(models.Model):
    """代理员 — a person who serves at a point from a day to a day, through a post at the point's centre.

    The post says what the person may do in the house; this row says where, with what training, and who goes on
    with the errands when the agent leaves (``stand_in``). For days of absence the post has its own stand-ins.
    """

    lock_with = ("point", "person", "post")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    point = models.ForeignKey(AgencyPoint, models.PROTECT, verbose_name=_("代理点"), related_name="agents")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("人员"), related_name="agencies")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("岗位"), related_name="agencies")
    org_path = models.CharField(_("机构路径"), max_length=200)
    kind = models.CharField(_("代理员类型"), max_length=20, choices=AgentKind.choices)
    since = models.DateField(_("聘任日期"))
    until = models.DateField(_("解聘日期"), null=True, blank=True)
    instrument = models.CharField(_("聘任依据"), max_length=200, blank=True)
    is_party_member = models.BooleanField(_("党员"), default=False)
    training = models.CharField(_("培训"), max_length=200, blank=True)
    service_area = models.CharField(_("服务范围"), max_length=200, blank=True)
    stand_in = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("接替人"),
        null=True,
        blank=True,
        related_name="stands_in_for",
    )

    class Meta:
        verbose_name = _("代理员")
        verbose_name_plural = _("代理员")
        ordering = ["point", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="agent_ends_after_beginning"
            ),
            models.UniqueConstraint(
                fields=["point", "person"],
                condition=Q(until__isnull=True),
                name="person_is_agent_of_a_point_once",
            ),
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("id")), name="agent_is_not_own_stand_in"
            ),
        ]
        indexes = [models.Index(fields=["org_path"], name="agent_by_org", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.person.name

    @property
    def agent_post_id(self) -> UUID:
        return self.post_id

    def serves_on(self, day: date) -> bool:
        """Whether the agent serves on the day."""
        return self.since <= day and (self.until is None or day <= self.until)
