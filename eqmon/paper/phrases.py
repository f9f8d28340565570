"""Phrases of a paper's sentences: figures, periods, places and lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.disclosure.withholding import OTHER_MONTHS
from eqmon.report import figures

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.measures_model import Measuring
    from eqmon.report.model import Finding, Report

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PLACES = {"borough": ("borough", "boroughs"), "bcu": ("area (BCU)", "areas (BCUs)")}
"""What the units of a collection are called, by the level at which they were expected."""
NAMED_AT_MOST = 6
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def rate_of(rate: Rate, *, limits: Sequence[float | None] = ()) -> str:
    """A rate with its count and denominator: `24.5 % (135 of 551)`."""
    return f"{figures.percent(rate, limits)} ({figures.counts(rate)})"


def found(finding: Finding) -> str:
    """A finding's rate, with the digits that its limits need; `[c]` where it is withheld."""
    if finding.withheld or finding.rate is None:
        return figures.WITHHELD
    return rate_of(finding.rate, limits=(finding.warn_above, finding.fail_above))


def period(report: Report) -> str:
    """The report's period as `January 2007`, else the months of its records: `July to August 2022`.

    Empty where it has none and the months are not all told.
    """
    given = report.period or ""
    if given:
        return _month(given) if MONTH.fullmatch(given) else given
    every = {month for c in report.collections for month, number in c.months.items() if number}
    months = sorted(month for month in every if MONTH.fullmatch(month))
    if not months or OTHER_MONTHS in every:
        return ""
    first, last = months[0], months[-1]
    if first == last:
        return _month(first)
    begun = _month(first) if first[:4] != last[:4] else _month(first)[:-5]
    return f"{begun} to {_month(last)}"


def _month(given: str) -> str:
    return f"{MONTHS[int(given[5:]) - 1]} {given[:4]}"


def places(collection: Measuring, number: int) -> str:
    """A number of a collection's units: `1 borough`, `28 boroughs`."""
    return f"{number:,} {place(collection, number)}"


def place(collection: Measuring, number: int = 1) -> str:
    """What the units of a collection are called."""
    one, many = PLACES.get(collection.arrival.level, ("unit", "units"))
    return one if number == 1 else many


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: `Barnet, Brent and Harrow`; `age, and religion and belief`."""
    if len(names) < 2:
        return "".join(names)
    last = ", and" if any(" and " in name for name in names) else " and"
    return f"{', '.join(names[:-1])}{last} {names[-1]}"


def within(title: str) -> str:
    """A title or label within a sentence: `domestic violence`; `LGBT` stays."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def some(names: Sequence[str]) -> str:
    """Names in a sentence; where they are many, the first and how many more."""
    more = len(names) - NAMED_AT_MOST
    if more <= 1:
        return listed(names)
    return f"{', '.join(names[:NAMED_AT_MOST])} and {more:,} more"


def sentence(text: str) -> str:
    """Text with a capital first and one full stop last."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text.endswith((".", "?", "!", ":")) else f"{text}."
    return f"{ended[0].upper()}{ended[1:]}"


def verb(number: int, one: str, many: str) -> str:
    """The form of a verb that agrees with a number."""
    return one if number == 1 else many
