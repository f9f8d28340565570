"""What an extract's columns are once the questions about them are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.inspection.model import Role
from eqmon.inspection.public import public
from eqmon.inspection.questions import DATE_COLUMN, DATE_ORDER, OBSERVED
from eqmon.inspection.written_dates import ISO, MONTH_FIRST

if TYPE_CHECKING:
    from eqmon.init.answers import Answers
    from eqmon.inspection.model import Column, Inspection, Question


@dataclass(frozen=True)
class Settled:
    """An inspection with its questions answered."""

    inspection: Inspection
    """The public copy: no text of it may not stand in a file that others will read."""
    columns: Mapping[str, Column]
    """The column of each field, in the order of the file; none of a field that is still asked."""
    left_open: tuple[Question, ...]
    """Questions that took the safe answer."""
    date: str | None
    """The field that places records in months."""
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The formats that were found in each field of dates, ISO 8601 apart."""
    takes_observed: bool = False
    """Whether self-defined ethnicity need not be there, as officers' observation is."""
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headings of the columns that claim one field, where nobody said which it is."""


def settle(inspection: Inspection, answers: Answers) -> Settled:
    """What an extract's columns are by these answers; what is open takes the safe one."""
    at = {column.position: column for column in inspection.columns}
    chosen = {
        str(question.field): at[int(answers[question.id])]
        for question in inspection.questions
        if question.id in answers and question.id.endswith("-column") and question.field
    }
    dated = chosen.pop(_date_question(inspection), None)
    found = {
        str(column.field): column
        for column in inspection.columns
        if column.is_taken and column.field and column.field not in _asked(inspection)
    }
    columns = {**found, **chosen}
    date = next((name for name, column in columns.items() if column.role is Role.DATE), None)
    if dated is not None:
        date = dated.field or _date_question(inspection)
        columns.setdefault(date, dated)
    return Settled(
        inspection=public(inspection),
        columns=dict(sorted(columns.items(), key=lambda item: item[1].position)),
        left_open=tuple(q for q in inspection.questions if q.id not in answers),
        date=date,
        formats={name: _formats(name, c, date, answers) for name, c in columns.items() if c.dates},
        takes_observed=OBSERVED in answers,
        claimed=_claimed(inspection, chosen),
    )


def _asked(inspection: Inspection) -> set[str]:
    """Fields of which it is asked which column is theirs."""
    return {q.field for q in inspection.questions if q.field and _is_of_column(q)}


def _is_of_column(question: Question) -> bool:
    return question.id.endswith("-column") and question.id != DATE_COLUMN


def _date_question(inspection: Inspection) -> str:
    asked = (q.field for q in inspection.questions if q.id == DATE_COLUMN)
    return next((name for name in asked if name), "")


def _claimed(inspection: Inspection, chosen: Mapping[str, Column]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in _asked(inspection) - {*chosen}:
        claiming = [c for c in inspection.columns if c.field == name and c.is_taken]
        if claiming:
            found[name] = tuple(str(c.heading) for c in claiming)
    return found


def _formats(name: str, column: Column, date: str | None, answers: Answers) -> tuple[str, ...]:
    """The formats of a column's dates; with the month first only where that is confirmed."""
    if name == date and DATE_ORDER in answers:
        return (answers[DATE_ORDER],)
    found = column.dates.formats if column.dates else ()
    month_first = tuple(MONTH_FIRST.values())
    return tuple(f for f in found if f != ISO and not f.startswith(month_first))
