"""One unit's own report: its figures beside those of all units together, and no other unit's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from eqmon.judge import TOO_FEW
from eqmon.measures.model import Measured
from eqmon.report.headline import headline_of
from eqmon.report.model import (
    Arrival,
    Baseline,
    Collection,
    Finding,
    Report,
    RuleVerdict,
    StrandLabel,
)
from eqmon.report.order import JUDGED_BAD
from eqmon.report.people_model import People
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Audience, Level, Movement, Verdict

OWN_HEADING = "its own extract's"


def units_of(report: Report) -> tuple[str, ...]:
    """Every unit that has a figure in the report, in order."""
    named = {unit for collection in report.collections for unit in collection.units}
    return tuple(sorted(named - {BLANK_UNIT, UNKNOWN_UNIT}))


def report_of_unit(report: Report, unit: str) -> Report:
    """The report as one unit should see it.

    Its rules are those judged on its own records, its verdict is theirs. What came, which files
    could not be read and what holds for other units are left out: they may be others' faults.
    """
    collections = tuple(_only(c, unit) for c in report.collections if unit in c.units)
    rules = [rule for c in collections for rule in c.rules]
    verdicts = {r.verdict for r in rules} - {Verdict.NOT_ASSESSED}
    verdict = max(verdicts, key=lambda v: v.gravity, default=Verdict.NOT_ASSESSED)
    return report.model_copy(
        update={
            "unit": unit,
            "verdict": verdict,
            "standard_met": verdict is not Verdict.FAIL,
            "headline": "\n".join(headline_of(c, unit) for c in collections),
            "records": sum(c.records for c in collections),
            "inputs": (),
            "collections": collections,
            "baseline": _baseline(report.baseline, collections),
            "exceptions": tuple(_exceptions(unit, collections)),
            "notices": tuple(_notices(unit, report, collections)),
            "could_not_run": (),
            "phases": (),
            "coverage": (),
            "returns": None,
            "claims": None,
            "samples": (),
        }
    )


def _only(collection: Collection, unit: str) -> Collection:
    mine = (unit, None)
    recorded = tuple(r for r in collection.recorded if r.level is not Level.AREA and r.unit in mine)
    findings = tuple(f for f in collection.findings if f.level is not Level.AREA and f.unit in mine)
    own = [r for r in recorded if r.unit == unit]
    rules = tuple(
        _rule(r, findings, collection.min_records) for r in collection.rules if _own(r, findings)
    )
    return collection.model_copy(
        update={
            "units": (unit,),
            "records": max((r.records for r in own), default=0),
            "applicable": max((r.applicable for r in own), default=0),
            "months": {},
            "areas": {u: area for u, area in collection.areas.items() if u == unit},
            "decided_by": "this unit's own records",
            "decided_because": "",
            "verdict": max(
                (r.verdict for r in rules),
                key=lambda v: v.gravity if v is not Verdict.NOT_ASSESSED else -1,
                default=Verdict.NOT_ASSESSED,
            ),
            "strands": tuple(_strand(s, findings) for s in collection.strands),
            "arrival": _arrival(collection.arrival),
            "rules": rules,
            "recorded": recorded,
            "findings": findings,
            "accuracy": tuple(s for s in collection.accuracy if s.unit == unit),
            "people": tuple(_people(p, unit) for p in collection.people),
            "measures": tuple(_measured(m, unit) for m in collection.measures),
            "represented": tuple(r for r in collection.represented if r.unit == unit),
            "unfit_populations": (),
        }
    )


def _people(people: People, unit: str) -> People:
    """Its own people alone: less their counts, those of two units together would be the other's."""
    own = (row for row in people.rows if row.level is Level.UNIT and row.unit == unit)
    return people.model_copy(update={"rows": tuple(own)})


def _measured(measured: Measured, unit: str) -> Measured:
    """Its own figures; beside them the rate of all units together, as strands have it.

    Not of a measure that asks what people are: less its own, those of all are others'.
    """
    both = (unit,) if measured.asks else (unit, None)
    places = tuple(p for p in measured.places if p.level is not Level.AREA and p.unit in both)
    return measured.model_copy(
        update={
            "places": places,
            "months": tuple(m for m in measured.months if m.unit == unit),
            "by": tuple(by for by in measured.by if by.unit == unit),
            "days": tuple(days for days in measured.days if days.unit == unit),
        }
    )


