"""What was due, told from the rows by the way in which the register's entries fall due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from eqmon.registers.model import Entry, Standing
from eqmon.rulebook.frequency import Span, months_later, next_period
from eqmon.rulebook.registers import Asked, Periodical, Renewed

if TYPE_CHECKING:
    from eqmon.registers.said import Said


def entries_of(
    said: Sequence[Said],
    due: Asked | Renewed | Periodical,
    on: date,
    *,
    by_answer: bool,
    expected: Sequence[str] = (),
) -> tuple[Entry, ...]:
    """Every entry that was due, or will be, as it stood on a day: what came later had not come.

    An answer bears no date: one to what is not due by the day is taken for not given yet.

    `by_answer`: whether yes or no, and not a date, says what came. `expected` are bodies from which
    periodical entries are due whether a row stands for them or not.
    """
    if isinstance(due, Asked):
        return tuple(_asked(one, on, by_answer=by_answer) for one in said)
    if isinstance(due, Renewed):
        return tuple(_renewed(one, due, on) for one in said)
    return tuple(_periodical(said, due, on, by_answer=by_answer, expected=expected))


def _asked(said: Said, on: date, *, by_answer: bool) -> Entry:
    assert said.due is not None, "the date that it was asked for is never blank"
    return _entry(said, said.due, said.due.last, on, by_answer=by_answer)


def _entry(said: Said, period: Span, due: date, on: date, *, by_answer: bool) -> Entry:
    came = said.received if said.received is not None and said.received.first <= on else None
    standing = _of_answer(said.met, due, on) if by_answer else _of_dates(came, due, on)
    return Entry(
        body=said.body,
        item=said.item,
        due=due,
        period=period.name,
        received=came.last if came else None,
        standing=standing,
        besides=said.besides,
    )


def _of_dates(came: Span | None, due: date, on: date) -> Standing:
    """A month alone is taken for in time where any day of it was."""
    if came is not None:
        return Standing.MADE if came.first <= due else Standing.LATE
    return Standing.MISSING if due < on else Standing.NOT_DUE


def _of_answer(met: bool | None, due: date, on: date) -> Standing:
    if due >= on:
        return Standing.NOT_DUE
    if met is None:
        return Standing.MISSING
    return Standing.MADE if met else Standing.NOT_MET


def _renewed(said: Said, due: Renewed, on: date) -> Entry:
    done = said.due if said.due is not None and said.due.first <= on else None
    again = months_later(done.last, due.every.months or 0) if done else None
    current = again is not None and on <= again
    came_later = said.due is not None and done is None
    return Entry(
        body=said.body,
        item=said.item,
        due=again,
        period=again.isoformat() if again else "",
        received=done.last if done else None,
        standing=Standing.MADE if current else Standing.MISSING,
        besides=said.besides and not came_later,
    )


def _periodical(
    said: Sequence[Said],
    due: Periodical,
    on: date,
    *,
    by_answer: bool,
    expected: Sequence[str],
) -> Iterator[Entry]:
    """Each body, period and item; periods run from the first named to the last that is due."""
    from eqmon.registers.said import Said

    told = {(one.body, one.item, one.due): one for one in said}
    bodies = sorted({*expected, *(one.body for one in said)})
    items = tuple(dict.fromkeys(one.item for one in said))
    limit = timedelta(days=due.within_days)
    for period in _periods(said, due, lambda span: span.last + limit < on):
        for body in bodies:
            for item in items:
                missing = Said(body, item, None, period, None, None, None)
                one = told.get((body, item, period), missing)
                yield _entry(one, period, period.last + limit, on, by_answer=by_answer)


def _periods(
    said: Sequence[Said], due: Periodical, is_due: Callable[[Span], bool]
) -> Iterator[Span]:
    named = [one.due for one in said if one.due is not None]
    if not named:
        return
    period, last = min(named), max(named)
    while period <= last or is_due(period):
        yield period
        period = next_period(period, due.every)
