"""Units with one or two people of known answer, told together with a neighbour's.

How many answers are known is a count of recordings, and exact. Where it is one or two, the counts
of people beside it have two or three possible values at most, so that either must go; it is the
unit's own line of people that does. Added to that of the smallest neighbours in its area it stays
in the table, and what was recorded in each borough stays in the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from eqmon.disclosure.differencing import SMALL
from eqmon.disclosure.methods import FEWEST_VALUES
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Level

Hides = Callable[[Level, str | None], bool]


def together(
    people: People,
    area_of: Mapping[str, str | None],
    hides: Hides,
    kept: Iterable[Sequence[str]] = (),
) -> People:
    """The table with lines of few known people added to others of their area.

    Withheld units stay as they are, and so does a unit that is alone in its area. `kept` are units
    that an earlier publication told together: they are so again, or the two would tell them apart.
    """
    if not people.adds_up:
        return people
    by_area: dict[str | None, list[PeopleRow]] = defaultdict(list)
    for row in people.rows:
        if row.level is Level.UNIT and not hides(row.level, row.unit):
            by_area[area_of.get(row.unit or "")].append(row)
    before = [frozenset(units) for units in kept]
    sums = {
        row.unit: added
        for rows in by_area.values()
        for group in _groups(rows, before)
        for added in [_added(group)]
        for row in group
    }
    told: dict[str | None, PeopleRow] = {}
    for row in people.rows:
        if row.level is Level.UNIT and row.unit in sums:
            told.setdefault(sums[row.unit].unit, sums[row.unit])
    others = [r for r in people.rows if r.level is not Level.UNIT or r.unit not in sums]
    return people.model_copy(update={"rows": (*others, *told.values())}) if sums else people


def _groups(rows: Sequence[PeopleRow], before: Sequence[frozenset[str]]) -> list[list[PeopleRow]]:
    """The lines of one area that are to be added up, each group with at least ten known people."""
    groups = []
    left = sorted(rows, key=lambda r: (r.known or 0, r.unit or ""))
    for units in before:
        group = [r for r in left if r.unit in units]
        if len(group) > 1:
            groups.append(group)
            left = [r for r in left if r not in group]
    few = [r for r in left if 0 < (r.known or 0) < FEWEST_VALUES]
    if not few:
        return groups
    others = [r for r in left if (r.known or 0) >= FEWEST_VALUES]
    while others and sum(r.known or 0 for r in few) < SMALL:
        few.append(others.pop(0))
    if len(few) > 1:
        groups.append(few)
    return groups


def _added(rows: Sequence[PeopleRow]) -> PeopleRow:
    units = sorted(r.unit or "" for r in rows)
    columns = zip(*(r.counts for r in rows), strict=True)
    return PeopleRow(
        level=Level.UNIT,
        unit=f"{', '.join(units[:-1])} and {units[-1]}",
        counts=tuple(sum(n or 0 for n in column) for column in columns),
        known=sum(r.known or 0 for r in rows),
        together=tuple(units),
    )
