"""What may be concluded of each group beside its comparator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from eqmon.measures.model import Contrast
from eqmon.measures.told import Figures
from eqmon.measures.wording import ALL_OTHERS, Said, sentence
from eqmon.rates import rate_of
from eqmon.statistics.at_random import Stratum, missing_at_random
from eqmon.statistics.bounds import Outcome, Table, highest, known_rates, lowest
from eqmon.statistics.comparison import Comparison, compare_outcomes, compared
from eqmon.statistics.margin import Margin, Region, Usability
from eqmon.statistics.tipping import tipping_point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.measures.sums import Answers, Split


class Untold(NamedTuple):
    """Records without the outcome of which it is not told whether they had it."""

    group: int = 0
    comparator: int = 0
    unknown: int = 0


NOTHING_UNTOLD = Untold()
FEWEST = 8
"""Records of a group below which it has no rate to compare, as Hospital Episode Statistics have
it for figures below the national."""
RELIABLE = 30
"""Records of a group below which its rate is of low reliability."""


def conclude(
    answers: Answers,
    units: Mapping[str, Answers],
    comparator: str | None,
    margin: tuple[float, float],
) -> Mapping[str, Contrast]:
    """The contrast of each group that can be compared, by group.

    `answers` are of the place that is told; `units` of every unit within it, for what is assumed
    of answers missing at random within each. Without a comparator, or where it is none of the
    groups, a group is compared with all other known answers together. The comparator itself has
    no contrast, nor has a group that has fewer than 8 records or whose comparator has.
    """
    limits = Margin(*margin)
    named = comparator if comparator in answers.known else None
    known, within = _known(answers), [(of, _known(of)) for of in units.values()]
    found = {}
    for group in answers.known:
        table = _table(answers, known, group, named)
        untold = _untold(answers, group, named)
        if group != named and min(table.group.records, table.comparator.records) >= FEWEST:
            strata = [_stratum(of, of_all, group, named) for of, of_all in within]
            found[group] = contrast_of(group, named or ALL_OTHERS, table, strata, limits, untold)
    return found


def contrast_of(
    group: str,
    comparator: str,
    table: Table,
    strata: Sequence[Stratum],
    margin: Margin,
    untold: Untold = NOTHING_UNTOLD,
) -> Contrast:
    """One group's outcome against its comparator's, from counts alone.

    `strata` are the same counts unit by unit. ValueError for a negative count.
    """
    figures = Figures(
        compared=_compared(table, margin, untold),
        tips=None if any(untold) else tipping_point(table, margin),
        at_random=None if any(untold) else missing_at_random(strata).ratio,
        margin=margin,
        is_few=min(table.group.records, table.comparator.records) < RELIABLE,
    )
    unknown = table.unknown.records
    said = sentence(Said(group, comparator, figures, unknown, untold=sum(untold)))
    return Contrast(
        comparator=comparator,
        comparator_rate=rate_of(table.comparator.yes, table.comparator.records),
        **figures.told(said),
    )


def _compared(table: Table, margin: Margin, untold: Untold) -> Comparison:
    """The comparison; where outcomes are not told, only what holds whatever they were.

    Those of the group count at the one end as if none had the outcome and at the other as if all
    had, those of the comparator the other way round. Those of unknown group count twice over, once
    as each: bounds that are a little too wide, and never too narrow.
    """
    if not any(untold):
        return compare_outcomes(table, margin)
    of_group, of_others, of_unknown = untold
    unknown = table.unknown.plus(of_unknown, 0)
    low = Table(table.group, table.comparator.plus(of_others, -of_others), unknown)
    high = Table(table.group.plus(of_group, -of_group), table.comparator, unknown)
    found = compared(known_rates(table), lowest(low), highest(high), margin)
    if found.usability is Usability.USABLE:
        return found
    return replace(found, usability=Usability.NOT_USABLE, region=Region.NOT_TOLD)


def _untold(answers: Answers, group: str, comparator: str | None) -> Untold:
    others = (
        split.untold
        for name, split in answers.known.items()
        if name != group and comparator in (None, name)
    )
    of_group = answers.known[group].untold
    return Untold(of_group, sum(others), answers.not_known.untold)


def _table(answers: Answers, known: Outcome, group: str, comparator: str | None) -> Table:
    """The group, its comparator, and the records without a known answer."""
    of_group, unknown = _outcome(answers.known.get(group)), _outcome(answers.not_known)
    if comparator is None:
        return Table(of_group, known.plus(-of_group.yes, -of_group.no), unknown)
    return Table(of_group, _outcome(answers.known.get(comparator)), unknown)


def _stratum(answers: Answers, known: Outcome, group: str, comparator: str | None) -> Stratum:
    table = _table(answers, known, group, comparator)
    both = table.group.plus(*table.comparator)
    return Stratum(table.group, table.comparator, table.unknown, known.plus(-both.yes, -both.no))


def _known(answers: Answers) -> Outcome:
    """Records of any known answer."""
    every = answers.known.values()
    return Outcome(sum(split.yes for split in every), sum(split.no for split in every))


def _outcome(split: Split | None) -> Outcome:
    return Outcome(split.yes, split.no) if split else Outcome(0, 0)
