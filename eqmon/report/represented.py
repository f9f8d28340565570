"""Holds the people of a collection beside the populations of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eqmon.measures.beside import at_the_time, besides_of
from eqmon.measures.represented import Counted, Represented, represented
from eqmon.statistics.margin import Margin
from eqmon.vocabulary import NO_DATE, UNREADABLE_DATE, Level

if TYPE_CHECKING:
    from eqmon.report.model import Recorded
    from eqmon.report.people_model import People, PeopleRow
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.populations import Population

Where = tuple[Level, str | None]
Places = Mapping[Where, Counted]


class Held(NamedTuple):
    """What holding the people of a collection beside the populations came to."""

    represented: tuple[Represented, ...] = ()
    unfit: tuple[str, ...] = ()
    """Populations whose groups are not those of a strand, in words."""


def held_beside(
    suite: Suite,
    rulebook: Rulebook,
    people: Sequence[People],
    recorded: Sequence[Recorded],
    months: Mapping[str, int],
    areas: Mapping[str, str],
) -> Held:
    """Every group of every population, in the order of the suite's strands and then of the files.

    A population of a unit or area is for the place that it names, one of no unit for all together.
    It is left out of a strand that lacks one of its groups, or all that one is made of; where it
    counts people, also of one that knows people of a group which it lacks: the shares would be of
    other wholes.
    """
    if not rulebook.populations:
        return Held()
    dated = [month for month in months if month not in (NO_DATE, UNREADABLE_DATE)]
    populations = list(at_the_time(rulebook.populations, max(dated, default="")))
    measures = rulebook.measures.get(suite.suite)
    margin = Margin(*measures.margin) if measures else Margin()
    found: list[Represented | None] = []
    unfit: list[str] = []
    for table in (table for table in people if table.subject in suite.strands):
        places = counted(table, recorded)
        comparator = measures.comparators.get(table.subject) if measures else None
        for population in populations:
            where = _where(population.unit, places, suite, rulebook)
            if where is None or not _is_of(population, table.subject, suite):
                continue
            if why := _unfit(population, places[where]):
                unfit.append(why)
                continue
            units = _within(where, places, areas)
            found += (
                represented(beside, places[where], units, margin)
                for beside in besides_of(population, comparator)
            )
    return Held(tuple(one for one in found if one is not None), tuple(dict.fromkeys(unfit)))


def _is_of(population: Population, strand: str, suite: Suite) -> bool:
    """Whether a population is of a strand: that of its name, or any of its kind where none has."""
    if population.strand in suite.strands:
        return population.strand == strand
    return population.strand == suite.strands[strand].strand


def _unfit(population: Population, place: Counted) -> str:
    """Why the one does not fit the other; empty where it does."""
    whose = f"{place.label} is not held beside {population.of} on {population.date}"
    given = [group for share in population.shares for group in share.groups]
    lacking = [share.name for share in population.shares if not {*share.groups} & {*place.groups}]
    if lacking:
        return f"{whose}: it has no group {' and no group '.join(lacking)}."
    others = [group for group, n in place.groups.items() if n and group not in given]
    if others and population.shares[0].count is not None:
        return f"{whose}: people of {' and '.join(others)} are not counted there."
    return ""


def told_again(
    told: Sequence[Represented],
    people: Sequence[People],
    recorded: Sequence[Recorded],
    areas: Mapping[str, str],
) -> tuple[Represented, ...]:
    """The same groups and populations beside the people that are shown, where all of a line is.

    Of a public copy nothing is told that its own tables do not tell.
    """
    tables = {table.subject: counted(table, recorded) for table in people if not table.withheld}
    found = []
    for one in told:
        places, where = tables.get(one.strand, {}), (one.level, one.unit)
        if where in places:
            units = _within(where, places, areas)
            found.append(represented(one.beside, places[where], units, Margin(*one.margin)))
    return tuple(one for one in found if one is not None)


def counted(table: People, recorded: Sequence[Recorded]) -> Places:
    """The people of a strand in every place of which all is shown."""
    applicable = {
        (row.level, row.unit): row.applicable
        for row in recorded
        if row.strand == table.subject and not row.withheld
    }
    return {
        (row.level, row.unit): one
        for row in table.rows
        if (one := _counted(table, row, applicable.get((row.level, row.unit)))) is not None
    }


def _counted(table: People, row: PeopleRow, applicable: int | None) -> Counted | None:
    counts = [count for count in row.counts if count is not None]
    if applicable is None or row.known is None or len(counts) < len(row.counts):
        return None
    return Counted(
        strand=table.subject,
        label=table.label,
        level=row.level,
        unit=row.unit,
        groups=dict(zip(table.groups, counts, strict=True)),
        known=sum(counts),  # rounded counts need not add up to the exact one
        not_known=max(0, applicable - row.known),
    )


def _where(unit: str, places: Places, suite: Suite, rulebook: Rulebook) -> Where | None:
    """The place that a population is of, where it has records."""
    name = rulebook.units_of(suite).find(unit) if unit else None
    wanted: list[Where] = [(Level.UNIT, name), (Level.AREA, name)] if unit else []
    return next((one for one in wanted or [(Level.OVERALL, None)] if one in places), None)


def _within(where: Where, places: Places, areas: Mapping[str, str]) -> list[Counted]:
    """The units of a place; none where some are not shown, so that they do not add up to it."""
    level, name = where
    if level is Level.UNIT:
        return [places[where]]
    units = [
        one
        for (at, unit), one in places.items()
        if at is Level.UNIT and (level is Level.OVERALL or areas.get(unit or "") == name)
    ]
    whole = places[where]
    known, not_known = sum(one.known for one in units), sum(one.not_known for one in units)
    return units if (known, not_known) == (whole.known, whole.not_known) else []
