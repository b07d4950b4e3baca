"""The shapes of a form: sections of fields; a field is of one of thirteen kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.language import either


class FieldKind(TextChoices):
    """栏目类型."""

    TEXT = "text", _("单行文字")
    TEXTAREA = "textarea", _("多行文字")
    NUMBER = "number", _("数字")
    INTEGER = "integer", _("整数")
    MONEY = "money", _("金额")
    DATE = "date", _("日期")
    CHOICE = "choice", _("单选")
    MULTIPLE = "multiple", _("多选")
    FLAG = "flag", _("是否")
    RESIDENT_ID = "resident_id", _("居民身份证号码")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")
    PHONE = "phone", _("电话号码")
    TABLE = "table", _("表格（可增加行）")


FIELD_KINDS: Mapping[str, Any] = dict(FieldKind.choices)
NUMBERS = (FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.MONEY)
TEXTS = (FieldKind.TEXT, FieldKind.TEXTAREA)


class Meaning(TextChoices):
    """含义 — what a field says about the matter itself, whatever the item calls it."""

    AMOUNT = "amount", _("金额（例如投资额）")
    AREA = "area", _("面积")
    DATE = "date", _("日期")
    PLACE = "place", _("所在地")


class Prefill(TextChoices):
    """已知信息 — what the city knows of the applicant and does not ask twice."""

    NAME = "applicant.name", _("申请人姓名或者名称")
    ID_NUMBER = "applicant.id_number", _("申请人证件号码")
    REPRESENTATIVE = "applicant.legal_representative", _("法定代表人")
    CONTACT = "applicant.contact_name", _("联系人")
    PHONE = "applicant.phone", _("联系电话")
    EMAIL = "applicant.email", _("电子邮箱")


@dataclass(frozen=True)
class Choice:
    """选项."""

    key: str
    label: str
    label_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.label, self.label_en)


@dataclass(frozen=True)
class Column:
    """列 — one column of a table; what a field and a column have in common."""

    key: str
    kind: FieldKind
    title: str
    title_en: str = ""
    hint: str = ""
    hint_en: str = ""
    unit: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    longest: int = 200
    decimals: int = 2

    @property
    def shown(self) -> str:
        return either(self.title, self.title_en)

    @property
    def shown_hint(self) -> str:
        return either(self.hint, self.hint_en)


@dataclass(frozen=True)
class Field(Column):
    """栏目 — one question of the form; ``rule`` says when it is asked, ``prefill`` what answers it already."""

    rule: Mapping[str, Any] = field(default_factory=dict)
    prefill: str = ""
    meaning: str = ""
    columns: tuple[Column, ...] = ()
    fewest_rows: int = 0
    most_rows: int = 20


@dataclass(frozen=True)
class Section:
    """部分 — fields that belong together."""

    key: str
    title: str
    title_en: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def shown(self) -> str:
        return either(self.title, self.title_en)


@dataclass(frozen=True)
class ItemForm:
    """申请表 — what an item asks of everybody who applies, part by part."""

    title: str = ""
    title_en: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def shown(self) -> str:
        return either(self.title, self.title_en)

    @property
    def fields(self) -> Iterator[Field]:
        return (one for section in self.sections for one in section.fields)

    def field(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)

    def __bool__(self) -> bool:
        return any(section.fields for section in self.sections)
