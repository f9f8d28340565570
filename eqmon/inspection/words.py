"""The words in which the terminal tells an inspection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.inspection.model import How, Looks, Role
from eqmon.report.figures import WITHHELD
from eqmon.vocabulary import Audience, Recording

if TYPE_CHECKING:
    from eqmon.inspection.model import Column, DateColumn, Inspection, StrandColumn

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
LEFT_OUT = {
    "ragged": "not as many cells as the heading",
    "blank": "blank",
    "total": "totals of other rows",
    "text": "text but no record",
    "heading": "the heading again",
}
LOOKS = {
    Looks.BLANK: "blank",
    Looks.DATE: "dates",
    Looks.EXCEL_DATE: "day numbers",
    Looks.NUMBER: "numbers",
    Looks.YES_NO: "yes or no",
    Looks.REFERENCE: "references",
    Looks.CODES: "codes",
    Looks.TEXT: "text",
}
EXACT = "Internal: exact figures, not for publication."
CONTROLLED = "Public: counts that would tell of fewer than ten people with one value are withheld"


def written(inspection: Inspection) -> str:
    """How the file is written: `text, utf-8, comma`."""
    parts = [inspection.written_as, inspection.encoding]
    if inspection.delimiter:
        parts.append(DELIMITERS.get(inspection.delimiter, inspection.delimiter))
    if inspection.sheet:
        parts.append(f"sheet '{inspection.sheet}'")
    return ", ".join(part for part in parts if part)


def fits(inspection: Inspection) -> str:
    """Which suite it fits, or why none."""
    if inspection.headless:
        return "no suite: it has no row of headings"
    by = f", by layout {inspection.layout}" if inspection.layout else ""
    if inspection.suite is not None:
        return f"{inspection.suite}{by}"
    if inspection.fitting:
        return f"several suites: {', '.join(inspection.fitting)}"
    if not inspection.near:
        return "no suite"
    near = inspection.near[0]
    return f"no suite; nearest is {near.suite}, known by {' and '.join(near.lacks)}"


def taken_for(column: Column) -> str:
    """What a column is taken for, in a word or two; a dash for nothing."""
    if column.how in (How.SIMILAR, How.VALUES):
        return f"{column.field}?"
    if column.role is Role.PERSON:
        person = f"the {(column.person or 'other person').replace('_', ' ')}'s"
        named = column.field or ""
        return named if named.startswith(column.person or " ") else f"{named} ({person})".strip()
    if column.field is None:
        return "-"
    words = {Role.UNIT: " (unit)", Role.DATE: " (date)", Role.KEY: " (key)"}
    word = words.get(column.role, "")
    strand = column.strand.value if column.strand else ""
    if strand and strand not in column.field:
        word = f" ({strand.replace('_', ' ')})"
    return column.field if word.strip(" ()") == column.field else f"{column.field}{word}"


def dates(told: DateColumn) -> str:
    """The formats of a column's dates, and what they do not read."""
    parts = [" or ".join(told.formats) or "no format found", f"{told.read:,} read"]
    for count, what in (
        (told.unread, "unread"),
        (told.ambiguous, "could be read with day and month the other way round"),
        (told.excel_serials, "spreadsheet day numbers"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    return ", ".join(parts)


def recordings(strand: StrandColumn) -> str:
    """How a strand's records are recorded, exact for every audience."""
    told = sorted(strand.recordings.items(), key=lambda item: -item[1])
    return ", ".join(f"{r.value.replace('_', ' ')} {n:,}" for r, n in told)


def schemes(strand: StrandColumn) -> str:
    """Which scheme the codes are of, declared or proposed; empty where none is told."""
    if strand.scheme:
        return f"scheme {strand.scheme}, as the suite says"
    if strand.proposed_scheme:
        return f"scheme {strand.proposed_scheme}, by codes that no other has: proposed, not assumed"
    return f"codes of several schemes: {', '.join(strand.schemes)}" if strand.schemes else ""


def read_as(recording: Recording, code: str, label: str, text: str) -> str:
    """How a value is read: the recording, and for a known one its code and label."""
    if recording is Recording.KNOWN:
        said = "" if code.casefold() == text.casefold() else code
        named = "" if label.casefold() in (text.casefold(), code.casefold()) else label
        return f"{said} {named}".strip() or "known"
    if recording is Recording.INVALID:
        return "a code of another scheme" if code == "other_scheme" else "NOT RECOGNISED"
    return recording.value.replace("_", " ")


def left_out(inspection: Inspection) -> Iterator[str]:
    """Rows that are no records, and why."""
    for why, n in inspection.left_out.items():
        rows = "1 row" if n == 1 else f"{n:,} rows"
        yield f"{rows} left out: {LEFT_OUT[why]}"


def legend(inspection: Inspection) -> str:
    """Who may see it, and what stands for a figure that is withheld."""
    if inspection.audience is Audience.INTERNAL:
        return EXACT
    if any(value.count is None for strand in inspection.strands for value in strand.values):
        return f"{CONTROLLED} ({WITHHELD}); --audience internal shows them."
    return f"{CONTROLLED}."
