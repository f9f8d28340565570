"""The few words that several writers share: verdicts, standing, what a term means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import TYPE_CHECKING

from eqmon.vocabulary import Audience, Measure, Movement, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Finding, Report

AUDIENCES = {
    Audience.INTERNAL: "Internal: exact figures, not for publication.",
    Audience.PUBLIC: "Public: small counts are withheld.",
}
VERDICTS = {
    Verdict.PASS: "pass",
    Verdict.WARN: "warn",
    Verdict.FAIL: "FAIL",
    Verdict.NOT_ASSESSED: "not assessed",
}
EXCEPTABLE = (Verdict.FAIL, Verdict.WARN)
MOVEMENTS = {
    Movement.WORSE: "worse",
    Movement.NO_WORSE: "no worse",
    Movement.BETTER: "better",
    Movement.NOT_COMPARABLE: "not comparable",
}
MEASURES = {
    Measure.NOT_OBTAINED: "not obtained",
    Measure.UNKNOWN: "unknown",
    Measure.UNEXPLAINED: "unexplained",
    Measure.DECLINED: "declined",
    Measure.MISSING: "missing",
}
MEASURE_PHRASES = {
    **MEASURES,
    Measure.UNEXPLAINED: "not stated, no reason recorded",
}
"""The measures within a sentence, where no definition stands beside them."""
DEFINITIONS = {
    "applicable": "records with a person to describe; every rate's denominator",
    "not obtained": "blank, not recorded, not known, not asked, a default or an invalid value: "
    "what the service did not obtain, and what a standard is set on",
    "unknown": "blank, not recorded or not known: the committee papers' figure",
    "unexplained": "not stated, with no reason recorded; it may warn and never fails",
    "declined": "the person preferred not to say: an answer, shown and never judged",
    "missing": "applicable less known: all of the above together",
    "FAIL": "the rate is above its limit, for rates of recording beyond what chance explains: "
    "their whole 95 % interval lies above it",
    "warn": "the rate is above a limit, but above none that it would fail beyond chance",
    "pass": "the rate is within its limits; exactly at a limit is within it",
    "not assessed": "too few applicable records, or nothing to judge: neither a pass nor a fail",
}
MEASURES_DEFINED = ("not obtained", "unknown", "unexplained", "declined", "missing")
"""The terms that a table of measures needs to be read."""


def standing(report: Report) -> str:
    """Whether the standard is met, whatever a baseline makes of the exit code."""
    if report.verdict is Verdict.NOT_ASSESSED:
        return "NOT ASSESSED"
    if not report.standard_met:
        return "STANDARD NOT MET"
    in_part = any(c.verdict is Verdict.NOT_ASSESSED for c in report.collections)
    in_part = in_part or bool(report.could_not_run)
    return "STANDARD MET, AS FAR AS JUDGED" if in_part else "STANDARD MET"


def rules_by_verdict(report: Report, withheld: Container[str] = ()) -> str:
    """How many rules came to what: `5 of 14 rules fail, 2 warn, 6 pass, 1 not assessed`.

    Those not assessed whose sentence is one of `withheld` are told apart: `1 withheld`.
    """
    found = Counter(rule.verdict for c in report.collections for rule in c.rules)
    total = found.total()
    rest = [f"{found[v]:,} {VERDICTS[v]}" for v in (Verdict.WARN, Verdict.PASS) if found[v]]
    unjudged = [r for c in report.collections for r in c.rules if r.verdict is Verdict.NOT_ASSESSED]
    hidden = sum(rule.sentence in withheld for rule in unjudged)
    if len(unjudged) > hidden:
        rest.append(f"{len(unjudged) - hidden:,} not assessed")
    if hidden:
        rest.append(f"{hidden:,} withheld")
    failing = found[Verdict.FAIL]
    return ", ".join(
        [f"{failing:,} of {total:,} rules {'fails' if failing == 1 else 'fail'}", *rest]
    )


def number_of(count: int, noun: str) -> str:
    """A count with its noun: `1 row`, `2,038 rows`; nouns that take an s alone."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def verdict_of(finding: Finding) -> str:
    """A finding's verdict in words, with what else must be said beside it.

    An exception turns no fail into a pass: `FAIL, excepted (the new form; due in June)`.
    """
    excepted = finding.excepted if finding.verdict in EXCEPTABLE else None
    word = VERDICTS[finding.verdict] + (", excepted" if excepted else "")
    beside = "; ".join(said for said in (finding.reason, excepted) if said)
    return f"{word} ({beside})" if beside else word


def subject(report: Report) -> str:
    """Whose figures, of when: `Barnet, 2007-01`; empty where neither is given."""
    return ", ".join(said for said in (report.unit, report.period) if said)


def baseline_line(report: Report) -> str:
    """What became of the findings since the baseline; empty without one."""
    if report.baseline is None:
        return ""
    base = report.baseline
    if not base.comparable:
        return f"Not comparable with baseline {base.name}: {base.reason}"
    found = f"{base.worse:,} worse, {base.no_worse:,} no worse, {base.better:,} better"
    since = f" ({base.reason})" if base.reason else ""
    return f"Against baseline {base.name}: {found}{since}"
