"""The kinds and states of groups, offices and trainings, as TextChoices with their Chinese labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupLevel(models.TextChoices):
    """领导小组层级 — the three levels of the leadership of open government."""

    CITY = "city", _("市级")
    DISTRICT = "district", _("区县级")
    TOWNSHIP = "township", _("乡镇街道级")


class Office(models.TextChoices):
    """领导小组职务 — who leads, who is in charge, who runs the office, who keeps in touch."""

    LEADER = "leader", _("组长（主要领导）")
    DEPUTY = "deputy", _("副组长（分管领导）")
    HEAD_OF_OFFICE = "head_of_office", _("办公室主任")
    LIAISON = "liaison", _("联络员")


class AssignmentState(models.TextChoices):
    """任职登记状态 — what was entered by mistake is annulled; it stays in the record and is shown no more."""

    STANDING = "standing", _("有效")
    ANNULLED = "annulled", _("已撤销")


class TrainingKind(models.TextChoices):
    """培训类型."""

    EXPERT_LECTURE = "expert_lecture", _("专家讲座")
    SYSTEM_TRAINING = "system_training", _("系统培训")
    COMMUNITY_CADRE = "community_cadre", _("社区干部培训")


class TrainingState(models.TextChoices):
    """培训状态."""

    PLANNED = "planned", _("已安排")
    HELD = "held", _("已举办")
    EVALUATED = "evaluated", _("已评估")
    CANCELLED = "cancelled", _("已取消")
