"""Word: headings, numbers, captions and tables that Word itself knows as such."""

from __future__ import annotations

import io
from pathlib import Path

from eqmon.document.archive import repacked
from eqmon.document.model import Document
from eqmon.document.word_body import Body
from eqmon.document.word_house import undamaged
from eqmon.document.word_pages import mark_pages
from eqmon.document.word_properties import speak, tell_properties
from eqmon.document.word_styles import settle_styles
from eqmon.document.word_template import open_template


def write(document: Document, *, template: Path | None = None) -> bytes:
    """The document as a .docx file, in the styles of a house's template if one is named.

    A template's styles are used where it has them by name (`Heading 1`, `Numbered Paragraph`, ...)
    and ours are added where it has not; its own text is left out. UsageError for a template that
    is no Word document, has macros or draws on other files.
    """
    with undamaged(template):
        file = open_template(template)
        styles = settle_styles(file.styles.element)
        speak(file.styles.element, document.language)
        mark_pages(file, document.banner, styles)
        body = Body(file, styles, document)
    body.write(document)
    written = io.BytesIO()
    with undamaged(template):
        tell_properties(file, document)
        file.save(written)
    return repacked(written.getvalue(), document.created)
