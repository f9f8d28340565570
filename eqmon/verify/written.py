"""A verification in each of its formats, as the bytes of its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eqmon.verify import csv, json, terminal

if TYPE_CHECKING:
    from eqmon.verify.model import Verification


def written(
    verification: Verification,
    format: str,
    *,
    environ: Mapping[str, str],
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,
) -> bytes:
    """The claims in one format; KeyError for one that there is not.

    `environ` may hold SOURCE_DATE_EPOCH, the date that a document is given.
    """
    if format == "terminal":
        return terminal.write(verification, width=width, colour=colour, ascii=ascii).encode()
    if format == "json":
        return json.write(verification).encode()
    if format == "csv":
        return csv.write(verification).encode()
    from eqmon.document import write_document
    from eqmon.document.created import created_of
    from eqmon.verify.document import verification_document

    created = created_of(meeting=None, extracted_on=None, period=None, environ=environ)
    return write_document(verification_document(verification, created), format)
