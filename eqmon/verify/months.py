"""Dates as papers give them: a day or a month, in figures or in words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from eqmon.verify.printed import CellError

DATE = "a month or a day: 2006-02, 2006-02-14, February 2006, 14 February 2006"
_FIGURES = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?\s+(\d{4})", re.ASCII)
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
EVERY = {
    "monthly": 1,
    "every two months": 2,
    "quarterly": 3,
    "every six months": 6,
    "half-yearly": 6,
    "yearly": 12,
    "annual": 12,
    "annually": 12,
}
"""How often, in months."""


@dataclass(frozen=True)
class When:
    """A month, or a day of it."""

    year: int
    month: int
    day: int | None

    @property
    def months(self) -> int:
        """Months since the year 0."""
        return self.year * 12 + self.month - 1

    def __str__(self) -> str:
        month = f"{calendar.month_name[self.month]} {self.year}"
        return f"{self.day} {month}" if self.day else month


@dataclass(frozen=True)
class Every:
    """How often something is said to come."""

    words: str
    months: int


def when(text: str) -> When:
    """A day or month; CellError for another text, and for a day that there is not."""
    lower = text.strip().casefold()
    if found := _FIGURES.fullmatch(lower):
        year, month, day = int(found[1]), int(found[2]), found[3]
    elif found := _WORDS.fullmatch(lower):
        year, month, day = int(found[3]), _MONTHS.get(found[2], 0), found[1]
    else:
        raise CellError("is not a date", DATE)
    try:
        date(year, month, int(day or 1))
    except ValueError:
        raise CellError("is not a date that there is", DATE) from None
    return When(year, month, int(day) if day else None)


def every(text: str) -> Every:
    """How often: a word, or a whole number of months; CellError for another."""
    word = " ".join(text.casefold().split())
    if word in EVERY:
        return Every(word, EVERY[word])
    if word.isascii() and word.isdigit() and 0 < int(word[:4]) == int(word) <= 120:
        return Every("what is said", int(word))
    raise CellError("is not how often", f"{', '.join(EVERY)}, or a number of months from 1 to 120")


def months_apart(one: When, other: When) -> int:
    """Whole calendar months from one to the other; days within them do not count."""
    return other.months - one.months


def is_after(one: When, other: When) -> bool:
    """Whether one is later than the other, by their months where either has no day."""
    if one.day is None or other.day is None:
        return one.months > other.months
    return (one.months, one.day) > (other.months, other.day)
