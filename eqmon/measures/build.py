"""Builds what every measure of a suite came to, out of its counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eqmon.measures.conclude import conclude
from eqmon.measures.days import days_told
from eqmon.measures.heard import doubts, heard, of_no_unit, unheard
from eqmon.measures.model import ByAnswer, DaysTold, GroupRate, Measured, Monthly, Placed
from eqmon.measures.order import order_of
from eqmon.measures.provisos import provisos, why_not_searched
from eqmon.measures.status import OVERALL, Status, status_of
from eqmon.measures.sums import Answers, Split, Sums, sums_of
from eqmon.rates import Rate, rate_of
from eqmon.rulebook.measures import strands_of
from eqmon.rulebook.where import answers_read
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.counts import Place
    from eqmon.engines.measure_counter import MeasureCounts
    from eqmon.measures.order import Key
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.measures import Definition, Measures, Version
    from eqmon.rulebook.model import Suite

LEVELS = (Level.OVERALL, Level.AREA, Level.UNIT)


def measured_of(
    suite: Suite, rulebook: Rulebook, counts: MeasureCounts, found: Collection[str]
) -> tuple[Measured, ...]:
    """Every measure of the suite in the order of its file, one for each version that has records.

    `found` are the fields that some extract has a column for.
    """
    measures = rulebook.measures.get(suite.suite)
    if measures is None:
        return ()
    persons_only = {one.id: one.persons_only for one in measures.measures}
    sums = sums_of(counts.entries, persons_only)
    building = _Building(suite, rulebook, measures, counts, frozenset(found))
    return tuple(
        building.measured(measure, number, sums.get((measure.id, number), Sums()))
        for measure in measures.measures
        for number in _versions(measure, sums)
    )


def _versions(measure: Definition, sums: Mapping[tuple[str, int], Sums]) -> Iterator[int]:
    """The versions that records' dates call for; the last one where no record tells."""
    counted = [n for n in range(len(measure.versions)) if (measure.id, n) in sums]
    yield from counted or [len(measure.versions) - 1]


