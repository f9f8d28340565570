"""findings.csv: one row per rule or signal, level and unit of each collection, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from eqmon.document.harmless import one_line
from eqmon.report.figures import WITHHELD, bound, fraction
from eqmon.report.order import all_findings

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Finding, Report, Signal

COLUMNS = (
    "collection",
    "period",
    "rule",
    "title",
    "kind",
    "strand",
    "measure",
    "level",
    "unit",
    "count",
    "denominator",
    "rate",
    "lower",
    "upper",
    "warn_above",
    "fail_above",
    "verdict",
    "reason",
    "decides",
    "duty",
    "excepted",
    "movement",
    "baseline_count",
    "baseline_denominator",
    "baseline_rate",
    "withheld",
    "sentence",
    "index",
    "look",
)
# Full-width forms too: spreadsheets in some locales take them for the sign itself.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report) -> str:
    """The findings as RFC 4180 text with CRLF line ends; rates are fractions.

    Accuracy signals follow each collection's findings: they have no verdict, an index (Cohen's
    kappa, Whipple's index) where there is one, and `look` says yes or no.
    A rate has six decimals, more where its place beside a limit needs them; `[c]` where withheld.
    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for collection in report.collections:
        for finding in all_findings(collection):
            writer.writerow(_row(report.period, collection.suite, finding))
        for signal in collection.accuracy:
            writer.writerow(_signal(report.period, collection.suite, signal))
    return text.getvalue()


def _row(period: str | None, suite: str, finding: Finding) -> dict[str, str]:
    words = {
        "collection": suite,
        "period": period,
        "rule": finding.rule,
        "title": finding.title,
        "kind": finding.kind,
        "strand": finding.strand,
        "measure": finding.measure,
        "level": finding.level,
        "unit": finding.unit,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "duty": finding.duty,
        "excepted": finding.excepted,
        "movement": finding.movement,
        "sentence": finding.sentence,
    }
    return {
        **{name: guarded(value or "") for name, value in words.items()},
        **_numbers(finding),
        "decides": "yes" if finding.decides else "no",
        "withheld": "yes" if finding.withheld else "no",
    }


def _signal(period: str | None, suite: str, signal: Signal) -> dict[str, str]:
    words = {
        "collection": suite,
        "period": period,
        "rule": signal.signal,
        "title": signal.title,
        "kind": signal.kind,
        "strand": signal.about,
        "level": signal.level,
        "unit": signal.unit,
        "reason": signal.reason,
        "sentence": signal.sentence,
    }
    numbers = _figures(signal.rate, ())
    if signal.withheld:
        numbers = dict.fromkeys(numbers, WITHHELD)
    return {
        **{name: guarded(value or "") for name, value in words.items()},
        **numbers,
        "index": "" if signal.index is None else f"{signal.index:.4f}",
        "look": "yes" if signal.look else "no",
        "decides": "no",
        "withheld": "yes" if signal.withheld else "no",
    }


def _numbers(finding: Finding) -> dict[str, str]:
    limits = (finding.warn_above, finding.fail_above)
    now = _figures(finding.rate, limits)
    before = _figures(finding.baseline, limits)
    if finding.withheld:
        now = dict.fromkeys(now, WITHHELD)
        before = dict.fromkeys(before, "")
    return {
        **now,
        "warn_above": _as_set(finding.warn_above),
        "fail_above": _as_set(finding.fail_above),
        **{f"baseline_{n}": before[n] for n in ("count", "denominator", "rate")},
    }


def _figures(rate: Rate | None, limits: tuple[float | None, ...]) -> dict[str, str]:
    if rate is None:
        return dict.fromkeys(("count", "denominator", "rate", "lower", "upper"), "")
    return {
        "count": str(rate.count),
        "denominator": str(rate.denominator),
        "rate": fraction(rate, limits),
        "lower": bound(rate.lower, limits),
        "upper": bound(rate.upper, limits),
    }


def _as_set(limit: float | None) -> str:
    return "" if limit is None else bound(limit, (limit,), digits=1)


def guarded(text: str) -> str:
    """Text on one line, that no spreadsheet takes for a formula."""
    formula = text.startswith(_STARTS_FORMULA) or text.lstrip().startswith(_STARTS_FORMULA)
    return f"'{one_line(text)}" if formula else one_line(text)
