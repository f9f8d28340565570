"""Whether a group's share, or its rate in a population, is what could be expected."""

from __future__ import annotations

from eqmon.statistics.bounds import Pair
from eqmon.statistics.comparison import Comparison, compared
from eqmon.statistics.estimate import Span, fixed, population_rate, proportion
from eqmon.statistics.margin import Margin
from eqmon.statistics.ratio import ratio_interval
from eqmon.statistics.tipping import Tipping, tipping_share


def compare_share(
    count: int, known: int, unknown: int, benchmark: float, margin: Margin | None = None
) -> Comparison:
    """A group's share of those whose group is known against a benchmark share.

    `count` of `known` records are of the group, `unknown` more have no known group; the benchmark
    is a fraction above 0 and at most 1, of a population or workforce, taken as it stands. Ratio and
    difference (0 to 1) with Wilson's interval; their bounds are those of `share_bounds`:
    count / (known + unknown) to (count + unknown) / (known + unknown).
    ValueError where the counts do not fit or the benchmark is no such share.
    """
    _require_benchmark(benchmark)
    _require_counts(count, known - count, unknown)
    against = fixed(benchmark)
    total = known + unknown
    at_worst = [(proportion(count + more, total), against) for more in (0, unknown) if total]
    pair = (proportion(count, known), against) if known else None
    return compared(pair, at_worst[:1], at_worst[1:], margin or Margin())


def compare_population_rates(
    one: tuple[int, float], other: tuple[int, float], unknown: int, margin: Margin | None = None
) -> Comparison:
    """Two groups' records for each person of their populations, and `unknown` records of no group.

    `one` and `other` are each a count and the population that it is of. The ratio is between
    (a / A) / ((b + unknown) / B) and ((a + unknown) / A) / (b / B). Records of one person or one
    event come together more than chance would have it, and then the interval is too narrow.
    ValueError for a negative count or a population that is not above 0.
    """
    _require_counts(one[0], other[0], unknown)
    return compared(
        _rates(one, other, 0, 0),
        [_rates(one, other, 0, unknown)],
        [_rates(one, other, unknown, 0)],
        margin or Margin(),
    )


def tipping_of_share(
    count: int, known: int, unknown: int, benchmark: float, margin: Margin | None = None
) -> Tipping | None:
    """How many of the unknown must be of the group to overturn what `compare_share` concludes.

    As `tipping_share` says it, the expected share being the group's among the known; 0 where no
    group is known. ValueError as for `compare_share`.
    """
    _require_benchmark(benchmark)
    _require_counts(count, known - count, unknown)
    if not known:
        return Tipping(0, unknown)

    def interval_at(more: int) -> Span:
        return ratio_interval(proportion(count + more, known + unknown), fixed(benchmark))

    without = ratio_interval(proportion(count, known), fixed(benchmark))
    return tipping_share(interval_at, unknown, count / known, without, margin or Margin())


def tipping_of_population_rates(
    one: tuple[int, float], other: tuple[int, float], unknown: int, margin: Margin | None = None
) -> Tipping | None:
    """How many of the unknown must be of the one group to overturn what
    `compare_population_rates` concludes, the others being of the other group.

    As `tipping_share` says it; expected is the one group's share of both groups' records.
    ValueError as for `compare_population_rates`.
    """
    _require_counts(one[0], other[0], unknown)
    both = one[0] + other[0]

    def interval_at(more: int) -> Span:
        return ratio_interval(*_rates(one, other, more, unknown - more))

    without = ratio_interval(*_rates(one, other, 0, 0))
    expected = one[0] / both if both else 0.0
    return tipping_share(interval_at, unknown, expected, without, margin or Margin())


def _rates(one: tuple[int, float], other: tuple[int, float], more: int, further: int) -> Pair:
    return population_rate(one[0] + more, one[1]), population_rate(other[0] + further, other[1])


def _require_benchmark(benchmark: float) -> None:
    if not 0 < benchmark <= 1:
        raise ValueError("a benchmark share is above 0 and at most 1")


def _require_counts(*counts: int) -> None:
    if min(counts) < 0:
        raise ValueError("a count is at least 0")
