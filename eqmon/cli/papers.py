"""The papers of one run: the same document in every format that is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eqmon.vocabulary import Audience, Form

if TYPE_CHECKING:
    from eqmon.document.model import Document
    from eqmon.paper.authored import Authored
    from eqmon.paper.particulars import Particulars
    from eqmon.report.model import Report


@dataclass
class Papers:
    """What its author gave of a paper; its documents are built once for each audience."""

    form: Form
    particulars: Particulars
    authored: Authored
    template: Path | None
    _built: dict[Audience, Document] = field(default_factory=dict, repr=False)
    _stale: dict[str, None] = field(default_factory=dict, repr=False)

    def write(self, report: Report, name: str, **_: Any) -> bytes:
        """The paper on a copy of a report; as `json` the copy itself."""
        if name == "json":
            from eqmon.report import write

            return write(report, name).encode()
        from eqmon.document import write_document

        return write_document(self.document(report), name, template=self.template)

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
            self._built[report.audience] = paper_document(
                report, self.particulars, self.authored, self.form, created
            )
        return self._built[report.audience]

    def notes(self) -> list[str]:
        """What its author should know before it is sent."""
        from eqmon.paper.implications import left_to_author
        from eqmon.paper.particulars import missing_particulars

        missing = missing_particulars(self.particulars)
        missing += left_to_author(self.form, self.authored)
        by_hand = [f"to be filled in by hand: {', '.join(missing)}"] if missing else []
        return [*by_hand, *self._stale]
