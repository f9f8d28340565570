"""What those recorded are held beside, out of the populations of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from eqmon.part import Part

if TYPE_CHECKING:
    from eqmon.rulebook.populations import Population, Share

ALL_OTHERS = "all others"


class Beside(Part):
    """One group's part of a population, and what of it is compared."""

    of: str
    """Whose population it is, as in `economically active residents`."""
    date: str
    """The day that it is of."""
    source: str
    kind: Literal["share", "rate"]
    """Whether the group's share of those recorded is compared with its share of the population, or
    its records for each of its people with those of another group."""
    group: str
    groups: tuple[str, ...]
    """The groups that `group` is made of: itself, as a rule."""
    share: float
    """Of the group in the population, as a fraction 0 to 1."""
    population: int | None
    """How many people; None where only the share is known."""
    comparator: str = ""
    """The group that it is compared with where rates are."""
    comparators: tuple[str, ...] = ()
    comparator_population: int | None = None


def besides_of(population: Population, comparator: str | None) -> Iterator[Beside]:
    """Every group's share; where people are counted, its rate beside that of the comparator too.

    Without a comparator, or where the population has none of that name, a group's rate is compared
    with that of all others together. A group of nobody has neither.
    """
    shares = [share for share in population.shares if share.share > 0]
    for share in shares:
        yield _beside(population, share, "share", {})
    named = [share for share in shares if share.name == comparator]
    for share in shares:
        others = [one for one in named or shares if one is not share]
        people = sum(one.count or 0 for one in others)
        if share.count and people:  # none is left to hold the comparator beside
            told = {
                "comparator": named[0].name if named else ALL_OTHERS,
                "comparators": tuple(group for one in others for group in one.groups),
                "comparator_population": people,
            }
            yield _beside(population, share, "rate", told)


def at_the_time(populations: Iterable[Population], last: str) -> Iterator[Population]:
    """Of populations alike but for their date, the last one up to the month `last`, or the first.

    `last` is `YYYY-MM`; empty where no record has a date: then the last one of all.
    """
    alike: dict[tuple[str, str, str], list[Population]] = {}
    for one in populations:
        alike.setdefault((one.strand, one.unit, one.of), []).append(one)
    for found in alike.values():
        in_time = [one for one in found if not last or f"{one.date:%Y-%m}" <= last]
        chosen = max(map(_day, in_time)) if in_time else min(map(_day, found))
        yield from (one for one in found if one.date == chosen)


def _day(population: Population) -> date:
    return population.date


def _beside(
    population: Population, share: Share, kind: Literal["share", "rate"], told: dict[str, object]
) -> Beside:
    return Beside.model_validate(
        {
            "of": population.of,
            "date": population.date.isoformat(),
            "source": population.source,
            "kind": kind,
            "group": share.name,
            "groups": share.groups,
            "share": share.share,
            "population": share.count,
            **told,
        }
    )
