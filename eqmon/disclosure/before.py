"""What the last publication tells of each place of a new table of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eqmon.disclosure.crossed import Crossed
from eqmon.disclosure.methods import Method
from eqmon.disclosure.network import ANY
from eqmon.errors import UsageError
from eqmon.report.model import Collection, Recorded, Report
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Audience, Level, Recording

Bounds = tuple[int, int]
NOTHING: Bounds = (0, 0)
UNKNOWN: Bounds = (0, ANY)


@dataclass(frozen=True)
class Before:
    """A collection as it was last published, and how its counts of people were controlled."""

    collection: Collection
    method: Method

    def together(self, subject: str) -> tuple[tuple[str, ...], ...]:
        """The units that were told together in a table."""
        rows = (r for p in self.collection.people if p.subject == subject for r in p.rows)
        return tuple(row.together for row in rows if row.together)


def last_published(report: Report, published: Report | None) -> dict[str, Before]:
    """By suite, the collections that were published before of the same period.

    UsageError for a report that was never published, or of none of these collections: other than
    the public copy that was published nothing can be held against.
    """
    if published is None:
        return {}
    where, hint = "--published", "give the report.json of the public copy that was published"
    if published.audience is not Audience.PUBLIC or published.disclosure is None:
        raise UsageError(where, "the report is no public copy of this version", hint=hint)
    if published.period != report.period:
        return {}
    suites = {collection.suite for collection in report.collections}
    told = published.disclosure
    method = Method(
        name=told.method,
        threshold=told.small + 1,
        small=told.small,
        base=told.rounded_to,
    )
    found = {c.suite: Before(c, method) for c in published.collections if c.suite in suites}
    if not found:
        raise UsageError(where, "the report has none of these collections", hint=hint)
    return found


@dataclass(frozen=True)
class Told:
    """What is told of each row of a table: bounds of its columns and of its total."""

    columns: list[list[Bounds]]
    totals: list[Bounds]
    withheld: frozenset[tuple[int, int]]


def told_before(
    table: Crossed, people: People, was: People, before: Collection, method: Method
) -> Told | None:
    """What a publication tells of the rows of a new table; None where the two do not go together.

    They do not where a group or a place is gone, or where a line of the new one counts units
    together of which the old one told several apart.
    """
    if _gone(people, was):
        return None
    units = {(r.level, r.unit): r.together or (r.unit,) for r in people.rows}
    recorded = _Recorded(before, people.subject)
    columns, totals, withheld = [], [], set()
    for at, place in enumerate(table.places):
        members = units[place.level, place.unit]
        inside = [r for r in was.rows if r.level is place.level and _is_of(r, members)]
        telling = [r for r in inside if r.known != 0]
        if len(telling) > 1:
            return None
        row = telling[0] if telling else inside[0] if inside else None
        bounds = [_bounds(row, was, group, method) for group in people.groups]
        withheld |= {(at, c) for c, b in enumerate(bounds) if b == UNKNOWN}
        if not was.adds_up and row is not None and row.known is not None:
            bounds = [(low, min(high, row.known)) for low, high in bounds]
        total = _total(row, adds_up=was.adds_up)
        if table.columns > table.groups:
            rest, total = recorded.of(place.level, members)
            bounds.append(rest)
            if rest == UNKNOWN:
                withheld.add((at, table.groups))
        columns.append(bounds)
        totals.append(total)
    return Told(columns, totals, frozenset(withheld))


class _Recorded:
    """How a strand was recorded by a publication: those not known, and all, of any places."""

    def __init__(self, before: Collection, strand: str) -> None:
        self._of_strand = {(r.level, r.unit): r for r in before.recorded if r.strand == strand}
        self._of_any: Mapping[tuple[Level, str | None], Recorded] = {
            (r.level, r.unit): r for r in before.recorded if not r.withheld
        }

    def of(self, level: Level, units: Sequence[str | None]) -> tuple[Bounds, Bounds]:
        """Bounds of the people whose answer is not known, and of all people."""
        rest, total = NOTHING, NOTHING
        for unit in units:
            row = self._of_strand.get((level, unit))
            if row is None:
                continue
            known = row.recordings.get(Recording.KNOWN, 0)
            rest = _sum(rest, UNKNOWN if row.withheld else (row.applicable - known,) * 2)
            any_ = row if not row.withheld else self._of_any.get((level, unit))
            total = _sum(total, UNKNOWN if any_ is None else (any_.applicable,) * 2)
        return rest, total


def _sum(one: Bounds, other: Bounds) -> Bounds:
    return one[0] + other[0], min(ANY, one[1] + other[1])


def _gone(people: People, was: People) -> bool:
    """Whether a group or a place that was told of is no longer in the table."""
    groups = set(was.groups) - set(people.groups)
    indices = [was.groups.index(group) for group in groups]
    rows = [(r.level, r.together or (r.unit,)) for r in people.rows]
    return any(row.counts[i] != 0 for row in was.rows for i in indices) or any(
        not any(row.level is level and _is_of(row, units) for level, units in rows)
        for row in was.rows
        if row.known != 0
    )


def _is_of(row: PeopleRow, units: Sequence[str | None]) -> bool:
    return set(row.together or (row.unit,)) <= set(units)


def _bounds(row: PeopleRow | None, was: People, group: str, method: Method) -> Bounds:
    if row is None or group not in was.groups:
        return NOTHING
    shown = row.counts[was.groups.index(group)]
    return UNKNOWN if shown is None else method.told(shown)


def _total(row: PeopleRow | None, *, adds_up: bool) -> Bounds:
    if row is None:
        return NOTHING
    if row.known is None:
        return UNKNOWN
    return (row.known, row.known) if adds_up else (0, ANY)
