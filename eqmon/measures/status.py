"""Whether a measure could be measured, and why not: its fields are named, and since when."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, NamedTuple

from eqmon.vocabulary import NO_DATE, UNREADABLE_DATE, Level

if TYPE_CHECKING:
    from eqmon.measures.sums import Sums
    from eqmon.rulebook.measures import Definition, Version

OVERALL = (Level.OVERALL, "")


class Status(NamedTuple):
    """What is said of a measure before its figures."""

    status: Literal["measured", "no records", "not measurable"]
    reason: str = ""
    missing: tuple[str, ...] = ()
    since: str | None = None
    notes: tuple[str, ...] = ()


def status_of(measure: Definition, version: Version, sums: Sums, found: Collection[str]) -> Status:
    """Measured where some extract has every field; otherwise which fields are missing."""
    needed = dict.fromkeys((*version.fields, *measure.fields_of_kind))
    missing = tuple(name for name in needed if name not in found)
    counted = sums.places.get(OVERALL)
    without = sums.without_column.get(OVERALL, 0)
    if counted is None and (missing or without):
        return Status("not measurable", _reason(missing), missing, _since(sums))
    if counted is None:
        return Status("no records", f"There is no record of {version.denominator.says}.")
    return Status("measured", notes=_notes(without))


def _reason(missing: tuple[str, ...]) -> str:
    if not missing:
        return "Currently not measurable: no extract has all the columns that it needs together."
    names = " and ".join(name.replace("_", " ") for name in missing)
    column = "no extract has a column for" if len(missing) == 1 else "no extract has columns for"
    return f"Currently not measurable: {column} {names}."


def _since(sums: Sums) -> str | None:
    dated = [month for month in sums.lacking if month not in (NO_DATE, UNREADABLE_DATE)]
    return min(dated, default=None)


def _notes(without: int) -> tuple[str, ...]:
    if not without:
        return ()
    records = "1 record is" if without == 1 else f"{without:,} records are"
    return (f"{records} in extracts that lack a column for it, and in none of its figures.",)
