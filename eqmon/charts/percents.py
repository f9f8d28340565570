"""Rates in per cent and ratios, never rounded so that one above a limit looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def percent_of(rate: float, limits: Iterable[float] = ()) -> str:
    """A fraction as `24.5 %`, with more digits where its place beside a limit needs them.

    0 and 1 always count as limits, so that one record in a million is never `0.0 %`.
    """
    exact = _hundredfold(rate)
    beside = [Decimal(0), Decimal(100), *map(_hundredfold, limits)]
    digits = 1
    while True:
        shown = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        if all(shown.compare(limit) == exact.compare(limit) for limit in beside):
            return f"{shown:f} %"
        digits += 1


def ratio_of(ratio: float, marks: Iterable[float] = ()) -> str:
    """A ratio as `0.85`, with more digits where its place beside a mark, or 1, needs them."""
    exact = Decimal(repr(float(ratio)))
    beside = [Decimal(0), Decimal(1), *(Decimal(repr(float(mark))) for mark in marks)]
    digits = 2
    while True:
        shown = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        if all(shown.compare(mark) == exact.compare(mark) for mark in beside):
            return f"{shown:f}"
        digits += 1


def _hundredfold(value: float) -> Decimal:
    return Decimal(repr(float(value))).scaleb(2)
