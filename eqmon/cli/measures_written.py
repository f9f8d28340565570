"""The measures of a report in each format that eqmon measures writes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.report.measures_model import MeasuresReport
    from eqmon.report.model import Report


@dataclass(frozen=True)
class MeasuresWritten:
    """Which measures are wanted; all where none is named."""

    only: frozenset[str] = frozenset()

    def write(self, report: Report, name: str, **context: Any) -> bytes:
        """The measures of a copy of a report as the bytes of a file of this format."""
        from eqmon.report.measures_model import measures_report

        measures = measures_report(report, self.only)
        if name == "terminal":
            from eqmon.report import measures_terminal

            return measures_terminal.write(measures, **context).encode()
        if name == "json":
            from eqmon.report import measures_json

            return measures_json.write(measures).encode()
        if name == "csv":
            from eqmon.report import measures_csv

            return measures_csv.write(measures).encode("utf-8-sig")
        return _document(measures, name)


def _document(measures: MeasuresReport, name: str) -> bytes:
    from eqmon.document import write_document
    from eqmon.document.created import created_of
    from eqmon.paper.measures_document import measures_document

    created = created_of(
        meeting=None,
        extracted_on=measures.extracted_on,
        period=measures.period,
        environ=os.environ,
    )
    return write_document(measures_document(measures, created), name)


def refuse_unknown(wanted: Sequence[str], rules: Path | None) -> None:
    """UsageError for ids that no measure of the rulebook has."""
    if not wanted:
        return
    from eqmon.rulebook.load import load_rulebook

    files = load_rulebook(rules).measures.values()
    known = [one.id for file in files for one in file.measures]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise UsageError(
            " ".join(f"--measure {name}" for name in unknown),
            "the rulebook has no such measure",
            allowed=", ".join(known),
        )
