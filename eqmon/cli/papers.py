"""The papers of one run: the same document in every format that is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eqmon.document import DOCUMENT_WRITERS
from eqmon.vocabulary import Audience, Form

if TYPE_CHECKING:
    from eqmon.cli.plan import Delivery
    from eqmon.document.beside import Beside
    from eqmon.document.model import Document
    from eqmon.paper.authored import Authored
    from eqmon.paper.particulars import Particulars
    from eqmon.report.model import Report

SHARED = ("word", "workbook", "ods")
"""Formats that take about as long as all others together: those that another process writes."""
ENOUGH = 3
"""So many documents pay for starting one."""


@dataclass
class Papers:
    """What its author gave of a paper; its documents are built once for each audience."""

    form: Form
    particulars: Particulars
    authored: Authored
    template: Path | None
    _built: dict[Audience, Document] = field(default_factory=dict, repr=False)
    _beside: Beside | None = field(default=None, repr=False)
    _stale: dict[str, None] = field(default_factory=dict, repr=False)

    @contextmanager
    def shared_out(self, delivery: Delivery) -> Iterator[Delivery]:
        """The delivery in the order in which two processes write it soonest.

        The other process starts at once, so that it is ready when there is something to write.
        """
        names = {name for name, _ in delivery.to_files} & DOCUMENT_WRITERS.keys()
        theirs = names.intersection(SHARED)
        if len(names) < ENOUGH or not theirs or (os.cpu_count() or 1) == 1:
            yield delivery
            return
        from eqmon.document.beside import Beside

        self._beside = Beside(theirs)
        try:
            ordered = sorted(delivery.to_files, key=lambda file: file[0] in theirs)
            yield replace(delivery, to_files=tuple(ordered))
        finally:
            self._beside.stop()

    def write(self, report: Report, name: str, **_: Any) -> bytes:
        """The paper on a copy of a report; as `json` the copy itself."""
        if name == "json":
            from eqmon.report import write

            return write(report, name).encode()
        from eqmon.document import write_document

        document = self.document(report)
        if self._beside is not None and name in self._beside.names:
            return self._beside.written(name)
        return write_document(document, name, template=self.template)

    def document(self, report: Report) -> Document:
        """The paper on a copy of a report, which is the only one of its audience in a run."""
        if report.audience not in self._built:
            from eqmon.document.created import created_of
            from eqmon.paper.authored_figures import stale_figures
            from eqmon.paper.paper import paper_document

            self._stale |= dict.fromkeys(stale_figures(self.authored, report))
            created = created_of(
                meeting=self.particulars.meeting,
                extracted_on=report.extracted_on,
                period=report.period,
                environ=os.environ,
            )
            document = paper_document(report, self.particulars, self.authored, self.form, created)
            self._built[report.audience] = document
            if self._beside is not None:
                self._beside.begin(document, self.template)
        return self._built[report.audience]

    def notes(self) -> list[str]:
        """What its author should know before it is sent."""
        from eqmon.paper.implications import left_to_author
        from eqmon.paper.particulars import missing_particulars

        missing = missing_particulars(self.particulars)
        missing += left_to_author(self.form, self.authored)
        by_hand = [f"to be filled in by hand: {', '.join(missing)}"] if missing else []
        return [*by_hand, *self._stale]
