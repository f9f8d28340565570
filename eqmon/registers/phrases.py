"""Phrases of what is said of registers: counts, dates and lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NAMED_AT_MOST = 6
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: `MPS, SWG1 and SWG3`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def some(names: Sequence[str]) -> str:
    """Names in a sentence; where they are many, the first and how many more."""
    more = len(names) - NAMED_AT_MOST
    if more <= 1:
        return listed(names)
    return f"{', '.join(names[:NAMED_AT_MOST])} and {more:,} more"


def number(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 return`, `4 returns`."""
    return f"{count:,} {one if count == 1 else many}"


def within(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def when(period: str) -> str:
    """A day, month or quarter in words: `5 September 2006`, `quarter 3 of 2006`."""
    if found := _DAY.fullmatch(period):
        return f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"
    if found := _MONTH.fullmatch(period):
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    if found := _QUARTER.fullmatch(period):
        return f"quarter {found[2]} of {found[1]}"
    return period


def months_and_days(periods: Sequence[str]) -> str:
    """Dates in a sentence; months of one year share it: `February, April and July 2006`."""
    months = [_MONTH.fullmatch(period) for period in periods]
    years = {found[1] for found in months if found}
    if all(months) and len(years) == 1:
        names = [MONTHS[int(found[2]) - 1] for found in months if found]
        return f"{listed(names)} {years.pop()}"
    return listed([when(period) for period in periods])


def is_day(period: str) -> bool:
    """Whether a date as it was asked for is a day, not a month or quarter."""
    return _DAY.fullmatch(period) is not None


def short_date(period: str) -> str:
    """A month or day for the head of a column: `Feb 2006`, `5 Sep 2006`; others as they are."""
    if found := _DAY.fullmatch(period):
        return f"{int(found[3])} {MONTHS[int(found[2]) - 1][:3]} {found[1]}"
    if found := _MONTH.fullmatch(period):
        return f"{MONTHS[int(found[2]) - 1][:3]} {found[1]}"
    return period
