"""What components are given: small plain values that pages fill and templates show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from yimen.kernel.base.refusals import Text

Tone = Literal["neutral", "info", "success", "warning", "danger"]
Weight = Literal["primary", "secondary", "danger"]


@dataclass(frozen=True)
class Crumb:
    """当前位置 — one step of the way here; the last one has no address."""

    label: Text
    href: str = ""


@dataclass(frozen=True)
class Tab:
    """选项卡 — a link to a neighbouring view of the same thing."""

    label: Text
    href: str
    current: bool = False
    count: int | str | None = None


@dataclass(frozen=True)
class OpenOffer:
    """可办事项 — an act that is open to the reader now: its verb, its button, the address of its page."""

    act: str
    label: Text
    href: str
    kind: Weight = "secondary"


@dataclass(frozen=True)
class Step:
    """步骤 — one stage on the way to the result."""

    label: Text
    state: Literal["done", "current", "waiting", "stopped"] = "waiting"
    note: Text = ""
    at: datetime | date | None = None


@dataclass(frozen=True)
class FileLine:
    """文件 — one file in a list, with what a person wants to know before opening it."""

    name: Text
    href: str = ""
    size: int | None = None
    kind: Text = ""
    note: Text = ""
    at: datetime | date | None = None
    tone: Tone = "neutral"
    state: Text = ""


@dataclass(frozen=True)
class Moment:
    """经过 — one fact of the story, as a sentence."""

    text: Text
    at: datetime | date
    by: Text = ""
    note: Text = ""
    tone: Tone = "neutral"
    files: Sequence[FileLine] = ()


@dataclass(frozen=True)
class Tile:
    """入口 — a large link with a line of explanation."""

    title: Text
    href: str
    text: Text = ""
    mark: str = ""


@dataclass(frozen=True)
class Bar:
    """条形 — one value among others of the same unit."""

    label: Text
    value: int | Decimal
    href: str = ""
    note: Text = ""


@dataclass(frozen=True)
class SummaryRow:
    """摘要行 — a name and its value, sometimes with a link to change it."""

    label: Text
    value: object = ""
    href: str = ""
    action: Text = ""
    action_href: str = ""


@dataclass(frozen=True)
class Badge:
    """状态 — a word with a mark; the colour only repeats what the word says."""

    label: Text
    tone: Tone = "neutral"

    def __str__(self) -> str:
        return str(self.label)


def state_badges(tones: Mapping[str, Tone], otherwise: Tone = "neutral") -> Callable[[Any], Badge]:
    """状态标记 — shows a row by the word of its ``state``, with the tone that the state has among these."""

    def badge(row: Any) -> Badge:
        return Badge(row.get_state_display(), tones.get(row.state, otherwise))

    return badge


@dataclass(frozen=True)
class KeyHint:
    """按键 — a key and what it does."""

    keys: str
    text: Text


@dataclass(frozen=True)
class Series:
    """数列 — one line or row of bars of a chart; None where there is no number."""

    name: Text
    values: Sequence[int | Decimal | None]


@dataclass(frozen=True)
class Chart:
    """图表 — what is drawn: labels along the bottom, one or two rows of numbers above them."""

    title: Text
    labels: Sequence[Text]
    series: Sequence[Series]
    unit: Text = ""
    kind: Literal["bar", "line"] = "line"
