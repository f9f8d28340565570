"""Whether something was asked for as often as it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from eqmon.registers.model import Calendar, Entry
from eqmon.registers.phrases import is_day, listed, months_and_days, some, within
from eqmon.rulebook.frequency import Frequency

TELLS = {
    Frequency.WEEKLY: "weekly",
    Frequency.SIX_WEEKLY: "every six weeks",
    Frequency.MONTHLY: "monthly",
    Frequency.QUARTERLY: "quarterly",
    Frequency.HALF_YEARLY: "every half-year",
    Frequency.YEARLY: "yearly",
}


def calendars_of(entries: Iterable[Entry], frequency: Frequency | None) -> tuple[Calendar, ...]:
    """The dates on which bodies were asked, bodies with the same dates together, in their order.

    A gap is told in months of the calendar, as September follows July after two, whatever the day;
    where the frequency is of weeks, or none is said and two dates share a month, in days.
    """
    by_body: dict[str, dict[date, str]] = {}
    for entry in entries:
        if entry.due is not None:
            by_body.setdefault(entry.body, {})[entry.due] = entry.period
    alike: dict[tuple[tuple[date, str], ...], list[str]] = {}
    for body, dates in by_body.items():
        alike.setdefault(tuple(sorted(dates.items())), []).append(body)
    return tuple(
        _calendar(bodies, dates, frequency, alone=len(alike) == 1)
        for dates, bodies in alike.items()
    )


def _calendar(
    bodies: Sequence[str],
    dates: Sequence[tuple[date, str]],
    frequency: Frequency | None,
    *,
    alone: bool,
) -> Calendar:
    days = tuple(day for day, _ in dates)
    in_days = _in_days(days, frequency)
    gaps = tuple(_gap(one, other, in_days=in_days) for one, other in pairwise(days))
    step = frequency and (frequency.days if in_days else frequency.months)
    regular = all(gap == step for gap in gaps) if gaps and step else None
    periods = tuple(period for _, period in dates)
    unit = "days" if in_days else "months"
    said = _sentence(periods, gaps, unit, frequency, regular=regular)
    who = "" if alone else f"{some(bodies)}: "
    return Calendar(
        bodies=tuple(bodies),
        dates=days,
        periods=periods,
        gaps=gaps,
        unit=unit,
        regular=regular,
        sentence=who + (said if alone else within(said)),
    )


def _in_days(days: Sequence[date], frequency: Frequency | None) -> bool:
    if frequency is not None:
        return frequency.days is not None
    months = [(day.year, day.month) for day in days]
    return len(set(months)) < len(months)


def _gap(one: date, other: date, *, in_days: bool) -> int:
    if in_days:
        return (other - one).days
    return (other.year - one.year) * 12 + other.month - one.month


def _sentence(
    periods: Sequence[str],
    gaps: Sequence[int],
    unit: str,
    frequency: Frequency | None,
    *,
    regular: bool | None,
) -> str:
    said = f"Said to be {TELLS[frequency]}" if frequency else "No frequency is said"
    if regular:
        return f"{said}, and asked for at regular gaps: {_some(periods)}."
    asked = f"{said}; asked for {'on' if is_day(periods[0]) else 'in'} {_some(periods)}"
    if not gaps:
        return f"{asked}."
    if len(set(gaps)) == 1:
        each = "each gap is" if len(gaps) > 1 else "a gap of"
        return f"{asked}: {each} {gaps[0]} {unit[:-1] if gaps[0] == 1 else unit}."
    return f"{asked}: gaps of {listed([str(gap) for gap in gaps])} {unit}."


def _some(periods: Sequence[str]) -> str:
    """All of few dates; of many the first and the last."""
    if len(periods) > 6:
        first, last = months_and_days((periods[0],)), months_and_days((periods[-1],))
        return f"{first} to {last}, {len(periods):,} times"
    return months_and_days(periods)
