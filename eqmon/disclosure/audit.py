"""What was withheld from a public copy and why: for its owner's eyes alone, for it is exact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from eqmon.disclosure.control import Control
from eqmon.disclosure.crossed import Crossed
from eqmon.disclosure.differencing import SMALL
from eqmon.disclosure.held import HeldLine
from eqmon.disclosure.people import ControlledPeople
from eqmon.disclosure.protect import Protected
from eqmon.disclosure.widening import range_left
from eqmon.report.csv import guarded
from eqmon.report.people_model import People
from eqmon.vocabulary import Level, Recording

RECORDS = "records"
KNOWN = "(known)"
RECORDINGS = "(recordings)"
ALL_UNITS = "All units"


@dataclass(frozen=True)
class WithheldCount:
    """One count that is left out of a public copy."""

    collection: str
    table: str
    """The strand or field, a measure, or `records` for a unit whose figures are all withheld."""
    level: str
    place: str
    group: str
    count: int
    why: str
    """`small`, `all alike`, `unit withheld`, `published` (it would tell something beside the last
    publication), `with` another, `strict` or `whole table`; of measures see `HeldLine`, of which
    `rounded` ones are shown."""
    least: int | None
    """The least value that a reader of this copy takes for possible; None where not worked out."""
    most: int | None


def audit(made: Protected) -> tuple[WithheldCount, ...]:
    """Every withheld count of a public copy, with its reason and the range left to a reader."""
    rows: list[WithheldCount] = []
    of_each = zip(made.controls, made.tables, made.measures, strict=True)
    for control, tables, measures in of_each:
        rows += [*_records(control), *_strict(control)]
        for inside, outside in zip(control.inside.people, tables, strict=True):
            rows += _people(control.inside.suite, inside, outside)
        rows += [_of_measure(control.inside.suite, line) for line in measures]
    return tuple(rows)


def audit_csv(rows: tuple[WithheldCount, ...]) -> str:
    """The rows as CSV, with a heading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(WithheldCount))
    for row in rows:
        cells = astuple(row)
        writer.writerow(guarded(c) if isinstance(c, str) else c for c in cells)
    return text.getvalue()


def _of_measure(suite: str, line: HeldLine) -> WithheldCount:
    return WithheldCount(
        suite,
        line.measure,
        line.level,
        line.place or ALL_UNITS,
        line.group,
        line.count,
        line.why,
        line.least,
        line.most,
    )


def _records(control: Control) -> Iterator[WithheldCount]:
    """Units whose figures are withheld, by their records in the strand that has most."""
    most: dict[str, int] = {}
    fewest: dict[str, int] = {}
    for row in control.inside.recorded:
        if row.level is Level.UNIT and row.unit is not None and control.hides(row.level, row.unit):
            most[row.unit] = max(most.get(row.unit, 0), row.records)
            fewest[row.unit] = min(fewest.get(row.unit, row.applicable), row.applicable)
    for unit, records in most.items():
        is_small = 0 < records < SMALL or 0 < fewest[unit] < SMALL
        why = "small" if is_small else "with small units"
        suite = control.inside.suite
        yield WithheldCount(suite, RECORDS, Level.UNIT, unit, "", records, why, None, None)


def _strict(control: Control) -> Iterator[WithheldCount]:
    """Units of which a strand is withheld for a small count of recordings, by its known answers."""
    for row in control.inside.recorded:
        withheld = control.strict.get(row.strand)
        of_unit = row.level is Level.UNIT and row.unit is not None
        if withheld and of_unit and row.unit in withheld.names - control.withheld.names:
            known = row.recordings.get(Recording.KNOWN, 0)
            where = control.inside.suite, row.strand, row.level, str(row.unit)
            yield WithheldCount(*where, RECORDINGS, known, "strict", None, None)


def _people(suite: str, inside: People, outside: ControlledPeople) -> Iterator[WithheldCount]:
    if outside.table is None:
        yield from _whole(suite, inside)
        return
    table = outside.table
    for row, column in sorted(table.withheld):
        place = table.places[row]
        is_rest = column == table.groups
        yield WithheldCount(
            suite,
            inside.subject,
            place.level,
            place.unit or ALL_UNITS,
            KNOWN if is_rest else inside.groups[column],
            sum(place.counts) if is_rest else place.counts[column],
            _why(table, row, column, inside),
            *_range(table, row, column),
        )


def _whole(suite: str, inside: People) -> Iterator[WithheldCount]:
    """A table of which nothing is shown."""
    for row in inside.rows:
        place = row.unit or ALL_UNITS
        for group, n in zip(inside.groups, row.counts, strict=True):
            where = suite, inside.subject, row.level, place, group
            yield WithheldCount(*where, n or 0, "whole table", None, None)


def _range(table: Crossed, row: int, column: int) -> tuple[int, int]:
    least, most = range_left(table, row, column)
    if column == table.groups and not table.places[row].hidden:
        # The arc is of those whose answer is not known; the total is.
        total = table.places[row].total
        return total - most, total - least
    return least, most


def _why(table: Crossed, row: int, column: int, people: People) -> str:
    place = table.places[row]
    if place.hidden:
        return "unit withheld"
    if (row, column) in table.because:
        at, of = table.because[row, column]
        if (at, of) == (row, column):
            return "published"
        beside = KNOWN if of == table.groups else people.groups[of]
        return f"with {table.places[at].unit or ALL_UNITS}, {beside}"
    return "small" if table.method.is_small(place.counts[column]) else "all alike"
