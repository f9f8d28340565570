"""Which units a chart of a strand can draw, and how many it leaves out for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.document.model import Figure, Table, Text
from eqmon.paper.phrases import place, places, verb
from eqmon.report.words import number_of
from eqmon.vocabulary import BUCKETS, Level, Measure

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, StrandLabel

Charted = tuple[Figure, Table]
"""A figure and the table of what it draws; both without labels, which `settled` gives them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one strand was recorded in the units that have enough to be drawn."""

    units: tuple[Recorded, ...]
    """The most not obtained first."""
    few: int
    """Units with too few applicable records to judge."""
    withheld: int
    no_unit: int
    """Applicable records of no known unit."""


def drawn(collection: Collection, strand: StrandLabel) -> Drawn:
    """The units of a collection that a chart of the strand can show."""
    found = [r for r in collection.recorded if r.level is Level.UNIT and r.strand == strand.name]
    units = [r for r in found if r.unit not in BUCKETS]
    enough = [r for r in units if not r.withheld and r.applicable >= collection.min_records]
    return Drawn(
        units=tuple(sorted(enough, key=lambda r: (-rate_in(r), r.unit or ""))),
        few=sum(not r.withheld and r.applicable < collection.min_records for r in units),
        withheld=sum(r.withheld for r in units),
        no_unit=sum(r.applicable for r in found if r.unit in BUCKETS and not r.withheld),
    )


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
    if of.few:
        have = verb(of.few, "has", "have")
        said.append(
            f"Not drawn: {places(collection, of.few)} that {have} fewer than "
            f"{collection.min_records} applicable records, too few to judge."
        )
    if of.withheld:
        said.append(
            f"Not drawn: {places(collection, of.withheld)} whose figures are withheld, so that "
            "nobody can be made out."
        )
    if of.no_unit:
        said.append(
            f"Not drawn, but counted in all together: {number_of(of.no_unit, 'applicable record')} "
            f"whose {place(collection)} is blank or not recognised."
        )
    return tuple((sentence,) for sentence in said)
