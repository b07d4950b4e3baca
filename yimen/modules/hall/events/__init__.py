"""Facts of the hall."""

from .appointments import (
    AfterHoursConfirmed,
    AfterHoursDeclined,
    AfterHoursRequested,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentChanged,
    AppointmentDisplaced,
    AppointmentMissed,
    AppointmentReminded,
    AppointmentUnplaced,
)
from .business import BusinessClassAdded, BusinessClassAmended, PriorityAdded
from .queue import (
    NumberCalled,
    NumberCalledAgain,
    NumberExpired,
    NumberLeft,
    NumberMoved,
    NumberPassed,
    NumberReleased,
    NumberServed,
    NumberTaken,
)
from .shifts import ShiftCancelled, ShiftLeft, ShiftPlanned, ShiftReplaced, ShiftResumed, WeekCopied

__all__ = [
    "AfterHoursConfirmed",
    "AfterHoursDeclined",
    "AfterHoursRequested",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentChanged",
    "AppointmentDisplaced",
    "AppointmentMissed",
    "AppointmentReminded",
    "AppointmentUnplaced",
    "BusinessClassAdded",
    "BusinessClassAmended",
    "NumberCalled",
    "NumberCalledAgain",
    "NumberExpired",
    "NumberLeft",
    "NumberMoved",
    "NumberPassed",
    "NumberReleased",
    "NumberServed",
    "NumberTaken",
    "PriorityAdded",
    "ShiftCancelled",
    "ShiftLeft",
    "ShiftPlanned",
    "ShiftReplaced",
    "ShiftResumed",
    "WeekCopied",
]
