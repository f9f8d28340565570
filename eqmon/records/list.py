"""The row-level pass: names the records that break a rule, and says nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from eqmon.counts import check_counts
from eqmon.engines.counter import Counter, Plan
from eqmon.engines.keys import not_blank
from eqmon.engines.repeats import shared_keys
from eqmon.extract.read import Records, open_extract
from eqmon.intake import take_in
from eqmon.records.broken import Broken
from eqmon.records.found import About, Found, Listing
from eqmon.records.listed import listed_rules, require_listed
from eqmon.rulebook.rules import KeyUniqueRule
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    import pandas as pd

    from eqmon.engines.readings import Bools, Ints
    from eqmon.engines.repeats import SharedKeys
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import Drop
    from eqmon.extract.read import Extract
    from eqmon.intake import TakenCollection
    from eqmon.records.listed import ListedRule
    from eqmon.rulebook.load import Rulebook

Told = Callable[[str, int], None]
"""Is told what is being done, and how many records a chunk held."""

NO_COLUMN = "the extract has no such column"


def list_records(
    drop: Drop,
    rulebook: Rulebook,
    *,
    declared: Declared,
    wanted: Collection[str] = (),
    told: Told = lambda _doing, _records: None,
) -> Listing:
    """The records that break a rule of their collection, or one of the rules `wanted`.

    The drop is counted first, as `check` does, so that both leave out the same files; then every
    extract is read again. What breaks is held until it is written: some hundred bytes for each
    rule that a record breaks, so ten million broken rules fit in two gigabytes.
    Raises what `take_in` raises, and UsageError for a rule whose records are not listed.
    """
    require_listed(wanted, rulebook.suites.values())
    taken = take_in(
        drop, rulebook, period=drop.period, declared=declared, told=partial(told, "reading")
    )
    found = Found()
    for collection in taken.collections:
        suite = rulebook.suites[collection.suite]
        extracts = [
            open_extract(source, rulebook, replace(declared, suite=suite.suite))
            for source, one in zip(drop.sources, taken.inputs, strict=True)
            if one.status == "read" and one.suite == suite.suite
        ]
        plan = Plan(suite, rulebook, drop.period)
        lister = _Lister(plan, listed_rules(suite, wanted), extracts, found)
        lister.list(collection, partial(told, "listing"))
    return found.listing(drop.period, taken)


class _Lister:
    """Lists what breaks in one collection, extract by extract."""

    def __init__(
        self, plan: Plan, rules: tuple[ListedRule, ...], extracts: list[Extract], found: Found
    ) -> None:
        self._counter = Counter(plan)
        self._rules = rules
        self._extracts = extracts
        self._found = found

    def list(self, collection: TakenCollection, told: Callable[[int], None]) -> None:
        """Read every extract again and keep what breaks."""
        broken = Broken(self._counter, self._rules, self._shared(collection))
        for extract in self._extracts:
            before = 0
            for frame in self._records(extract):
                self._add(frame, extract, broken, before)
                before += len(frame)
                told(len(frame))

    def _records(self, extract: Extract) -> Records:
        plan = self._counter.plan
        return Records(extract, plan.rulebook, plan.fields, text=plan.suite.key)

    def _shared(self, collection: TakenCollection) -> SharedKeys | None:
        """The keys that stand more than once; looked for only where the tally says there are."""
        unique = [r.rule.id for r in self._rules if isinstance(r.rule, KeyUniqueRule)]
        counts = [c for rule_id in unique for c in check_counts(collection.tally, rule_id)]
        if not any(c.count for c in counts if c.level is Level.OVERALL):
            return None
        plan = self._counter.plan
        for extract in self._extracts:
            for frame in Records(extract, plan.rulebook, (), text=plan.suite.key):
                self._counter.remember_keys(self._counter.rows(frame))
        passes = [partial(self._records, extract) for extract in self._extracts]
        return shared_keys(self._counter, passes)

    def _add(self, frame: pd.DataFrame, extract: Extract, broken: Broken, before: int) -> None:
        rows = self._counter.rows(frame)
        units, applicable = self._places(self._counter.groups.numbers(rows))
        references = self._counter.references(rows)
        any_rule = np.zeros(len(rows), dtype=bool)
        for listed, mask in broken.of(rows, applicable):
            at = np.flatnonzero(mask)
            if not len(at):
                continue
            any_rule |= mask
            about = About(
                listed.rule.id, _to_check(listed, extract), listed.reason, extract.source.name
            )
            if not any(rows.has(name) for name in listed.fields):
                self._found.whole(about._replace(reason=NO_COLUMN), units[at])
            else:
                self._found.lines(about, units[at], *_named(references, at, before))
        self._found.records(units[any_rule])

    def _places(self, groups: Ints) -> tuple[Ints, Bools]:
        """Each record's unit by its number among those found, and whether it is applicable."""
        labels = self._counter.groups.labels()
        units = np.array([self._found.unit(unit) for unit, _, _ in labels], dtype=np.int64)
        applicable = np.array([a for _, _, a in labels], dtype=bool)
        return np.asarray(units[groups]), np.asarray(applicable[groups])


def _named(references: Any, at: Ints, before: int) -> tuple[Any, Ints]:
    """References of the records at these places, and numbers of those that have none (else 0)."""
    import pyarrow as pa

    numbers = at + 1 + before
    if references is None:
        return pa.array([""] * len(at), pa.large_string()), numbers
    taken = references.take(pa.array(at))
    return taken, np.where(not_blank(taken), 0, numbers)


def _to_check(listed: ListedRule, extract: Extract) -> str:
    """The headings of the rule's fields in this extract; the fields' names where it has none."""
    header, columns = extract.table.header, extract.columns
    headings = [header[columns[name]].strip() for name in listed.fields if name in columns]
    return "; ".join(headings or listed.fields)
