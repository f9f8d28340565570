"""The tables of the document as OpenDocument: the worksheets of the workbook, packed by odfdo."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING

from eqmon.document.archive import repacked
from eqmon.document.model import Document
from eqmon.document.ods_content import content_of
from eqmon.document.ods_styles import META, SETTINGS, styles
from eqmon.document.sheets import sheets_of
from eqmon.document.sheets_layout import layout_of

if TYPE_CHECKING:
    import odfdo

NEEDLESS = ("Thumbnails/", "Configurations2/", "manifest.rdf")
"""What the empty document of odfdo has that says nothing of this one."""


def write(document: Document) -> bytes:
    """The spreadsheet, with the worksheets, texts and numbers of `sheets_of`."""
    import odfdo

    sheets = sheets_of(document)
    layouts = [layout_of(sheet) for sheet in sheets]
    pages = sorted({layout.pages for layout in layouts})
    written = odfdo.Document("spreadsheet")
    written.set_part("content.xml", content_of(sheets, layouts))
    written.set_part("styles.xml", styles(document.language, pages))
    written.set_part("settings.xml", SETTINGS)
    written.set_part("meta.xml", META)
    _tell(written, document)
    _leave_out_needless(written)
    data = io.BytesIO()
    written.save(data)
    return repacked(data.getvalue(), document.created)


def _tell(written: odfdo.Document, document: Document) -> None:
    meta = written.meta
    created = document.created.astimezone(UTC).replace(tzinfo=None)
    meta.title, meta.subject = document.title, document.subject
    meta.language = document.language
    meta.creation_date = created
    meta.date = created
    meta.generator = "eqmon"
    if document.author:
        meta.initial_creator = meta.creator = document.author
    if document.keywords:
        meta.keyword = ", ".join(document.keywords)


def _leave_out_needless(written: odfdo.Document) -> None:
    for part in written.parts:
        if part.startswith(NEEDLESS):
            written.del_part(part)
    for listed in written.manifest.get_paths():
        if str(listed).startswith(NEEDLESS):
            written.manifest.del_full_path(str(listed))