@dataclass(frozen=True)
class _Building:
    """A suite's measures, while they are put together."""

    suite: Suite
    rulebook: Rulebook
    definitions: Measures
    counts: MeasureCounts
    found: frozenset[str]

    def measured(self, measure: Definition, number: int, sums: Sums) -> Measured:
        """One version of a measure."""
        version = measure.versions[number]
        status = status_of(measure, version, sums, self.found)
        return Measured(
            measure=measure.id,
            title=measure.title,
            topic=measure.topic,
            kind=measure.kind,
            version=version.label,
            since=version.since.isoformat() if version.since else None,
            until=version.until.isoformat() if version.until else None,
            numerator=version.numerator.says,
            denominator=version.denominator.says,
            tells=measure.tells,
            owner=measure.owner,
            frequency=measure.frequency,
            limb=measure.limb,
            desired=measure.desired,
            source=tuple(f"{s.work} {s.where}".strip() for s in measure.source),
            asks=tuple(self._asks(version)),
            **self._figures(measure, number, sums, status),
        )

    def _asks(self, version: Version) -> Iterator[str]:
        """Subjects of tables of people whose fields it reads."""
        conditions = (*version.denominator.where, *version.numerator.where)
        read = {name for one in conditions for name in answers_read(one)}
        yield from (name for name, one in self.suite.strands.items() if read & {*one.fields})
        yield from (one.field for one in self.suite.people if one.field in read)

    def _figures(
        self, measure: Definition, number: int, sums: Sums, status: Status
    ) -> dict[str, Any]:
        suites = self.rulebook.suites
        unsearched = "" if status.missing else why_not_searched(measure, self.counts, suites)
        told: dict[str, Any] = {
            "status": status.status,
            "reason": (unsearched if status.reason else "")
            or self._reason(measure, number, status),
            "missing": status.missing,
            "not_measurable_since": status.since,
        }
        if status.status != "measured":
            return told
        return told | {
            "places": tuple(_placed(sums)),
            "months": tuple(_monthly(sums)),
            "by": tuple(self._by(measure, sums)),
            "days": tuple(self._days(measure, number)),
            "notes": (
                *doubts(measure, number, self.counts),
                *self._notes(measure, status),
                *provisos(measure, self.counts, suites),
                *heard(measure, number, self.counts),
                *of_no_unit(sums),
            ),
        }

    def _reason(self, measure: Definition, number: int, status: Status) -> str:
        doubt = unheard(measure, number, self.counts) if status.status == "no records" else ""
        return status.reason + doubt

    def _days(self, measure: Definition, number: int) -> Iterator[DaysTold]:
        versioned = (measure.id, number)
        entries = (one for one in self.counts.days if (one.measure, one.version) == versioned)
        return days_told(entries, measure.persons_only)

    def _notes(self, measure: Definition, status: Status) -> tuple[str, ...]:
        """Records that could not be measured for want of a column; others have their own note."""
        searched = self.counts.searched.get(measure.id)
        return () if searched and searched.units_without else status.notes

    def _by(self, measure: Definition, sums: Sums) -> Iterator[ByAnswer]:
        for breakdown in self.definitions.by_of(measure):
            found = sums.by.get(breakdown, {})
            key = order_of(breakdown, self.suite, self.rulebook) if found else None
            crossed = len(strands_of(breakdown)) > 1
            for place in sorted(found, key=_order):
                told = place == OVERALL or (not crossed and self._is_told(place, found[place]))
                if key is not None and told:
                    yield self._in_place(breakdown, place, found, key)

    def _is_told(self, place: Place, answers: Answers) -> bool:
        level, unit = place
        enough = answers.all.all >= self.definitions.least_in_unit and unit not in BUCKETS
        return level is Level.UNIT and enough

    def _in_place(
        self,
        breakdown: str,
        place: Place,
        found: Mapping[Place, Answers],
        key: Callable[[str], Key],
    ) -> ByAnswer:
        answers, (level, unit) = found[place], place
        within = {
            one: of for (at, one), of in found.items() if at is Level.UNIT and one not in BUCKETS
        }
        units = within if level is Level.OVERALL else {unit: answers}
        comparator = self.definitions.comparators.get(breakdown)
        contrasts = conclude(answers, units, comparator, self.definitions.margin)
        return ByAnswer(
            by=breakdown,
            label=self._label(breakdown),
            level=level,
            unit=unit or None,
            groups=tuple(
                GroupRate(
                    group=group, rate=_rate(answers.known[group]), contrast=contrasts.get(group)
                )
                for group in sorted(answers.known, key=key)
            ),
            not_known=_rate(answers.not_known),
            gap=rate_of(answers.not_known.all, answers.all.all),
            untold=answers.all.untold,
        )

    def _label(self, breakdown: str) -> str:
        labels = [self.suite.strands[strand].label for strand in strands_of(breakdown)]
        return " and ".join([labels[0], *(label[:1].lower() + label[1:] for label in labels[1:])])


def _rate(split: Split) -> Rate:
    return rate_of(split.yes, split.all)


def _placed(sums: Sums) -> Iterator[Placed]:
    for level, unit in sorted({*sums.places, *sums.without_column}, key=_order):
        yield Placed(
            level=level,
            unit=unit or None,
            rate=_rate(sums.places.get((level, unit), Split())),
            without_column=sums.without_column.get((level, unit), 0),
        )


def _monthly(sums: Sums) -> Iterator[Monthly]:
    for (level, unit), month in sorted(sums.months, key=lambda one: (_order(one[0]), one[1])):
        rate = _rate(sums.months[(level, unit), month])
        yield Monthly(level=level, unit=unit or None, month=month, rate=rate)


def _order(place: Place) -> tuple[int, bool, str]:
    level, unit = place
    return LEVELS.index(level), unit in BUCKETS, unit
