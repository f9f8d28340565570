"""Entries as CSV: what was due from whom, and what came of it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from eqmon.report.csv import guarded

if TYPE_CHECKING:
    from eqmon.registers.model import Entry, RegisterMade, ReturnMade, Returns

COLUMNS = (
    *("as_at", "register", "file", "return", "title", "frequency", "owner", "limb", "source"),
    *("body", "item", "period", "due", "received", "standing", "besides"),
)


def write(returns: Returns) -> str:
    """One row an entry in the order of the registers, as RFC 4180 text with CRLF line ends.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for register in returns.registers:
        for made in register.returns:
            for entry in made.entries:
                row = {"as_at": returns.on.isoformat(), **_row(register, made, entry)}
                writer.writerow({name: guarded(value) for name, value in row.items()})
    return text.getvalue()


def _row(register: RegisterMade, made: ReturnMade, entry: Entry) -> dict[str, str]:
    return {
        "register": register.register_id,
        "file": register.name,
        "return": made.id,
        "title": made.title,
        "frequency": made.frequency or "",
        "owner": made.owner,
        "limb": made.limb,
        "source": made.source,
        "body": entry.body,
        "item": entry.item,
        "period": entry.period,
        "due": entry.due.isoformat() if entry.due else "",
        "received": entry.received.isoformat() if entry.received else "",
        "standing": made.words[entry.standing],
        "besides": {None: "", True: "yes", False: "no"}[entry.besides],
    }
