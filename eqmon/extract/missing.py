"""By which layout an extract is read, and which columns it has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.extract.suggestions import suggestions

if TYPE_CHECKING:
    from eqmon.extract.read import Extract
    from eqmon.rulebook.load import Rulebook


def layout_note(extract: Extract) -> Iterator[str]:
    """A note of the layout that the extract is read by, and what that says of every record."""
    if extract.layout is not None:
        every = ", ".join(f"{name} {text}" for name, text in extract.every_record.items())
        yield f"read by layout {extract.layout}" + (f"; every record: {every}" if every else "")


def missing_columns(extract: Extract, rulebook: Rulebook) -> Iterator[str]:
    """A note of the unit, date and required strands without a column, where there are any.

    Headings are those of a suite that was recognised: a file without a heading fits none.
    """
    missing = dict(_missing(extract))
    if not missing:
        return
    header = extract.table.header
    wanted = [field for fields in missing.values() for field in fields]
    near = {s.field: s for s in suggestions(header, extract.laid_out, rulebook, fields=wanted)}
    said = []
    for what, fields in missing.items():
        like = next((f" (nearest heading: '{near[f].heading}')" for f in fields if f in near), "")
        said.append(f"{what}{like}")
    read = {*extract.columns.values()}
    others = [h.strip() for at, h in enumerate(header) if at not in read and h.strip()]
    unread = f"; columns not read: {', '.join(others)}" if others else ""
    yield f"no column for {', '.join(said)}{unread}"


def _missing(extract: Extract) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What has no column, with the fields that would tell it."""
    suite = extract.laid_out
    has = extract.columns.keys() | extract.every_record.keys()
    if suite.unit not in has:
        yield "the unit", (suite.unit,)
    if suite.date is not None and suite.date not in has:
        yield "the date", (suite.date,)
    for strand in suite.strands.values():
        if strand.required and has.isdisjoint(strand.fields):
            yield strand.label, strand.fields
