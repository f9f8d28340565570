"""Whether those recorded are of each group as a population or workforce would have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eqmon.measures.beside import Beside
from eqmon.measures.conclude import FEWEST, RELIABLE
from eqmon.measures.told import Figures, Told
from eqmon.measures.wording import Said, sentence
from eqmon.rates import Rate, rate_of
from eqmon.statistics.at_random import Stratum, missing_at_random
from eqmon.statistics.bounds import Outcome
from eqmon.statistics.margin import Margin
from eqmon.statistics.representation import (
    compare_population_rates,
    compare_share,
    tipping_of_population_rates,
    tipping_of_share,
)
from eqmon.vocabulary import Level


class Represented(Told):
    """One group among those recorded, beside its part of a population, in one place.

    The ratio is of the group's share among known answers over its share of the population; where
    `beside.kind` is `rate`, of its records for each of its people over the comparator's.
    """

    strand: str
    """The strand's name in its suite."""
    label: str
    level: Level
    unit: str | None
    """None overall."""
    beside: Beside
    people: Rate
    """Records of the group, over those whose answer is known."""
    gap: Rate
    """Records whose answer is not known, over all applicable ones."""


@dataclass(frozen=True)
class Counted:
    """How many of each group of a strand are recorded in one place."""

    strand: str
    label: str
    level: Level
    unit: str | None
    groups: Mapping[str, int]
    known: int
    not_known: int

    def of(self, groups: Iterable[str]) -> int:
        """Those of some groups together."""
        return sum(self.groups.get(group, 0) for group in groups)


def represented(
    beside: Beside, place: Counted, units: Sequence[Counted], margin: Margin
) -> Represented | None:
    """A group of one place held beside a population; None where fewer than 8 records are compared.

    `units` are the places that `place` is made of, for what is assumed of answers missing at random
    within each.
    """
    of_group, is_share = place.of(beside.groups), beside.kind == "share"
    compared = place.known if is_share else of_group + place.of(beside.comparators)
    if compared < FEWEST:
        return None
    at_random = missing_at_random([_stratum(beside, unit) for unit in units]).share
    figure = _of_share if is_share else _of_rates
    figures = figure(beside, place, at_random, margin, is_few=compared < RELIABLE)
    said = Said(
        group=beside.group,
        comparator=f"{beside.of} ({_of_population(beside)})" if is_share else beside.comparator,
        figures=figures,
        unknown=place.not_known,
        noun="share" if is_share else f"rate per head of {beside.of} ({beside.date})",
        is_among=is_share,
    )
    return Represented(
        strand=place.strand,
        label=place.label,
        level=place.level,
        unit=place.unit,
        beside=beside,
        people=rate_of(of_group, place.known),
        gap=rate_of(place.not_known, place.known + place.not_known),
        **figures.told(sentence(said)),
    )


def _of_share(
    beside: Beside, place: Counted, at_random: float | None, margin: Margin, *, is_few: bool
) -> Figures:
    counts = place.of(beside.groups), place.known, place.not_known
    return Figures(
        compared=compare_share(*counts, beside.share, margin),
        tips=tipping_of_share(*counts, beside.share, margin),
        at_random=None if at_random is None else at_random / beside.share,
        margin=margin,
        is_few=is_few,
    )


def _of_rates(
    beside: Beside, place: Counted, at_random: float | None, margin: Margin, *, is_few: bool
) -> Figures:
    people, others = beside.population or 0, beside.comparator_population or 0
    one = place.of(beside.groups), people
    other = place.of(beside.comparators), others
    odds = None if at_random is None or at_random == 1 else at_random / (1 - at_random)
    return Figures(
        compared=compare_population_rates(one, other, place.not_known, margin),
        tips=tipping_of_population_rates(one, other, place.not_known, margin),
        at_random=None if odds is None else odds * others / people,
        margin=margin,
        is_few=is_few,
    )


def _of_population(beside: Beside) -> str:
    """`26.0 % on 2008-02-07`."""
    return f"{100 * beside.share:.1f} % on {beside.date}"


def _stratum(beside: Beside, unit: Counted) -> Stratum:
    """The group against all others of the unit, or against its comparator."""
    count = unit.of(beside.groups)
    others = unit.known - count if beside.kind == "share" else unit.of(beside.comparators)
    return Stratum(
        group=Outcome(count, 0),
        comparator=Outcome(others, 0),
        unknown=Outcome(unit.not_known, 0),
        neither=Outcome(unit.known - count - others, 0),
    )
