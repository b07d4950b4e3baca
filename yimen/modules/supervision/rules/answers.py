"""What people answered, as the rules read it: a call-back, a visit, a questionnaire, a complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HANDED_IN_ELSEWHERE = "handed_in_elsewhere"
"""It was handed in at another place than the hall, its windows or on line (R-OH-6)."""
ASKED_TO_COME_UNREGISTERED = "asked_to_come_unregistered"
"""Somebody asked to come without registering (R-OH-6)."""
PAID_OFF_THE_BILL = "paid_off_the_bill"
"""Something was paid that is not on the bill (R-OC-3)."""
RECEIPT_NOT_OFFICIAL = "receipt_not_official"
"""The receipt was not an official one, or there was none (R-OC-3)."""
PAID_AN_INTERMEDIARY = "paid_an_intermediary"
"""Paid to an intermediary to which the officer pointed (R-OC-3)."""
TOLD_TO_COME_BACK = "told_to_come_back"
"""Sent away to come back later, without a notice (R-ST-3)."""
ASKED_FOR_MORE = "asked_for_more"
"""Something was asked for that the guide does not say (R-PC-2)."""
PAID_AN_AGENT = "paid_an_agent"
"""Money was asked for by who carried the errand, beyond what the law charges (R-OC-4)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """回答 — one thing that one person said; ``said`` is one of the words above, ``row`` names the row it stands in.

    Nobody is named: neither who answered nor who asked. ``case_number`` is empty where no case is known.
    """

    kind: str
    said: str
    case_number: str
    item_code: str
    org_path: str
    day: date
    row: str
    case_id: str = ""
