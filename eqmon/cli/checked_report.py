"""The report that is written from: of extracts read now, or of an earlier check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.pipeline import Order, Watch
    from eqmon.report.model import Report

    Run = Callable[[Order, Watch], Report]

ENDING = ".json"
HINT = "give the report.json that `eqmon check --output report.json` wrote"


def report_of(order: Order, watch: Watch, run: Run | None = None) -> Report:
    """The internal report of the order's extracts, or the one that its only path holds.

    `run` makes the report of extracts, a check's without it.
    A public report may be read back too. UsageError where a report stands beside extracts, or
    where an option says how to read extracts and there are none.
    """
    from eqmon.pipeline import run_check

    reports = [path for path in order.paths if path.lower().endswith(ENDING)]
    if not reports:
        return (run or run_check)(order, watch)
    if len(order.paths) > 1:
        raise UsageError(
            reports[0], "a report stands alone", hint="give one report.json, or extracts"
        )
    told = [name for name, value in _of_extracts(order).items() if value is not None]
    if told:
        options = ", ".join(f"--{name}" for name in told)
        raise UsageError(
            options, f"says how to read extracts, and {reports[0]} is a report of them"
        )
    return _kept(_read(Path(reports[0]), order.baseline), order)


def _kept(report: Report, order: Order) -> Report:
    """The report with what is kept by hand beside it; what it holds already stays otherwise."""
    from eqmon.kept import with_kept
    from eqmon.rulebook.load import load_rulebook

    return with_kept(report, order.kept, load_rulebook(order.rules)) if order.kept.files else report


def _of_extracts(order: Order) -> dict[str, object]:
    return {
        "suite": order.declared.suite,
        "period": order.period,
        "unit": order.declared.unit_heading,
        "layout": order.declared.layout,
        "extracted-on": order.extracted_on,
    }


def _read(path: Path, baseline: Path | None) -> Report:
    from eqmon.compare import compare, read_baseline
    from eqmon.report.read import read_report

    report, _ = read_report(path, called="the report", hint=HINT)
    if baseline is None:
        return report
    earlier, sha256 = read_baseline(baseline)
    return compare(report, earlier, name=baseline.name, sha256=sha256)
