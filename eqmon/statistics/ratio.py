"""The ratio and the difference of two independent figures, with 95 % intervals.

Both intervals are recovered from the limits of the two figures themselves (MOVER), so that they
need no correction where a count is 0, and agree with each other: the interval of the ratio is above
1 just where that of the difference is above 0.

Sources: A. Donner and G. Y. Zou, Statistical Methods in Medical Research 21 (2012) 347-359; with
Wilson's limits recommended for ratios of proportions over the logarithmic interval of Katz by
M. W. Fagerland, S. Lydersen and P. Laake, Statistical Methods in Medical Research 24 (2015)
224-254, and the same as R. G. Newcombe's method 10 for differences (Statistics in Medicine 17
(1998) 873-890); for rates of counts P. J. Laud, Pharmaceutical Statistics 16 (2017) 334-348.

A limit of the interval of Katz may fall where a rate rises, so that the interval at the worst case
need not hold those of the other cases. These limits rise and fall with the limits of both figures.
"""

from __future__ import annotations

from math import hypot, inf, sqrt

from eqmon.statistics.estimate import Estimate, Span


def ratio(one: Estimate, other: Estimate) -> float | None:
    """`one` over `other`: infinite over 0, and None where both are 0."""
    if other.point:
        return one.point / other.point
    return inf if one.point else None


def difference(one: Estimate, other: Estimate) -> float:
    """`one` less `other`, in the unit of both."""
    return one.point - other.point


def ratio_interval(one: Estimate, other: Estimate) -> Span:
    """The 95 % interval of `one` over `other`.

    Its limits are those ratios r at which the interval of `one` - r `other` ends at 0. Without a
    record counted in `one` it begins at 0, without one in `other` it has no end, and without
    either it is from 0 to infinity: nothing is told.
    """
    product = one.point * other.point
    # The squares of the points less those of the distances to the limits, as products.
    low_one, high_one = (limit * (2 * one.point - limit) for limit in one[1:])
    low_other, high_other = (limit * (2 * other.point - limit) for limit in other[1:])
    low = product + sqrt(max(0.0, product * product - low_one * high_other))
    high = product + sqrt(max(0.0, product * product - high_one * low_other))
    return Span(low_one / low if low else 0.0, high / low_other if low_other > 0 else inf)


def difference_interval(one: Estimate, other: Estimate) -> Span:
    """The 95 % interval of `one` less `other`."""
    found = difference(one, other)
    return Span(
        found - hypot(one.point - one.low, other.high - other.point),
        found + hypot(one.high - one.point, other.point - other.low),
    )
