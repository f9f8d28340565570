"""How each strand was recorded, unit by unit, area by area and overall, out of the tally."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.counts import Count, Place, places
from eqmon.rates import Rate, rate_of
from eqmon.report.model import Duty, Recorded
from eqmon.rulebook.signals import VanishedSignal
from eqmon.vocabulary import RECORDINGS_OF, Level, Measure, Recording

if TYPE_CHECKING:
    import pandas as pd

    from eqmon.rulebook.duties import DutyInForce
    from eqmon.rulebook.model import Suite

PLACES = (Level.OVERALL, Level.AREA, Level.UNIT)


@dataclass
class _Sums:
    """One strand's counts in one place."""

    as_read: dict[Recording, int] = field(default_factory=lambda: defaultdict(int))
    applicable: dict[Recording, int] = field(default_factory=lambda: defaultdict(int))
    known_by_field: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    known_by_code: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    invalid_by_why: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def rate_of_count(count: Count) -> Rate:
    """The rate of a rule's count."""
    return rate_of(count.count, count.denominator)


def recorded_strands(suite: Suite, tally: pd.DataFrame) -> tuple[Recorded, ...]:
    """Every strand of a suite in every place, overall first, in the suite's order of strands."""
    followed = {
        s for signal in suite.signals if isinstance(signal, VanishedSignal) for s in signal.strands
    }
    return tuple(
        _recorded(strand, place, sums, with_codes=strand in followed)
        for strand in suite.strands
        for place, sums in sorted(_sums(tally, strand).items(), key=_overall_first)
    )


def duties(tally: pd.DataFrame, duty: DutyInForce) -> dict[Place, Duty]:
    """The duty at the applicable records' dates, in every place."""
    counts: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    commencement = duty.commencement.isoformat()
    became = duty.became.commencement.isoformat() if duty.became else None
    for row in tallies.of_subject(tally, tallies.DUTY):
        # An ISO date compares as text as it does as a date; no day sorts after none of them.
        if row.code == tallies.UNDATED:
            when = "undated"
        elif row.code < commencement:
            when = "not_then"
        else:
            when = "in_force" if became is None or row.code < became else "later"
        for place in places(row):
            counts[place][when] += row.n
    return {place: _duty(found, duty) for place, found in counts.items()}


def _duty(counts: Mapping[str, int], duty: DutyInForce) -> Duty:
    not_then, undated = counts.get("not_then", 0), counts.get("undated", 0)
    earlier, later = counts.get("in_force", 0), counts.get("later", 0)
    in_force = earlier + later
    if in_force and not_then:
        label = "duty in force for part"
    elif in_force:
        label = "duty in force"
    elif not_then:
        label = "no duty then"
    else:
        label = "not dated"
    name = duty.name_at(earlier=bool(earlier), later=bool(later))
    return Duty(label=label, name=name, in_force=in_force, not_then=not_then, undated=undated)


def _sums(tally: pd.DataFrame, strand: str) -> dict[Place, _Sums]:
    found: dict[Place, _Sums] = defaultdict(_Sums)
    for row in tallies.of_subject(tally, strand, as_read=True):
        recording = Recording(row.recording)
        for place in places(row):
            sums = found[place]
            sums.as_read[recording] += row.n
            if row.applicable and recording is not Recording.NOT_APPLICABLE:
                sums.applicable[recording] += row.n
                if recording is Recording.KNOWN:
                    sums.known_by_field[row.field] += row.n
                    sums.known_by_code[row.code] += row.n
                elif recording is Recording.INVALID:
                    sums.invalid_by_why[row.code] += row.n
    return found


def _recorded(strand: str, place: Place, sums: _Sums, *, with_codes: bool) -> Recorded:
    level, unit = place
    applicable = sum(sums.applicable.values())
    return Recorded(
        strand=strand,
        level=level,
        unit=unit or None,
        records=sum(sums.as_read.values()),
        applicable=applicable,
        recordings=_ordered(sums.applicable),
        as_read=_ordered(sums.as_read),
        measures={
            measure: rate_of(_total(sums.applicable, RECORDINGS_OF[measure]), applicable)
            for measure in Measure
        },
        reported_in=dict(sorted(sums.known_by_field.items())),
        codes=dict(sorted(sums.known_by_code.items()))
        if with_codes and level is not Level.AREA
        else {},
        invalid=dict(sorted(sums.invalid_by_why.items())),
    )


def _ordered(counts: Mapping[Recording, int]) -> dict[Recording, int]:
    return {recording: counts[recording] for recording in Recording if counts.get(recording)}


def _total(counts: Mapping[Recording, int], recordings: Iterable[Recording]) -> int:
    return sum(counts.get(recording, 0) for recording in recordings)


def _overall_first(item: tuple[Place, _Sums]) -> tuple[int, str]:
    (level, unit), _ = item
    return PLACES.index(level), unit
