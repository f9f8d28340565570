"""What of one collection is withheld from its public copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eqmon.disclosure.differencing import SMALL, Withheld, to_withhold
from eqmon.disclosure.pinning import all_but_tells
from eqmon.disclosure.units import require_units_apart, strictly, table_of_units, withheld_units
from eqmon.judge import NOT_CONCERNED
from eqmon.measures.model import Measured
from eqmon.report.model import (
    Collection,
    Finding,
)
from eqmon.report.people_model import People
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level

WITHHELD = "Withheld, so that no count of fewer than ten can be worked out."

BUCKETS = frozenset({BLANK_UNIT, UNKNOWN_UNIT})

COUNTS_OF_PEOPLE = frozenset({"dominance", "implies"})
"""Kinds of rule whose counts are of people by code, flag or motivation."""


@dataclass(frozen=True)
class Control:
    """A collection, what is withheld from it, and which area each unit lies in."""

    inside: Collection
    withheld: Withheld
    area_of: Mapping[str, str | None] | None
    files: frozenset[str]
    """Names of the inputs, which no text of a public copy may hold."""
    few: frozenset[str]
    """Rules on fewer than ten people, or on nobody: in public they are alike."""
    people: tuple[People, ...] = ()
    """Counts of people as they may be published."""
    measures: tuple[Measured, ...] = ()
    """Measures as they may be published."""
    unrecorded: Mapping[str, frozenset[tuple[Level, str | None]]] = field(default_factory=dict)
    """Places of which not even how a strand was recorded is shown, by strand."""
    strict: Mapping[str, Withheld] = field(default_factory=dict)
    """By strand, the units of which small counts of recordings are withheld too; empty where they
    are exact."""

    def pins(self, finding: Finding) -> bool:
        """Whether a finding's verdict would tell counts of people that are in the report."""
        counted = any(people.subject == finding.strand for people in self.inside.people)
        return counted and all_but_tells(finding)

    def hides_strand(self, strand: str | None, level: Level, unit: str | None) -> bool:
        """Whether what is said of a strand in this unit, area or total is withheld."""
        here = (level, None if level is Level.OVERALL else unit)
        return self.hides_recordings(strand, level, unit) or here in self.unrecorded.get(
            strand or "", ()
        )

    def hides_recordings(self, strand: str | None, level: Level, unit: str | None) -> bool:
        """Whether it is withheld for its own figures, and not to protect counts of people."""
        strict = self.strict.get(strand or "")
        return self.hides(level, unit) or (strict is not None and self._in(strict, level, unit))

    def hides(self, level: Level, unit: str | None) -> bool:
        """Whether the figures of this unit, area or total are withheld."""
        return self._in(self.withheld, level, unit)

    def _in(self, withheld: Withheld, level: Level, unit: str | None) -> bool:
        if level is Level.OVERALL or unit is None:
            return withheld.total
        if level is Level.UNIT:
            return unit in withheld.names
        area_of = self.area_of or {}
        if any(name not in area_of for name in withheld.names - BUCKETS):
            return True
        return any(area_of.get(name) == unit for name in withheld.names)


def control_of(
    collection: Collection,
    area_of: Mapping[str, str | None] | None,
    files: frozenset[str],
    before: Collection | None = None,
    *,
    strict: bool = False,
) -> Control:
    """What is to be withheld from a collection, published `before` as this.

    An area is withheld where `area_of` places a withheld unit in it; where it does not say for
    every such unit, all areas are. With `strict` small counts of recordings are withheld too,
    strand by strand. UsageError where its units cannot be shown beside those that
    were.
    """
    table = table_of_units(collection)
    withheld = to_withhold(table, withheld_units(before) if before else frozenset())
    if before is not None:
        require_units_apart(collection.title, table, withheld, before)
    of_strands = strictly(collection, withheld.names, before) if strict else {}
    few = _few(collection)
    return Control(collection, withheld, area_of, files, few, strict=of_strands)


def _few(collection: Collection) -> frozenset[str]:
    """Rules whose verdict would tell of fewer than ten people, or that there are none.

    A rule that concerns nobody has no finding that tells its kind, so all such rules are among
    them.
    """
    overall = {f.rule: f for f in collection.findings if f.level is Level.OVERALL}
    nobody = {
        r.rule for r in collection.rules if r.rule not in overall and NOT_CONCERNED in r.sentence
    }
    return frozenset(nobody | {rule for rule, f in overall.items() if few_people(f)})


def few_people(finding: Finding) -> bool:
    """Whether a finding counts people by what they are, and fewer than ten of them."""
    few = finding.rate is None or finding.rate.denominator < SMALL
    return finding.kind in COUNTS_OF_PEOPLE and few
