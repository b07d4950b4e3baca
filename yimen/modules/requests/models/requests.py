"""The request itself, what it asks for, and what was attached to it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.text import masked_name, masked_phone
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.requests.states import (
    ENDED,
    ApplicantKind,
    DeliveryWay,
    InformationForm,
    State,
    Way,
)

from .answers import Outcome


class InformationRequest(models.Model):
    """依申请公开申请 — one request to one body, from draft to archive.

    Its case has the same id and is opened when it is submitted. ``received_on`` is the lawful day of receipt;
    ``regime`` says which version of the regulation counts its days. ``same_applicant`` is a keyed mark by which
    requests of one applicant are found again without saying who it is.
    """

    lock_with = ("case", "org", "outcome")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(
        Case,
        models.PROTECT,
        verbose_name=_("办件"),
        null=True,
        blank=True,
        related_name="information_request",
    )
    register_number = models.CharField(_("登记编号"), max_length=60, blank=True)
    state = models.CharField(_("申请状态"), max_length=25, choices=State.choices, default=State.DRAFT)
    outcome = models.ForeignKey(
        Outcome,
        models.PROTECT,
        verbose_name=_("答复类型"),
        null=True,
        blank=True,
        related_name="requests",
    )
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("行政机关"), related_name="information_requests", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("申请人账户"),
        null=True,
        blank=True,
        related_name="information_requests",
        db_index=False,
    )
    applicant_kind = models.CharField(
        _("申请人类型"), max_length=30, choices=ApplicantKind.choices, default=ApplicantKind.NATURAL_PERSON
    )
    applicant_name = models.CharField(_("申请人姓名或者名称"), max_length=100)
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    contact_person = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    contact_address = models.CharField(_("通信地址"), max_length=200, blank=True)
    post_code = models.CharField(_("邮政编码"), max_length=10, blank=True)
    contact_email = models.EmailField(_("电子邮箱"), blank=True)
    contact_fax = models.CharField(_("传真"), max_length=30, blank=True)
    agent_name = models.CharField(_("代理人"), max_length=100, blank=True)
    co_applicants = models.CharField(_("共同申请人"), max_length=300, blank=True)
    same_applicant = models.CharField(_("申请人标识"), max_length=64, blank=True, editable=False)
    form_wished = models.CharField(
        _("信息形式"),
        max_length=20,
        choices=InformationForm.choices,
        default=InformationForm.ELECTRONIC,
    )
    delivery_wished = models.CharField(
        _("获取方式"), max_length=10, choices=DeliveryWay.choices, default=DeliveryWay.ONLINE
    )
    use_statement = models.CharField(_("所需信息的用途"), max_length=500, blank=True)
    accessibility_help = models.CharField(_("需要的帮助"), max_length=300, blank=True)
    channel = models.CharField(_("申请渠道"), max_length=20, choices=Way.choices, default=Way.ONLINE)
    recorded_by = models.CharField(_("代为填写人"), max_length=100, blank=True)
    drafted_at = models.DateTimeField(_("起草时间"))
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    registered_at = models.DateTimeField(_("登记时间"), null=True, blank=True)
    received_on = models.DateField(_("收到日期"), null=True, blank=True)
    received_basis = models.CharField(_("收到日期的依据"), max_length=200, blank=True)
    regime = models.CharField(_("适用条例"), max_length=10, blank=True)
    correction_items = models.TextField(_("需要补正的内容"), blank=True)
    correction_due_on = models.DateField(_("补正期限"), null=True, blank=True)
    reasons_due_on = models.DateField(_("说明理由期限"), null=True, blank=True)
    reasons = models.TextField(_("申请人说明的理由"), blank=True)
    extension_asked = models.PositiveSmallIntegerField(_("申请延长天数"), null=True, blank=True)
    extension_reason = models.CharField(_("延长理由"), max_length=300, blank=True)
    decided_on = models.DateField(_("答复日期"), null=True, blank=True)
    served_on = models.DateField(_("送达日期"), null=True, blank=True)
    due_when_served = models.DateField(_("送达时的答复期限"), null=True, blank=True)
    archive_box = models.CharField(_("档案盒号"), max_length=60, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("依申请公开申请")
        verbose_name_plural = _("依申请公开申请")
        constraints = [
            models.UniqueConstraint(
                fields=["org", "register_number"],
                condition=~Q(register_number=""),
                name="request_is_registered_once_under_a_number",
            ),
            models.CheckConstraint(
                condition=Q(registered_at__isnull=True)
                | (Q(received_on__isnull=False) & ~Q(regime="") & ~Q(register_number="")),
                name="registered_request_has_its_day_and_regime",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(outcome__isnull=False),
                name="decided_request_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(served_on__gte=F("decided_on")),
                name="answer_is_served_after_it_was_decided",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="request_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            ),
            models.Index(fields=["applicant", "-id"], name="request_by_applicant"),
            models.Index(fields=["org", "received_on"], name="request_by_org_and_day"),
            models.Index(fields=["same_applicant", "received_on"], name="request_by_same_applicant"),
        ]

    def __str__(self) -> str:
        return self.register_number or self.number

    def record_label(self) -> str:
        """Without the applicant: the record is read by more people than the request."""
        return self.register_number or self.number or str(_("公开申请草稿"))

    @property
    def number(self) -> str:
        return self.case.number if self.case else ""

    @property
    def own_case(self) -> Case:
        """The case of a request that was submitted; a draft has none."""
        if self.case is None:
            raise LookupError(f"request {self.pk} has no case yet")
        return self.case

    @property
    def received_day(self) -> date:
        """The lawful day of receipt of a registered request."""
        if self.received_on is None:
            raise LookupError(f"request {self.pk} is not registered yet")
        return self.received_on

    @property
    def party_person_ids(self) -> dict[str, object]:
        return {"applicant": self.applicant_id}

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def masked_name(self) -> str:
        return masked_name(self.applicant_name)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.contact_phone)

    @property
    def is_on_time(self) -> bool | None:
        """Whether it was served within the period; None until it was."""
        if self.served_on is None or self.due_when_served is None:
            return None
        return self.served_on <= self.due_when_served


class RequestedMatter(models.Model):
    """申请事项 — one thing that is asked for; the unit in which requests are counted for the fee (办法 4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="matters"
    )
    position = models.PositiveSmallIntegerField(_("序号"))
    name = models.CharField(_("信息名称"), max_length=200)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    description = models.TextField(_("特征描述"), blank=True)
    fingerprint = models.CharField(_("内容摘要值"), max_length=64, editable=False, db_index=True)

    class Meta:
        verbose_name = _("申请事项")
        verbose_name_plural = _("申请事项")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="matter_once_at_a_place")]

    def __str__(self) -> str:
        return self.name


class FileUse(models.TextChoices):
    """附件用途."""

    IDENTITY = "identity", _("身份证明")
    AUTHORITY = "authority", _("授权委托书")
    DESCRIPTION = "description", _("说明材料")
    INFORMATION = "information", _("提供的政府信息")


class RequestFile(models.Model):
    """申请附件 — a file given with the request, or the information that is given in answer to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="files"
    )
    use = models.CharField(_("附件用途"), max_length=15, choices=FileUse.choices)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"), related_name="request_files")
    added_at = models.DateTimeField(_("添加时间"))
    added_by = models.CharField(_("添加人"), max_length=100)
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("申请附件")
        verbose_name_plural = _("申请附件")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name
