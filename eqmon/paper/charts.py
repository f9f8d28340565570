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
    """The strands that deserve charts by unit: ethnicity, then those that fail in most units.

    At most `STRANDS_AT_MOST`, in the suite's order; none without a column. Where a suite monitors
    ethnicity twice, only the first deserves it unless the other fails too.
    """
    drawable = [s for s in collection.strands if s.column is not None and overall(collection, s)]
    ethnicity = [strand for strand in drawable if strand.strand is Strand.ETHNICITY][:1]
    failing = {strand.name: _failing(collection, strand) for strand in drawable}
    others = [strand for strand in drawable if failing[strand.name] and strand not in ethnicity]
    others.sort(key=lambda strand: failing[strand.name], reverse=True)
    chosen = [*ethnicity, *others][:STRANDS_AT_MOST]
    return tuple(strand for strand in collection.strands if strand in chosen)


def _failing(collection: Collection, strand: StrandLabel) -> tuple[float, ...]:
    """In how many units, and all together, it fails, and how much is not obtained; or nothing."""
    levels = (Level.UNIT, Level.OVERALL)
    found = [f for level in levels for f in findings_of(collection, strand, level).values()]
    number = sum(finding.verdict is Verdict.FAIL for finding in found)
    recorded = overall(collection, strand)
    return (number, rate_in(recorded)) if number and recorded else ()


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
