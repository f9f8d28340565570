"""What a sample is drawn from: every reference of a drop once, with the stratum it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eqmon.document.harmless import one_line
from eqmon.engines.counter import Counter
from eqmon.engines.keys import not_blank
from eqmon.extract.read import Records, open_extract

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.engines.counter import Plan
    from eqmon.engines.readings import Bools, Ints
    from eqmon.engines.rows import Rows
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import Drop
    from eqmon.extract.read import Extract
    from eqmon.intake import Taken, TakenInput
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.samples import SampleFlag

BY = ("unit", "flag", "month")
"""What strata may be made by."""
NO_FLAG = "none of the flags"
ALL = ""
"""What a place says of what strata are not made by."""
_PLAIN = r"^[\x20-\x7e]*$"

Told = Callable[[int], None]
"""Is told how many records a chunk held."""


class Place(NamedTuple):
    """What the records of one stratum share."""

    unit: str
    flag: str
    """The first of the flags asked for that a record bears."""
    month: str


@dataclass(frozen=True)
class Frame:
    """Every reference that can be drawn, once."""

    suite: str
    period: str | None
    inputs: tuple[TakenInput, ...]
    references: pa.Array
    """Each once, in no order that means anything."""
    places: Ints
    """Of each reference, the position of its place in `labels`."""
    labels: tuple[Place, ...]
    """Sorted: flags in the order asked for, then units by name, then months by date."""
    units: tuple[str, ...]
    """Of each reference, whatever strata are made by."""
    records: int
    """All that were read."""
    not_applicable: int
    """Left out: about no person."""
    without_reference: int
    """Left out: a record without a reference cannot be drawn."""
    elsewhere: int
    """References that stand in more than one place, each kept in the first."""
    notes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Of the flags asked for, those that no record has."""

    @property
    def repeats(self) -> int:
        """Records beyond the first of their reference."""
        left = self.not_applicable + self.without_reference
        return self.records - left - len(self.references)


def frame_of(
    drop: Drop,
    taken: Taken,
    plan: Plan,
    *,
    declared: Declared,
    flags: Sequence[SampleFlag],
    by: Collection[str] = BY,
    told: Told = lambda _records: None,
) -> Frame:
    """Read the extracts of one collection again and give each reference its stratum.

    A record that bears several of `flags` is placed under the first of them. That order is fixed,
    not found in the data, so that records which come late move no other record to another stratum.
    A reference that several records bear is placed where the first of them stands, by the order of
    flags, then of units by name, then of months. InputError where an extract cannot be read again.
    """
    gathering = _Gathering(plan, flags)
    for source, one in zip(drop.sources, taken.inputs, strict=True):
        if one.status == "read" and one.suite == plan.suite.suite:
            as_read = replace(declared, suite=plan.suite.suite)
            gathering.read(open_extract(source, plan.rulebook, as_read), told)
    return gathering.frame(taken, by)


