"""Small realistic reports made from a table of counts, for tests of whatever is fed a report.

`small_report()` is the usual one; `collection_of(units)` and `report_of(collections)` make others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eqmon.report.model import (
    Arrival,
    Collection,
    Duty,
    Finding,
    Input,
    Rate,
    Recorded,
    Report,
    RuleVerdict,
    StrandLabel,
)
from eqmon.statistics.chance import expected_failures
from eqmon.statistics.wilson import exceeds_beyond_chance, wilson_interval, within_limit
from eqmon.vocabulary import (
    RECORDINGS_OF,
    Audience,
    Level,
    Measure,
    Recording,
    Strand,
    Verdict,
)

AREA_OF: Mapping[str, str] = {
    borough: area
    for area, boroughs in {
        "North West": ("Barnet", "Brent", "Harrow"),
        "Central North": ("Camden", "Islington"),
        "South Area": ("Bromley", "Croydon", "Sutton"),
        "South East": ("Bexley", "Greenwich", "Lewisham"),
        "Central West": ("Westminster", "Kensington and Chelsea", "Hammersmith and Fulham"),
        "West Area": ("Ealing", "Hillingdon", "Hounslow"),
        "North Area": ("Enfield", "Haringey"),
        "East Area": ("Barking and Dagenham", "Havering", "Redbridge"),
        "Central East": ("Hackney", "Tower Hamlets"),
        "Central South": ("Lambeth", "Southwark"),
        "North East": ("Newham", "Waltham Forest"),
        "South West": ("Kingston upon Thames", "Merton", "Richmond upon Thames", "Wandsworth"),
    }.items()
    for borough in boroughs
}
"""The 32 boroughs, each with its area (BCU)."""

LIMITS = {  # warn above, fail above
    "age": (0.02, 0.05),
    "ethnicity": (0.1, 0.25),
    "sexual_orientation": (0.2, 0.5),
}
LABELS = {"age": "Age", "ethnicity": "Ethnicity", "sexual_orientation": "Sexual orientation"}
CODES = {"age": "AGE", "ethnicity": "ETH", "sexual_orientation": "SOR"}
PREFIXES = {"domestic_violence": "DV", "hate_crime": "HC"}
Gaps = Mapping[str, Mapping[Recording, int]]


@dataclass(frozen=True)
class Unit:
    """One row of the table: how many records, how many without a person, what is not known."""

    name: str
    records: int
    left_out: int = 0
    gaps: Gaps = field(default_factory=dict)
    """Per strand; what is left of the applicable records is known."""
    no_reference: int = 0
    month: str = "2007-01"

    @property
    def applicable(self) -> int:
        return self.records - self.left_out

    def recordings(self, strand: str) -> dict[Recording, int]:
        gaps = {r: n for r, n in self.gaps.get(strand, {}).items() if n}
        return {Recording.KNOWN: self.applicable - sum(gaps.values()), **gaps}


Group = tuple[Level, str | None, Sequence[Unit]]


def small_report(boroughs: int = 6, **changes: Any) -> Report:
    """Two collections of up to 32 boroughs with every verdict; the third has too few records."""
    units = [_borough(place, name) for place, name in enumerate(list(AREA_OF)[:boroughs])]
    fewer = [_borough(place + 3, unit.name) for place, unit in enumerate(units)]
    return report_of(
        [collection_of(units), collection_of(fewer, suite="hate_crime")],
        exceptions=(
            "DV-ETH-01 in Brent until 2007-06-30: the new form is being rolled out "
            "(data quality manager).",
        ),
        **changes,
    )


def _borough(place: int, name: str) -> Unit:
    records = 14 if place % 8 == 2 else 240 + 83 * (place % 7)
    return Unit(
        name,
        records,
        left_out=records // 20,
        gaps={
            "age": {Recording.BLANK: records * (place % 4) // 50, Recording.INVALID: place % 3},
            "ethnicity": {
                Recording.BLANK: records * (1 + place % 5) // 12,
                Recording.NOT_RECORDED: place % 3,
                Recording.REFUSED: 2 + place % 3,
                Recording.NOT_STATED: records // 15,
            },
            "sexual_orientation": {
                Recording.BLANK: records * 3 // 5 if place % 2 else records // 4,
                Recording.NOT_ASKED: records // 12,
                Recording.REFUSED: 4,
            },
        },
        no_reference=place % 2,
        month="2007-01" if place % 3 else "2007-02",
    )


def report_of(collections: Sequence[Collection], **changes: Any) -> Report:
    """An internal report of these collections."""
    verdict = max((c.verdict for c in collections), key=lambda v: v.gravity)
    failing = [r for c in collections for r in c.rules if r.verdict is Verdict.FAIL]
    figures: dict[str, Any] = {
        "eqmon": "0.1.0",
        "audience": Audience.INTERNAL,
        "period": "2007-01",
        "extracted_on": "2007-02-09",
        "rulebook": "shipped",
        "rulebook_sha256": "ab" * 32,
        "verdict": verdict,
        "standard_met": not failing,
        "headline": f"{len(failing)} rules fail.",
        "inputs": tuple(_input(c) for c in collections),
        "records": sum(c.records for c in collections),
        "collections": tuple(collections),
    }
    return Report(**{**figures, **changes})


def collection_of(
    units: Sequence[Unit],
    *,
    suite: str = "domestic_violence",
    areas: Mapping[str, str] = AREA_OF,
    all_arrived: bool = False,
) -> Collection:
    """A collection judged by any unit; each unit of `areas` is also added up in its area.

    With `all_arrived` it has a rule about what came too, which has a verdict and no findings.
    """
    named = sorted({areas[u.name] for u in units if u.name in areas})
    groups: list[Group] = [
        (Level.OVERALL, None, units),
        *((Level.AREA, a, [u for u in units if areas.get(u.name) == a]) for a in named),
        *((Level.UNIT, u.name, [u]) for u in units),
    ]
    findings = [f for group in groups for f in _findings(suite, *group)]
    rules = (
        *(_rule_verdict(rule, findings) for rule in dict.fromkeys(f.rule for f in findings)),
        *([_all_arrived(suite, len(units))] if all_arrived else []),
    )
    months = dict.fromkeys(sorted(u.month for u in units), 0)
    for unit in units:
        months[unit.month] += unit.records
    return Collection(
        suite=suite,
        title=suite.replace("_", " ").capitalize(),
        grain="an offence",
        about="the victim",
        decided_by="any_unit",
        decided_because="Each borough answers for its own records.",
        verdict=max((r.verdict for r in rules), key=lambda v: v.gravity),
        records=sum(u.records for u in units),
        applicable=sum(u.applicable for u in units),
        units=tuple(u.name for u in units),
        months=months,
        strands=tuple(_strand_label(s, units) for s in LIMITS),
        arrival=Arrival(
            level="borough",
            expected=len(units),
            received=len(units),
            missing=(),
            nil_returns=(),
            repeated=(),
            not_expected=(),
            records_unit_blank=0,
            records_unit_not_recognised=0,
            shared_keys=21,
        ),
        rules=rules,
        recorded=tuple(_recorded(strand, *group) for strand in LIMITS for group in groups),
        findings=tuple(findings),
    )


def rate_of(count: int, denominator: int) -> Rate:
    """A rate with its Wilson interval; none over a denominator of 0."""
    if not denominator:
        return Rate(count=count, denominator=0, rate=None, lower=None, upper=None)
    lower, upper = wilson_interval(count, denominator)
    return Rate(
        count=count, denominator=denominator, rate=count / denominator, lower=lower, upper=upper
    )


def _added(units: Sequence[Unit], strand: str) -> dict[Recording, int]:
    total = dict.fromkeys(Recording, 0)
    for unit in units:
        for recording, n in unit.recordings(strand).items():
            total[recording] += n
    return {recording: n for recording, n in total.items() if n}


def _recorded(strand: str, level: Level, name: str | None, units: Sequence[Unit]) -> Recorded:
    recordings = _added(units, strand)
    left_out = sum(u.left_out for u in units)
    applicable = sum(u.applicable for u in units)
    known = recordings.get(Recording.KNOWN, 0)
    return Recorded(
        strand=strand,
        level=level,
        unit=name,
        records=applicable + left_out,
        applicable=applicable,
        recordings=recordings,
        as_read={**recordings, Recording.BLANK: recordings.get(Recording.BLANK, 0) + left_out},
        measures={m: rate_of(_count(m, recordings), applicable) for m in Measure},
        reported_in={strand: known} if known else {},
    )


def _count(measure: Measure, recordings: Mapping[Recording, int]) -> int:
    return sum(n for r, n in recordings.items() if r in RECORDINGS_OF[measure])


def _findings(
    suite: str, level: Level, name: str | None, units: Sequence[Unit]
) -> Sequence[Finding]:
    prefix = PREFIXES[suite]
    where = {"level": level, "unit": name, "decides": level is Level.UNIT}
    records = sum(u.records for u in units)
    applicable = sum(u.applicable for u in units)
    made = []
    for strand, limits in LIMITS.items():
        gaps = _count(Measure.NOT_OBTAINED, _added(units, strand))
        made.append(
            _judged(
                f"{prefix}-{CODES[strand]}-01",
                f"{LABELS[strand]} is obtained",
                "recording",
                (gaps, applicable),
                limits,
                strand=strand,
                measure=Measure.NOT_OBTAINED,
                duty="duty in force" if strand == "ethnicity" else "no duty then",
                **where,
            )
        )
    known = _added(units, "ethnicity").get(Recording.KNOWN, 0)
    for kind, rule, title, counts, limits in (
        ("dominance", "ETH-02", "No ethnicity dominates", (known * 2 // 3, known), (0.9, None)),
        ("left_out", "APP-01", "Few are left out", (records - applicable, records), (0.1, 0.2)),
        (
            "key_present",
            "KEY-01",
            "Records have a reference",
            (sum(u.no_reference for u in units), records),
            (None, 0.0),
        ),
        ("implies", "DIS-02", "Motivation agrees", (records // 30, records // 9), (0.2, None)),
    ):
        is_check = kind in ("key_present", "implies")
        if is_check and level is not Level.OVERALL and not counts[0]:
            continue  # a unit that breaks a check nowhere has no finding
        check = {"decides": level is Level.OVERALL} if is_check else {}
        made.append(_judged(f"{prefix}-{rule}", title, kind, counts, limits, **where | check))
    return made


def _judged(
    rule: str,
    title: str,
    kind: str,
    counts: tuple[int, int],
    limits: tuple[float | None, float | None],
    **more: Any,
) -> Finding:
    count, denominator = counts
    warn_above, fail_above = limits
    verdict, reason = Verdict.PASS, ""
    if denominator < 30:
        verdict, reason = Verdict.NOT_ASSESSED, "too few"
    elif fail_above is not None and exceeds_beyond_chance(count, denominator, fail_above):
        verdict = Verdict.FAIL
    elif any(limit is not None and not within_limit(count, denominator, limit) for limit in limits):
        verdict = Verdict.WARN
    place = more["unit"] or "All units"
    return Finding(
        rule=rule,
        title=title,
        kind=kind,
        verdict=verdict,
        reason=reason,
        rate=rate_of(count, denominator),
        warn_above=warn_above,
        fail_above=fail_above,
        sentence=f"{place}: {title.lower()}: {count:,} of {denominator:,} do not.",
        action="Correct from what is already held.",
        **{"strand": None, "measure": None, "duty": None, **more},
    )


def _all_arrived(suite: str, units: int) -> RuleVerdict:
    return RuleVerdict(
        rule=f"{PREFIXES[suite]}-ARR-01",
        title="Every expected unit sent records",
        strand=None,
        verdict=Verdict.PASS,
        sentence=f"{units} of {units} expected units arrived.",
        action="Find the missing extract.",
        units_failing=0,
        units_warning=0,
        units_passing=0,
        units_not_assessed=0,
        expected_by_chance=0.0,
        decided_by="all records as they stand",
        kind="units_arrived",
    )


def _rule_verdict(rule: str, findings: Sequence[Finding]) -> RuleVerdict:
    of_rule = [f for f in findings if f.rule == rule]
    units = [f for f in of_rule if f.level is Level.UNIT]
    deciding = [f for f in of_rule if f.decides]
    number = {v: sum(f.verdict is v for f in units) for v in Verdict}
    assessed = [
        f.rate.denominator for f in units if f.rate and f.verdict is not Verdict.NOT_ASSESSED
    ]
    limit = of_rule[0].fail_above
    return RuleVerdict(
        rule=rule,
        title=of_rule[0].title,
        strand=of_rule[0].strand,
        verdict=max((f.verdict for f in deciding), key=lambda v: v.gravity),
        sentence=f"{number[Verdict.FAIL]} of {len(assessed)} units assessed fail.",
        action=of_rule[0].action,
        units_failing=number[Verdict.FAIL],
        units_warning=number[Verdict.WARN],
        units_passing=number[Verdict.PASS],
        units_not_assessed=number[Verdict.NOT_ASSESSED],
        expected_by_chance=expected_failures(assessed, limit) if limit is not None else 0.0,
        decided_by="any_unit",
    )


def _strand_label(strand: str, units: Sequence[Unit]) -> StrandLabel:
    applicable = sum(u.applicable for u in units)
    in_force = strand == "ethnicity"
    return StrandLabel(
        name=strand,
        strand=Strand(strand),
        label=LABELS[strand],
        column=f"Victim {LABELS[strand].lower()}",
        duty=Duty(
            label="duty in force" if in_force else "no duty then",
            name="Race Relations Act 1976, section 71" if in_force else "Equality Act 2010, s.149",
            in_force=applicable if in_force else 0,
            not_then=0 if in_force else applicable,
            undated=0,
        ),
    )


def _input(collection: Collection) -> Input:
    return Input(
        name=f"{collection.suite}.csv",
        suite=collection.suite,
        status="read",
        sha256="cd" * 32,
        records=collection.records,
        encoding="utf-8",
        delimiter=",",
        extracted_on="2007-02-09",
    )
