"""The headline: what fails and what warns most, in the figures that a collection shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN
from eqmon.report.grid import grid_of
from eqmon.report.order import records_above, worst_rules
from eqmon.report.sentences import statement_of
from eqmon.report.words import MEASURE_PHRASES, number_of
from eqmon.vocabulary import BUCKETS, Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, RuleVerdict

WARNINGS_SAID = 2


def headline(collections: Iterable[Collection]) -> str:
    """One line a collection; made from nothing but what the collections show."""
    return "\n".join(headline_of(collection) for collection in collections)


def headline_of(collection: Collection, unit: str | None = None) -> str:
    """How much was read, each failing rule with its figure or its units, the gravest warnings.

    With `unit` the same of that unit alone, out of a collection cut down to it.
    """
    failing = [r for r in worst_rules(collection.rules) if r.verdict is Verdict.FAIL]
    level = Level.UNIT if unit else Level.OVERALL
    figures = {f.rule: f for f in collection.findings if f.level is level and f.unit == unit}
    several = len(set(collection.units) - set(BUCKETS)) > 1
    by_units = [r for r in failing if several and _by_its_units(r, figures.get(r.rule))]
    records = number_of(collection.records, "record")
    whose = f"{unit}, {collection.title}" if unit else collection.title
    said = [f"{whose}, {records}: {_how_many_fail(collection, len(failing))}."]
    said += _in_units(collection, by_units, figures)
    for rule in failing:
        if rule not in by_units:
            said.append(_alone(collection, rule, figures.get(rule.rule), in_units=several))
    return " ".join([*said, *_too_few(collection, figures), *_warnings(collection, figures)])


def _by_its_units(rule: RuleVerdict, overall: Finding | None) -> bool:
    """Whether the number of units that fail is what there is to tell.

    A strand without a column is so in every unit; and where all were pooled, none was judged.
    """
    if overall is None or overall.decides or overall.reason == NO_COLUMN:
        return False
    return bool(rule.units_failing + rule.units_warning + rule.units_passing)


def _how_many_fail(collection: Collection, failing: int) -> str:
    if collection.verdict is Verdict.NOT_ASSESSED:
        return "nothing could be assessed"
    if not failing:
        return "no rule fails"
    rules = number_of(len(collection.rules), "rule")
    return f"{failing:,} of {rules} {'fails' if failing == 1 else 'fail'}"


def _in_units(
    collection: Collection, rules: Sequence[RuleVerdict], figures: Mapping[str, Finding]
) -> list[str]:
    """`Age fails in 21 of 28 units, Gender in 8 of 28.`: rules that their units decide."""
    parts: list[str] = []
    for rule in rules:
        assessed = rule.units_failing + rule.units_warning + rule.units_passing
        where = f"{rule.units_failing:,} of {assessed:,}"
        where += "" if parts else f" {'unit' if assessed == 1 else 'units'}"
        parts.append(
            f"{_name(collection, figures[rule.rule])} {'in' if parts else 'fails in'} {where}"
        )
    return [f"{', '.join(parts)}."] if parts else []


def _alone(
    collection: Collection, rule: RuleVerdict, finding: Finding | None, *, in_units: bool
) -> str:
    """A rule that all records together decide: its figure, and how many units fail by it."""
    if finding is None:
        return rule.sentence
    said = _stated(collection, finding)
    failing = rule.units_failing
    if finding.reason == NO_COLUMN:
        return f"{said}, for want of a column."
    if not failing or not in_units:
        return f"{said}."
    assessed = failing + rule.units_warning + rule.units_passing
    verb = "fails" if failing == 1 else "fail"
    return f"{said}; {failing:,} of {number_of(assessed, 'unit')} {verb}."


def _too_few(collection: Collection, figures: Mapping[str, Finding]) -> list[str]:
    """Where most units have too few records: that, and what all of them come to together."""
    units = len(set(collection.units) - set(BUCKETS))
    few = len(grid_of(collection).few)
    if few * 2 <= units:
        return []
    if units == 1:
        return [f"Fewer than {collection.min_records} records are too few to judge the strands."]
    said = f"{few:,} of {units:,} units have too few records to judge"
    together = _gravest(collection, Verdict.NOT_ASSESSED, figures)
    return [f"{said}; together: {together}." if together else f"{said}."]


def _warnings(collection: Collection, figures: Mapping[str, Finding]) -> list[str]:
    gravest = _gravest(collection, Verdict.WARN, figures)
    return [f"Gravest of what warns: {gravest}."] if gravest else []


def _gravest(collection: Collection, verdict: Verdict, figures: Mapping[str, Finding]) -> str:
    """Of the rules with this verdict, those with the most records above their limit."""
    findings = [
        figures[r.rule] for r in collection.rules if r.verdict is verdict and r.rule in figures
    ]
    above = [f for f in findings if records_above(f) > 0]
    gravest = sorted(above, key=lambda f: (-records_above(f), f.rule))[:WARNINGS_SAID]
    return "; ".join(_stated(collection, finding) for finding in gravest)


def _stated(collection: Collection, finding: Finding) -> str:
    if finding.rate is None:
        return f"{finding.title}: {'withheld' if finding.withheld else 'no figure'}"
    return statement_of(finding, _label(collection, finding))


def _name(collection: Collection, finding: Finding) -> str:
    label = _label(collection, finding)
    if not label or finding.measure is None:
        return f'"{finding.title}"'
    if finding.measure is Measure.NOT_OBTAINED:
        return label
    return f"{label} ({MEASURE_PHRASES[finding.measure]})"


def _label(collection: Collection, finding: Finding) -> str:
    return next((s.label for s in collection.strands if s.name == finding.strand), "")
