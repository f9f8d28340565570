"""Which records of a chunk break which rule, by the code that counts them for the tally."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.checks import RESULTS
from eqmon.rulebook.rules import KeyUniqueRule, RecordingRule
from eqmon.vocabulary import RECORDINGS_OF, CheckResult, Recording

if TYPE_CHECKING:
    from collections.abc import Collection

    from eqmon.engines.counter import Counter
    from eqmon.engines.readings import Bools, Ints
    from eqmon.engines.repeats import SharedKeys
    from eqmon.engines.rows import Rows
    from eqmon.records.listed import ListedRule

ANSWERS = frozenset({Recording.REFUSED, Recording.NOT_STATED})
"""What a person decided: a record is never listed for a field that holds one of these."""

BROKEN = RESULTS.index(CheckResult.BROKEN)


class Broken:
    """Finds the records that break each of the rules of one collection."""

    def __init__(
        self, counter: Counter, rules: Sequence[ListedRule], shared: SharedKeys | None
    ) -> None:
        self._counter = counter
        self._rules = rules
        self._shared = shared

    def of(self, rows: Rows, applicable: Bools) -> Iterator[tuple[ListedRule, Bools]]:
        """Each rule with the records that break it, as a mask over the rows."""
        results = self._counter.check_results(rows)
        recorded = _Recorded(self._counter, rows)
        for listed in self._rules:
            rule = listed.rule
            if isinstance(rule, RecordingRule):
                recordings = RECORDINGS_OF[rule.measure]
                yield listed, applicable & recorded.strand(rule.strand, recordings)
            elif isinstance(rule, KeyUniqueRule):
                if self._shared is not None:
                    yield listed, self._shared.borne_by(self._counter, rows)
            else:
                yield listed, (results[rule.id] == BROKEN) & ~recorded.answered(listed)


class _Recorded:
    """How the rows' strands and fields were recorded; each strand is looked at once."""

    def __init__(self, counter: Counter, rows: Rows) -> None:
        self._counter = counter
        self._rows = rows
        self._suite = counter.plan.suite
        self._codes: dict[str, Ints | None] = {}

    def strand(self, name: str, recordings: Collection[Recording]) -> Bools:
        """Rows whose strand was recorded in one of these ways."""
        coder = self._counter.strands[name]
        if name not in self._codes:
            days = self._rows.days(self._suite.date)
            self._codes[name] = coder.codes(self._rows, days)
        codes = self._codes[name]
        if codes is None:
            return np.zeros(len(self._rows), dtype=bool)
        told = np.array([reading.recording in recordings for _, reading in coder.told], dtype=bool)
        return np.asarray(told[codes])

    def answered(self, listed: ListedRule) -> Bools:
        """Rows in which a strand or field that the rule is about holds a person's decision."""
        found = np.zeros(len(self._rows), dtype=bool)
        for name in listed.strands:
            found |= self.strand(name, ANSWERS)
        for name in listed.fields:
            if self._rows.has(name) and self._is_coded(name):
                numbers = self._rows.numbers(name)
                readings = self._rows.readers[name].readings
                found |= np.array([r.recording in ANSWERS for r in readings], dtype=bool)[numbers]
        return found

    def _is_coded(self, name: str) -> bool:
        field = self._suite.fields[name]
        return name not in self._suite.key and (field.kind == "code" or bool(field.tokens))
