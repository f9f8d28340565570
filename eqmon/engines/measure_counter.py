"""Counts what measures ask of the records, in the same pass as the tally."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.engines.breakdowns import EVERYBODY, Breakdown
from eqmon.engines.measure_chunk import Chunk
from eqmon.engines.measure_counts import MeasureCounts as MeasureCounts
from eqmon.engines.measure_counts import MeasureEntry as MeasureEntry
from eqmon.engines.measure_days import DaysCounter, DaysMark
from eqmon.engines.measure_links import LinkCounter, LinkMark
from eqmon.engines.measure_placed import ALL, Places
from eqmon.engines.measure_repeats import RepeatCounter, RepeatMark
from eqmon.engines.measure_rows import RowCounter, RowMark
from eqmon.engines.measure_states import Versioned, row_measures, versions_of
from eqmon.engines.measure_untold import Untold
from eqmon.engines.readings import Bools, Ints, everywhere
from eqmon.engines.strange_words import WordCounter, WordMark
from eqmon.rulebook.measures import LinkedMeasure, RepeatMeasure, strands_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.engines.measure_placed import Group
    from eqmon.engines.rows import Rows
    from eqmon.engines.sought import Sought
    from eqmon.engines.strands import StrandCoder
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.measures import Link
    from eqmon.rulebook.model import Suite


@dataclass(frozen=True)
class MeasureMark:
    """A point in these counts, to go back to."""

    rows: RowMark
    days: DaysMark
    repeats: tuple[RepeatMark, ...]
    links: tuple[LinkMark, ...]
    words: WordMark


class MeasureCounter:
    """Counts chunk by chunk; nothing where the suite has no measures."""

    def __init__(self, suite: Suite, rulebook: Rulebook) -> None:
        self._suite = suite
        measures = rulebook.measures.get(suite.suite)
        versions = versions_of(measures)
        self._any = bool(versions)
        self._rows = RowCounter(row_measures(measures), Untold(measures, suite))
        self._days = DaysCounter(versions)
        self._words = WordCounter(versions, measures, suite)
        self._repeats = _repeat_counters(versions, suite)
        self._links = [
            LinkCounter(one, one.measure)
            for one in versions
            if isinstance(one.measure, LinkedMeasure)
        ]
        self._breakdowns = [
            Breakdown(name, suite, rulebook.code_lists)
            for name in (measures.breakdowns if measures else ())
            if all(strand in suite.strands for strand in strands_of(name))
        ]

    def add(
        self,
        rows: Rows,
        placed: tuple[Ints, Bools],
        codes: Mapping[str, Ints | None],
        coders: Mapping[str, StrandCoder],
    ) -> None:
        """Count one chunk, given each record's group, whether each group's records have a person
        to describe, and each record's codes of each strand.
        """
        if not self._any:
            return
        groups, applicable = placed
        answers: dict[str, Ints | None] = {ALL: everywhere(0, len(rows))}
        for breakdown in self._breakdowns:
            answers[breakdown.name] = breakdown.numbers(codes, coders, rows.readers.suite)
        chunk = Chunk(rows, rows.days(self._suite.date), groups, applicable, answers)
        self._rows.add(chunk)
        self._days.add(chunk)
        self._words.add(chunk)
        for repeats in self._repeats:
            repeats.add(chunk)
        for links in self._links:
            links.add(chunk)

    def mark(self) -> MeasureMark:
        """Where the counts stand; they are never changed in place."""
        return MeasureMark(
            self._rows.mark(),
            self._days.mark(),
            tuple(counter.mark() for counter in self._repeats),
            tuple(counter.mark() for counter in self._links),
            self._words.mark(),
        )

    def go_back(self, mark: MeasureMark) -> None:
        """Forget all that was added since the mark."""
        self._rows.go_back(mark.rows)
        self._days.go_back(mark.days)
        self._words.go_back(mark.words)
        for repeats, of_repeats in zip(self._repeats, mark.repeats, strict=True):
            repeats.go_back(of_repeats)
        for links, of_links in zip(self._links, mark.links, strict=True):
            links.go_back(of_links)

    def found(self, groups: Sequence[Group], sought: Mapping[Link, Sought]) -> MeasureCounts:
        """What was counted, given what groups stand for and the references of other collections.

        What was held of people and references is given up.
        """
        answers = {ALL: [EVERYBODY], **{one.name: one.answers for one in self._breakdowns}}
        places = Places(groups, answers)
        entries = [*self._rows.entries(groups, answers)]
        seen, searched = {}, {}
        for repeats in self._repeats:
            counts, of_measures = repeats.found(places)
            entries += counts.entries(places)
            seen.update(of_measures)
        for links in self._links:
            counts, searched[links.measure.id] = links.found(places, sought)
            entries += counts.entries(places)
        days = tuple(sorted(self._days.entries(groups)))
        words, undated = self._words.found()
        return MeasureCounts(tuple(sorted(entries)), days, seen, searched, words, undated)


def _repeat_counters(versions: Sequence[Versioned], suite: Suite) -> list[RepeatCounter]:
    """One for each field that names a person; a record's own reference is the first of the key."""
    asked: dict[str, list[Versioned]] = {}
    for one in versions:
        if isinstance(one.measure, RepeatMeasure):
            asked.setdefault(one.measure.person, []).append(one)
    reference = suite.key[0] if suite.key else None
    return [RepeatCounter(person, of_person, reference) for person, of_person in asked.items()]
