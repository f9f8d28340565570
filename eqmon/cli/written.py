"""A report in each format that a command writes, as the bytes of its file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eqmon.document.model import Document
    from eqmon.report.model import Report


def written_report(report: Report, name: str, **context: Any) -> bytes:
    """A check's report: as text, or as the accessible report in a document's format."""
    from eqmon.report import WRITERS, write

    if name in WRITERS:
        return write(report, name, **context).encode()
    from eqmon.document import write_document

    return write_document(_account(report), name)


def _account(report: Report) -> Document:
    from eqmon.document.created import created_of
    from eqmon.paper.account import report_document

    created = created_of(
        meeting=None,
        extracted_on=report.extracted_on,
        period=report.period,
        environ=os.environ,
    )
    return report_document(report, created)
