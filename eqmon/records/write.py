"""A unit's list as a CSV file that spreadsheets open as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from eqmon.document.harmless import one_line

if TYPE_CHECKING:
    from eqmon.records.found import Listing

MARKING = "OFFICIAL-SENSITIVE"
COLUMNS = ("reference", "rule", "field to check", "reason")
HOW_TO_CORRECT = (
    "How to correct: from what is already held. Never contact a victim only for this; "
    "ask at the next planned safe contact, explain why, and accept no. Never infer."
)
WHAT_IS_NOT_HERE = (
    "An answer that a person declined or did not state is an answer, and is not listed. "
    "What a rule asks: eqmon rules show RULE."
)
NUMBERED = (
    "A record without a reference is named by its number in its file: "
    "the first under the heading is 1; blank rows, totals and incomplete rows do not count."
)
LONGEST_NAME = 80

# Full-width forms too: spreadsheets in some locales take them for the sign itself.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


def write(listing: Listing, unit: str) -> bytes:
    """The unit's list: marking, what it is, how to correct, then the table; UTF-8 with its mark.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for words in _head(listing, unit):
        writer.writerow([_guarded(words)] if words else [])
    writer.writerow(COLUMNS)
    writer.writerows(tuple(map(_guarded, line)) for line in listing.lines(unit))
    return text.getvalue().encode("utf-8-sig", "replace")


def file_names(units: Iterable[str]) -> dict[str, str]:
    """A file name for each unit: letters, digits and hyphens, no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in sorted(units):
        plain = re.sub(r"[\W_]+", "-", unit).strip("-").casefold()[:LONGEST_NAME].strip("-")
        if not plain or _DEVICES.fullmatch(plain):
            plain = f"unit-{plain}".strip("-")
        name, again = plain, 1
        while name in taken:
            again += 1
            name = f"{plain}-{again}"
        taken.add(name)
        names[unit] = f"{name}.csv"
    return names


def _head(listing: Listing, unit: str) -> tuple[str, ...]:
    return (
        MARKING,
        f"Records to correct: {unit.strip('()')}. References only: nothing in this list tells what"
        " a record says of a person.",
        f"Period: {listing.period or 'not stated'}",
        HOW_TO_CORRECT,
        WHAT_IS_NOT_HERE,
        NUMBERED,
        "",
    )


def _guarded(text: str) -> str:
    formula = text.startswith(_STARTS_FORMULA) or text.lstrip().startswith(_STARTS_FORMULA)
    return f"'{one_line(text)}" if formula else one_line(text)
