"""How counts of people are controlled: which are withheld, and how the others are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eqmon.vocabulary import ControlMethod

if TYPE_CHECKING:
    from eqmon.rulebook.disclosure import DisclosureRules

FEWEST_VALUES = 3
"""Values that every withheld count keeps, whatever has to be withheld besides."""


@dataclass(frozen=True)
class Method:
    """A method with its figures; those that stand here are the shipped rulebook's.

    `suppress` withholds counts of 1 to `threshold` - 1 and shows the others exactly; `round`
    withholds counts of 1 to `small` and shows the others to the nearest `base` (HES).
    """

    name: Literal["suppress", "round"] = "suppress"
    strict: bool = False
    """Whether counts of recordings are controlled too."""
    threshold: int = 10
    small: int = 7
    base: int = 5
    least_values: int = 5
    """Values that a withheld count is to be left with where that costs counts of people alone."""
    each_side: int = 10
    """Records of a measure's line, in its numerator and beside it, from which on it is shown."""
    measures_to: int = 5
    """What counts of measures are rounded to the nearest of, by whatever method."""

    @classmethod
    def of(
        cls,
        rules: DisclosureRules,
        name: ControlMethod | None = None,
        *,
        strict: bool | None = None,
    ) -> Method:
        """The method of a rulebook; `name` and `strict` are what a run asks for instead."""
        return cls(
            name=rules.method
            if name is None
            else ("round" if name == ControlMethod.ROUND else "suppress"),
            strict=rules.strict if strict is None else strict,
            threshold=rules.suppress.threshold,
            small=rules.round.small,
            base=rules.round.base,
            least_values=rules.least_values,
            each_side=rules.measures.each_side,
            measures_to=rules.measures.base,
        )

    @property
    def largest_withheld(self) -> int:
        """Counts from 1 to this are never shown."""
        return self.threshold - 1 if self.name == "suppress" else self.small

    @property
    def rounded_to(self) -> int:
        """What shown counts are rounded to the nearest of; 1 where they are exact."""
        return 1 if self.name == "suppress" else self.base

    def is_small(self, count: int) -> bool:
        """Whether a count is never shown."""
        return 0 < count <= self.largest_withheld

    def shown(self, count: int) -> int:
        """A count as it is shown, if it is."""
        return (count + self.rounded_to // 2) // self.rounded_to * self.rounded_to

    def told(self, shown: int) -> tuple[int, int]:
        """The least and the greatest count that is shown so."""
        if not shown:
            return 0, 0
        least = shown - self.rounded_to // 2
        return max(least, self.largest_withheld + 1), least + self.rounded_to - 1
