"""Whether two reports are like with like: same collections, same time to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from eqmon.report.model import SCHEMA_VERSION, Report

MOST_DAYS_APART = 14
"""Fields are filled in over weeks: extracts whose ages differ by more are not compared."""


def obstacle(report: Report, baseline: Report) -> str:
    """Why the two reports cannot be compared at all; empty where they can."""
    if report.schema_version != baseline.schema_version:
        return f"the baseline has another schema version than this report's {SCHEMA_VERSION}"
    suites = {c.suite for c in report.collections}
    suites_before = {c.suite for c in baseline.collections}
    if suites != suites_before:
        return f"the baseline is of {_listed(suites_before)}, this report of {_listed(suites)}"
    age, age_before = _age(report), _age(baseline)
    if age is not None and age_before is not None and abs(age - age_before) > MOST_DAYS_APART:
        return f"{ages(report, baseline)}: more than {MOST_DAYS_APART} days apart in age"
    return ""


def notices(report: Report, baseline: Report, why_not: str) -> list[str]:
    """What a reader of the comparison must know; `why_not` is what `obstacle` gave."""
    if why_not:
        return [f"Not comparable with the baseline: {why_not}."]
    said = []
    if None in (_age(report), _age(baseline)):
        said.append(
            f"Compared with the baseline without knowing whether both had the same time to be "
            f"filled in: {ages(report, baseline)}."
        )
    if report.rulebook_sha256 != baseline.rulebook_sha256:
        said.append(
            "The baseline was checked with another rulebook: part of a difference may come from "
            "how values are read."
        )
    return said


def _age(report: Report) -> int | None:
    """Days from the period's last day to the extraction; None where either is not given."""
    if report.period is None or report.extracted_on is None:
        return None
    try:
        first = date.fromisoformat(f"{report.period}-01")
        extracted = date.fromisoformat(report.extracted_on)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return (extracted - last).days


def ages(report: Report, baseline: Report) -> str:
    """How long after its period each was extracted, in words."""
    now, before = _in_words(_age(report)), _in_words(_age(baseline))
    return f"this report's extracts were made {now}, the baseline's {before}"


def _in_words(age: int | None) -> str:
    if age is None:
        return "on a date or for a period not given"
    days = "1 day" if abs(age) == 1 else f"{abs(age)} days"
    return f"{days} {'before' if age < 0 else 'after'} the period's last day"


def _listed(suites: Iterable[str]) -> str:
    return ", ".join(sorted(suites)) or "no collection"
