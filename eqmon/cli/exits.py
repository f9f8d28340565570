"""Exit codes: what a run tells the shell."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from eqmon.vocabulary import FailOn, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Report


class ExitCode(IntEnum):
    """0 compliant, 1 not compliant, 2 could not run, in whole or part."""

    COMPLIANT = 0
    NOT_COMPLIANT = 1
    COULD_NOT_RUN = 2


def exit_code(report: Report, fail_on: FailOn) -> ExitCode:
    """What a report comes to.

    With a comparable baseline the strands' rules fail only by having become worse beyond chance,
    though it be within the limit: a job that is always red is ignored. What arrived, and in which
    shape, is judged as ever.
    """
    from eqmon.compare import has_become_worse

    if report.could_not_run:
        return ExitCode.COULD_NOT_RUN
    counted = {FailOn.FAIL: (Verdict.FAIL,), FailOn.WARN: (Verdict.FAIL, Verdict.WARN)}
    verdicts = counted.get(fail_on, ())
    compared = report.baseline is not None and report.baseline.comparable
    for collection in report.collections:
        for rule in collection.rules:
            by_movement = compared and rule.strand
            if (
                has_become_worse(collection, rule, verdicts)
                if by_movement
                else rule.verdict in verdicts
            ):
                return ExitCode.NOT_COMPLIANT
    return ExitCode.COMPLIANT
