"""Documents: a frozen model of what is said in which order, and a writer for each format of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from eqmon.document.model import Document


@dataclass(frozen=True)
class DocumentWriter:
    """One format: where its code is and which ending means it."""

    module: str
    ending: str


DOCUMENT_WRITERS: Mapping[str, DocumentWriter] = MappingProxyType(
    {
        "word": DocumentWriter("eqmon.document.word", ".docx"),
        "pdf": DocumentWriter("eqmon.document.pdf", ".pdf"),
        "html": DocumentWriter("eqmon.document.html", ".html"),
        "workbook": DocumentWriter("eqmon.document.workbook", ".xlsx"),
        "ods": DocumentWriter("eqmon.document.ods", ".ods"),
        "markdown": DocumentWriter("eqmon.document.markdown", ".md"),
    }
)
"""Formats by name, in the order in which help shows them; modules are imported when asked for."""


def write_document(document: Document, format: str, *, template: Path | None = None) -> bytes:
    """The document in one format: the same document gives the same bytes on one platform.

    `template` is a house template, which only `word` takes. KeyError for a format that there is
    not.
    """
    writer = import_module(DOCUMENT_WRITERS[format].module)
    options = {"template": template} if format == "word" else {}
    written: bytes = writer.write(document, **options)
    return written
