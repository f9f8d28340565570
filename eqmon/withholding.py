"""One collection's public copy: the same parts, with figures withheld where they would tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eqmon.differencing import SMALL, Withheld, to_withhold
from eqmon.report.model import (
    Arrival,
    Collection,
    Duty,
    Finding,
    Rate,
    Recorded,
    RuleVerdict,
    StrandLabel,
)
from eqmon.statistics.chance import expected_failures
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level, Measure, Recording, Verdict

WITHHELD = "Withheld, so that no count of fewer than ten can be worked out."
OTHER_MONTHS = "(months added together)"
BUCKETS = frozenset({BLANK_UNIT, UNKNOWN_UNIT})
COUNTS_OF_PEOPLE = frozenset({"dominance", "implies"})
"""Kinds of rule whose counts are of people by code, flag or motivation."""
TELLS_FILES = frozenset({"inputs_distinct", "inputs_readable"})
"""Kinds of rule whose sentences may name files."""

Row = TypeVar("Row", Recorded, Finding)


@dataclass(frozen=True)
class Control:
    """A collection, what is withheld from it, and which area each unit lies in."""

    inside: Collection
    withheld: Withheld
    area_of: Mapping[str, str | None] | None

    def hides(self, level: Level, unit: str | None) -> bool:
        """Whether the figures of this unit, area or total are withheld."""
        if level is Level.OVERALL or unit is None:
            return self.withheld.total
        names = self.withheld.names
        if level is Level.UNIT:
            return unit in names
        area_of = self.area_of or {}
        if any(name not in area_of for name in names - BUCKETS):
            return True
        return any(area_of.get(name) == unit for name in names)


def control_of(collection: Collection, area_of: Mapping[str, str | None] | None) -> Control:
    """What is to be withheld from a collection.

    An area is withheld where `area_of` places a withheld unit in it; where it does not say for
    every such unit, all areas are.
    """
    return Control(collection, to_withhold(_table(collection)), area_of)


def public_collection(control: Control) -> Collection:
    """The collection with only what may be shown; withheld figures are 0 or absent."""
    inside, nothing = control.inside, control.withheld.total
    findings = [_finding(control, f) for f in inside.findings]
    months = {} if nothing else _months(inside.months)
    may_date = months == inside.months and not nothing
    return inside.model_copy(
        update={
            "records": 0 if nothing else inside.records,
            "applicable": 0 if nothing else inside.applicable,
            "units": tuple(sorted(inside.units)),
            "months": months,
            "strands": tuple(_strand(s, may_date=may_date) for s in inside.strands),
            "arrival": _arrival(inside.arrival, control.withheld.names),
            "rules": tuple(
                _rule(r, [f for f in findings if f.rule == r.rule]) for r in inside.rules
            ),
            "recorded": _withheld_last(_recorded(control, r) for r in inside.recorded),
            "findings": _withheld_last(findings),
        }
    )


def _table(collection: Collection) -> dict[str, tuple[int, ...]]:
    """Records, then applicable records of each strand, of every unit and bucket."""
    rows: dict[str, dict[str, Recorded]] = {}
    for row in collection.recorded:
        if row.level is Level.UNIT and row.unit is not None:
            rows.setdefault(row.unit, {})[row.strand] = row
    strands = [strand.name for strand in collection.strands]
    table = {
        unit: (
            max(row.records for row in of_unit.values()),
            *(of_unit[s].applicable if s in of_unit else 0 for s in strands),
        )
        for unit, of_unit in rows.items()
    }
    arrival = collection.arrival
    for bucket, n in (
        (BLANK_UNIT, arrival.records_unit_blank),
        (UNKNOWN_UNIT, arrival.records_unit_not_recognised),
    ):
        table.setdefault(bucket, (n,) * (1 + len(strands)))
    return table


def _recorded(control: Control, row: Recorded) -> Recorded:
    if not control.hides(row.level, row.unit):
        return row.model_copy(update={"reported_in": {}})
    none = Rate(count=0, denominator=0, rate=None, lower=None, upper=None)
    return row.model_copy(
        update={
            "records": 0,
            "applicable": 0,
            "recordings": dict.fromkeys(Recording, 0),
            "as_read": dict.fromkeys(Recording, 0),
            "measures": dict.fromkeys(Measure, none),
            "reported_in": {},
            "withheld": True,
        }
    )


def _finding(control: Control, finding: Finding) -> Finding:
    """The finding without its baseline, and without figures or verdict where those would tell.

    A withheld unit's verdict would tell whether it has enough records to be assessed, and the
    verdict on fewer than ten people with one motivation or flag whether there is any at all.
    """
    hidden = control.hides(finding.level, finding.unit)
    of_people = finding.kind in COUNTS_OF_PEOPLE
    few = of_people and (finding.rate is None or finding.rate.denominator < SMALL)
    figures = {"rate": None, "baseline": None, "sentence": WITHHELD, "withheld": True}
    if few or (hidden and finding.level is not Level.OVERALL):
        verdict = {"verdict": Verdict.NOT_ASSESSED, "reason": "withheld", "action": ""}
        return finding.model_copy(update={**figures, **verdict, "movement": None, "duty": None})
    counts_bucket = finding.kind == "unit_known" and control.withheld.names & BUCKETS
    if of_people or counts_bucket or (hidden and finding.rate is not None):
        return finding.model_copy(update=figures)
    if finding.kind in TELLS_FILES:
        sentence = f"{finding.title}: {finding.verdict.value.replace('_', ' ')}."
        return finding.model_copy(update={"sentence": sentence, "reason": "", "baseline": None})
    return finding.model_copy(update={"baseline": None})


def _rule(rule: RuleVerdict, findings: Sequence[Finding]) -> RuleVerdict:
    """The rule's verdict; where a finding is withheld, with the units that are shown recounted.

    Chance is recounted too: its sum over all units would give away a withheld one's denominator.
    """
    of_rule = [f for f in findings if f.rule == rule.rule]
    if not any(f.withheld or f.kind in TELLS_FILES for f in of_rule):
        return rule
    units = [f for f in of_rule if f.level is Level.UNIT and f.unit not in BUCKETS]
    number = {verdict: sum(f.verdict is verdict for f in units) for verdict in Verdict}
    return rule.model_copy(
        update={
            "units_failing": number[Verdict.FAIL],
            "units_warning": number[Verdict.WARN],
            "units_passing": number[Verdict.PASS],
            "units_not_assessed": number[Verdict.NOT_ASSESSED],
            "expected_by_chance": sum(_failing_by_chance(f) for f in units),
            "sentence": (
                f"Of the units, {number[Verdict.FAIL]} fail, {number[Verdict.WARN]} warn, "
                f"{number[Verdict.PASS]} pass and {number[Verdict.NOT_ASSESSED]} are not assessed "
                "or withheld."
            ),
        }
    )


def _failing_by_chance(finding: Finding) -> float:
    rate, limit = finding.rate, finding.fail_above
    assessed = finding.verdict is not Verdict.NOT_ASSESSED
    if finding.kind != "recording" or not assessed or rate is None or limit is None:
        return 0.0
    return expected_failures([rate.denominator], limit)


def _months(months: Mapping[str, int]) -> dict[str, int]:
    """Months with those added together that alone, or by subtraction, would tell a small count."""
    hidden = to_withhold({month: (n,) for month, n in months.items()}).names
    if not hidden:
        return dict(months)
    shown = {month: n for month, n in months.items() if month not in hidden}
    return {**shown, OTHER_MONTHS: sum(months[month] for month in hidden)}


def _strand(strand: StrandLabel, *, may_date: bool) -> StrandLabel:
    """The strand; its records by date of the duty are left out where they would tell a month's."""
    duty = strand.duty
    if duty is None or (may_date and not _any_small(duty)):
        return strand
    none = {"in_force": 0, "not_then": 0, "undated": 0}
    return strand.model_copy(update={"duty": duty.model_copy(update=none)})


def _any_small(duty: Duty) -> bool:
    return any(0 < n < SMALL for n in (duty.in_force, duty.not_then, duty.undated))


def _arrival(arrival: Arrival, hidden: frozenset[str]) -> Arrival:
    unrecognised = arrival.records_unit_not_recognised
    return arrival.model_copy(
        update={
            "repeated": ("(file name withheld)",) * len(arrival.repeated),
            "records_unit_blank": 0 if BLANK_UNIT in hidden else arrival.records_unit_blank,
            "records_unit_not_recognised": 0 if UNKNOWN_UNIT in hidden else unrecognised,
            "shared_keys": 0 if arrival.shared_keys < SMALL else arrival.shared_keys,
        }
    )


def _withheld_last(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with the withheld ones at the end by name: their place among the others told."""

    def place(row: Row) -> tuple[str, ...]:
        if not row.withheld:
            return ()
        of = row.rule if isinstance(row, Finding) else row.strand
        return "withheld", of, row.level, row.unit or ""

    return tuple(sorted(rows, key=place))
