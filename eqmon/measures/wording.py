"""One plain sentence of what may be concluded of a group beside its comparator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING

from eqmon.statistics.margin import Margin, Region, Usability

if TYPE_CHECKING:
    from eqmon.measures.told import Figures
    from eqmon.statistics.comparison import Comparison
    from eqmon.statistics.estimate import Span

MOST_DIGITS = 6
ALL_OTHERS = "all other known answers"
"""The comparator of a group that is compared with no other by name."""
INFINITE = "infinite"
"""A ratio to a rate of 0."""


@dataclass(frozen=True)
class Said:
    """What a sentence is about."""

    group: str
    comparator: str
    figures: Figures
    unknown: int
    """How many records have no known answer."""
    noun: str = "rate"
    """What is compared: a `rate`, a `share`, a `rate among residents`."""
    untold: int = 0
    """Of how many records it is not told whether they count."""
    is_among: bool = False
    """Whether the comparator is not a group but those among whom the group has its share."""

    @property
    def compared(self) -> Comparison:
        """The figures' comparison."""
        return self.figures.compared

    @property
    def margin(self) -> Margin:
        """The figures' margin."""
        return self.figures.margin


def sentence(said: Said) -> str:
    """What is concluded, on what figures, and what would overturn it; never why groups differ.

    Figures beside the margin get as many digits as show on which side of it they are.
    """
    told = [_told(said)] if said.compared.region is not Region.NOT_TOLD else [_not_told(said)]
    if said.compared.usability is not Usability.USABLE and said.unknown and not said.untold:
        told.append(_reach(said))
    if said.figures.is_few:
        told.append("Few records: of low reliability.")
    return " ".join(told)


def _told(said: Said) -> str:
    figures = f"ratio {_figures(said)}"
    if said.untold:
        reach = _span(said.compared.ratio.bounds, said.margin)
        return (
            f"{said.group}: whatever came of the {_untold(said)}, {_conclusion(said)}: "
            f"{figures}, {reach} in every case."
        )
    if not said.unknown:
        return f"{said.group}: {_conclusion(said)}: {figures}; all answers are known."
    if said.compared.usability is Usability.USABLE:
        reach = _span(said.compared.ratio.bounds, said.margin)
        return (
            f"{said.group}: whatever the answers not known would be, {_conclusion(said)}: "
            f"{figures}, {reach} in every case."
        )
    return f"{said.group}: among known answers {_conclusion(said)}: {figures}."


def _conclusion(said: Said) -> str:
    margin = _margin(said.margin)
    if said.compared.region is Region.ALIKE:
        of = "among" if said.is_among else "of"
        alike = f"a {said.noun} like that {of} {said.comparator}, within {margin}"
        differs = f" though {_way(said)} by more than chance"
        return alike + differs if said.compared.differs else alike
    return f"{_other(said, said.compared.region)}, beyond {margin}"


def _other(said: Said, way: str) -> str:
    """`a lower rate than White`."""
    than = f"among {said.comparator}" if said.is_among else said.comparator
    return f"a {way} {said.noun} than {than}"


def _reach(said: Said) -> str:
    """How far the answers not known reach, and how many of them would overturn a conclusion."""
    possible = _span(said.compared.ratio.bounds, said.margin)
    reach = f"Those not known leave {possible} possible"
    if said.compared.region is Region.NOT_TOLD:
        return f"{reach}."
    return f"{reach}: {_overturned(said)}."


def _overturned(said: Said) -> str:
    tips = said.figures.tips
    others = "other groups" if said.comparator == ALL_OTHERS else said.comparator
    rest = "" if said.is_among else f" and the rest of {others}"
    if tips is None or (tips.count == 0 and tips.at_least):
        if said.is_among:
            return "it would not hold if none of these were of this group"
        return f"it would not hold if all of these were of {others}"
    of = f"{tips.count:,} of these {tips.unknown:,}"
    if tips.at_least:
        return f"as few as {of}, being of this group{rest}, could overturn it"
    return f"it would not hold if no more than {of} were of this group{rest}"


def _not_told(said: Said) -> str:
    ratio, margin = said.compared.ratio, _margin(said.margin)
    opening = f"{said.group}: nothing can be concluded beside {said.comparator}"
    if said.untold:
        reach = _span(said.compared.ratio.bounds, said.margin)
        return f"{opening}, for the {_untold(said)} leave a ratio of {reach} possible."
    if ratio.point is None:
        return f"{opening}: neither has a record that counts."
    if not said.compared.differs:
        return (
            f"{opening}: chance alone may explain the ratio of {_figures(said)}, whose interval "
            f"reaches beyond {margin}."
        )
    known = "among known answers " if said.unknown else ""
    return (
        f"{said.group}: {known}{_other(said, _way(said))}, more than chance "
        f"explains, but whether beyond {margin} is not told: ratio {_figures(said)}."
    )


def _untold(said: Said) -> str:
    if said.untold == 1:
        return "1 record that does not tell whether it counts"
    return f"{said.untold:,} records that do not tell whether they count"


def _way(said: Said) -> str:
    point = said.compared.ratio.point
    return "higher" if point is not None and point > 1 else "lower"


def _figures(said: Said) -> str:
    """A ratio with its interval: `0.60 (95 % interval 0.51 to 0.70)`."""
    point = said.compared.ratio.point
    shown = INFINITE if point is None or isinf(point) else _number(point, said.margin)
    return f"{shown} (95 % interval {_span(said.compared.ratio.interval, said.margin)})"


def _span(span: Span | None, margin: Margin) -> str:
    if span is None:
        return "nothing"
    if isinf(span.low):
        return INFINITE
    if isinf(span.high):
        return f"{_number(span.low, margin)} or more"
    return f"{_number(span.low, margin)} to {_number(span.high, margin)}"


def _margin(margin: Margin) -> str:
    return f"the margin of {margin.low:g} to {margin.high:g}"


def _number(value: float, margin: Margin) -> str:
    """Two digits, or as many more as tell it from 1 and from the ends of the margin."""
    for digits in range(2, MOST_DIGITS):
        shown = f"{value:.{digits}f}"
        if _tells(float(shown), value, (margin.low, 1.0, margin.high)):
            return shown
    return f"{value:.{MOST_DIGITS}f}"


def _tells(shown: float, value: float, marks: Iterable[float]) -> bool:
    return all(
        (shown > mark) == (value > mark) and (shown < mark) == (value < mark) for mark in marks
    )
