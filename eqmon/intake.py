"""Takes in a drop: every input read once, counted in the tally of its collection."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from eqmon.engines.counter import Counter, Plan
from eqmon.engines.measure_counter import MeasureCounts
from eqmon.engines.repeats import Keys, settle_repeats, shared_references
from eqmon.engines.signals import SignalCounts
from eqmon.errors import InputError, UsageError
from eqmon.extract.headings import choose_suite
from eqmon.extract.layout import suite_by_layout
from eqmon.extract.missing import layout_note, missing_columns
from eqmon.extract.provenance import Fingerprint, fingerprint
from eqmon.extract.read import Extract, Records, open_extract
from eqmon.rulebook.measures import sought_in

if TYPE_CHECKING:
    import pandas as pd

    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import Drop
    from eqmon.extract.source import Source
    from eqmon.extract.table import Written
    from eqmon.rulebook.load import Rulebook

Told = Callable[[int], None]
"""Is told how many records a chunk held, as they are read."""


@dataclass(frozen=True)
class TakenInput:
    """What became of one input."""

    name: str
    status: str
    """`read`, `nil_return`, `unreadable`, `repeated`, or `set_aside` for another suite."""
    suite: str | None = None
    sha256: str | None = None
    content: str = ""
    """Hash of the unpacked text: the same extract, packed or not, is the same."""
    records: int = 0
    ragged_rows: int = 0
    written: Written | None = None
    layout: str | None = None
    """The layout that it was read by."""
    headings: tuple[tuple[str, str], ...] = ()
    """(field, heading) for every field that was found."""
    notes: tuple[str, ...] = ()
    problem: str = ""
    repeats: str = ""
    """The input that this one is the same file as."""


@dataclass(frozen=True)
class TakenCollection:
    """One collection's tally, and what its keys share with the others."""

    suite: str
    tally: pd.DataFrame
    shared_keys: int
    signals: SignalCounts = field(default_factory=SignalCounts)
    measures: MeasureCounts = field(default_factory=MeasureCounts)


@dataclass(frozen=True)
class Taken:
    """A whole drop as counts: past this there is no record."""

    inputs: tuple[TakenInput, ...]
    collections: tuple[TakenCollection, ...]


@dataclass
class _Collecting:
    """A collection while its extracts are being counted."""

    counter: Counter
    passes: list[Callable[[], Iterable[pd.DataFrame]]] = field(default_factory=list)


def take_in(
    drop: Drop,
    rulebook: Rulebook,
    *,
    period: str | None,
    declared: Declared,
    told: Told = lambda _records: None,
) -> Taken:
    """Read and count every input of a drop.

    InputError for an input given alone that cannot be read; among many, the others are counted
    and the unreadable one is said to be so.
    """
    intake = _Intake(rulebook, period, declared, told, is_many=drop.is_many)
    inputs = []
    for source in drop.sources:
        try:
            inputs.append(intake.take(source))
        except InputError as error:
            if not drop.is_many:
                raise
            inputs.append(_unreadable(source, str(error)))
    if not drop.is_many and inputs[0].status == "nil_return":
        raise InputError(
            inputs[0].name,
            "has a heading and no record",
            hint="a nil return is judged within its drop: give the whole folder",
        )
    return Taken(tuple(inputs), intake.finish())


