"""What each check asks of a record: holds, broken, or not concerned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from eqmon.engines.dates import is_day, period_days
from eqmon.engines.keys import not_blank
from eqmon.engines.readings import Bools, Ints, everywhere
from eqmon.rulebook.rules import (
    AgeAgreesRule,
    CheckRule,
    DateInPeriodRule,
    DateOrderRule,
    DateValidRule,
    ImpliesRule,
    KeyPatternRule,
    KeyPresentRule,
    KeyUniqueRule,
    UnitKnownRule,
)
from eqmon.vocabulary import CheckResult, Recording

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows

RESULTS = (CheckResult.NOT_CONCERNED, CheckResult.HOLDS, CheckResult.BROKEN)
"""A check's results in the order of their codes."""

DAYS_IN_YEAR = 365.2425


class Asked:
    """One chunk as checks see it: its rows, which name a unit, and the drop's period."""

    def __init__(self, rows: Rows, key: Any, unit_known: Bools, period: str | None) -> None:
        self.rows = rows
        self.key = key
        """References as an Arrow array without outer spaces, None where there is no column."""
        self.unit_known = unit_known
        self.period = period


def fields_of(rule: CheckRule) -> tuple[str, ...]:
    """The fields that a check itself names, each once; the key and the unit are the suite's."""
    slots = ("field", "earlier", "later", "age", "date_of_birth")
    named = [getattr(rule, slot) for slot in slots if hasattr(rule, slot)]
    if isinstance(rule, ImpliesRule):
        named += [condition.field for condition in (*rule.when, *rule.then)]
    return tuple(dict.fromkeys(named))


def check(rule: CheckRule, asked: Asked) -> Ints:
    """Each record's result of a check, as positions in `RESULTS`."""
    concerned, holds = _CHECKS[type(rule)](rule, asked)
    if not concerned.any():
        return everywhere(0, len(concerned))
    if holds.all() and concerned.all():
        return everywhere(1, len(concerned))
    return np.where(concerned, np.where(holds, 1, 2), 0)


Answer = tuple[Bools, Bools]


def _everyone(asked: Asked) -> Bools:
    return np.broadcast_to(np.True_, len(asked.rows))


def _nobody(asked: Asked) -> Bools:
    return np.broadcast_to(np.False_, len(asked.rows))


def _key_present(_rule: KeyPresentRule, asked: Asked) -> Answer:
    return _everyone(asked), _has_key(asked)


def _has_key(asked: Asked) -> Bools:
    return _nobody(asked) if asked.key is None else not_blank(asked.key)


def _key_pattern(rule: KeyPatternRule, asked: Asked) -> Answer:
    import pyarrow.compute as pc

    concerned = _has_key(asked)
    if asked.key is None:
        return concerned, concerned
    matches = pc.match_substring_regex(asked.key, rf"^(?:{rule.pattern})$")
    return concerned, matches.to_numpy(zero_copy_only=False)


def _key_unique(_rule: KeyUniqueRule, asked: Asked) -> Answer:
    # Repeats are found when all extracts have been read; until then every key is the only one.
    return _has_key(asked), _everyone(asked)


def _unit_known(_rule: UnitKnownRule, asked: Asked) -> Answer:
    return _everyone(asked), asked.unit_known


def _date_valid(rule: DateValidRule, asked: Asked) -> Answer:
    return _everyone(asked), asked.rows.by_day(rule.field, is_day)


def _date_in_period(rule: DateInPeriodRule, asked: Asked) -> Answer:
    if asked.period is None:
        return _nobody(asked), _nobody(asked)
    first, last = period_days(asked.period)
    within = asked.rows.by_day(rule.field, lambda days: (days >= first) & (days <= last))
    return asked.rows.by_day(rule.field, is_day), within


def _date_order(rule: DateOrderRule, asked: Asked) -> Answer:
    earlier, later = asked.rows.days(rule.earlier), asked.rows.days(rule.later)
    return is_day(earlier) & is_day(later), later >= earlier


def _age_agrees(rule: AgeAgreesRule, asked: Asked) -> Answer:
    rows = asked.rows
    suite = rows.readers.suite
    if suite.date is None or not (rows.has(rule.age) and rows.has(rule.date_of_birth)):
        return _nobody(asked), _nobody(asked)
    column = rows.column(rule.age)
    said = column.take(np.array([_whole_number(t) for t in column.texts], dtype=float))
    born, recorded = rows.days(rule.date_of_birth), rows.days(suite.date)
    # A placeholder is not a date of birth: the strand's rule answers for it.
    readings = rows.readers[rule.date_of_birth].readings
    numbers = rows.numbers(rule.date_of_birth)
    known = np.array([r.recording is Recording.KNOWN for r in readings], dtype=bool)[numbers]
    concerned = ~np.isnan(said) & known & is_day(born) & is_day(recorded)
    age = np.floor((recorded - born) / DAYS_IN_YEAR)
    return concerned, np.abs(age - said) <= 1


def _whole_number(text: str) -> float:
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 3 else np.nan


def _implies(rule: ImpliesRule, asked: Asked) -> Answer:
    rows = asked.rows
    if not all(rows.has(condition.field) for condition in (*rule.when, *rule.then)):
        return _nobody(asked), _nobody(asked)
    when = np.logical_and.reduce([rows.true(condition) for condition in rule.when])
    then = np.logical_and.reduce([rows.true(condition) for condition in rule.then])
    return when, then


_CHECKS: dict[type[CheckRule], Callable[[Any, Asked], Answer]] = {
    KeyPresentRule: _key_present,
    KeyPatternRule: _key_pattern,
    KeyUniqueRule: _key_unique,
    UnitKnownRule: _unit_known,
    DateValidRule: _date_valid,
    DateInPeriodRule: _date_in_period,
    DateOrderRule: _date_order,
    AgeAgreesRule: _age_agrees,
    ImpliesRule: _implies,
}
