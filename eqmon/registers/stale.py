"""Whether a register ends long before the day on which it is told what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from eqmon.registers.phrases import when
from eqmon.rulebook.frequency import Frequency, Span, months_later

if TYPE_CHECKING:
    from eqmon.registers.read import Register
    from eqmon.registers.said import Said


def last_entry(said: Iterable[Said]) -> Span | None:
    """The latest day, month or period that any row tells of; None where none does."""
    spans = (span for one in said for span in (one.due, one.received) if span is not None)
    return max(spans, key=lambda span: (span.last, span.first), default=None)


def ends_early(said: Iterable[Said], every: Frequency | None, on: date) -> Span | None:
    """The last entry where it lies more than a cycle and a half before the day.

    A year is taken for a cycle where no frequency is said.
    """
    last = last_entry(said)
    if last is None:
        return None
    if every is not None and every.days is not None:
        limit = last.last + timedelta(days=every.days * 3 // 2)
    else:
        months = (every and every.months) or 12
        limit = months_later(last.last, -(-months * 3 // 2))
    return last if on > limit else None


def warning(register: Register, on: date) -> str:
    """What to say where no day was given; empty where some return's entries reach to the day."""
    definition = register.definition
    kinds = {one.kind.id: one.kind for one in register.said if one.kind is not None}
    told = [
        ends_early(
            [one for one in register.said if one.kind == kind],
            (kind or definition).frequency,
            on,
        )
        for kind in (*kinds.values(), *(() if kinds else (None,)))
    ]
    last = max((span for span in told if span), key=lambda span: span.last, default=None)
    if last is None or None in told:
        return ""
    as_at = when(on.isoformat())
    return (
        f"{register.name}: told as at today, {as_at}, and the register's last entry is of "
        f"{when(last.name)}: give --on"
    )
