"""Reports that show a writer all it may meet: six strands, every verdict, hostile names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from reports import rate_of

from eqmon.report import figures
from eqmon.report.model import (
    Arrival,
    Baseline,
    Collection,
    Duty,
    Finding,
    Input,
    Recorded,
    Report,
    RuleVerdict,
    StrandLabel,
)
from eqmon.statistics.wilson import exceeds_beyond_chance, within_limit
from eqmon.vocabulary import Audience, Level, Measure, Movement, Recording, Strand, Verdict

SNAPSHOTS = Path(__file__).parent / "snapshots"
ACTION = (
    "Correct from what is already held. Otherwise ask at the next planned safe contact, explain "
    "why, and accept no for an answer. Never infer."
)
LABELS = {
    "age": (Strand.AGE, "Age", 0.02, 0.05),
    "disability": (Strand.DISABILITY, "Disability", 0.2, 0.4),
    "ethnicity_self": (Strand.ETHNICITY, "Ethnicity, self-defined", 0.1, 0.2),
    "ethnicity_officer": (Strand.ETHNICITY, "Ethnicity, officer-defined", 0.01, 0.03),
    "gender": (Strand.GENDER, "Gender", 0.01, 0.02),
    "religion": (Strand.RELIGION_BELIEF, "Religion and belief", 0.3, 0.6),
    "orientation": (Strand.SEXUAL_ORIENTATION, "Sexual orientation", 0.3, 0.6),
}
RULES = {name: f"DV-{name[:3].upper()}-0{1 + ('officer' in name)}" for name in LABELS}
NO_COLUMN = "orientation"
UNITS = {  # applicable records, and per strand in the order above: not obtained
    "Barnet": (551, (135, 60, 270, 9, 0, 211)),
    "Kensington and Chelsea": (1240, (31, 310, 151, 12, 14, 540)),
    "Brent": (803, (16, 401, 301, 30, 2, 120)),
    "Sutton": (14, (0, 2, 3, 0, 0, 4)),
    "Bexley": (10_000, (501, 200, 900, 90, 100, 2_000)),
}
HOSTILE = (
    "=cmd|'/C calc'!A0 [red]x[/red] `b` <img src=x> \"q\" & @all\r\n::error::y\x1b[31m\u202e\x00"
)


def full_report(**changes: Any) -> Report:
    """One collection of five boroughs, seven strands of which one has no column."""
    collection = _collection(UNITS)
    said: dict[str, Any] = {
        "eqmon": "0.1.0",
        "audience": Audience.INTERNAL,
        "period": "2007-01",
        "extracted_on": "2007-02-09",
        "rulebook": "shipped",
        "rulebook_sha256": "ab" * 32,
        "verdict": Verdict.FAIL,
        "standard_met": False,
        "headline": "Ethnicity cannot be reported on: it was not obtained for 12.9 % "
        "(1,634 of 12,608) of victims, and for 49.0 % (270 of 551) in Barnet.",
        "inputs": (
            input_of("barnet.csv", encoding="cp1252", notes=("2 title rows above the heading",)),
            input_of("brent.csv"),
            input_of("harrow.csv", status="unreadable", problem="it is not text"),
        ),
        "records": 13_000,
        "collections": (collection,),
        "exceptions": ("DV-ETH-01 in Brent until 2007-06-30: the new form is being rolled out.",),
        "notices": ("About 0.3 of 5 units would fail DV-AGE-01 by chance at its limit.",),
        "could_not_run": ("harrow.csv: it is not text. Hint: send the extract as CSV.",),
    }
    return Report(**{**said, **changes})


def hostile_report() -> Report:
    """Units, files and sentences that hold markup, formulas, control characters and more."""
    names = {HOSTILE: UNITS["Barnet"], "שלום | \u2067x": UNITS["Brent"], "-1+1": UNITS["Bexley"]}
    return full_report(
        collections=(_collection(names),),
        inputs=(input_of(HOSTILE, notes=(HOSTILE,)),),
        headline=HOSTILE,
        exceptions=(HOSTILE,),
        notices=(HOSTILE,),
        could_not_run=(HOSTILE,),
        period=HOSTILE,
    )


def public_report() -> Report:
    """One unit's figures withheld; no inputs."""
    collection = _collection(UNITS)
    hidden = {"withheld": True, "rate": None, "verdict": Verdict.NOT_ASSESSED}
    hidden |= {"reason": "withheld", "sentence": "Sutton: withheld."}
    return full_report(
        audience=Audience.PUBLIC,
        inputs=(),
        could_not_run=(),
        collections=(
            collection.model_copy(
                update={
                    "findings": tuple(
                        f.model_copy(update=hidden) if f.unit == "Sutton" else f
                        for f in collection.findings
                    ),
                    "recorded": tuple(
                        r.model_copy(update={"withheld": True, "applicable": 0})
                        if r.unit == "Sutton"
                        else r
                        for r in collection.recorded
                    ),
                }
            ),
        ),
    )


