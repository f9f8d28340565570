"""How often something is due, and in which stretch of the calendar a day lies."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS_IN_WEEK = 7


class Frequency(StrEnum):
    """How often something is due."""

    WEEKLY = "weekly"
    SIX_WEEKLY = "six-weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def days(self) -> int | None:
        """Days from one to the next, where it is told in days."""
        return {Frequency.WEEKLY: DAYS_IN_WEEK, Frequency.SIX_WEEKLY: 6 * DAYS_IN_WEEK}.get(self)

    @property
    def months(self) -> int | None:
        """Months from one to the next, where it is told in months."""
        return {
            Frequency.MONTHLY: 1,
            Frequency.QUARTERLY: 3,
            Frequency.HALF_YEARLY: 6,
            Frequency.YEARLY: 12,
        }.get(self)


@dataclass(frozen=True, order=True)
class Span:
    """Days from a first to a last one: one day, a month, or a period of the calendar."""

    first: date
    last: date
    name: str
    """As it is shown: `2006-09-05`, `2006-09`, `2006-Q3`, `2006-W36`."""

    @classmethod
    def day(cls, day: date) -> Span:
        """One day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def month(cls, year: int, month: int) -> Span:
        """A whole month; ValueError for one that the calendar has not."""
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return cls(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")


def period_of(day: date, frequency: Frequency) -> Span:
    """The week, month, quarter, half-year or year of a day: calendar ones, weeks from Monday.

    ValueError for a frequency that divides no calendar: six weeks begin anywhere.
    """
    if frequency is Frequency.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Span(monday, monday + timedelta(days=DAYS_IN_WEEK - 1), f"{year}-W{week:02}")
    months = frequency.months
    if months is None:
        raise ValueError(f"{frequency.value} periods begin on no day of the calendar")
    begins = (day.month - 1) // months * months + 1
    first, last = Span.month(day.year, begins), Span.month(day.year, begins + months - 1)
    place = (day.month - 1) // months + 1
    names = {1: first.name, 3: f"{day.year}-Q{place}", 6: f"{day.year}-H{place}"}
    return Span(first.first, last.last, names.get(months, f"{day.year}"))


def next_period(period: Span, frequency: Frequency) -> Span:
    """The period after one that `period_of` gave."""
    return period_of(period.last + timedelta(days=1), frequency)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
