"""What a starting process loads is not garbage: nobody searches for any until it is there, and never in it."""

import gc

FEWEST, MIDDLE, OLD = 30_000, 20, 50
"""A page or a job makes thousands of things and drops them by itself: what goes round in circles is searched for rarely."""


def rest() -> None:
    """While modules are loaded: a quarter of the time of a start would be spent on looking at what stays."""
    gc.disable()


def look_for_new() -> None:
    """From now on, among what is made from now on."""
    gc.freeze()
    gc.set_threshold(FEWEST, MIDDLE, OLD)
    gc.enable()
