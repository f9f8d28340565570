"""What two fields say of one person: their groups side by side, or why not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.readings import Ints
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.codelists import CodeList, Reading
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.signals import AgreementSignal

BOTH = "both"
"""Both are known: the code holds the two groups."""
NOT_SELF_DEFINED = "not_self_defined"
NOT_OBSERVED = "not_observed"
LEFT_OUT = "left_out"
"""One is of a group that the other cannot tell: the code holds the group."""
BETWEEN = " | "
"""Stands between the self-defined and the observed group in a code."""


class PairCoder:
    """Gives each pair of groups, and each reason for none, a number that stays the same.

    Two groups are those of the scheme that the self-defined field is read under.
    """

    def __init__(self, signal: AgreementSignal, suite: Suite, rulebook: Rulebook) -> None:
        self.signal = signal
        self.told: list[tuple[str, str, str]] = []
        self._number: dict[tuple[str, str], int] = {}
        named = (signal.self_defined, signal.observed)
        self._lists = [rulebook.code_lists[suite.fields[name].code_list] for name in named]

    def codes(self, rows: Rows) -> Ints | None:
        """Each record's pair, as positions in `told`; None where a column is missing."""
        said, seen = self.signal.self_defined, self.signal.observed
        if not (rows.has(said) and rows.has(seen)):
            return None
        scheme = rows.readers.suite.fields[said].scheme
        mine, my_groups = self._groups(rows, said, self._lists[0], scheme)
        theirs, their_groups = self._groups(rows, seen, self._lists[1], scheme)
        table = [self._pair(one, other) for one in my_groups for other in their_groups]
        joint = rows.column(said).take(mine * len(their_groups)) + rows.column(seen).take(theirs)
        numbers: Ints = np.array(table, dtype=np.int64)[joint]
        return numbers

    def _groups(
        self, rows: Rows, name: str, code_list: CodeList, scheme: str
    ) -> tuple[Ints, list[str]]:
        """For each category of a field the position of its group, and the groups themselves."""
        numbers = rows.categories(name)
        readings = rows.readers[name].readings
        of_reading = [_group(reading, code_list, scheme) for reading in readings]
        groups = sorted(set(of_reading))
        places = np.array([groups.index(group) for group in of_reading], dtype=np.int64)
        return places[numbers], groups

    def _pair(self, one: str, other: str) -> int:
        if not one:
            label = ("", NOT_SELF_DEFINED)
        elif not other:
            label = ("", NOT_OBSERVED)
        elif left_out := {one, other}.intersection(self.signal.left_out):
            label = (min(left_out), LEFT_OUT)
        else:
            label = (f"{one}{BETWEEN}{other}", BOTH)
        if label not in self._number:
            self._number[label] = len(self.told)
            self.told.append(("", *label))
        return self._number[label]


def _group(reading: Reading, code_list: CodeList, scheme: str) -> str:
    """A known reading's group; empty where nothing is known that falls into one."""
    known = reading.recording is Recording.KNOWN
    return code_list.group_of(reading.code, scheme) if known else ""
