"""What an extract suggests of a field and nobody has confirmed: it is written as comments alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.rulebook.lint_values import Lists, refused_text
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.model import Column, Inspection
    from eqmon.rulebook.load import Rulebook


@dataclass(frozen=True)
class Unconfirmed:
    """Suggestions about one column."""

    scheme: str = ""
    """The one scheme of all codes that belong to one alone."""
    values: tuple[tuple[str, str], ...] = ()
    """Texts that are not read, each with one that is and that it is spelt like."""
    serials: int = 0
    """Records with a day that a spreadsheet left as a number."""

    def __bool__(self) -> bool:
        # A scheme alone is no difference: a suite without one reads the codes of all.
        return bool(self.values or self.serials)


NOTHING = Unconfirmed()


def unconfirmed(
    inspection: Inspection, rulebook: Rulebook, field: str, column: Column
) -> Unconfirmed:
    """What a column suggests of its field; no text that the inspection withholds."""
    told = next((s.fields[field] for s in rulebook.suites.values() if field in s.fields), None)
    holds_dates = told is not None and (told.kind == "date" or bool(told.formats))
    serials = column.dates.excel_serials if column.dates and holds_dates else 0
    suites = [s for s in rulebook.suites.values() if field in s.fields]
    lists = Lists(rulebook.code_lists, rulebook.units)
    for strand in inspection.strands:
        if strand.position == column.position and strand.field == field and suites:
            values = tuple(
                (value.text, like)
                for value in strand.values
                if value.recording is Recording.INVALID and value.text.strip()
                for like in value.nearest[:1]
                if refused_text(suites[0], field, like, lists) is None
            )
            return Unconfirmed(strand.proposed_scheme, values, serials)
    return Unconfirmed(serials=serials)
