"""Which sheet of a workbook is the extract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from eqmon.errors import InputError, UsageError
from eqmon.extract.heading_row import HeadingRow

Loaded = TypeVar("Loaded")
MOST_SHEETS = 250
"""Each is read before one is chosen."""
LEAST_KNOWN = 2
"""Accepted headings from which a sheet may be an extract."""


@dataclass(frozen=True)
class SheetName:
    """A sheet as the workbook lists it."""

    name: str
    position: int
    is_visible: bool = True
    is_table: bool = True
    """Neither a chart nor a macro."""


@dataclass(frozen=True)
class Candidate(Generic[Loaded]):
    """A sheet that has text."""

    sheet: SheetName
    heading: HeadingRow
    loaded: Loaded


def named_sheet(where: str, sheets: Sequence[SheetName], asked: str) -> SheetName:
    """The sheet of this name, or of this number from 1; UsageError with their names for another."""
    tables = [sheet for sheet in sheets if sheet.is_table]
    for matches in (str.__eq__, _alike):
        for sheet in tables:
            if matches(sheet.name, asked):
                return sheet
    if asked.isdigit() and 0 < int(asked) <= len(sheets) and sheets[int(asked) - 1].is_table:
        return sheets[int(asked) - 1]
    raise UsageError(
        where,
        f"has no sheet '{asked}'",
        allowed=", ".join(f"'{sheet.name}'" for sheet in tables) or "nothing: it has no sheets",
        hint="give --sheet a name, or a number from 1",
    )


def fitting_sheet(
    where: str,
    sheets: Sequence[SheetName],
    candidate: Callable[[SheetName], Candidate[Loaded] | None],
) -> Candidate[Loaded]:
    """The visible sheet with most accepted headings, the first where none has any.

    `candidate` gives None for a sheet without text. InputError where there are too many, where none
    has text, where only a hidden one could be an extract, or where another has at least half as
    many accepted headings and could be one just as well.
    """
    if len(sheets) > MOST_SHEETS:
        raise InputError(
            where,
            f"has {len(sheets):,} sheets",
            allowed=f"at most {MOST_SHEETS} to choose from",
            hint="say which with --sheet",
        )
    best: Candidate[Loaded] | None = None
    known: dict[str, int] = {}
    for sheet in sheets:
        found = candidate(sheet) if sheet.is_visible and sheet.is_table else None
        if found is None:
            continue
        known[sheet.name] = found.heading.known
        if best is None or found.heading.known > best.heading.known:
            best = found
    if best is None:
        raise _nothing_visible(where, sheets)
    if best.heading.known < LEAST_KNOWN:
        _refuse_where_hidden(where, sheets, candidate)
    least = max(LEAST_KNOWN, (best.heading.known + 1) // 2)
    fitting = [name for name, count in known.items() if count >= least]
    if len(fitting) > 1:
        raise InputError(
            where,
            f"{len(fitting)} of its sheets could be the extract",
            allowed=", ".join(f"'{name}'" for name in fitting),
            hint="say which with --sheet, or save each as a file of its own",
        )
    return best


def notes_on(sheets: Sequence[SheetName], chosen: SheetName) -> Iterator[str]:
    """What to say of the choice where there was one."""
    others = [s for s in sheets if s.is_table and s.position != chosen.position]
    if others:
        hidden = sum(not sheet.is_visible for sheet in others)
        also = f", {hidden} of them hidden" if hidden else ""
        yield f"sheet '{chosen.name}' of {len(others) + 1}; the others are not read{also}"
    if not chosen.is_visible:
        yield "the sheet is hidden"


def _alike(name: str, asked: str) -> bool:
    return name.strip().casefold() == asked.strip().casefold()


def _refuse_where_hidden(
    where: str,
    sheets: Sequence[SheetName],
    candidate: Callable[[SheetName], Candidate[Loaded] | None],
) -> None:
    """InputError where a hidden sheet could be the extract: it is never taken unasked."""
    hidden = (candidate(sheet) for sheet in sheets if sheet.is_table and not sheet.is_visible)
    fitting = [one.sheet.name for one in hidden if one and one.heading.known >= LEAST_KNOWN]
    if fitting:
        raise InputError(
            where,
            "none of its visible sheets could be the extract, but a hidden one could",
            hint="say with --sheet if it is meant: " + ", ".join(f"'{name}'" for name in fitting),
        )


def _nothing_visible(where: str, sheets: Sequence[SheetName]) -> InputError:
    hidden = [sheet.name for sheet in sheets if sheet.is_table and not sheet.is_visible]
    if hidden:
        return InputError(
            where,
            "has no visible sheet with text in it",
            hint="say with --sheet whether a hidden one is meant: "
            + ", ".join(f"'{name}'" for name in hidden),
        )
    return InputError(
        where,
        "is a workbook without any text in its sheets",
        hint="check that it is an extract and no picture or chart of one",
    )
