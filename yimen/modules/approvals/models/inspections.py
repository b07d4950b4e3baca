"""Site inspections: one merged visit of all departments that need one, with officers, checklists and photographs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.states import InspectionState, PartState

from .applications import Application


class SiteInspection(models.Model):
    """现场勘验 — the one visit of an application; every department that must see the place comes with it (一审一验)."""

    lock_with = ("application",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="inspection"
    )
    state = models.CharField(_("勘验状态"), max_length=20, choices=InspectionState.choices)
    begins_at = models.DateTimeField(_("勘验时间"))
    place = models.CharField(_("勘验地点"), max_length=200)
    purpose = models.TextField(_("勘验内容"))
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("组织人"), related_name="+"
    )
    conclusion = models.TextField(_("勘验结论"), blank=True)
    completed_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("现场勘验")
        verbose_name_plural = _("现场勘验")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="inspection_done") | (Q(completed_at__isnull=False) & ~Q(conclusion="")),
                name="completed_inspection_has_its_conclusion",
            )
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def record_chain(self) -> str:
        return str(self.application_id)

    def record_label(self) -> str:
        return self.application.record_label()

    @property
    def org_path(self) -> str:
        return self.application.org_path

    @property
    def item_code(self) -> str:
        return self.application.item.code


class InspectionPart(models.Model):
    """部门参验 — what one department looks at in the visit, by two officers of its own (行政许可法 34)."""

    lock_with = ("inspection", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inspection = models.ForeignKey(
        SiteInspection, models.PROTECT, verbose_name=_("现场勘验"), related_name="parts"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("参验部门"), related_name="inspection_parts")
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(_("参验状态"), max_length=20, choices=PartState.choices)
    checklist = models.JSONField(_("勘验清单"), default=list)
    first_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("勘验人员"),
        null=True,
        blank=True,
        related_name="+",
    )
    second_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("第二名勘验人员"),
        null=True,
        blank=True,
        related_name="+",
    )
    opinion = models.TextField(_("勘验意见"), blank=True)
    recorded_at = models.DateTimeField(_("登记时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("部门参验")
        verbose_name_plural = _("部门参验")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "org"], name="department_takes_part_once"),
            models.CheckConstraint(
                condition=Q(first_officer__isnull=True, second_officer__isnull=True)
                | (
                    Q(first_officer__isnull=False, second_officer__isnull=False)
                    & ~Q(first_officer=F("second_officer"))
                ),
                name="inspecting_officers_are_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["part_named", "part_inspected"]) | Q(first_officer__isnull=False),
                name="inspecting_department_names_its_officers",
            ),
        ]
        indexes = [models.Index(fields=["org_path"], name="part_by_org", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return str(self.org)

    @property
    def record_chain(self) -> str:
        return self.inspection.record_chain

    def record_label(self) -> str:
        return self.inspection.record_label()


class InspectionPhoto(models.Model):
    """勘验照片 — with time and place: from the picture itself, or as stated by the officer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.ForeignKey(
        InspectionPart, models.PROTECT, verbose_name=_("部门参验"), related_name="photos"
    )
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"))
    name = models.CharField(_("文件名"), max_length=200)
    taken_at = models.DateTimeField(_("拍摄时间"))
    place = models.CharField(_("拍摄地点"), max_length=200)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    is_from_picture = models.BooleanField(_("时间取自照片"), default=False)
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.CharField(_("上传人"), max_length=100)

    class Meta:
        verbose_name = _("勘验照片")
        verbose_name_plural = _("勘验照片")
        ordering = ["taken_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "file"], name="photo_is_there_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="photo_lies_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
