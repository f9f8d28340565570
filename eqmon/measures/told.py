"""What a comparison tells, as reports hold it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from eqmon.part import Part
from eqmon.statistics.margin import Region

if TYPE_CHECKING:
    from eqmon.statistics.comparison import Comparison
    from eqmon.statistics.estimate import Span
    from eqmon.statistics.margin import Margin
    from eqmon.statistics.tipping import Tipping

Usable = Literal["usable", "usable with bounds", "not usable"]
RegionTold = Literal["lower", "alike", "higher", "not told"]


class Told(Part):
    """A ratio and a difference, how far the answers not known reach, and what may be concluded.

    An upper end that is None has no end; both ends are None where nothing can be told.
    """

    ratio: float | None
    """Among known answers, with its 95 % interval."""
    ratio_lower: float | None
    ratio_upper: float | None
    difference: float | None
    """Among known answers, with its 95 % interval."""
    difference_lower: float | None
    difference_upper: float | None
    least: float | None
    """The lowest ratio that the records without an answer leave possible, `most` the highest."""
    most: float | None
    least_lower: float | None
    """The lower end of the 95 % interval of the lowest such ratio."""
    most_upper: float | None
    """The upper end of the 95 % interval of the highest such ratio."""
    difference_least: float | None
    difference_most: float | None
    tipping: float | None
    """The share of the records without an answer that would have to be of the group, the others
    being of the comparator, for what known answers say to be overturned: the smallest, unless
    `tipping_at_most`; None where no share would, or nothing is said."""
    tipping_at_most: bool = False
    """Whether it is overturned by so large a share or any below, instead of any above."""
    at_random: float | None
    """The ratio if answers were missing at random within each unit: an assumption, no finding."""
    usable: Usable
    region: RegionTold
    """Where the ratio lies against the margin, as far as it may be concluded."""
    margin: tuple[float, float]
    low_reliability: bool = False
    """Whether a rate of 8 to 29 records is compared."""
    sentence: str


@dataclass(frozen=True)
class Figures:
    """What is told, before its sentence."""

    compared: Comparison
    tips: Tipping | None
    at_random: float | None
    margin: Margin
    is_few: bool

    def told(self, sentence: str) -> dict[str, Any]:
        """The values of `Told`."""
        ratio, difference = self.compared.ratio, self.compared.difference
        overturns = self.tips if self.compared.region is not Region.NOT_TOLD else None
        return {
            "ratio": _finite(ratio.point),
            "ratio_lower": _low(ratio.interval),
            "ratio_upper": _high(ratio.interval),
            "difference": difference.point,
            "difference_lower": _low(difference.interval),
            "difference_upper": _high(difference.interval),
            "least": _low(ratio.bounds),
            "most": _high(ratio.bounds),
            "least_lower": _low(ratio.widened),
            "most_upper": _high(ratio.widened),
            "difference_least": _low(difference.bounds),
            "difference_most": _high(difference.bounds),
            "tipping": overturns.share if overturns else None,
            "tipping_at_most": bool(overturns and not overturns.at_least),
            "at_random": _finite(self.at_random),
            "usable": self.compared.usability.value,
            "region": self.compared.region.value,
            "margin": (self.margin.low, self.margin.high),
            "low_reliability": self.is_few,
            "sentence": sentence,
        }


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _low(span: Span | None) -> float | None:
    return None if span is None else _finite(span.low)


def _high(span: Span | None) -> float | None:
    return None if span is None else _finite(span.high)
