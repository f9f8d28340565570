"""Puts into a report how far its units have come, and which characteristics its records tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.frameworks.coverage import coverage_of
from eqmon.frameworks.phases import phases_of

if TYPE_CHECKING:
    from eqmon.report.model import Report
    from eqmon.rulebook.load import Rulebook


def with_frameworks(report: Report, rulebook: Rulebook) -> Report:
    """The report with the phases of every framework, and the coverage of each collection.

    Of either audience: all of it comes from what the report itself holds. One that was counted
    and not judged has no phases.
    """
    phases = tuple(
        phase
        for framework in rulebook.frameworks.values()
        if any(collection.rules for collection in report.collections)
        for phase in phases_of(report, framework)
    )
    coverage = coverage_of(report, rulebook.characteristics)
    return report.model_copy(update={"phases": phases, "coverage": coverage})
