"""Which charts a paper draws of a collection: figures, each with the table of what it draws.

Every function takes a collection of the report that the paper is for, so that what a public copy
withholds is not there to draw. Labels are left to `settled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.paper.chart_funnel import funnel_figure
from eqmon.paper.chart_intervals import strands_figure, units_figure
from eqmon.paper.chart_stacked import stacked_figure
from eqmon.paper.chart_units import Charted, findings_of, overall, rate_in
from eqmon.vocabulary import Level, Strand, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, StrandLabel

__all__ = [
    "STRANDS_AT_MOST",
    "Charted",
    "charted_strands",
    "figures_of_collection",
    "figures_of_strand",
    "funnel_figure",
    "stacked_figure",
    "strands_figure",
    "units_figure",
]

STRANDS_AT_MOST = 2
"""Strands of one collection that have charts of their own; the tables have every strand."""


def charted_strands(collection: Collection) -> tuple[StrandLabel, ...]:
    """The strands that deserve charts by unit: ethnicity, and those that fail in most units.

    At most `STRANDS_AT_MOST`, in the suite's order; none without a column.
    """

    def failing(strand: StrandLabel) -> int:
        found = findings_of(collection, strand, Level.UNIT).values()
        return sum(finding.verdict is Verdict.FAIL for finding in found)

    def weight(strand: StrandLabel) -> tuple[bool, int, float]:
        recorded = overall(collection, strand)
        is_ethnicity = strand.strand is Strand.ETHNICITY
        return is_ethnicity, failing(strand), rate_in(recorded) if recorded else 0.0

    drawable = [s for s in collection.strands if s.column is not None and overall(collection, s)]
    deserving = [s for s in drawable if s.strand is Strand.ETHNICITY or failing(s)]
    chosen = sorted(deserving, key=weight, reverse=True)[:STRANDS_AT_MOST]
    return tuple(strand for strand in collection.strands if strand in chosen)


def figures_of_collection(collection: Collection, key: str) -> tuple[Charted, ...]:
    """The chart of all strands together; none where no strand has a rate. `key` ends the ids."""
    found = strands_figure(collection, key)
    return (found,) if found else ()


def figures_of_strand(collection: Collection, strand: StrandLabel, key: str) -> tuple[Charted, ...]:
    """A strand's charts by unit, as far as there is enough to draw: funnel, stacked, intervals.

    Intervals only of ethnicity, where published figures can be held beside. `key` is of the
    collection and must be unique to it; the strand's name is added.
    """
    own = f"{key}-{strand.name.replace('_', '-')}"
    found = [funnel_figure(collection, strand, own), stacked_figure(collection, strand, own)]
    if strand.strand is Strand.ETHNICITY:
        found.append(units_figure(collection, strand, own))
    return tuple(charted for charted in found if charted)
