"""What is kept by hand beside a drop, read and put into its report: registers, claims, scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.extract.source import Source

if TYPE_CHECKING:
    from eqmon.report.model import Report
    from eqmon.rulebook.load import Rulebook


@dataclass(frozen=True)
class Kept:
    """The files that are named beside a drop."""

    registers: Sequence[Path] = ()
    claims: Sequence[Path] = ()
    """Of published figures."""
    scores: Sequence[Path] = ()
    """Of dip samples, as `eqmon sample score` wrote them."""

    @property
    def files(self) -> list[str]:
        """All of them, as inputs that nothing is written to."""
        return [str(path) for path in (*self.registers, *self.claims, *self.scores)]


def with_kept(report: Report, kept: Kept, rulebook: Rulebook) -> Report:
    """The report with what these files tell; as it is where none is named.

    What is due is told as of the day on which the drop was extracted, or of today where no extract
    says it. InputError for a file that cannot be read, with all of its problems.
    """
    told: dict[str, object] = {}
    if kept.registers:
        from eqmon.registers.read import read_register
        from eqmon.registers.returns import returns_of

        registers = [read_register(path, rulebook) for path in kept.registers]
        told["returns"] = returns_of(registers, [], _day(report), rulebook)
    if kept.claims:
        from eqmon.verify.verify import verify

        told["claims"] = verify([Source(path.name, path=path) for path in kept.claims])
    if kept.scores:
        from eqmon.sampling.read_score import read_score

        told["samples"] = tuple(read_score(path) for path in kept.scores)
    return report.model_copy(update=told) if told else report


def _day(report: Report) -> date:
    if report.extracted_on is not None:
        return date.fromisoformat(report.extracted_on)
    return datetime.now(UTC).astimezone().date()
