"""Claims as CSV: what came of each, and the template from which a file of claims is begun."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from eqmon.report.csv import guarded
from eqmon.verify.kinds import COLUMNS, KINDS, NOTE
from eqmon.verify.words import OUTCOMES

if TYPE_CHECKING:
    from eqmon.verify.model import Verification

WRITTEN = (
    *("file", "line", "id", "where", "quote", "kind", "stated", "outcome", "sentence"),
    *("computed", "note"),
)


def write(verification: Verification) -> str:
    """One row a claim in the order of the files, as RFC 4180 text with CRLF line ends.

    Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, WRITTEN, lineterminator="\r\n")
    writer.writeheader()
    for claim in verification.claims:
        computed = "; ".join(f"{one.name}: {one.value}" for one in claim.computed)
        row = {**claim.model_dump(), "outcome": OUTCOMES[claim.outcome], "computed": computed}
        writer.writerow({name: guarded(str(row[name])) for name in WRITTEN})
    return text.getvalue()


def template() -> str:
    """A file of claims with an example of every kind, to be overwritten; eqmon reads it as it is.

    Its note says what each kind claims, and which columns the check needs.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for name, kind in KINDS.items():
        also = f"; may have {', '.join(kind.may)}" if kind.may else ""
        note = f"{kind.claims[0].upper()}{kind.claims[1:]}. Needs {', '.join(kind.needs)}{also}."
        common = {"id": f"example-{name}", "where": "paper and paragraph", "kind": name}
        writer.writerow({**common, **kind.example, NOTE: note})
    return text.getvalue()
