"""The stages in order: take in, judge, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from eqmon.arrivals import arrivals
from eqmon.checked import Checked
from eqmon.engines.counter import Plan
from eqmon.errors import UsageError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import Drop, find_drop
from eqmon.frameworks.told import with_frameworks
from eqmon.intake import Taken, TakenCollection, take_in
from eqmon.judge import judge
from eqmon.kept import Kept, with_kept
from eqmon.rulebook.exceptions import refuse_expired
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.worker import Errand, Worker, is_large

if TYPE_CHECKING:
    from eqmon.report.model import Report

Conclude = Callable[[TakenCollection, Taken, Drop, Rulebook], Checked]
"""What becomes of one collection's counts."""
Watch = Callable[[Worker], None]
"""Waits until a worker is done, showing its progress."""


@dataclass(frozen=True)
class Order:
    """What is to be checked, and how."""

    paths: Sequence[str]
    rules: Path | None = None
    period: str | None = None
    extracted_on: date | None = None
    declared: Declared = field(default_factory=Declared)
    baseline: Path | None = None
    kept: Kept = field(default_factory=Kept)
    stdin: BinaryIO | None = None


def run_check(order: Order, watch: Watch) -> Report:
    """Check a drop against the rulebook: the whole report, for the internal audience."""
    return _run(order, watch, judge_collection)


def run_measures(order: Order, watch: Watch) -> Report:
    """The same report of a drop that is counted and not judged: no rule is asked, nor waited for.

    Its verdicts are all `not_assessed`; its measures are those of a check.
    """
    return _run(order, watch, count_collection)


def _run(order: Order, watch: Watch, conclude: Conclude) -> Report:
    from eqmon.report.build import build

    rulebook = load_rulebook(order.rules)
    if order.declared.suite and order.declared.suite not in rulebook.suites:
        raise UsageError(
            f"--suite {order.declared.suite}",
            "the rulebook has no such suite",
            allowed=", ".join(sorted(rulebook.suites)),
        )
    drop = find_drop(
        order.paths, period=order.period, extracted_on=order.extracted_on, stdin=order.stdin
    )
    # An exception is for its time: that of the extracts, where they say it.
    refuse_expired(rulebook.exceptions, on=drop.extracted_on or date.today())
    errand = Errand(drop, rulebook, drop.period, order.declared)
    taken = take(errand, watch, judging=conclude is judge_collection)
    checked = [conclude(collection, taken, drop, rulebook) for collection in taken.collections]
    report = with_kept(build(drop, rulebook, taken, checked), order.kept, rulebook)
    if order.baseline is not None:
        from eqmon.compare import compare, read_baseline
        from eqmon.vanished import look_for_vanished

        baseline, sha256 = read_baseline(order.baseline)
        report = compare(report, baseline, name=order.baseline.name, sha256=sha256)
        report = look_for_vanished(report, baseline, rulebook)
    return with_frameworks(report, rulebook)


def take(errand: Errand, watch: Watch, *, judging: bool = True) -> Taken:
    """The drop as counts, and Great Expectations imported: beside one another where it pays.

    Where nothing is to be judged it is not imported.
    """
    if not is_large(errand.drop):
        return take_in(errand.drop, errand.rulebook, period=errand.period, declared=errand.declared)
    worker = Worker(errand)
    try:
        if judging:
            import eqmon.expectations  # noqa: F401 - imported for the time that it takes

        watch(worker)
        return worker.answer()
    finally:
        worker.stop()


def judge_collection(
    collection: TakenCollection, taken: Taken, drop: Drop, rulebook: Rulebook
) -> Checked:
    """What Great Expectations says of a collection, joined to its counts."""
    from eqmon.expectations.manifest import run_manifest
    from eqmon.expectations.run import run_suite

    suite = rulebook.suites[collection.suite]
    plan = Plan(suite, rulebook, drop.period)
    came = arrivals(collection, taken.inputs, rulebook.units_of(suite), is_drop=drop.is_whole)
    outcomes = (
        *run_suite(plan, collection.tally),
        *run_manifest(
            suite.manifest_rules,
            units=came.units_frame(),
            expected=came.expected,
            inputs=came.inputs_frame(),
        ),
    )
    return Checked(collection, plan, came, judge(suite, collection.tally, outcomes))


def count_collection(
    collection: TakenCollection, taken: Taken, drop: Drop, rulebook: Rulebook
) -> Checked:
    """A collection with what arrived of it, and no rule judged."""
    suite = rulebook.suites[collection.suite]
    units = rulebook.units_of(suite)
    came = arrivals(collection, taken.inputs, units, is_drop=drop.is_whole)
    return Checked(collection, Plan(suite, rulebook, drop.period), came, ())
