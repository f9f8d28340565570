"""A table of people in public: small counts withheld, others with them, and the rest rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from eqmon.disclosure.before import Before
from eqmon.disclosure.control import Control, few_people
from eqmon.disclosure.crossed import Crossed, Place
from eqmon.disclosure.differencing import ASSESSED, SMALL
from eqmon.disclosure.methods import Method
from eqmon.disclosure.network import ANY
from eqmon.disclosure.pinning import told_by_verdicts
from eqmon.disclosure.republished import hold_against
from eqmon.disclosure.together import together
from eqmon.disclosure.widening import widen
from eqmon.report.model import Finding
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Level

Where = tuple[Level, str | None]

NO_UNITS = "Withheld: too few records for any to be shown."
NOT_ADDED_UP = "Withheld: its units do not add up to its total, so that it cannot be checked."
NOT_BESIDE = "Withheld: beside the last publication any part of it would tell a small count."
NOT_TO_BE_HAD = "Withheld: no part of it can be shown without telling a small count."


@dataclass(frozen=True)
class ControlledPeople:
    """A table as it may be published, and what came of it."""

    people: People
    table: Crossed | None
    """None where the whole table is withheld."""
    unrecorded: frozenset[Where]
    """Places where how the strand was recorded must be withheld too, or it would tell a count."""


def controlled(
    people: People, control: Control, method: Method, before: Before | None = None
) -> ControlledPeople:
    """A table of a collection, controlled by a method and held against the last publication."""
    if control.hides_recordings(people.subject, Level.OVERALL, None):
        return _withheld(people, NO_UNITS)
    kept = before.together(people.subject) if before else ()
    people = together(people, control.area_of or {}, _hiding(control, people.subject), kept)
    table = crossed(people, control, method)
    if table is None:
        return _withheld(people, NOT_ADDED_UP)
    if not widen(table):
        return _withheld(people, NOT_TO_BE_HAD)
    if before and not hold_against(table, people, before.collection, before.method):
        return _withheld(people, NOT_BESIDE)
    return published(people, table)


def _hiding(control: Control, strand: str) -> Callable[[Level, str | None], bool]:
    return lambda level, unit: control.hides_recordings(strand, level, unit)


def crossed(people: People, control: Control, method: Method) -> Crossed | None:
    """The table with its small counts withheld, and no others; None where it does not add up."""
    places = places_of(people, control)
    if places is None:
        return None
    return Crossed(places, method, with_rest=_applicable(people, control) is not None)


def published(people: People, table: Crossed) -> ControlledPeople:
    """A table as it stands after what had to be withheld was."""
    index = {(p.level, p.unit): row for row, p in enumerate(table.places)}
    rest = {row for row, column in table.withheld if column == table.groups}
    rows = []
    for of_place in people.rows:
        row = index.get((of_place.level, of_place.unit))
        shown = [
            None if row is None or (row, c) in table.withheld else table.method.shown(n or 0)
            for c, n in enumerate(of_place.counts)
        ]
        hidden = row is None or row in rest or table.places[row].hidden
        known = None if hidden else of_place.known
        rows.append(of_place.model_copy(update={"counts": tuple(shown), "known": known}))
    rounded = people.model_copy(update={"rows": tuple(rows), "rounded_to": table.method.rounded_to})
    unrecorded = {
        (table.places[row].level, table.places[row].unit)
        for row in rest
        if not table.places[row].hidden
    }
    where = frozenset(
        (row.level, unit)
        for row in people.rows
        if (row.level, row.unit) in unrecorded
        for unit in (row.together or (row.unit,))
    )
    return ControlledPeople(rounded, table, where)


def places_of(people: People, control: Control) -> tuple[Place, ...] | None:
    """The rows as places within places; None where those within do not add up to the whole.

    Areas of which nobody says what lies in them are left out, and so withheld.
    """
    applicable = _applicable(people, control)
    rows = _ordered(people, control)
    if not rows or rows[0].level is not Level.OVERALL:
        return None
    index = {(r.level, r.unit): i for i, r in enumerate(rows)}
    area_of = control.area_of or {}
    told = told_by_verdicts(people, _verdicts_shown(control))
    places = []
    for row in rows:
        counts = tuple(n or 0 for n in row.counts)
        if people.adds_up and sum(counts) != row.known:
            return None
        inside = None
        if row.level is not Level.OVERALL:
            units = row.together or (row.unit or "",)
            area = area_of.get(units[0]) if row.level is Level.UNIT else None
            inside = index.get((Level.AREA, area), 0)
        hidden = control.hides_recordings(people.subject, row.level, row.unit)
        total = applicable[row.level, row.unit] if applicable else sum(counts)
        place = _place(row, counts, inside, total, hidden, adds_up=people.adds_up)
        if applicable and hidden and not control.hides(row.level, row.unit):
            place = replace(place, told=(total, total))  # other strands tell how many it has
        places.append(replace(place, within=told.get((row.level, row.unit), ())))
    return tuple(places) if _adds_up(places) else None


def _place(
    row: PeopleRow,
    counts: tuple[int, ...],
    inside: int | None,
    total: int,
    hidden: bool,
    *,
    adds_up: bool,
) -> Place:
    known = row.known or 0
    told, most = (total, total), ANY
    if hidden:
        told = _told_of_hidden(row.level, total if adds_up else known)
    if not adds_up:
        # Everybody known is in one group at least, and in each at most once.
        most = told[1] if hidden else known
        told = (known if known <= total and not hidden else 0), ANY
    return Place(row.level, row.unit, counts, inside, total, told, hidden, most)


def _verdicts_shown(control: Control) -> list[Finding]:
    """Findings of which a public copy shows the verdict."""
    return [
        f
        for f in control.inside.findings
        if f.rule not in control.few and not control.hides(f.level, f.unit) and not few_people(f)
    ]


def _told_of_hidden(level: Level, total: int) -> tuple[int, int]:
    """What a reader may know of a total that is withheld: whether it is small, or reaches 30."""
    if level is not Level.UNIT:
        return 0, ANY
    if total < SMALL:
        return min(total, 1), SMALL - 1 if total else 0
    return (SMALL, ASSESSED - 1) if total < ASSESSED else (ASSESSED, ANY)


def _applicable(people: People, control: Control) -> Mapping[Where, int] | None:
    """Applicable records in every place of the table; None where they are not told of it."""
    found: dict[Where, int] = {
        (r.level, r.unit): r.applicable
        for r in control.inside.recorded
        if r.strand == people.subject
    }
    for row in people.rows:
        if row.together and all((row.level, unit) in found for unit in row.together):
            found[row.level, row.unit] = sum(found[row.level, unit] for unit in row.together)
    complete = all((r.level, r.unit) in found for r in people.rows)
    return found if complete and people.adds_up else None


def _ordered(people: People, control: Control) -> list[PeopleRow]:
    """Rows with those first that hold others."""
    order = (Level.OVERALL, Level.AREA, Level.UNIT)
    rows = [r for r in people.rows if r.level is not Level.AREA or control.area_of]
    return sorted(rows, key=lambda r: order.index(r.level))


def _adds_up(places: Sequence[Place]) -> bool:
    """Whether all that lies in a place is the place, in every group and in its total."""
    holding = {p.inside for p in places if p.inside is not None}
    for row in holding:
        inside = [p for p in places if p.inside == row]
        whole = places[row]
        if sum(p.total for p in inside) != whole.total:
            return False
        columns = zip(*(p.counts for p in inside), strict=True)
        if tuple(map(sum, columns)) != whole.counts:
            return False
    return True


def _withheld(people: People, reason: str) -> ControlledPeople:
    none = people.model_copy(update={"rows": (), "withheld": True, "reason": reason})
    return ControlledPeople(none, None, frozenset())
