"""Which units a chart of a strand can draw, and how many it leaves out for which reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eqmon.document.model import Figure, Table, Text
from eqmon.paper.phrases import PLACES, place
from eqmon.report.words import number_of
from eqmon.vocabulary import BUCKETS, Level, Measure

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, StrandLabel

Charted = tuple[Figure, Table]
"""A figure and the table of what it draws; both without labels, which `settled` gives them."""
ROWS_AT_LEAST = 2
"""Of one unit alone a chart of units would only repeat what is said of all together."""
ROWS_AT_MOST = 40
"""Units drawn one below the other: what a page holds."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one strand was recorded in the units that have enough to be drawn."""

    units: tuple[Recorded, ...]
    """The most not obtained first."""
    more: int
    """Units beyond those that one chart can hold, with less not obtained."""
    level: Level
    """Areas where most units have too few records and lie in areas that have enough."""
    few: int
    """Those of this level with too few applicable records to judge."""
    withheld: int
    no_unit: int
    """Applicable records of no known unit."""


def drawn(collection: Collection, strand: StrandLabel) -> Drawn:
    """The units of a collection that a chart of the strand can show; their areas where most cannot.

    Areas are what units with too few records are pooled to, as for verdicts.
    """
    units = _at(collection, strand, Level.UNIT)
    if 2 * len(units.units) >= len(units.units) + units.few:
        return units
    areas = _at(collection, strand, Level.AREA)
    return areas if len(areas.units) > len(units.units) else units


def _at(collection: Collection, strand: StrandLabel, level: Level) -> Drawn:
    of_strand = [r for r in collection.recorded if r.strand == strand.name]
    found = [r for r in of_strand if r.level is level and r.unit not in BUCKETS]
    no_unit = [r for r in of_strand if r.level is Level.UNIT and r.unit in BUCKETS]
    enough = [r for r in found if not r.withheld and r.applicable >= collection.min_records]
    return Drawn(
        units=tuple(sorted(enough, key=lambda r: (-rate_in(r), r.unit or ""))),
        more=0,
        level=level,
        few=sum(not r.withheld and r.applicable < collection.min_records for r in found),
        withheld=sum(r.withheld for r in found),
        no_unit=sum(r.applicable for r in no_unit if not r.withheld),
    )


def in_rows(collection: Collection, strand: StrandLabel) -> Drawn | None:
    """As `drawn`, no more than fit below one another; None where there are too few to compare."""
    found = drawn(collection, strand)
    if strand.column is None or len(found.units) < ROWS_AT_LEAST:
        return None
    more = len(found.units[ROWS_AT_MOST:])
    return replace(found, units=found.units[:ROWS_AT_MOST], more=more)


def called(collection: Collection, of: Drawn, number: int = 1) -> str:
    """What is drawn: `borough`, `boroughs`, `area (BCU)`."""
    if of.level is Level.AREA:
        return PLACES["bcu"][number != 1]
    return place(collection, number)


def overall(collection: Collection, strand: StrandLabel) -> Recorded | None:
    """How the strand was recorded in all units together; None where it is withheld or not there."""
    found = (
        r
        for r in collection.recorded
        if r.level is Level.OVERALL and r.strand == strand.name and not r.withheld and r.applicable
    )
    return next(found, None)


def rate_in(recorded: Recorded) -> float:
    """The fraction of applicable records for which the strand was not obtained."""
    return recorded.measures[Measure.NOT_OBTAINED].rate or 0.0


def findings_of(
    collection: Collection, strand: StrandLabel, level: Level
) -> dict[str | None, Finding]:
    """The gravest finding on what was not obtained of the strand, by unit; none withheld."""
    found: dict[str | None, Finding] = {}
    for finding in collection.findings:
        if (
            finding.level is level
            and finding.strand == strand.name
            and finding.measure is Measure.NOT_OBTAINED
            and not finding.withheld
        ):
            known = found.get(finding.unit)
            if known is None or known.verdict.gravity < finding.verdict.gravity:
                found[finding.unit] = finding
    return found


def left_out(collection: Collection, of: Drawn) -> tuple[Text, ...]:
    """What a chart of units does not draw, each reason in a sentence; none where it draws all."""
    said: list[str] = []
    if of.level is Level.AREA:
        said.append(
            f"Drawn by {called(collection, of)}: most {place(collection, 2)} have fewer than "
            f"{collection.min_records} applicable records, too few to judge one by one."
        )
    if of.more:
        said.append(
            f"Not drawn: {of.more:,} more {called(collection, of, of.more)}, none with more "
            "not obtained than those drawn."
        )
    if of.few:
        said.append(
            f"Not drawn: {of.few:,} {called(collection, of, of.few)} with fewer than "
            f"{collection.min_records} applicable records, too few to judge."
        )
    if of.withheld:
        said.append(
            f"Not drawn: {of.withheld:,} {called(collection, of, of.withheld)} whose figures are "
            "withheld, so that nobody can be made out."
        )
    if of.no_unit:
        said.append(
            f"Not drawn: {number_of(of.no_unit, 'applicable record')} whose {place(collection)} is "
            "blank or not recognised."
        )
    return tuple((sentence,) for sentence in said)
