"""One collection's public copy: the same parts, with figures withheld where they would tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from eqmon.disclosure.control import BUCKETS, COUNTS_OF_PEOPLE, WITHHELD, Control, few_people
from eqmon.disclosure.differencing import SMALL, to_withhold
from eqmon.disclosure.recounting import recounted, verdict_of_rules
from eqmon.rates import Rate
from eqmon.report.model import (
    Arrival,
    Collection,
    Duty,
    Finding,
    Recorded,
    Signal,
    StrandLabel,
)
from eqmon.report.represented import told_again
from eqmon.vocabulary import (
    BLANK_UNIT,
    NO_DATE,
    UNKNOWN_UNIT,
    UNREADABLE_DATE,
    Level,
    Measure,
    Recording,
    Verdict,
)

SIGNAL_WITHHELD = "Not shown in public copies: it counts people by what they are."
OTHER_MONTHS = "(months added together)"
UNDATED = frozenset({NO_DATE, UNREADABLE_DATE})

ON_EVERY_UNIT = frozenset({"recording", "left_out"})
"""Kinds of rule with a finding for each unit; of others, that there is one may tell something."""


Row = TypeVar("Row", Recorded, Finding)


def public_collection(control: Control) -> Collection:
    """The collection with only what may be shown; withheld figures are 0 or absent."""
    inside, nothing = control.inside, control.withheld.total
    months = {} if nothing else public_months(inside.months)
    may_date = months == inside.months and not nothing
    of_dates = _telling_of_dates(inside, may_date=may_date)
    findings = [
        _finding(control, f, of_dates)
        for f in inside.findings
        if not _tells_by_being(control, f, of_dates)
    ]
    rules = tuple(recounted(control, rule, findings) for rule in inside.rules)
    recorded = _withheld_last(_recorded(control, r) for r in inside.recorded)
    return inside.model_copy(
        update={
            "verdict": verdict_of_rules(inside, rules),
            "records": 0 if nothing else inside.records,
            "applicable": 0 if nothing else inside.applicable,
            "units": tuple(sorted(inside.units)),
            "months": months,
            "strands": tuple(_strand(s, may_date=may_date) for s in inside.strands),
            "arrival": _arrival(inside.arrival, control.withheld.names),
            "rules": rules,
            "recorded": recorded,
            "findings": _withheld_last(findings),
            "accuracy": tuple(_signals(inside.accuracy)),
            "people": control.people,
            "measures": control.measures,
            "unfit_populations": (),
            "represented": told_again(inside.represented, control.people, recorded, inside.areas),
        }
    )


def _recorded(control: Control, row: Recorded) -> Recorded:
    if not control.hides_strand(row.strand, row.level, row.unit):
        return row.model_copy(update={"reported_in": {}, "codes": {}, "invalid": {}})
    none = Rate(count=0, denominator=0, rate=None, lower=None, upper=None)
    return row.model_copy(
        update={
            "records": 0,
            "applicable": 0,
            "recordings": dict.fromkeys(Recording, 0),
            "as_read": dict.fromkeys(Recording, 0),
            "measures": dict.fromkeys(Measure, none),
            "reported_in": {},
            "codes": {},
            "invalid": {},
            "withheld": True,
        }
    )


def _finding(control: Control, finding: Finding, of_dates: frozenset[str]) -> Finding:
    """The finding without its baseline, and without figures or verdict where those would tell.

    A withheld unit's verdict would tell whether it has enough records to be assessed, and a
    unit's verdict on fewer than ten people with one code whether there is any at all. Rules on
    fewer than ten people in all units together have no finding here (see `_tells_by_being`).
    """
    hidden = control.hides_strand(finding.strand, finding.level, finding.unit)
    of_people = finding.kind in COUNTS_OF_PEOPLE
    few = few_people(finding)
    figures = {"rate": None, "baseline": None, "sentence": WITHHELD, "withheld": True}
    if few or control.pins(finding) or (hidden and finding.level is not Level.OVERALL):
        verdict = {"verdict": Verdict.NOT_ASSESSED, "reason": "withheld", "action": ""}
        return finding.model_copy(update={**figures, **verdict, "movement": None, "duty": None})
    counts_bucket = finding.kind == "unit_known" and control.withheld.names & BUCKETS
    tells = of_people or counts_bucket or finding.rule in of_dates
    if tells or (hidden and finding.rate is not None):
        return finding.model_copy(update=figures)
    return finding.model_copy(update={"baseline": None})


def _signals(accuracy: Iterable[Signal]) -> Iterator[Signal]:
    """Each signal of the suite once, without what it came to or whether it could be computed.

    All that a signal tells, that it asks for a look too, comes from counts of people by what they
    are; how many lines it has tells for how many units it could be computed.
    """
    for signal in {s.signal: s for s in accuracy}.values():
        yield Signal(
            signal=signal.signal,
            title=signal.title,
            kind=signal.kind,
            about="",
            level=Level.OVERALL,
            unit=None,
            look=False,
            sentence=SIGNAL_WITHHELD,
            withheld=True,
        )


def _tells_by_being(control: Control, finding: Finding, of_dates: frozenset[str]) -> bool:
    """Whether a finding is left out whole, for only units that break the rule have one.

    Of a rule on fewer than ten people so are all: of one on nobody there is none.
    """
    if finding.rule in control.few:
        return True
    if finding.level is Level.OVERALL:
        return False
    hidden = control.hides(finding.level, finding.unit)
    by_being = finding.kind == "implies" or finding.rule in of_dates
    return by_being or (hidden and finding.kind not in ON_EVERY_UNIT)


def _telling_of_dates(collection: Collection, *, may_date: bool) -> frozenset[str]:
    """Rules on dates within the period, where their counts would tell those of a small month.

    They count the records of the months outside the period together: fewer than ten of these are
    as few as in a small month, and more, less the months that are shown, may leave one.
    """
    return frozenset(
        f.rule
        for f in collection.findings
        if f.kind == "date_in_period"
        and f.level is Level.OVERALL
        and (not may_date or (f.rate is not None and 0 < f.rate.count < SMALL))
    )


def public_months(months: Mapping[str, int]) -> dict[str, int]:
    """Months with those added together that alone, or by subtraction, would tell a small count.

    How many records have no date is a count of recordings, exact as in the rules on dates.
    """
    dated = {month: (n,) for month, n in months.items() if month not in UNDATED}
    hidden = to_withhold(dated).names
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
