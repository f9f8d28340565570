"""A score in each of its formats, as the bytes of its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eqmon.sampling import score_csv, score_json, terminal

if TYPE_CHECKING:
    from eqmon.sampling.model import Score


def written(
    score: Score,
    format: str,
    *,
    environ: Mapping[str, str],
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,
) -> bytes:
    """The score in one format; KeyError for one that there is not.

    `environ` may hold SOURCE_DATE_EPOCH, the date that a document is given.
    """
    if format == "terminal":
        return terminal.write(score, width=width, colour=colour, ascii=ascii).encode()
    if format == "json":
        return score_json.write(score).encode()
    if format == "csv":
        return score_csv.write(score).encode()
    from eqmon.document import write_document
    from eqmon.document.created import created_of
    from eqmon.sampling.score_document import score_document

    created = created_of(meeting=None, extracted_on=None, period=score.period, environ=environ)
    return write_document(score_document(score, created), format)
