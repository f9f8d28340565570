"""Whether one person is described in two ways, and whether ages end in 0 or 5 too often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.counts import Place, places
from eqmon.rates import rate_of
from eqmon.report import figures
from eqmon.report.model import Signal
from eqmon.report.words import number_of
from eqmon.statistics.heaping import Whipple, whipple
from eqmon.statistics.wilson import exceeds_beyond_chance
from eqmon.vocabulary import BUCKETS, Level, Recording

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.engines.persons import PersonsFound
    from eqmon.rulebook.signals import HeapedAgesSignal, SamePersonSignal

LEAST_PEOPLE = 30
"""Fewer people than this with two answers are too few to speak of a share."""
PERSON_LOOK = " Look at whether records of two people bear one reference."
AGES_LOOK = " Look at whether ages were estimated."


def same_person(asked: SamePersonSignal, checked: Checked) -> Iterator[Signal]:
    """For each field, the people of the sample whose known answers are not all the same."""
    found = checked.collection.signals.persons.get(asked.id)
    for name in asked.fields:
        yield _person_signal(asked, name, found, checked)


def _person_signal(
    asked: SamePersonSignal, name: str, found: PersonsFound | None, checked: Checked
) -> Signal:
    seen = found.seen.get(name, 0) if found else 0
    differently = found.differently.get(name, 0) if found else 0
    rate = rate_of(differently, seen)
    reason = _no_people(asked, name, seen, checked)
    look = not reason and exceeds_beyond_chance(differently, seen, asked.look_above)
    one_in = found.one_in if found else 1
    words = name.replace("_", " ")
    said = (
        f"{words[0].upper()}{words[1:]}: {figures.percent(rate)} ({figures.counts(rate)}) of people"
        f" with two known answers or more are described differently. {_looked_at(one_in)}"
    )
    return Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about=name,
        level=Level.OVERALL,
        unit=None,
        look=look,
        rate=rate if seen else None,
        one_in=one_in,
        sentence=said + (PERSON_LOOK if look else "") if seen else "",
        reason=reason,
    )


def _looked_at(one_in: int) -> str:
    return "Everybody was looked at." if one_in == 1 else f"One in {one_in:,} was looked at."


def _no_people(asked: SamePersonSignal, name: str, seen: int, checked: Checked) -> str:
    if not seen:
        missing = checked.without_column((asked.reference, name))
        nobody = "nobody has two known answers"
        return f"no column for {' or '.join(missing)}" if missing else nobody
    if seen < LEAST_PEOPLE:
        return f"fewer than {LEAST_PEOPLE} people have two known answers"
    return ""


def heaped_ages(asked: HeapedAgesSignal, checked: Checked) -> Iterator[Signal]:
    """Whipple's index over all units together, and in each unit with enough such ages."""
    ages: dict[Place, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for entry in tallies.of_subject(checked.collection.tally, asked.strand):
        known = entry.recording == Recording.KNOWN.value and entry.field == asked.field
        if known and entry.code.isdecimal():
            for place in places(entry):
                ages[place][int(entry.code)] += entry.n
    everybody = Level.OVERALL, ""
    yield _ages_signal(asked, everybody, whipple(ages.get(everybody, {})), checked)
    for (level, unit), of_place in sorted(ages.items()):
        found = whipple(of_place)
        enough = found.records >= checked.plan.suite.min_records
        if level is Level.UNIT and unit not in BUCKETS and enough:
            yield _ages_signal(asked, (level, unit), found, checked)


def _ages_signal(asked: HeapedAgesSignal, place: Place, found: Whipple, checked: Checked) -> Signal:
    level, unit = place
    reason = _no_ages(asked, found, checked)
    look = not reason and found.lower is not None and found.lower > asked.look_above
    return Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about=asked.field,
        level=level,
        unit=unit or None,
        look=look,
        rate=rate_of(found.ending, found.records) if found.records else None,
        index=found.index,
        lower=found.lower,
        upper=found.upper,
        sentence=_ages_sentence(found, unit) + (AGES_LOOK if look else ""),
        reason=reason,
    )


def _ages_sentence(found: Whipple, unit: str) -> str:
    if found.index is None:
        return ""
    rate = rate_of(found.ending, found.records)
    return (
        f"{f'In {unit} ' if unit else ''}Whipple's index is {found.index:.0f} (95 % interval "
        f"{found.lower:.0f} to {found.upper:.0f}): {figures.percent(rate)} "
        f"({figures.counts(rate)}) of ages from 23 to 62 end in 0 or 5, where one in five would."
    )


def _no_ages(asked: HeapedAgesSignal, found: Whipple, checked: Checked) -> str:
    least = checked.plan.suite.min_records
    if not found.records:
        missing = checked.without_column((asked.field,))
        return f"no column for {missing[0]}" if missing else "no ages in single years, 23 to 62"
    if found.records < least:
        return f"only {number_of(found.records, 'age')} from 23 to 62 in single years"
    return ""
