"""Why a report of measures tells of no collection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

NONE = "The rulebook has no measure of what was read."


def why_nothing(read: Sequence[str], only: Collection[str], of: Mapping[str, str]) -> str:
    """That the rulebook has no measure, or of which collections those asked for are.

    `read` are titles of collections, `of` is the title of the suite of each measure by its id.
    """
    if not read or not only or any(id_ not in of for id_ in only):
        return NONE
    asked = ", ".join(f"{id_} is a measure of {_within(of[id_])}" for id_ in sorted(only))
    return f"{asked}; what was read is {' and '.join(_within(title) for title in read)}."


def _within(title: str) -> str:
    return title[:1].lower() + title[1:]
