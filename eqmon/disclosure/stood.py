"""What the last publication says of a measure: its lines stand until enough records have moved.

Rounding hides one count, not the record that came since: a count that passes from 37 to 38 is shown
as 35 and then as 40. So a line stays as it was published until so many of its records moved, on
one side at least, as a side must have; and what was hidden stays hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eqmon.disclosure.before import Before
from eqmon.disclosure.lines import UNIT, Key, rates_of, rounded
from eqmon.disclosure.methods import Method
from eqmon.measures.model import Measured
from eqmon.measures.sums import Split
from eqmon.rates import Rate

STANDS = "As last published: fewer than {} records of any of its lines moved since."


@dataclass(frozen=True)
class Stood:
    """A measure as it was published last."""

    measured: Measured
    rates: Mapping[Key, Rate]
    units: frozenset[str]
    """The units of that publication."""
    method: Method

    def moved(self, key: Key, line: Split) -> bool:
        """Whether a line that was shown moved by enough records for both figures to be told."""
        now, then = rounded(line, self.method), self.rates[key]
        count, all_ = now.count - then.count, now.denominator - then.denominator
        # Each count may be off by as much as rounding makes it, and what is beside it twice that.
        enough, off = self.method.each_side, self.method.measures_to
        return max(abs(count), abs(all_), abs(all_ - count) - off) >= enough + off

    def stands(self, lines: Mapping[Key, Split]) -> bool:
        """Whether no line that was shown moved by enough."""
        nothing = Split()
        return not any(self.moved(key, lines.get(key, nothing)) for key in self.rates)

    def hides(self, key: Key) -> bool:
        """Whether a line was hidden; a unit that sent nothing then and a group of nobody were not.

        A month that was not shown may have been there.
        """
        if key in self.rates:
            return False
        if self.measured.withheld or key.of == UNIT:
            return self.measured.withheld or key.name in self.units
        return key.of not in {by.by for by in self.measured.by if not by.withheld}

    def as_published(self) -> Measured:
        """The measure as it was, and why."""
        said = STANDS.format(self.method.each_side)
        notes = tuple(note for note in self.measured.notes if note != said)
        return self.measured.model_copy(update={"notes": (*notes, said)})


def stood_before(inside: Measured, before: Before | None, method: Method) -> Stood | None:
    """The same version of the same measure, defined alike; None where it was not published."""
    same = (
        one
        for one in (before.collection.measures if before else ())
        if _defined(one) == _defined(inside)
    )
    was = next(same, None)
    if was is None or before is None:
        return None
    return Stood(was, rates_of(was), frozenset(before.collection.units), method)


def _defined(one: Measured) -> tuple[str | None, ...]:
    return one.measure, one.since, one.until, one.numerator, one.denominator