def _strand(strand: StrandLabel, findings: Iterable[Finding]) -> StrandLabel:
    """The strand without the headings of others' files, with the duty at its own records' dates."""
    column = None if strand.column is None else OWN_HEADING
    own = next((f for f in findings if f.strand == strand.name and f.unit and f.duty), None)
    if own is None or strand.duty is None or own.duty == strand.duty.label:
        return strand.model_copy(update={"column": column})
    # How many records are of which side is known of all units together alone.
    counts = {"in_force": 0, "not_then": 0, "undated": 0}
    duty = strand.duty.model_copy(update={"label": own.duty, **counts})
    return strand.model_copy(update={"column": column, "duty": duty})


def _own(rule: RuleVerdict, findings: Iterable[Finding]) -> Finding | None:
    """The unit's own finding of a rule; none for what it breaks nowhere and for what came."""
    return next((f for f in findings if f.rule == rule.rule and f.level is Level.UNIT), None)


def _rule(rule: RuleVerdict, findings: tuple[Finding, ...], min_records: int) -> RuleVerdict:
    """The rule as this unit's own finding judges it, with all units together beside it."""
    own = _own(rule, findings)
    assert own is not None
    overall = next((f for f in findings if f.rule == rule.rule and f.unit is None), None)
    number = Counter([own.verdict])
    beside = f" {overall.sentence}" if overall and not overall.withheld else ""
    said = f"{own.sentence}{beside}"
    if own.verdict is Verdict.NOT_ASSESSED:
        few = f"fewer than {min_records} records are too few to judge"
        said = f"Not assessed: {few if own.reason == TOO_FEW else own.reason}."
    return rule.model_copy(
        update={
            "verdict": own.verdict,
            "sentence": said,
            "units_failing": number[Verdict.FAIL],
            "units_warning": number[Verdict.WARN],
            "units_passing": number[Verdict.PASS],
            "units_not_assessed": number[Verdict.NOT_ASSESSED],
            "expected_by_chance": 0.0,
            "decided_by": "this unit's own records",
            "movement": own.movement,
        }
    )


def _arrival(arrival: Arrival) -> Arrival:
    return Arrival(
        level=arrival.level,
        expected=0,
        received=1,
        missing=(),
        nil_returns=(),
        repeated=(),
        not_expected=(),
        records_unit_blank=0,
        records_unit_not_recognised=0,
        shared_keys=0,
    )


def _baseline(baseline: Baseline | None, collections: Iterable[Collection]) -> Baseline | None:
    if baseline is None:
        return None
    moved = Counter(f.movement for c in collections for f in c.findings if f.level is Level.UNIT)
    return baseline.model_copy(
        update={
            "worse": moved[Movement.WORSE],
            "no_worse": moved[Movement.NO_WORSE],
            "better": moved[Movement.BETTER],
        }
    )


def _exceptions(unit: str, collections: Iterable[Collection]) -> Iterable[str]:
    for collection in collections:
        for finding in collection.findings:
            if finding.unit == unit and finding.excepted and finding.verdict in JUDGED_BAD:
                yield f"{finding.rule}, {unit}: {finding.excepted}."


def _notices(unit: str, report: Report, collections: tuple[Collection, ...]) -> Iterable[str]:
    if report.audience is Audience.PUBLIC:
        # There a rule may have no finding because it is withheld.
        yield "Public copy: small counts are withheld, and what would tell them by subtraction."
        return
    whole = {c.suite: c for c in report.collections}
    for collection in collections:
        judged = {r.rule for r in collection.rules}
        everywhere = {f.rule for f in whole[collection.suite].findings}
        nowhere = sorted(everywhere - judged)
        if nowhere:
            yield f"{collection.title}: nothing in {unit} breaks {', '.join(nowhere)}."
