"""What only the author of a paper knows: meeting, board, number, author, contact, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Particulars:
    """Facts of a paper that no report holds. None is known until it is given: none is invented."""

    number: str | None = None
    """The report's number on the agenda."""
    meeting: date | None = None
    """The day of the meeting that it goes to."""
    board: str | None = None
    """The committee or board that meets."""
    title: str | None = None
    """In the place of the title that the report gives."""
    by: str | None = None
    """Who submits it: `Assistant Commissioner Territorial Policing`."""
    author: str | None = None
    contact: str | None = None
    """How to reach the author."""
    asked_by: str | None = None
    """By when action is asked for: `30 April 2007`; members set a date where it is not given."""


MARKERS = {
    "number": "[report number]",
    "meeting": "[date of the meeting]",
    "by": "[who submits this report]",
    "author": "[report author]",
    "contact": "[contact details]",
}
"""What stands in a form where a fact that it has was not given: a gap, and seen as one."""


def said(particulars: Particulars, fact: str) -> str:
    """A fact in words, or its marker where it was not given."""
    given = _given(particulars, fact)
    if not given:
        return MARKERS[fact]
    return day(given) if isinstance(given, date) else given


def missing_particulars(particulars: Particulars) -> list[str]:
    """The markers that a paper of these particulars holds, for its author to replace."""
    return [MARKERS[fact] for fact in MARKERS if not _given(particulars, fact)]


def day(given: date) -> str:
    """A day as papers write it: `4 October 2007`."""
    return f"{given.day} {given:%B} {given.year}"


def _given(particulars: Particulars, fact: str) -> str | date | None:
    # Who a report is by is its author's office, unless another submits it.
    if fact == "by":
        return particulars.by or particulars.author
    given: str | date | None = getattr(particulars, fact)
    return given