class _Gathering:
    """References with their groups and flags, chunk by chunk."""

    def __init__(self, plan: Plan, flags: Sequence[SampleFlag]) -> None:
        self._counter = Counter(plan)
        self._flags = flags
        self._parts: list[tuple[Any, Ints, Ints]] = []
        self._records = self._not_applicable = self._without_reference = 0
        self._notes: list[str] = []
        self._borne: set[str] = set()

    def read(self, extract: Extract, heard: Told) -> None:
        """Add every record of an extract."""
        plan = self._counter.plan
        fields = _fields(plan.suite) | {c.field for flag in self._flags for c in flag.when}
        told = {*extract.columns, *extract.every_record}
        if self._flags and not any(c.field in told for f in self._flags for c in f.when):
            self._notes.append(
                f"{extract.source.name} has no column of flags: its records stand under '{NO_FLAG}'"
            )
        for frame in Records(extract, plan.rulebook, fields, text=plan.suite.key[:1]):
            self._add(self._counter.rows(frame))
            heard(len(frame))

    def frame(self, taken: Taken, by: Collection[str]) -> Frame:
        """Everything that was added."""
        import pyarrow as pa
        import pyarrow.compute as pc

        plan = self._counter.plan
        references = pa.chunked_array([p[0] for p in self._parts], pa.large_string())
        none = np.array([], dtype=np.int64)
        groups = np.concatenate([none, *(p[1] for p in self._parts)])
        flags = np.concatenate([none, *(p[2] for p in self._parts)])
        whole, records = self._placed(groups, flags, BY)
        labels, strata = self._placed(groups, flags, by)
        table = pa.table({"reference": references, "record": records, "stratum": strata})
        wanted = [("record", "min"), ("stratum", "min"), ("stratum", "max")]
        kept = table.group_by("reference").aggregate(wanted)
        first = kept["record_min"].to_numpy()
        stands = np.zeros(len(whole), dtype=np.int64)
        stands[records] = strata
        used, positions = np.unique(stands[first], return_inverse=True)
        return Frame(
            suite=plan.suite.suite,
            period=plan.period,
            inputs=taken.inputs,
            references=kept["reference"].combine_chunks(),
            places=positions,
            labels=tuple(labels[i] for i in used.tolist()),
            units=tuple(whole[i].unit for i in first.tolist()),
            records=self._records,
            not_applicable=self._not_applicable,
            without_reference=self._without_reference,
            elsewhere=pc.sum(pc.not_equal(kept["stratum_min"], kept["stratum_max"])).as_py() or 0,
            notes=tuple(self._notes),
            absent=tuple(flag.flag for flag in self._flags if flag.flag not in self._borne),
        )

    def _placed(self, groups: Ints, flags: Ints, by: Collection[str]) -> tuple[list[Place], Ints]:
        """Every place in order, and each record's position among them."""
        told = self._counter.groups.labels()
        units = sorted({unit for unit, _, _ in told}) if "unit" in by else [ALL]
        months = sorted({month for _, month, _ in told}) if "month" in by else [ALL]
        names = [flag.flag for flag in self._flags] + [NO_FLAG] if "flag" in by else [ALL]
        labels = [Place(u, f, m) for f in names for u in units for m in months]
        unit_of = np.array([units.index(u) if "unit" in by else 0 for u, _, _ in told] + [0])
        month_of = np.array([months.index(m) if "month" in by else 0 for _, m, _ in told] + [0])
        flag = flags if "flag" in by else np.zeros_like(flags)
        places = (flag * len(units) + unit_of[groups]) * len(months) + month_of[groups]
        return labels, places

    def _add(self, rows: Rows) -> None:
        groups = self._counter.groups.numbers(rows)
        applicable = np.array([a for _, _, a in self._counter.groups.labels()], dtype=bool)[groups]
        references = self._counter.references(rows)
        self._records += len(rows)
        self._not_applicable += int((~applicable).sum())
        if references is None:
            self._without_reference += int(applicable.sum())
            return
        present = applicable & not_blank(references)
        self._without_reference += int((applicable & ~present).sum())
        at = np.flatnonzero(present)
        self._parts.append((_plain(references, at), groups[at], self._flag_numbers(rows)[at]))

    def _flag_numbers(self, rows: Rows) -> Ints:
        """The position of each record's first flag; their number where it bears none."""
        numbers = np.full(len(rows), len(self._flags), dtype=np.int64)
        for number in reversed(range(len(self._flags))):
            bears = self._bears(rows, self._flags[number])
            numbers[bears] = number
            if bears.any():
                self._borne.add(self._flags[number].flag)
        return numbers

    def _bears(self, rows: Rows, flag: SampleFlag) -> Bools:
        found = np.zeros(len(rows), dtype=bool)
        for condition in flag.when:
            found |= rows.true(condition)
        return found


def _fields(suite: Suite) -> set[str]:
    named = {suite.unit, suite.date, *suite.key[:1]}
    return {n for n in (*named, *(e.when.field for e in suite.not_applicable)) if n}


def _plain(references: Any, at: Ints) -> Any:
    """The references at these positions as a sheet can hold them: one line, nothing that steers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    taken = references.take(pa.array(at))
    if pc.all(pc.match_substring_regex(taken, _PLAIN)).as_py() in (True, None):
        return taken
    return pa.array([one_line(text) for text in taken.to_pylist()], pa.large_string())
