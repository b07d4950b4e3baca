"""Routing: who reviews what, by item or section; teams share their work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org, Section

from .items import Item


class Team(models.Model):
    """审核小组 — examiners of one body who share a kind of work."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="review_teams")
    name = models.CharField(_("名称"), max_length=60)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("成员"), related_name="review_teams", blank=True
    )

    class Meta:
        verbose_name = _("审核小组")
        verbose_name_plural = _("审核小组")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["org", "name"], name="team_name_once_in_a_body")]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path


class RoutingRule(models.Model):
    """分派规则 — what is accepted of an item, a section or the whole body goes to a person or to a team."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="routing_rules")
    item = models.ForeignKey(
        Item, models.PROTECT, verbose_name=_("事项"), null=True, blank=True, related_name="routing_rules"
    )
    section = models.ForeignKey(
        Section, models.PROTECT, verbose_name=_("处室"), null=True, blank=True, related_name="routing_rules"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("审核员"),
        null=True,
        blank=True,
        related_name="routing_rules",
    )
    team = models.ForeignKey(
        Team, models.PROTECT, verbose_name=_("审核小组"), null=True, blank=True, related_name="rules"
    )
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("分派规则")
        verbose_name_plural = _("分派规则")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, team__isnull=True)
                | Q(person__isnull=True, team__isnull=False),
                name="rule_routes_to_a_person_or_a_team",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True) | Q(section__isnull=True), name="rule_is_about_item_or_section"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="rule_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["org", "item", "section"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="one_open_rule_for_the_same_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.section or self.org} → {self.person or self.team}"

    @property
    def org_path(self) -> str:
        return self.org.path