def compared_report() -> Report:
    """The same against a baseline: nothing worse but Barnet's age."""
    report = full_report(verdict=Verdict.FAIL)
    [collection] = report.collections
    findings = tuple(
        f.model_copy(
            update={
                "movement": Movement.WORSE if f.unit == "Barnet" else Movement.NO_WORSE,
                "baseline": rate_of(50, 540),
            }
        )
        if f.rule == RULES["age"] and f.level is Level.UNIT
        else f
        for f in collection.findings
    )
    base = Baseline(
        name="december.json",
        sha256="ef" * 32,
        comparable=True,
        reason="both 9 days after the month's end",
        worse=1,
        no_worse=4,
        better=0,
    )
    changed = collection.model_copy(update={"findings": findings})
    return report.model_copy(update={"baseline": base, "collections": (changed,)})


def _collection(units: dict[str, tuple[int, tuple[int, ...]]]) -> Collection:
    total = sum(n for n, _ in units.values())
    gaps = tuple(sum(column) for column in zip(*(g for _, g in units.values()), strict=True))
    groups = [(Level.OVERALL, None, total, gaps)]
    groups += [(Level.UNIT, name, n, g) for name, (n, g) in units.items()]
    cells = [
        (level, unit, n, strand, (n if strand == NO_COLUMN else gap))
        for level, unit, n, g in groups
        for strand, gap in zip(LABELS, (*g, n), strict=True)
    ]
    findings = tuple(_finding(*cell) for cell in cells)
    return Collection(
        suite="domestic_violence",
        title="Domestic violence",
        grain="an offence",
        about="the victim",
        decided_by="every unit",
        decided_because="Each borough answers for its own records.",
        verdict=Verdict.FAIL,
        records=total + 392,
        applicable=total,
        units=tuple(units),
        months={"2007-01": total + 390, "(no date)": 2},
        strands=tuple(_label(name, total) for name in LABELS),
        arrival=Arrival(
            level="borough",
            expected=7,
            received=5,
            missing=("Harrow",),
            nil_returns=("Enfield",),
            repeated=("brent-2.csv",),
            not_expected=("Essex",),
            records_unit_blank=12,
            records_unit_not_recognised=3,
            shared_keys=21,
        ),
        rules=(*(_rule(rule, findings) for rule in RULES.values()), _arrived()),
        recorded=tuple(_recorded(*cell) for cell in cells),
        findings=findings,
    )


def _recorded(level: Level, unit: str | None, n: int, strand: str, gap: int) -> Recorded:
    refused, not_stated = (n - gap) // 50, (n - gap) // 20
    recordings = {
        Recording.KNOWN: n - gap - refused - not_stated,
        Recording.BLANK: gap,
        Recording.REFUSED: refused,
        Recording.NOT_STATED: not_stated,
    }
    measured = {
        Measure.UNKNOWN: gap,
        Measure.NOT_OBTAINED: gap,
        Measure.UNEXPLAINED: not_stated,
        Measure.DECLINED: refused,
        Measure.MISSING: n - recordings[Recording.KNOWN],
    }
    return Recorded(
        strand=strand,
        level=level,
        unit=unit,
        records=n,
        applicable=n,
        recordings=recordings,
        as_read=recordings,
        measures={m: rate_of(count, n) for m, count in measured.items()},
        reported_in={},
    )


