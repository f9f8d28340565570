"""What a suite for an extract would need that no suite has yet: in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from eqmon.inspection.model import Looks
from eqmon.inspection.written_dates import ISO
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.looked import Looked
    from eqmon.inspection.model import StrandColumn, UnitColumn


def needs_of(
    looked: Looked, strands: tuple[StrandColumn, ...], unit: UnitColumn | None
) -> Iterator[str]:
    """Sentences on what the extract lacks, or holds that the rulebook does not read."""
    if looked.headless:
        yield "A row of headings: the first row may be a record, so nothing of it is shown."
        return
    if not looked.claims and not looked.suggestions:
        yield "Columns that eqmon knows: not one heading is accepted by any suite."
        return
    if not looked.opened.fitting:
        yield from _no_suite(looked)
    monitored = [
        s for n, s in looked.catalogue.suite.strands.items() if n in looked.missing_strands
    ]
    if labels := [strand.label for strand in monitored if strand.required]:
        of = {f for s in monitored for f in s.fields}
        yield (
            f"A column for {_listed(labels)}{_unless(looked, of)}: 100 % not obtained where a suite"
            " requires it."
        )
    if looked.unit_field is None and not looked.catalogue.units & looked.said_of_all.keys():
        unless = _unless(looked, looked.catalogue.units)
        yield f"A column that names the unit{unless}: all records are of no unit."
    has_dates = looked.date_field is not None or Looks.DATE in looked.looks
    if looked.catalogue.dates and not has_dates:
        yield "A column with the record's date: records belong to no month."
    yield from _dates(looked)
    yield from _values(strands, unit)
    if looked.catalogue.fits and not looked.catalogue.suite.key:
        return
    if not looked.catalogue.keys & looked.claims.keys():
        yield "A column that identifies a record: repeated ones cannot be found, nor sent back."


def _unless(looked: Looked, fields: Set[str]) -> str:
    """What is added to a need that the answer to a question may meet."""
    asked = any(suggestion.field in fields for suggestion in looked.suggestions)
    return ", unless it is one that is asked about above" if asked else ""


def _no_suite(looked: Looked) -> Iterator[str]:
    suites, found = looked.catalogue.rulebook.suites, looked.opened.found
    near = next(name for name in found)
    lacks = [f for f in suites[near].recognised_by if f not in found[near]]
    yield (
        f"A suite: it fits none. Nearest is {near}, which is known by {' and '.join(lacks)};"
        " `eqmon init` writes one for this file."
    )


def _dates(looked: Looked) -> Iterator[str]:
    for name, positions in looked.claims.items():
        field, dates = looked.catalogue.fields[name], looked.dates[positions[0]]
        if dates is None or not (name == looked.date_field or field.formats):
            continue
        new = [f for f in dates.formats if f not in (ISO, *field.formats)]
        if new:
            yield f"The date format {' and '.join(new)} for {name}."
        if dates.excel_serials:
            yield (
                f"{name}: {_records(dates.excel_serials)} with a spreadsheet's number for a day,"
                " which the format excel reads, or excel1904."
            )
        if dates.unread:
            yield f"{name}: {_records(dates.unread)} with a date that no format reads."


def _values(strands: tuple[StrandColumn, ...], unit: UnitColumn | None) -> Iterator[str]:
    for strand in strands:
        if invalid := strand.recordings.get(Recording.INVALID):
            yield (
                f"{strand.label}, column {strand.position}: {_records(invalid)} with a value that"
                f" the code list {strand.code_list} does not have."
            )
        if len(strand.schemes) > 1:
            told = " and ".join(strand.schemes)
            yield f"{strand.label}, column {strand.position}: codes of several schemes: {told}."
    if unit is not None and unit.unknown:
        yield (
            f"{_records(unit.unknown)} with a unit that the list {unit.units_list} does not have:"
            " a list or aliases of your own."
        )


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"
