"""Whether one day holds more records than the days around it would let expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from eqmon.rates import Rate, rate_of
from eqmon.report import figures
from eqmon.report.model import Signal
from eqmon.statistics.heaping import Heap, commonest
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.rulebook.signals import HeapedDaySignal

WEEK = 7
LAST_OF_EVERY_MONTH = 28
YEAR = [date(2001, 1, 1) + timedelta(days=day) for day in range(365)]
"""Of 365 days: 29 February is counted with none."""
EPOCH = date(1970, 1, 1)
SMALLEST_NAMED = 10
"""Records of a day from which on it is named: a date of birth of few is somebody's."""
LOOK = " Look at whether it stands in for days that were not known."


def heaped_day(asked: HeapedDaySignal, checked: Checked) -> Iterator[Signal]:
    """The commonest day of all records of the drop that have one, applicable or not."""
    days = checked.collection.signals.days.get(asked.field, {})
    names, counts = _FOLDS[asked.by](days)
    dated = sum(days.values())
    reach = len(counts) if asked.by == "day_of_month" else WEEK
    heap = commonest(counts, reach, circular=asked.by == "day_of_year")
    reason = _reason(asked, dated, heap, checked)
    if heap is None or reason:
        yield _signal(asked, reason=reason)
        return
    rate = rate_of(heap.records, dated)
    with_any = sum(n > 0 for n in counts)
    look = (rate.rate or 0) >= asked.share and heap.beyond(asked.times, with_any)
    named = heap.records >= SMALLEST_NAMED
    value = names[heap.at] if named else ""
    said = _sentence(heap, rate, value) if named else "No day holds as many as ten records."
    yield _signal(
        asked,
        look=look and named,
        rate=rate,
        index=heap.times,
        value=value,
        sentence=said + (LOOK if look and named else ""),
    )


def _signal(
    asked: HeapedDaySignal,
    *,
    look: bool = False,
    rate: Rate | None = None,
    index: float | None = None,
    value: str = "",
    sentence: str = "",
    reason: str = "",
) -> Signal:
    return Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about=asked.field,
        level=Level.OVERALL,
        unit=None,
        look=look,
        rate=rate,
        index=index,
        value=value,
        sentence=sentence,
        reason=reason,
    )


def _reason(asked: HeapedDaySignal, dated: int, heap: Heap | None, checked: Checked) -> str:
    least = checked.plan.suite.min_records
    if not dated:
        missing = checked.without_column((asked.field,))
        return f"no column for {missing[0]}" if missing else "no record holds such a day"
    if dated < least or heap is None:
        return f"fewer than {least} records hold such a day"
    return "" if heap.days_around else "every record holds the same day"


def _sentence(heap: Heap, rate: Rate, value: str) -> str:
    said = f"{value} holds {figures.percent(rate)} ({figures.counts(rate)}) of records with a day"
    if heap.times is None:
        return f"{said}; the {heap.days_around} days compared with it hold none."
    return f"{said}, {heap.times:.1f} times the mean of the {heap.days_around} compared with it."


def _by_date(days: Mapping[int, int]) -> tuple[list[str], list[int]]:
    """Every day from the first to the last that there is."""
    if not days:
        return [], []
    every = range(min(days), max(days) + 1)
    names = [(EPOCH + timedelta(days=day)).isoformat() for day in every]
    return names, [days.get(day, 0) for day in every]


def _by_day_of_month(days: Mapping[int, int]) -> tuple[list[str], list[int]]:
    """The days that every month has."""
    counts = [0] * (LAST_OF_EVERY_MONTH + 1)
    for day, n in days.items():
        of_month = (EPOCH + timedelta(days=day)).day
        if of_month <= LAST_OF_EVERY_MONTH:
            counts[of_month] += n
    return [f"Day {d} of a month" for d in range(1, LAST_OF_EVERY_MONTH + 1)], counts[1:]


def _by_day_of_year(days: Mapping[int, int]) -> tuple[list[str], list[int]]:
    counts = dict.fromkeys(((d.month, d.day) for d in YEAR), 0)
    for day, n in days.items():
        on = EPOCH + timedelta(days=day)
        if (on.month, on.day) in counts:
            counts[on.month, on.day] += n
    return [f"{d.day} {d:%B}" for d in YEAR], list(counts.values())


_FOLDS = {"date": _by_date, "day_of_month": _by_day_of_month, "day_of_year": _by_day_of_year}
