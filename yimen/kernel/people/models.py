"""Persons, posts with their dates, stand-ins, tokens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.text import masked_phone
from yimen.kernel.orgs.models import Org, Section, Window

from . import numbers
from .roles import BESIDE, Role

NOWHERE = Value("00000000-0000-0000-0000-000000000000", output_field=models.UUIDField())


DAYS_HELD = Func(
    "since",
    "until",
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)
"""daterange(since, until, '[]'): both days belong to it; an open end has no day."""


class PersonKind(models.TextChoices):
    """人员类型."""

    RESIDENT = "resident", _("个人")
    ENTERPRISE = "enterprise", _("单位")
    STAFF = "staff", _("工作人员")
    MACHINE = "machine", _("系统")


HOLDS_POSTS = (PersonKind.STAFF, PersonKind.MACHINE)
"""Who can be appointed, or stand in for somebody who was; nobody ever becomes of another kind."""


class IdType(models.TextChoices):
    """证件类型 (GB/T 39554.1 names; only the first two have check digits)."""

    RESIDENT_ID = "resident_id", _("居民身份证")
    CREDIT_CODE = "uscc", _("统一社会信用代码")
    PASSPORT = "passport", _("护照")
    HONG_KONG_MACAO = "hong_kong_macao_permit", _("港澳居民来往内地通行证")
    TAIWAN = "taiwan_permit", _("台湾居民来往大陆通行证")
    FOREIGN_RESIDENT = "foreign_permanent_resident", _("外国人永久居留身份证")


class Persons(BaseUserManager["Person"]):
    """How the sign-in machinery finds a person: by login, whatever the case of its letters."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login__iexact=username)


class Person(AbstractBaseUser):
    """人员 — a resident, an enterprise, an official, or a machine with an account.

    The personal number is stored sealed (numbers.py) beside a keyed hash; nobody reads it whole but through
    the verb ``reveal``.
    """

    stands_alone = True
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(_("登录名"), max_length=60, unique=True)
    kind = models.CharField(_("人员类型"), max_length=10, choices=PersonKind.choices)
    name = models.CharField(_("姓名或者名称"), max_length=100)
    name_en = models.CharField(_("英文姓名或者名称"), max_length=150, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    language = models.CharField(
        _("联系语言"), max_length=10, choices=[("zh-hans", _("中文")), ("en", "English")], default="zh-hans"
    )
    employee_number = models.CharField(_("工号"), max_length=40, blank=True)
    id_type = models.CharField(_("证件类型"), max_length=30, choices=IdType.choices, blank=True)
    id_number_sealed = models.CharField(_("证件号码（加密）"), max_length=200, blank=True, editable=False)
    id_number_digest = models.CharField(
        _("证件号码（查找用）"), max_length=64, null=True, blank=True, editable=False
    )
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    is_example = models.BooleanField(_("示例"), default=False)
    registered_at = models.DateTimeField(_("注册时间"))

    objects: ClassVar[Persons] = Persons()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        constraints = [
            models.UniqueConstraint(fields=["id_number_digest"], name="number_belongs_to_one_person"),
            models.UniqueConstraint(models.functions.Lower("login"), name="login_once_in_any_letter_case"),
            models.UniqueConstraint(
                fields=["employee_number"], condition=~Q(employee_number=""), name="employee_number_once"
            ),
            models.CheckConstraint(
                condition=Q(id_number_sealed="", id_number_digest=None)
                | (~Q(id_number_sealed="") & ~Q(id_type="") & Q(id_number_digest__isnull=False)),
                name="number_is_sealed_with_its_type_and_digest",
            ),
        ]
        indexes = [
            models.Index(models.functions.Lower("email"), name="person_by_email"),
            models.Index(fields=["kind", "name", "id"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def username(self) -> str:
        """The login, under the name by which libraries ask for it."""
        return self.login

    @property
    def person_id(self) -> Any:
        return self.pk

    @property
    def is_staff_member(self) -> bool:
        return self.kind == PersonKind.STAFF

    @property
    def masked_id_number(self) -> str:
        """The number with its middle hidden; empty when there is none."""
        if not self.id_number_sealed:
            return ""
        return numbers.masked(numbers.opened(self.id_number_sealed, self.pk))

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class Post(models.Model):
    """岗位 — a role of a person in a body, from a day to a day (both included); never edited, only ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("人员"), related_name="posts")
    role = models.CharField(_("职责"), max_length=30, choices=Role.choices)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="posts")
    section = models.ForeignKey(
        Section, models.PROTECT, verbose_name=_("处室"), null=True, blank=True, related_name="posts"
    )
    window = models.ForeignKey(
        Window, models.PROTECT, verbose_name=_("窗口"), null=True, blank=True, related_name="posts"
    )
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)
    instrument = models.CharField(_("任命依据"), max_length=200, blank=True)
    item_codes = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("限于事项"),
        default=list,
        blank=True,
        help_text=_("空白表示本岗位职责内的全部事项"),
    )

    lock_with = ("org", "person")

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        ordering = ["org__path", "role", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="same_post_not_twice_at_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("org", RangeOperators.EQUAL),
                    (Coalesce("section", NOWHERE), RangeOperators.EQUAL),
                    (Coalesce("window", NOWHERE), RangeOperators.EQUAL),
                    (
                        DAYS_HELD,
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["org", "role"], name="post_by_org_and_role")]

    def __str__(self) -> str:
        return f"{self.org} {self.get_role_display()}"

    @property
    def reach(self) -> str:
        """The path below which the post reaches: its body's; for those who look at others, of the government above it."""
        path = self.org.path
        if self.role not in BESIDE or self.org.parent_id is None:
            return path
        return path[: path.rindex(".", 0, -1) + 1]

    @property
    def org_path(self) -> str:
        return self.org.path

    def is_held_on(self, day: date) -> bool:
        """Whether the post is held on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


class StandIn(models.Model):
    """代理 — another person acts in a post for some days, visibly on behalf of its holder."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("岗位"), related_name="stand_ins")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("代理人"), related_name="stand_ins")
    since = models.DateField(_("开始日期"))
    until = models.DateField(_("结束日期"))
    reason = models.CharField(_("事由"), max_length=200)

    class Meta:
        verbose_name = _("代理")
        verbose_name_plural = _("代理")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="stand_in_ends_after_it_begins"),
            ExclusionConstraint(
                name="post_has_one_stand_in_at_once",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (
                        DAYS_HELD,
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.post}"

    @property
    def org_path(self) -> str:
        return self.post.org.path


class ApiToken(models.Model):
    """令牌 — lets a program act as its person; only a hash of it is kept, the whole is shown once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("人员"), related_name="tokens")
    name = models.CharField(_("用途"), max_length=60)
    prefix = models.CharField(_("开头"), max_length=12)
    secret_hash = models.CharField(_("散列"), max_length=64, unique=True, editable=False)
    is_read_only = models.BooleanField(_("只读"), default=True)
    is_secured = models.BooleanField(_("在二次验证后签发"), default=False)
    issued_at = models.DateTimeField(_("签发时间"))
    expires_on = models.DateField(_("有效期至"))
    last_used_on = models.DateField(_("最近使用"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    lock_with = ("person",)

    class Meta:
        verbose_name = _("令牌")
        verbose_name_plural = _("令牌")
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, at: datetime, on: date) -> bool:
        """Whether the token opens anything at this moment."""
        return self.revoked_at is None and on <= self.expires_on and self.issued_at <= at
