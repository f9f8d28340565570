"""The document as PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a).

Both standards are held to by typst, which refuses to write what does not meet them. The layout is
`pdf.typ`, beside this module.
"""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from eqmon.document.pdf_content import content
from eqmon.document.pdf_typeface import fonts, typeface
from eqmon.errors import InternalError

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

    from eqmon.document.model import Document

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


def write(document: Document) -> bytes:
    """A PDF file of the whole document.

    A character that the typeface lacks is shown as its Unicode number, `[U+4E2D]`, which a note at
    the end then explains. OutputError where the typeface is missing; InternalError where the
    document breaks a rule of either standard.
    """
    told = json.dumps(content(document, typeface()))
    with fonts() as found:
        return _laid_out(told, document.created, found)


def _laid_out(told: str, created: datetime, found: Fonts) -> bytes:
    import typst

    try:
        written, warnings = typst.compile_with_warnings(
            files(__package__).joinpath("pdf.typ").read_bytes(),
            sys_inputs={"document": told},
            font_paths=found,
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=int(created.timestamp()),
        )
    except typst.TypstError:
        # Its message may quote the document.
        raise InternalError("PDF", "the document cannot be laid out to both standards") from None
    if warnings:
        raise InternalError("PDF", f"warnings of the layout: {len(warnings)}")
    return written