class _Intake:
    """The collections being counted, and which files have been seen."""

    def __init__(
        self,
        rulebook: Rulebook,
        period: str | None,
        declared: Declared,
        told: Told,
        *,
        is_many: bool,
    ) -> None:
        self._is_many = is_many
        self._rulebook = rulebook
        self._period = period
        self._declared = declared
        self._told = told
        self._collections: dict[str, _Collecting] = {}
        self._first_of: dict[str, str] = {}

    def take(self, source: Source) -> TakenInput:
        """Count one input; where it cannot be read to its end, none of it is counted."""
        with ThreadPoolExecutor(max_workers=1) as aside:
            # Hashing gives up the interpreter's lock, so it costs nothing beside the reading.
            printed = aside.submit(fingerprint, source)
            try:
                extract = open_extract(source, self._rulebook, self._declared)
            except InputError:
                # Of another suite it may have nothing at all that the asked one reads.
                if (other := self._suite_unasked(source)) is None:
                    raise
                return _set_aside(source, other, printed)
            self._refuse_sheet_of_text(extract)
            if other := self._other_suite(extract):
                return _set_aside(source, other, printed)
            return self._count(extract, printed)

    def _suite_unasked(self, source: Source) -> str | None:
        """The suite that a drop's file fits where another is asked for; None where none does."""
        declared = self._declared
        if not self._is_many or not (declared.suite or declared.layout):
            return None
        unasked = replace(declared, suite=None, layout=None)
        try:
            found = open_extract(source, self._rulebook, unasked)
        except InputError:
            return None
        asked = declared.suite or self._rulebook.layouts[str(declared.layout)].suite
        return found.suite if found.suite != asked else None

    def _refuse_sheet_of_text(self, extract: Extract) -> None:
        """UsageError for --sheet with one input that has no sheets; a drop may mix formats."""
        if self._declared.sheet and not self._is_many and extract.table.written.sheet is None:
            raise UsageError(extract.source.name, "has no sheets", hint="leave --sheet out")

    def _count(self, extract: Extract, printed: Future[Fingerprint]) -> TakenInput:
        collecting = self._collecting(extract.suite)
        counter = collecting.counter
        before = counter.mark()
        start = partial(self._records, extract)
        records = start()
        try:
            for frame in records:
                counter.add(frame)
                self._told(len(frame))
            print_ = printed.result()
        except InputError:
            counter.go_back(before)
            raise
        taken = TakenInput(
            extract.source.name,
            "read" if records.records else "nil_return",
            suite=extract.suite,
            sha256=print_.sha256,
            content=print_.content,
            records=records.records,
            ragged_rows=records.ragged_rows,
            written=extract.table.written,
            headings=tuple((f, extract.table.header[at]) for f, at in extract.columns.items()),
            layout=extract.layout,
            notes=(
                *layout_note(extract),
                *records.notes(),
                *missing_columns(extract, self._rulebook),
            ),
        )
        if not records.records:
            return taken
        first = self._first_of.setdefault(taken.content, taken.name)
        if first != taken.name:
            counter.go_back(before)
            return replace(taken, status="repeated", records=0, repeats=first)
        collecting.passes.append(start)
        return taken

    def _other_suite(self, extract: Extract) -> str | None:
        """The suite that a drop's file is for where another is asked for; None otherwise."""
        asked = self._declared.suite or self._declared.layout
        if not self._is_many or asked is None:
            return None
        header, source = extract.table.header, extract.source
        own = suite_by_layout(source, header, self._rulebook)
        try:
            own = own or choose_suite(header, self._rulebook, where=source.name).suite
        except InputError:
            return None
        return own if own != extract.suite else None

    def finish(self) -> tuple[TakenCollection, ...]:
        """The tally of every collection, its repeated keys settled."""
        settled: dict[str, Keys] = {
            suite: settle_repeats(collecting.counter, collecting.passes)
            for suite, collecting in self._collections.items()
        }
        shared = dict.fromkeys(settled, 0)
        for one, other in itertools.combinations(settled, 2):
            count = shared_references(settled[one], settled[other])
            shared[one] += count
            shared[other] += count
        sought = {
            link: found
            for keys in settled.values()
            for link, found in keys.counter.take_sought().items()
        }
        return tuple(
            TakenCollection(
                suite,
                keys.counter.frame(),
                shared[suite],
                keys.counter.signal_counts(),
                keys.counter.measure_counts(sought),
            )
            for suite, keys in settled.items()
        )

    def _collecting(self, suite: str) -> _Collecting:
        if suite not in self._collections:
            book = self._rulebook
            # Of one file alone there is no other collection that might look in it.
            sought = sought_in(suite, book.measures.values()) if self._is_many else frozenset()
            plan = Plan(book.suites[suite], book, self._period, sought)
            self._collections[suite] = _Collecting(Counter(plan))
        return self._collections[suite]

    def _records(self, extract: Extract) -> Records:
        plan = self._collections[extract.suite].counter.plan
        return Records(extract, self._rulebook, plan.fields, text=plan.references)


def _set_aside(source: Source, suite: str, printed: Future[Fingerprint]) -> TakenInput:
    return TakenInput(source.name, "set_aside", suite=suite, sha256=printed.result().sha256)


def _unreadable(source: Source, problem: str) -> TakenInput:
    """An input that cannot be read as records; its bytes mostly can, and say which file it was."""
    try:
        sha256 = fingerprint(source).sha256
    except InputError:
        sha256 = None
    return TakenInput(source.name, "unreadable", sha256=sha256, problem=problem)
