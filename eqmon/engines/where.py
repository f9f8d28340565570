"""Which records of a chunk a measure's condition holds for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.keys import not_blank
from eqmon.engines.readings import Bools
from eqmon.rulebook.rules import Condition
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eqmon.engines.rows import Rows
    from eqmon.rulebook.where import Where, WithinDays

LONGEST = 10
"""Digits; no number that means anything has as many."""
DASHES = frozenset({"", "-", "--", "---", ".", ".."})


def all_hold(rows: Rows, conditions: Iterable[Where]) -> Bools:
    """Which records all of the conditions hold for; every one where there is none."""
    holding = [holds(rows, one) for one in conditions]
    if not holding:
        return np.broadcast_to(np.True_, len(rows))
    return np.asarray(np.logical_and.reduce(holding), dtype=bool)


def holds(rows: Rows, where: Where) -> Bools:
    """Which records one condition holds for; its fields must have columns.

    Measures ask many things alike, so a chunk's answer is kept with its rows.
    """
    held = rows.answered.get(where)
    if held is None:
        held = _compared(rows, where)
        held = rows.answered[where] = ~held if where.turned else held
    return held


def _compared(rows: Rows, where: Where) -> Bools:
    if where.any_of is not None:
        return np.asarray(np.logical_or.reduce([holds(rows, one) for one in where.any_of]))
    field = str(where.field)
    if where.filled is not None:
        return np.asarray(_filled(rows, field) == where.filled)
    if where.dated is not None:
        return np.asarray(rows.by_day(field, is_day) == where.dated)
    if where.below is not None:
        return _below(rows, field, where.below)
    if where.within_days is not None:
        return _within(rows, field, where.within_days)
    if where.names is not None:
        return _names(rows, field, where.names)
    if where.flags_at_least is not None:
        return _of_groups(rows, field, where.flags_at_least)
    return rows.true(_as_condition(field, where))


def _as_condition(field: str, where: Where) -> Condition:
    return Condition(
        field=field, is_in=where.is_in, has_flag=where.has_flag, recording=where.recording
    )


def _filled(rows: Rows, field: str) -> Bools:
    if rows.is_text(field):
        import pyarrow.compute as pc

        texts = rows.reference_part(field)
        filled = np.array(not_blank(texts))
        digit = pc.match_substring_regex(texts, r"\d").to_numpy(zero_copy_only=False)
        for place in np.flatnonzero(filled & ~digit).tolist():
            filled[place] = not rows.readers.says_nothing(texts[place].as_py())
        return filled
    column = rows.column(field)
    if rows.readers.suite.fields[field].kind == "code":
        blank = [rows.readers[field].reading(t).recording is Recording.BLANK for t in column.texts]
        return column.take(~np.array(blank, dtype=bool))
    says = rows.readers.says_nothing
    told = [any(map(str.isdigit, text)) or not says(text) for text in column.texts]
    return column.take(np.array(told, dtype=bool))


def _below(rows: Rows, field: str, limit: int) -> Bools:
    column = rows.column(field)
    return column.take(np.array([_is_below(t.strip(), limit) for t in column.texts], dtype=bool))


def _is_below(text: str, limit: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < LONGEST and int(text) < limit


def _within(rows: Rows, field: str, within: WithinDays) -> Bools:
    later, earlier = rows.days(field), rows.days(within.after)
    days = later - earlier
    dated = is_day(later) & is_day(earlier)
    return np.asarray(dated & (days >= within.at_least) & (days <= within.at_most))


def _names(rows: Rows, field: str, names: tuple[str, ...]) -> Bools:
    """Whether the list of references in a cell holds those of all of these fields."""
    held = np.zeros(len(rows), dtype=bool)
    lists = rows.reference_part(field)
    filled = np.flatnonzero(_may_hold(rows, field, len(names)))
    if not len(filled):
        return held
    told = lists.take(filled).to_pylist()
    wanted = [rows.reference_part(name).take(filled).to_pylist() for name in names]
    for place, text, *references in zip(filled.tolist(), told, *wanted, strict=True):
        found = {tidy_cell(one) for one in references}
        two = "" not in found and len(found) == len(names)
        held[place] = two and found <= rows.flags(field, text)
    return held


def _may_hold(rows: Rows, field: str, references: int) -> Bools:
    """Which lists are not blank and, where several references are wanted, of several parts."""
    lists = rows.reference_part(field)
    if references < 2:
        return not_blank(lists)
    import pyarrow.compute as pc

    between = re.escape(rows.readers.suite.fields[field].separators + "\n")
    parted = pc.match_substring_regex(lists, f"[{between}]")
    return np.asarray(parted.to_numpy(zero_copy_only=False))


def _of_groups(rows: Rows, field: str, least: int) -> Bools:
    counted = [one for one in rows.readers.suite.people if one.field == field]
    column = rows.column(field)
    found = [rows.flags(field, text) for text in column.texts]
    if counted:
        group_of = {tidy_cell(t): g for one in counted for g, ts in one.groups.items() for t in ts}
        found = [{group_of[flag] for flag in flags if flag in group_of} for flags in found]
    return column.take(np.array([len(groups) >= least for groups in found], dtype=bool))
