"""What a report tells of what is kept by hand beside it, and of how far its units have come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block
from eqmon.frameworks.blocks import coverage_blocks, criteria_table, phases_blocks, units_table
from eqmon.registers.blocks import due_and_came
from eqmon.sampling.score_document import overall
from eqmon.verify.document import blocks as claims_blocks
from eqmon.vocabulary import BUCKETS

if TYPE_CHECKING:
    from eqmon.frameworks.model import Phases
    from eqmon.report.model import Report


def returns(report: Report) -> tuple[Block, ...]:
    """What was due and what came; nothing where no register was given."""
    return due_and_came(report.returns) if report.returns else ()


def samples(report: Report) -> tuple[Block, ...]:
    """What dip samples tell of all records; nothing where no score was given.

    Strata may be few records: only what all of them together tell is told in a paper.
    """
    return tuple(
        block
        for number, score in enumerate(report.samples, 1)
        for block in overall(score, id=f"sample-{number}", beside=_units(report, score.suite))
    )


def _units(report: Report, suite: str) -> set[str]:
    """The units of which the report has records of a suite."""
    found = (unit for one in report.collections if one.suite == suite for unit in one.units)
    return {unit for unit in found if unit not in BUCKETS}


def phases(report: Report) -> tuple[Block, ...]:
    """How far units have come, beside their targets."""
    return tuple(
        block
        for id, found in frameworks(report)
        for block in phases_blocks(found, id=id, every=False)
    )


def units_by_phase(report: Report, *, every: bool = True) -> tuple[Block, ...]:
    """Each framework's criteria, and each unit by phase: of each collection, or of all together.

    Without `every` collection only the first table is told, which is of all where there are more.
    """
    return tuple(
        block
        for id, found in frameworks(report)
        for block in (
            criteria_table(found[0], f"appendix-{id}-criteria"),
            *(
                units_table(one, id=f"appendix-{id}-{one.suite or 'all'}")
                for one in found[: None if every else 1]
            ),
        )
    )


def coverage(report: Report) -> tuple[Block, ...]:
    """Which of the protected characteristics the records tell."""
    return coverage_blocks(report.coverage)


def claims(report: Report) -> tuple[Block, ...]:
    """Published figures held to their arithmetic; nothing where none were given."""
    return claims_blocks(report.claims, id="appendix-claims") if report.claims else ()


def frameworks(report: Report) -> Iterator[tuple[str, tuple[Phases, ...]]]:
    """The phases of each framework, with what begins the ids of its blocks."""
    ids = list(dict.fromkeys(one.framework for one in report.phases))
    for number, framework in enumerate(ids, 1):
        found = tuple(one for one in report.phases if one.framework == framework)
        yield f"phases-{number}", found
