"""Cells of tables: what people read, with the number that a spreadsheet calculates with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Cell, Shade
from eqmon.report import figures

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.vocabulary import Verdict

SHADES: tuple[tuple[float, Shade], ...] = ((0.75, "4"), (0.5, "3"), (0.25, "2"), (0.1, "1"))
"""From which rate on a cell is how dark."""
WITHHELD = Cell(figures.WITHHELD, shorthand="c")
NOT_AVAILABLE = Cell("[x]", shorthand="x")
NOT_APPLICABLE = Cell("[z]", shorthand="z")
NO_RULE = Cell("no rule", shorthand="z")


def word(text: str, *, verdict: Verdict | None = None) -> Cell:
    """A cell of words."""
    return Cell(text, verdict=verdict)


def count(number: int | None) -> Cell:
    """A whole number; withheld where None."""
    return WITHHELD if number is None else Cell(f"{number:,}", number)


def percent(
    rate: Rate | None,
    limits: tuple[float | None, ...] = (),
    *,
    verdict: Verdict | None = None,
    said: str = "",
    shaded: bool = False,
) -> Cell:
    """A rate in per cent with its count in brackets: `24.5 (135)`, and what else is `said` of it.

    Not applicable where there is no rate, for its denominator is 0.
    """
    if rate is None or rate.rate is None:
        return NOT_APPLICABLE
    points = figures.points(rate, limits)
    decimals = len(points.partition(".")[2])
    return Cell(
        f"{points} ({rate.count:,}){f' {said}' if said else ''}",
        float(points),
        decimals,
        shade=shade(rate) if shaded else "",
        verdict=verdict,
    )


def share(counted: int, denominator: int) -> Cell:
    """A count over its denominator as `percent` has it."""
    return percent(rate_over(counted, denominator))


def rate_over(counted: int, denominator: int) -> Rate:
    """A rate without an interval, for shares that nothing judges."""
    from eqmon.rates import Rate

    rate = counted / denominator if denominator else None
    return Rate(count=counted, denominator=denominator, rate=rate, lower=None, upper=None)


def shade(rate: Rate) -> Shade:
    """How dark a cell of this rate is."""
    return next((shade for least, shade in SHADES if (rate.rate or 0.0) >= least), "0")
