"""Which units were expected in a drop, and which came: with records, with a nil return, or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from eqmon.intake import TakenCollection, TakenInput
from eqmon.rulebook.units import UnitList
from eqmon.tally import RECORD
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Arrivals:
    """The units of one collection of a drop."""

    is_drop: bool
    """A file alone is no drop: nothing is expected of it."""
    level: str
    """`borough` or `bcu`; empty where nothing is expected."""
    expected: tuple[str, ...]
    received: tuple[str, ...]
    """Units that sent records, and those whose nil return came."""
    nil_returns: tuple[str, ...]
    missing: tuple[str, ...]
    not_expected: tuple[str, ...]
    inputs: tuple[TakenInput, ...]
    """The inputs of this collection, and those of no known one."""

    def units_frame(self) -> pd.DataFrame:
        """The manifest of units: a row a unit that came."""
        import pandas as pd

        return pd.DataFrame({"unit": pd.Series(list(self.received), dtype="object")})

    def inputs_frame(self) -> pd.DataFrame:
        """The manifest of inputs: a row an input, with its sha256, status and ragged rows."""
        import pandas as pd

        return pd.DataFrame(
            {
                # Headings without records are alike, and unreadable inputs have no fingerprint:
                # each is itself, and no repeat.
                "sha256": [
                    f"{i.status}:{i.name}"
                    if i.status in ("nil_return", "unreadable")
                    else i.content
                    for i in self.inputs
                ],
                "status": [i.status for i in self.inputs],
                "ragged_rows": [i.ragged_rows for i in self.inputs],
            }
        )


def arrivals(
    collection: TakenCollection,
    inputs: Sequence[TakenInput],
    units: UnitList,
    *,
    is_drop: bool,
) -> Arrivals:
    """What came of what was expected; nothing is expected of a single file."""
    mine = tuple(i for i in inputs if i.suite in (collection.suite, None))
    rows = collection.tally[collection.tally["subject"] == RECORD]
    with_records = set(rows["unit"]) - {BLANK_UNIT, UNKNOWN_UNIT}
    nil = {
        unit
        for taken in mine
        if taken.status == "nil_return" and (unit := unit_in_name(taken.name, units))
    } - with_records
    came = with_records | nil
    level = _level_of(came, units) if is_drop else ""
    expected = _expected(level, came, units) if level else ()
    return Arrivals(
        is_drop=is_drop,
        level=level,
        expected=expected,
        received=tuple(sorted(came)),
        nil_returns=tuple(sorted(nil)),
        missing=tuple(u for u in expected if u not in came),
        not_expected=tuple(sorted(came - set(expected))) if level else (),
        inputs=mine,
    )


def unit_in_name(name: str, units: UnitList) -> str | None:
    """The unit that a file's name spells out, as in `dv_2007-01_kingston-upon-thames.csv`."""
    words = re.split(r"[\W_\d]+", PurePosixPath(name.replace("\\", "/")).name.split(".")[0])
    words = [word for word in words if word]
    longest_first = sorted(
        ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)),
        key=lambda span: span[0] - span[1],
    )
    for start, end in longest_first:
        spelt = " ".join(words[start:end])
        # Two letters in a file's name are more often something else than a unit's code.
        if len(spelt) > 2 and (unit := units.find(spelt)):
            return unit
    return None


def _level_of(came: set[str], units: UnitList) -> str:
    """The level at which units came; where none is recognised, that at which they should have."""
    levels = {units.level_of(unit) for unit in came}
    known = [level for level in ("borough", "bcu") if level in levels or units.expected(level)]
    return next((level for level in known if level in levels), next(iter(known), ""))


def _expected(level: str, came: set[str], units: UnitList) -> tuple[str, ...]:
    """The units of the level, and those areas that came as units in place of theirs."""
    areas = {unit for unit in came if units.level_of(unit) == "bcu"}
    own = [unit for unit in units.expected(level) if units.area_of(unit) not in areas]
    return tuple(sorted({*own, *areas}))
