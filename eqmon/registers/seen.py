"""What the drops that were checked tell of what came: which units were in which drop, and when."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.registers.model import Entry, Standing
from eqmon.vocabulary import BUCKETS

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report

HINT = "give the report.json that `eqmon check --output report.json` wrote of a whole drop"


@dataclass(frozen=True)
class Seen:
    """One drop that was checked."""

    name: str
    """The report's file name."""
    sha256: str
    report: Report


@dataclass(frozen=True)
class _Drop:
    """One collection of one drop."""

    period: str
    taken: date | None
    collection: Collection


def refuse_unfit(seen: Sequence[Seen]) -> None:
    """InputError with every report that cannot tell which units came, and why."""
    problems = [f"  {one.name}: {why}" for one in seen if (why := _unfit(one.report))]
    if problems:
        what = f"{len(problems)} report{'s' * (len(problems) > 1)} cannot tell what came:\n"
        raise InputError("", what + "\n".join(problems), hint=HINT)


def _unfit(report: Report) -> str:
    if report.unit is not None:
        return "it is a report on one unit alone"
    if not report.period:
        return "it has no period, so that nothing is told of when it was due"
    return ""


def digest_of(seen: Sequence[Seen]) -> str:
    """One digest for all reports, in whatever order they are given."""
    return hashlib.sha256("\n".join(sorted(one.sha256 for one in seen)).encode()).hexdigest()


def collections_seen(seen: Sequence[Seen]) -> dict[str, str]:
    """The titles of the collections in the reports, by suite, in the order of the suites."""
    found = {c.suite: c.title for one in seen for c in one.report.collections}
    return dict(sorted(found.items()))


def entries_seen(seen: Sequence[Seen], suite: str, on: date) -> tuple[Entry, ...]:
    """An entry for each unit and period of one collection, as it stood on a day.

    A unit came with the first drop of the period that holds it or its nil return; what a later
    drop of the same period brought came late. A report tells no more of when: a unit in the first
    drop is in time. Of a period for which no units were expected, every unit that ever came is
    asked. Drops taken after the day are left out.
    """
    drops = [
        _Drop(str(one.report.period), _taken(one.report), collection)
        for one in seen
        for collection in one.report.collections
        if collection.suite == suite
    ]
    there = [drop for drop in drops if drop.taken is None or drop.taken <= on]
    there.sort(key=lambda drop: (drop.period, drop.taken or date.min))
    of_periods: dict[str, list[_Drop]] = {}
    for drop in there:
        of_periods.setdefault(drop.period, []).append(drop)
    ever = {unit for drop in there if not drop.collection.arrival.expected for unit in _came(drop)}
    return tuple(
        _entry(unit, of_period)
        for of_period in of_periods.values()
        for unit in sorted(_asked(of_period) or ever)
    )


def _asked(drops: Sequence[_Drop]) -> set[str]:
    """The units that one period was to hold or held; none where no units were expected."""
    if not any(drop.collection.arrival.expected for drop in drops):
        return set()
    return {unit for drop in drops for unit in (*_came(drop), *drop.collection.arrival.missing)}


def _entry(unit: str, drops: Sequence[_Drop]) -> Entry:
    first = drops[0]
    holding = next((drop for drop in drops if unit in _came(drop)), None)
    if holding is None:
        standing = Standing.MISSING
    else:
        standing = Standing.MADE if holding.taken == first.taken else Standing.LATE
    return Entry(
        body=unit,
        item="",
        due=first.taken,
        period=first.period,
        received=holding.taken if holding else None,
        standing=standing,
    )


def _came(drop: _Drop) -> set[str]:
    collection = drop.collection
    return {u for u in (*collection.units, *collection.arrival.nil_returns) if u not in BUCKETS}


def _taken(report: Report) -> date | None:
    return date.fromisoformat(report.extracted_on) if report.extracted_on else None
