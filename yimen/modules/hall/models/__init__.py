"""Tables of the hall: classes of business and priorities, shifts, tickets, appointments."""

from .appointments import Appointment
from .business import BusinessClass, PriorityGround
from .queue import Ticket
from .shifts import Shift

__all__ = ["Appointment", "BusinessClass", "PriorityGround", "Shift", "Ticket"]
