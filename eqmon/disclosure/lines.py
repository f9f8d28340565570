"""Which lines of a measure may be shown: those with enough records on both sides, and rounded.

A line is a numerator and the rest of its denominator. Shown is only one with enough records on
each side, and lines that together make up another only so that what is left of that one is enough
on each side too, or nobody. Then whatever is hidden can be shared out among the hidden lines in any
way without a change to what is shown, and no hidden count can be told from it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from eqmon.disclosure.methods import Method
from eqmon.measures.model import Measured
from eqmon.measures.sums import Split
from eqmon.rates import Rate, rate_of
from eqmon.vocabulary import Level

UNIT, MONTH = "unit", "month"
NOT_KNOWN = "(not known)"


class Key(NamedTuple):
    """Which line of a measure: all together, a unit's, a month's, or a group's of all together."""

    of: str = ""
    """`unit`, `month` or the name of a breakdown; empty for all together."""
    name: str = ""
    """The unit, month or group, or `NOT_KNOWN`."""


ALL = Key()


def rates_of(measured: Measured) -> dict[Key, Rate]:
    """The lines that a public copy may show, as they are; withheld ones left out."""
    found: dict[Key, Rate] = {}
    for place in measured.places:
        if place.level is not Level.AREA and not place.withheld:
            found[Key(UNIT, place.unit) if place.unit else ALL] = place.rate
    for month in measured.months:
        if month.level is Level.OVERALL:
            found[Key(MONTH, month.month)] = month.rate
    for by in measured.by:
        if by.level is Level.OVERALL:
            found |= {Key(by.by, one.group): one.rate for one in by.groups}
            if by.not_known.denominator:
                found[Key(by.by, NOT_KNOWN)] = by.not_known
    return found


def split_of(rate: Rate) -> Split:
    """The numerator of a rate, and the rest of its denominator."""
    return Split(rate.count, rate.denominator - rate.count)


def added(lines: Iterable[Split]) -> Split:
    """Lines together."""
    every = list(lines)
    return Split(sum(one.yes for one in every), sum(one.no for one in every))


def is_enough(line: Split, method: Method) -> bool:
    """Whether a line has so many records on each side that it may be shown."""
    return min(line.yes, line.no) >= method.each_side


def left_of(total: Split, lines: Mapping[Key, Split], shown: Container[Key]) -> Split:
    """What is left of a total beside the lines that are shown."""
    beside = added(line for name, line in lines.items() if name in shown)
    return Split(total.yes - beside.yes, total.no - beside.no)


def shown_of(
    totals: Iterable[Split],
    lines: Mapping[Key, Split],
    method: Method,
    *,
    hidden: Container[Key] = frozenset(),
    kept: Container[Key] = frozenset(),
) -> frozenset[Key]:
    """The lines to show of those that lie in each of some totals, none of which overlap.

    `hidden` are never shown; `kept` are shown whatever they are now, for they stand as they were
    published. Where what is left of a total would be told, the line of the fewest records is hidden
    as well; that of no known answer last, for without it nothing can be concluded.
    """
    every = list(totals)
    shown = {
        name
        for name, line in lines.items()
        if name in kept or (name not in hidden and is_enough(line, method))
    }
    while shown:
        left = [left_of(total, lines, shown) for total in every]
        if all(is_enough(one, method) or not one.all for one in left):
            break
        shown.remove(min(shown, key=lambda key: (key.name == NOT_KNOWN, lines[key].all, key)))
    return frozenset(shown)


def rounded(line: Split, method: Method) -> Rate:
    """The line's rate out of rounded counts."""
    return rate_of(nearest(line.yes, method), nearest(line.all, method))


def nearest(count: int, method: Method) -> int:
    """A count to the nearest of what measures are rounded to."""
    return (count + method.measures_to // 2) // method.measures_to * method.measures_to
