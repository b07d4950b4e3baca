"""The one way to change state: lock, permission, state, body, record, followers — none can be forgotten.

There is no way to skip a part of it. A machine acts as ``Machine(name)`` and has grants like anyone.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import official_language
from yimen.kernel.base.meanwhile import forget
from yimen.kernel.base.refusals import NotAllowed, Refused, WrongState

from . import constraints, refused
from .clashes import again_after_a_clash
from .events import Event, plain, record_label
from .followers import follow, reactions_to
from .locking import changed_fields, locked, snapshot, update_of
from .tail import Tail, as_json
from .together import current_batch

P = ParamSpec("P")
S = TypeVar("S", bound=Model)
E = TypeVar("E", bound=Event)
Moves = tuple[tuple[str, ...], str | tuple[str, ...]]


@dataclass(frozen=True)
class Verb:
    """行为 — a verb of the house as the tables of law tests and documentation see it."""

    name: str
    permission: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    creates: bool
    function: Callable[..., Event]

    @property
    def fact(self) -> type[Event]:
        return get_type_hints(self.function)["return"]  # type: ignore[no-any-return]

    @property
    def module(self) -> str:
        return self.name.partition(".")[0]

    def starts_from(self, subject: Model) -> bool:
        """Whether it may be done from the state that the subject is in."""
        return not self.sources or str(subject.state) in self.sources  # type: ignore[attr-defined]


@dataclass
class Act:
    """The act in progress: who, when, under which correlation, and the rows gathered for its tail."""

    by: Actor
    at: datetime
    correlation: UUID
    outermost: bool
    tail: Tail = field(default_factory=Tail)


_VERBS: dict[str, Verb] = {}
_current: contextvars.ContextVar[Act | None] = contextvars.ContextVar("act", default=None)
_entered: contextvars.ContextVar[datetime | None] = contextvars.ContextVar("entered", default=None)


def verbs() -> Mapping[str, Verb]:
    """Every verb of the house by name, module.verb."""
    return dict(_VERBS)


def verb_of(act: Callable[..., Event]) -> Verb:
    """What a function of actions.py declares: its permission, its states."""
    return act.verb  # type: ignore[attr-defined,no-any-return]


def current_act() -> Act:
    """The act in progress; raises RuntimeError outside one: only acts write."""
    act = _current.get()
    if act is None:
        raise RuntimeError("no act is in progress: state changes only inside a verb (actions.py)")
    return act


@contextmanager
def entered_later(now: datetime) -> Iterator[None]:
    """补录 — what is done inside happened before ``now``, when it is typed in; its entries say both moments."""
    token = _entered.set(now)
    try:
        yield
    finally:
        _entered.reset(token)


def action(
    *, permission: str, moves: Moves | None = None, creates: bool = False
) -> Callable[[Callable[Concatenate[S, P], E]], Callable[Concatenate[S, P], E]]:
    """Makes a function of actions.py a verb.

    ``permission`` is asked of the actor about the locked subject. ``moves`` is (states from, state to); a
    tuple of states to means that the body sets one of them. ``creates`` says that the subject is the parent
    of what is made: it is locked against change but shared with others who create beside it.

    The function gets the fresh, locked subject; the fields that it sets on it are saved by the act.
    Raises NotAllowed, WrongState, or whatever Refused the body raises; then nothing has changed, and the
    attempt is recorded.
    """
    sources, targets = _states(moves)

    def decorate(function: Callable[Concatenate[S, P], E]) -> Callable[Concatenate[S, P], E]:
        module = function.__module__.split(".actions")[0].rsplit(".", 1)[-1]
        verb = Verb(f"{module}.{function.__name__}", str(permission), sources, targets, creates, function)
        _VERBS[verb.name] = verb

        @wraps(function)
        def perform(subject: S, *args: P.args, **kwargs: P.kwargs) -> E:
            if args:
                raise TypeError(f"{verb.name}: everything after the subject goes by keyword")
            by, at, outer = _actor(kwargs), _moment(kwargs), _current.get()
            if outer is not None:
                outer.tail.flush()
                return _perform(
                    verb, function, subject, kwargs, Act(by, at, outer.correlation, outermost=False)
                )
            act = Act(by, at, new_id(), outermost=True)
            once = partial(_perform, verb, function, subject, kwargs, act)
            return once() if connection.in_atomic_block else again_after_a_clash(once)

        perform.verb = verb  # type: ignore[attr-defined]
        return perform  # type: ignore[return-value]  # the signature is kept, names included

    return decorate


def _perform(
    verb: Verb, function: Callable[..., E], subject: Model, kwargs: Mapping[str, Any], act: Act
) -> E:
    """One try: all of it or nothing."""
    act.tail = Tail()
    token, alone = _current.set(act), act.outermost and current_batch() is None
    try:
        with transaction.atomic(savepoint=alone):
            return _run(verb, function, act, subject, kwargs)
    except (Refused, IntegrityError) as error:
        _refuse(error, verb, subject, act)
        raise
    finally:
        _current.reset(token)


def _refuse(error: Refused | IntegrityError, verb: Verb, subject: Model, act: Act) -> None:
    """Turns a constraint that has words into their refusal; the outermost act notes the attempt."""
    refusal = error if isinstance(error, Refused) else constraints.refusal_of(error)
    if refusal is None:
        return
    if act.outermost and current_batch() is None:  # a batch is undone, and tries each act again on its own
        refused.record(verb.name, verb.permission, refusal, subject, act.by, act.at, act.correlation)
    if refusal is not error:
        raise refusal from error


def _states(moves: Moves | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if moves is None:
        return (), ()
    target = moves[1]
    targets = (target,) if isinstance(target, str) else target
    return tuple(map(str, moves[0])), tuple(map(str, targets))


def _actor(kwargs: Mapping[str, Any]) -> Actor:
    by = kwargs.get("by")
    if by is None or not callable(getattr(by, "may", None)):
        raise TypeError("an act needs by=, the actor")
    return by  # type: ignore[no-any-return]


def _moment(kwargs: Mapping[str, Any]) -> datetime:
    at = kwargs.get("at")
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError("an act needs at=, an aware moment")
    return at


def _run(verb: Verb, function: Callable[..., E], act: Act, given: Model, kwargs: Mapping[str, Any]) -> E:
    batch = current_batch()
    row = batch.rows.pop(given, None) if batch and not verb.creates else None
    subject = locked(given, share=verb.creates, row=row)
    if not act.by.may(verb.permission, subject):
        raise NotAllowed
    _require_state(verb, subject)
    before = snapshot(subject)
    if len(verb.targets) == 1:
        subject.state = verb.targets[0]  # type: ignore[attr-defined]
    fact = function(subject, **kwargs)
    if verb.targets and subject.state not in verb.targets:  # type: ignore[attr-defined]
        raise RuntimeError(f"{verb.name} left its subject in a state that it does not declare")
    if not verb.creates and (names := changed_fields(subject, before)):
        act.tail.change(*update_of(subject, names))
    _record(act, subject, fact)
    if reactions_to(type(fact)):
        act.tail.flush()
    follow(fact, by=act.by, at=act.at)
    _settle(act, subject, fact)
    return fact


def _settle(act: Act, subject: Model, fact: Event) -> None:
    """What followers left is written; in a batch the outbox at its end, and what was kept is forgotten where it may change."""
    batch = current_batch()
    if batch is None:
        act.tail.flush()
        return
    act.tail.hand_over(batch.tail)
    act.tail.flush()
    if act.outermost and not getattr(_about(fact, subject), "stands_alone", False):
        forget()


def _require_state(verb: Verb, subject: Model) -> None:
    if verb.starts_from(subject):
        return
    state = str(subject.state)  # type: ignore[attr-defined]
    label = getattr(subject, "get_state_display", lambda: state)()
    raise WrongState(
        _("此事项目前的状态是“%(state)s”，不能进行这一步办理。请刷新页面查看最新情况。") % {"state": label}
    )


@official_language()
def _record(act: Act, subject: Model, fact: Event) -> None:
    """Puts the fact into the tail; what it is about is what it names as ``subject``, else the act's subject."""
    entry_id = new_id()
    object.__setattr__(fact, "entry_id", entry_id)
    about = _about(fact, subject)
    identity = {
        "id": entry_id,
        "chain": _chain(about),
        "code": fact.code,
        "subject_type": about._meta.label_lower,
        "subject_id": str(about.pk),
        "subject_label": record_label(about),
        "actor_kind": act.by.kind,
        "actor_id": act.by.id,
        "actor_label": act.by.label,
        "org_path": str(getattr(about, "org_path", "") or ""),
        "happened_at": act.at.isoformat(),
        "correlation": act.correlation,
        "origin": act.by.origin,
    }
    if (entered := _entered.get()) is not None:
        identity["entered_at"] = entered.isoformat()
    body = {**identity, "on_behalf_of": act.by.on_behalf_of, "data": plain(fact.data())}
    act.tail.record(as_json(body))


def _about(fact: Event, subject: Model) -> Model:
    """A creation is recorded about what it made: the event's ``about`` names that field."""
    return getattr(fact, fact.about) if fact.about else subject


def _chain(about: Model) -> UUID:
    """The chain of a row: its case when it has one (``record_chain``), else its own id, else one per row."""
    own = getattr(about, "record_chain", None)
    if own is not None:
        return UUID(str(own))
    if isinstance(about.pk, UUID):
        return about.pk
    return uuid5(NAMESPACE_URL, f"{about._meta.label_lower}/{about.pk}")
