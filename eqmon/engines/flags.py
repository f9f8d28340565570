"""Each record's groups in a field of several codes, such as the motivations of a hate crime."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.readings import Ints
from eqmon.rulebook.codelists import UNRECOGNISED
from eqmon.rulebook.model import BETWEEN_GROUPS
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.model import CountedFlags


class FlagsCoder:
    """Gives each set of groups a number that stays the same over all chunks.

    A record is counted once, under all of its groups together: so its counts add up to the records
    read, as those of a strand do. Codes that are of no group tell nothing beside one that is.
    """

    def __init__(self, counted: CountedFlags) -> None:
        self.told: list[tuple[str, str, str]] = []
        """Field, groups in the suite's order, and whether any was known."""
        self._counted = counted
        self._group_of = {
            tidy_cell(text): group for group, texts in counted.groups.items() for text in texts
        }
        self._number: dict[tuple[str, Recording], int] = {}

    def codes(self, rows: Rows) -> Ints | None:
        """Each record's set of groups, as positions in `told`; None without a column."""
        name = self._counted.field
        if not rows.has(name):
            return None
        column = rows.column(name)
        numbers = [self._number_of(rows.flags(name, text)) for text in column.texts]
        return column.take(np.array(numbers, dtype=np.int64))

    def _number_of(self, flags: set[str]) -> int:
        found = {self._group_of[flag] for flag in flags if flag in self._group_of}
        if found:
            groups = BETWEEN_GROUPS.join(group for group in self._counted.groups if group in found)
            key = groups, Recording.KNOWN
        else:
            key = (UNRECOGNISED, Recording.INVALID) if flags else ("", Recording.BLANK)
        if key not in self._number:
            self._number[key] = len(self.told)
            self.told.append((self._counted.field, key[0], key[1].value))
        return self._number[key]
