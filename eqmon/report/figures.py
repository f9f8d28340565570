"""Figures as a reader sees them: never rounded so that a pass and a fail look alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from eqmon.statistics.wilson import as_written

if TYPE_CHECKING:
    from eqmon.rates import Rate

WITHHELD = "[c]"
"""What stands for a figure left out of a public report (Analysis Function shorthand)."""
NO_RATE = "no rate"

Limits = Iterable[float | None]


def percent(rate: Rate, limits: Limits = (), *, digits: int = 1) -> str:
    """A rate as `24.5 %`, with more digits where its place beside a limit needs them.

    `limits` are fractions, None where there is none; 0 and 1 always count as limits, so that
    one record in a million is never `0.0 %`. `no rate` where the denominator is 0.
    """
    number = points(rate, limits, digits=digits)
    return number if number == NO_RATE else f"{number} %"


def points(rate: Rate, limits: Limits = (), *, digits: int = 1) -> str:
    """The number of `percent` without its sign, for cells of a table headed by it."""
    exact = _exact(rate)
    return NO_RATE if exact is None else _shown(exact, limits, digits, scale=100)


def interval(rate: Rate, limits: Limits = (), *, digits: int = 1) -> str:
    """The 95 % interval of a rate as `21.1 to 28.3 %`; empty where there is no rate."""
    if rate.lower is None or rate.upper is None:
        return ""
    known = tuple(limits)
    lower = _shown(as_written(rate.lower), known, digits, scale=100)
    upper = _shown(as_written(rate.upper), known, digits, scale=100)
    return f"{lower} to {upper} %"


def fraction(rate: Rate, limits: Limits = (), *, digits: int = 6) -> str:
    """A rate as a fraction, `0.245009`, with more digits where a limit needs them; or empty."""
    exact = _exact(rate)
    return "" if exact is None else _shown(exact, limits, digits, scale=1)


def bound(value: float | None, limits: Limits = (), *, digits: int = 6) -> str:
    """One end of a rate's interval as `fraction` has it; empty for None."""
    return "" if value is None else _shown(as_written(value), limits, digits, scale=1)


def limit(value: float) -> str:
    """A threshold as it was set: `5 %`, `12.5 %`."""
    return f"{Decimal(repr(float(value))).scaleb(2).normalize():f} %"


def counts(rate: Rate) -> str:
    """The count and denominator behind a rate: `135 of 551`."""
    return f"{rate.count:,} of {rate.denominator:,}"


def ratio(value: float | None, limits: Limits = (), *, digits: int = 2) -> str:
    """A ratio of rates as `0.85`, with more digits where a limit needs them; or empty."""
    return "" if value is None else _shown(as_written(value), limits, digits, scale=1)


def coefficient(value: float) -> str:
    """A coefficient from -1 to 1 with two decimals, `0.92`; never `-0.00`."""
    return f"{round(value, 2) + 0.0:.2f}"


def _exact(rate: Rate) -> Fraction | None:
    if rate.rate is None:
        return None
    # The counts say it exactly, as the judge compares it; controlled counts may not be its own.
    if rate.denominator and rate.count / rate.denominator == rate.rate:
        return Fraction(rate.count, rate.denominator)
    return as_written(rate.rate)


def _shown(exact: Fraction, limits: Limits, digits: int, *, scale: int) -> str:
    given = {as_written(bound) for bound in limits if bound is not None}
    compared = given | {Fraction(0), Fraction(1)}
    while True:
        units = floor(exact * scale * 10**digits + Fraction(1, 2))
        shown = Fraction(units, scale * 10**digits)
        if all(_side(shown, bound) == _side(exact, bound) for bound in compared):
            return f"{Decimal(units).scaleb(-digits):f}"
        digits += 1


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)
