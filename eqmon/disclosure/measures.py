"""Measures in a public copy: rates of rounded counts, and none of few people on either side.

A measure counts what happened to people. Shown are all units together, each unit, each month of all
units and each group of all units, where they have enough records on each side and nothing can be
told by subtraction (see `lines`, `crossed_lines`). Months and groups of single units, and areas,
are not: they would make tables of several dimensions of every measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from eqmon.disclosure.before import Before
from eqmon.disclosure.control import Control
from eqmon.disclosure.held import AS_PUBLISHED, WHOLE, HeldLine, held_lines
from eqmon.disclosure.lines import ALL, MONTH, NOT_KNOWN, UNIT, Key, is_enough, nearest, rounded
from eqmon.disclosure.methods import Method
from eqmon.disclosure.recomputed import contrasts_of
from eqmon.disclosure.stood import stood_before
from eqmon.disclosure.to_show import Lines
from eqmon.measures.heard import DOUBT
from eqmon.measures.model import ByAnswer, DaysTold, GroupRate, Measured, Monthly, Placed
from eqmon.rates import Rate, rate_of
from eqmon.vocabulary import Level

ROUNDED = "Counts are rounded to the nearest {}; rates are those of the rounded counts."
DOUBTED = f"{DOUBT}many records hold words that no list knows, or none."
LACKING = "Records of extracts that lack a column for it are in none of its figures."
TOO_FEW = "Withheld: too few records in its numerator or beside it, or none."
OF_PEOPLE = (
    "Withheld: it counts people by what they are, and the table of these people is not shown whole."
)
NONE = rate_of(0, 0)
"""In place of a withheld rate."""
BESIDE_MEDIAN, BESIDE_NINETIETH = 2, 10
"""So many times the records of a side: then as many lie beyond the median, or beyond the 90th
percentile."""


@dataclass
class ControlledMeasures:
    """The measures of a collection as they may be published, and what is held back of them."""

    measures: tuple[Measured, ...] = ()
    held: list[HeldLine] = field(default_factory=list)


def controlled_measures(
    control: Control, months: Collection[str], method: Method, before: Before | None = None
) -> ControlledMeasures:
    """The measures of a collection whose tables of people are controlled already.

    `months` are those that the public copy names. `before` is its last publication: a line stands
    as it was then until enough records moved.
    """
    found = ControlledMeasures()
    for inside in control.inside.measures:
        was = stood_before(inside, before, method)
        one = _Measure(inside, Lines(control, frozenset(months), method, inside, was))
        found.measures += (one.public(),)
        found.held += one.held()
    return found


class _Measure:
    """One measure while it is controlled."""

    def __init__(self, inside: Measured, lines: Lines) -> None:
        self.inside, self.lines, self.method = inside, lines, lines.method
        self.why_not = _why_not(inside, lines)
        self.hidden = {} if self.why_not else lines.hidden()

    def public(self) -> Measured:
        """The measure with what may be shown."""
        since = self.inside.not_measurable_since
        nothing: dict[str, object] = {}
        nothing |= dict.fromkeys(("notes", "places", "months", "by", "days"), ())
        nothing["not_measurable_since"] = since if since in self.lines.months else None
        if self.inside.status == "not measurable":
            return self.inside.model_copy(update=nothing)
        if self.why_not:
            told = {"status": "no records", "reason": self.why_not, "withheld": True}
            return self.inside.model_copy(update=nothing | told)
        was = self.lines.was
        if was is not None and was.stands(self.lines.all):
            return was.as_published()
        return self.inside.model_copy(
            update=nothing
            | {
                "rounded_to": self.method.measures_to,
                "notes": tuple(self._notes()),
                "places": tuple(self._places()),
                "months": tuple(self._months()),
                "by": tuple(self._by()),
                "days": tuple(self._days()),
            }
        )

    def held(self) -> list[HeldLine]:
        """What is held back of it."""
        lines, was = self.lines, self.lines.was
        if self.why_not:
            why = dict.fromkeys(lines.all, WHOLE)
        elif was is not None and was.stands(lines.all):
            why = dict.fromkeys(lines.all, AS_PUBLISHED)
        else:
            why = dict.fromkeys(lines.kept, AS_PUBLISHED) | self.hidden
        return list(held_lines(self.inside, lines.all, why, self.method))

    def _rate(self, key: Key) -> Rate | None:
        """A line's rate as it is shown; None where it is not."""
        if key in self.hidden or key not in self.lines.all:
            return None
        was = self.lines.was
        if was is not None and key in was.rates and not was.moved(key, self.lines.all[key]):
            return was.rates[key]
        return rounded(self.lines.all[key], self.method)

    def _notes(self) -> Iterator[str]:
        if any(note.startswith(DOUBT) for note in self.inside.notes):
            yield DOUBTED
        yield ROUNDED.format(self.method.measures_to)
        shown = {key.name for key in self.lines.all if key.of == UNIT and key not in self.hidden}
        if any(p.without_column and p.unit in shown for p in self.inside.places):
            yield LACKING

    def _places(self) -> Iterator[Placed]:
        """All units together, then every unit of the collection, whether it has records or not."""
        rate = self._rate(ALL)
        yield Placed(level=Level.OVERALL, unit=None, rate=rate or NONE)
        for unit in sorted({*self.lines.control.inside.units}):
            rate = self._rate(Key(UNIT, unit))
            yield Placed(level=Level.UNIT, unit=unit, rate=rate or NONE, withheld=rate is None)

    def _months(self) -> Iterator[Monthly]:
        for month in self.inside.months:
            rate = self._rate(Key(MONTH, month.month))
            if month.level is Level.OVERALL and rate:
                yield Monthly(level=Level.OVERALL, unit=None, month=month.month, rate=rate)

    def _by(self) -> Iterator[ByAnswer]:
        for by in self.inside.by:
            if by.level is Level.OVERALL:
                shown = self._in_groups(by)
                if shown.groups:
                    yield shown

    def _in_groups(self, by: ByAnswer) -> ByAnswer:
        found = {g.group: rate for g in by.groups if (rate := self._rate(Key(by.by, g.group)))}
        nobody = not by.not_known.denominator
        not_known = NONE if nobody else self._rate(Key(by.by, NOT_KNOWN))
        gap, contrasts = NONE, {}
        if not_known is not None:
            everybody = nearest(by.gap.denominator, self.method)
            gap = rate_of(min(not_known.denominator, everybody), everybody)
            of_all = self._rate(ALL)
            total = of_all if of_all and of_all.denominator == everybody else None
            half = self.method.measures_to // 2
            if not by.untold:
                contrasts = contrasts_of(by, found, not_known, total, half)
        return by.model_copy(
            update={
                "groups": tuple(
                    GroupRate(group=group, rate=rate, contrast=contrasts.get(group))
                    for group, rate in found.items()
                ),
                "not_known": not_known or NONE,
                "gap": gap,
                "untold": 0,
                "withheld": not_known is None or len(found) < len(by.groups),
            }
        )

    def _days(self) -> Iterator[DaysTold]:
        """Median and percentile where as many records lie beyond as a side must have."""
        least = self.method.each_side
        for days in self.inside.days:
            key = Key(UNIT, days.unit) if days.unit else ALL
            if days.level is not Level.AREA and self._rate(key):
                enough = days.records >= BESIDE_MEDIAN * least
                nearly_all = days.records >= BESIDE_NINETIETH * least
                yield days.model_copy(
                    update={
                        "records": nearest(days.records, self.method) if enough else 0,
                        "median": days.median if enough else None,
                        "ninetieth": days.ninetieth if nearly_all else None,
                        "undated": 0,
                        "out_of_order": 0,
                    }
                )


def _why_not(inside: Measured, lines: Lines) -> str:
    """Why nothing of a measure is shown; empty where something is."""
    if inside.status == "not measurable":
        return ""
    was = lines.was
    if was is not None and was.measured.withheld:
        return was.measured.reason
    if lines.control.withheld.total:
        return TOO_FEW
    if ALL not in lines.kept and not is_enough(lines.total, lines.method):
        return TOO_FEW
    if not all(lines.people(subject).whole for subject in inside.asks):
        return OF_PEOPLE
    return ""