def _finding(level: Level, unit: str | None, n: int, strand: str, gap: int) -> Finding:
    _, label, warn_above, fail_above = LABELS[strand]
    verdict, reason = Verdict.PASS, ""
    if strand == NO_COLUMN:
        verdict, reason = Verdict.FAIL, "no column"
    elif n < 30:
        verdict, reason = Verdict.NOT_ASSESSED, "too few"
    elif exceeds_beyond_chance(gap, n, fail_above):
        verdict = Verdict.FAIL
    elif not within_limit(gap, n, warn_above):
        verdict = Verdict.WARN
    rate = rate_of(gap, n)
    shown = figures.percent(rate, (warn_above, fail_above), digits=2)
    sign = {Verdict.FAIL: f" FAIL > {figures.limit(fail_above)}"}.get(verdict, "")
    return Finding(
        rule=RULES[strand],
        title=f"{label} of victims is obtained",
        kind="recording",
        strand=strand,
        measure=Measure.NOT_OBTAINED,
        level=level,
        unit=unit,
        verdict=verdict,
        reason=reason,
        rate=rate,
        warn_above=warn_above,
        fail_above=fail_above,
        duty="duty in force" if "ethnicity" in strand else "no duty then",
        decides=level is Level.UNIT,
        excepted="the new form" if (unit, strand) == ("Brent", "ethnicity_self") else None,
        sentence=f"{unit or 'All units'} {label.lower()} {shown} ({figures.counts(rate)}){sign}.",
        action=ACTION if strand != NO_COLUMN else "Add the field to the form.",
    )


def _arrived() -> RuleVerdict:
    return RuleVerdict(
        rule="DV-ARR-01",
        title="Every expected borough sent records",
        strand=None,
        verdict=Verdict.FAIL,
        sentence="6 of 7 expected units arrived: missing Harrow.",
        action="Find the missing extract and run again.",
        units_failing=0,
        units_warning=0,
        units_passing=0,
        units_not_assessed=0,
        expected_by_chance=0.0,
        decided_by="all records as they stand",
    )


def _rule(rule: str, findings: tuple[Finding, ...]) -> RuleVerdict:
    mine = [f for f in findings if f.rule == rule]
    units = [f for f in mine if f.level is Level.UNIT]
    number = {v: sum(f.verdict is v for f in units) for v in Verdict}
    return RuleVerdict(
        rule=rule,
        title=mine[0].title,
        strand=mine[0].strand,
        verdict=max((f.verdict for f in mine if f.decides), key=lambda v: v.gravity),
        sentence=f"{number[Verdict.FAIL]} of {len(units)} units fail.",
        action=mine[0].action,
        units_failing=number[Verdict.FAIL],
        units_warning=number[Verdict.WARN],
        units_passing=number[Verdict.PASS],
        units_not_assessed=number[Verdict.NOT_ASSESSED],
        expected_by_chance=0.3,
        decided_by="every unit",
    )


def _label(name: str, applicable: int) -> StrandLabel:
    strand, label, *_ = LABELS[name]
    in_force = strand is Strand.ETHNICITY
    return StrandLabel(
        name=name,
        strand=strand,
        label=label,
        column=None if name == NO_COLUMN else f"Victim {label}",
        duty=Duty(
            label="duty in force" if in_force else "no duty then",
            name="Race Relations Act 1976, section 71" if in_force else "Equality Act 2010, s.149",
            in_force=applicable if in_force else 0,
            not_then=0 if in_force else applicable,
            undated=0,
        ),
    )


def input_of(name: str, **changes: Any) -> Input:
    said: dict[str, Any] = {
        "name": name,
        "suite": "domestic_violence",
        "status": "read",
        "sha256": "cd" * 32,
        "records": 551,
        "encoding": "utf-8",
        "delimiter": ",",
        "extracted_on": "2007-02-09",
    }
    return Input(**{**said, **changes})


def snapshot(name: str, text: str) -> str:
    """The expected document of this name; EQMON_WRITE_SNAPSHOTS=1 accepts the text as it."""
    path = SNAPSHOTS / name
    if os.environ.get("EQMON_WRITE_SNAPSHOTS"):
        path.write_bytes(text.encode())
    return path.read_bytes().decode()
