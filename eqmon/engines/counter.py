"""The pandas engine: adds chunks of records into counts, and gives the tally."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eqmon import tally
from eqmon.engines import checks, keys
from eqmon.engines.dates import is_day
from eqmon.engines.flags import FlagsCoder
from eqmon.engines.groups import Groups
from eqmon.engines.key_hashes import KeyHashes, key_words
from eqmon.engines.measure_counter import MeasureCounter, MeasureCounts, MeasureMark
from eqmon.engines.pairs import PairCoder
from eqmon.engines.plan import Plan as Plan
from eqmon.engines.readings import Ints, everywhere, is_everywhere
from eqmon.engines.rows import Readers, Rows
from eqmon.engines.signals import SignalCounter, SignalCounts, SignalMark
from eqmon.engines.sought import Sought, SoughtMark, SoughtReferences
from eqmon.engines.strands import StrandCoder, age_groups
from eqmon.rulebook.measures import Link
from eqmon.rulebook.signals import AgreementSignal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


Group = tuple[str, str, str, bool]
"""Unit, area, month and applicability of a group of records."""


class Label(NamedTuple):
    """What the tally says of a counted value."""

    field: str
    code: str
    recording: str
    group: str = ""


RECORD_LABELS = (Label("", "", "read"),)
CHECK_LABELS = tuple(Label("", "", result.value) for result in checks.RESULTS)


@dataclass(frozen=True)
class Mark:
    """A point in a count; counts are never changed in place before all is read."""

    counts: dict[str, Ints]
    keys: int
    signals: SignalMark
    measures: MeasureMark
    sought: SoughtMark


class Counter:
    """Counts the records of one collection, chunk by chunk, over all its extracts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._readers: dict[str | None, Readers] = {}
        self.groups = Groups(plan.suite, plan.rulebook.units_of(plan.suite))
        self.strands = {
            name: StrandCoder(strand, age_groups(strand, plan.rulebook.code_lists))
            for name, strand in plan.suite.strands.items()
        }
        self.pairs = {
            signal.id: PairCoder(signal, plan.suite, plan.rulebook)
            for signal in plan.suite.signals
            if isinstance(signal, AgreementSignal)
        }
        self.flags = {counted.field: FlagsCoder(counted) for counted in plan.suite.people}
        self._signals = SignalCounter(plan.suite, plan.rulebook)
        self._measures = MeasureCounter(plan.suite, plan.rulebook)
        self._sought = SoughtReferences(plan.sought)
        self._counts: dict[str, Ints] = {}
        self.keys = KeyHashes()
        duties = plan.rulebook.duties
        self._commencements = sorted(
            {
                day
                for strand in plan.suite.strands.values()
                for day in duties.of(strand.strand).commencements
            }
        )

    def rows(self, frame: pd.DataFrame) -> Rows:
        """A chunk as it is read by its layout; readings are told apart by what they mean alone."""
        layout = frame.attrs.get("layout")
        if layout not in self._readers:
            suite, book = self.plan.suite, self.plan.rulebook
            told = suite if layout is None else book.laid_out(suite.suite, layout)
            self._readers[layout] = Readers(told, book)
        return Rows(frame, self._readers[layout])

    def add(self, frame: pd.DataFrame) -> None:
        """Count one chunk: its columns are fields, categorical all but the parts of the key."""
        if not len(frame):
            return
        rows = self.rows(frame)
        groups = self.groups.numbers(rows)
        days = rows.days(self.plan.suite.date)
        of_strands = {name: coder.codes(rows, days) for name, coder in self.strands.items()}
        codes = {
            tally.RECORD: everywhere(0, len(rows)),
            tally.DUTY: rows.by_day(self.plan.suite.date, self._duties),
            **of_strands,
            **self.check_results(rows),
            **{name: coder.codes(rows) for name, coder in (self.pairs | self.flags).items()},
        }
        sizes = np.bincount(groups, minlength=len(self.groups))
        for subject, of_subject in codes.items():
            if of_subject is not None:
                self._add(subject, self._counted(of_subject, groups, sizes))
        self.remember_keys(rows)
        self._signals.add(rows)
        self._measures.add(rows, (groups, self.groups.applicable()), of_strands, self.strands)
        self._sought.add(rows, groups)

    def remember_keys(self, rows: Rows) -> None:
        """Keep the hashes of a chunk's keys; only the columns of the key are needed."""
        references = self.references(rows)
        if references is None:
            return
        present = keys.not_blank(references)
        parts = [rows.hashes(name) for name in self.plan.suite.key if rows.has(name)]
        self.keys.add(key_words(parts)[present])

    def _duties(self, days: Ints) -> Ints:
        """How many commencements each record's day has reached; one more means no day."""
        reached = np.array(self._commencements, dtype="datetime64[D]").astype(np.int64)
        passed = np.searchsorted(reached, days, side="right")
        return np.where(is_day(days), passed, len(reached) + 1)

    def check_results(self, rows: Rows) -> dict[str, Ints]:
        """Each record's result of every check, by rule id, as positions in `checks.RESULTS`."""
        asked = checks.Asked(
            rows, self.references(rows), self.groups.unit_known(rows), self.plan.period
        )
        return {rule.id: checks.check(rule, asked) for rule in self.plan.suite.check_rules}

    def references(self, rows: Rows) -> Any:
        """The first part of each record's key as an Arrow array; None without a column."""
        key = self.plan.suite.key
        return rows.reference_part(key[0]) if key and rows.has(key[0]) else None

    def key_parts(self, rows: Rows, references: Any) -> list[Any]:
        """Every part of the key that the extract has, the reference first."""
        more = [name for name in self.plan.suite.key[1:] if rows.has(name)]
        return [references, *(rows.reference_part(name) for name in more)]

    def mark(self) -> Mark:
        """Where the counts stand, to go back to where an extract turns out unreadable."""
        signals, measures = self._signals.mark(), self._measures.mark()
        return Mark(dict(self._counts), len(self.keys), signals, measures, self._sought.mark())

    def go_back(self, mark: Mark) -> None:
        """Forget all that was added since the mark."""
        self._counts = mark.counts
        self.keys.go_back(mark.keys)
        self._signals.go_back(mark.signals)
        self._measures.go_back(mark.measures)
        self._sought.go_back(mark.sought)

    def move(self, rule_id: str, groups: Ints) -> None:
        """Count these groups' records as broken instead of holding, for a check settled late."""
        counts = self._counts[rule_id]
        moved = np.bincount(groups, minlength=counts.shape[1])
        counts[1] -= moved
        counts[2] += moved

    def signal_counts(self) -> SignalCounts:
        """What accuracy signals counted of all that was added."""
        return self._signals.found()

    def take_sought(self) -> dict[Link, Sought]:
        """The references that other collections' measures look for; they are held no longer."""
        found, suite = self._sought.take(self._labelled_groups()), self.plan.suite.suite
        return {Link(suite=suite, field=name): sought for name, sought in found.items()}

    def measure_counts(self, sought: Mapping[Link, Sought] | None = None) -> MeasureCounts:
        """What measures counted of all that was added, given what other collections hold.

        What was held of people and references is given up.
        """
        return self._measures.found(self._labelled_groups(), sought or {})

    def _labelled_groups(self) -> list[Group]:
        return [(u, self._area(u), m, a) for u, m, a in self.groups.labels()]

    def frame(self) -> pd.DataFrame:
        """The tally of all that was added."""
        import pandas as pd

        groups = self._labelled_groups()
        records = [
            row
            for subject, counts in self._counts.items()
            for row in (
                *self._rows_of(subject, self._labels(subject), counts, groups),
                *self._scheme_rows(subject, counts, groups),
            )
        ]
        frame = pd.DataFrame(records, columns=list(tally.COLUMNS)).astype(tally.TYPES)
        return frame.sort_values(list(tally.COLUMNS[:-1]), ignore_index=True)

    def _area(self, unit: str) -> str:
        """The area that a unit is part of; an area that came as a unit is added up in itself."""
        units = self.plan.rulebook.units_of(self.plan.suite)
        return units.area_of(unit) or (unit if units.level_of(unit) == "bcu" else "")

    def _rows_of(
        self, subject: str, labels: Sequence[Label | None], counts: Ints, groups: Sequence[Group]
    ) -> list[tuple[object, ...]]:
        """The counts by label and group; those without a label are left out."""
        sums: dict[tuple[int, Label], int] = defaultdict(int)
        values, at = np.nonzero(counts)
        for v, g in zip(values.tolist(), at.tolist(), strict=True):
            if label := labels[v]:
                sums[g, label] += int(counts[v, g])
        return [(*groups[g], subject, *label, n) for (g, label), n in sums.items()]

    def _scheme_rows(
        self, subject: str, counts: Ints, groups: Sequence[Group]
    ) -> list[tuple[object, ...]]:
        """Records whose code belongs to one scheme alone, in whichever strand that is."""
        if subject not in self.strands:
            return []
        coder = self.strands[subject]
        labels = [
            Label(name, scheme, "known") if scheme else None
            for (name, _), scheme in zip(coder.told, coder.schemes, strict=True)
        ]
        return self._rows_of(tally.SCHEME, labels, counts, groups)

    def _labels(self, subject: str) -> Sequence[Label]:
        if subject == tally.RECORD:
            return RECORD_LABELS
        if subject == tally.DUTY:
            reached = ("", *(day.isoformat() for day in self._commencements), tally.UNDATED)
            return [Label("", code, "read") for code in reached]
        if subject in self.strands:
            coder = self.strands[subject]
            return [
                Label(name, reading.code, reading.recording.value, group)
                for (name, reading), group in zip(coder.told, coder.groups, strict=True)
            ]
        if other := self.pairs.get(subject) or self.flags.get(subject):
            return [Label(*told) for told in other.told]
        return CHECK_LABELS

    def _counted(self, codes: Ints, groups: Ints, sizes: Ints) -> Ints:
        """How many records have each code in each group: a row a code, a column a group."""
        width = len(self.groups)
        if is_everywhere(codes):
            counts = np.zeros((int(codes[0]) + 1, width), dtype=np.int64)
            counts[-1] = sizes
            return counts
        joint = codes * width
        joint += groups
        counted = np.bincount(joint)
        deep = -(-len(counted) // width)
        return np.pad(counted, (0, deep * width - len(counted))).reshape(deep, width)

    def _add(self, subject: str, more: Ints) -> None:
        held = self._counts.get(subject, np.zeros((len(checks.RESULTS), 0), dtype=np.int64))
        deep, wide = (max(pair) for pair in zip(held.shape, more.shape, strict=True))
        counts = np.zeros((deep, wide), dtype=np.int64)
        counts[: held.shape[0], : held.shape[1]] = held
        counts[: more.shape[0], : more.shape[1]] += more
        self._counts[subject] = counts
