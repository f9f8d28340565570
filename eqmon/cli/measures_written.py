"""The measures of a report in each format that eqmon measures writes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    of: Mapping[str, str] = field(default_factory=dict)
    """The title of the suite of each of them, by its id."""

    def write(self, report: Report, name: str, **context: Any) -> bytes:
        """The measures of a copy of a report as the bytes of a file of this format."""
        from eqmon.report.measures_model import measures_report

        measures = measures_report(report, self.only, self.of)
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


def wanted_measures(wanted: Sequence[str], rules: Path | None) -> MeasuresWritten:
    """The measures of these ids, whatever their case; all where none is named.

    UsageError for ids that no measure of the rulebook has, with the one spelt most like each.
    """
    if not wanted:
        return MeasuresWritten()
    from eqmon.rulebook.load import load_rulebook
    from eqmon.rulebook.problems import nearest

    book = load_rulebook(rules)
    of = {m.id: book.suites[s].title for s, file in book.measures.items() for m in file.measures}
    spelt = {id_.casefold(): id_ for id_ in of}
    unknown = [name for name in wanted if name.casefold() not in spelt]
    if unknown:
        hints = dict.fromkeys(nearest(name, of) for name in unknown)
        raise UsageError(
            " ".join(f"--measure {name}" for name in unknown),
            "the rulebook has no such measure",
            allowed="an id of docs/measures.md, such as " + next(iter(of)),
            hint=" ".join(hint for hint in hints if hint),
        )
    only = frozenset(spelt[name.casefold()] for name in wanted)
    return MeasuresWritten(only, {id_: of[id_] for id_ in only})
