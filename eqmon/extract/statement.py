"""What a drop says of itself: its period and when it was extracted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from eqmon.errors import InputError, RulebookError, UsageError
from eqmon.extract.archive import DAMAGED_ARCHIVE, as_refused
from eqmon.rulebook.yaml_reader import read_yaml

STATEMENT = "drop.yaml"
PERIOD = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Statement:
    """What is known of a drop's time; None where nothing says it."""

    period: str | None = None
    """A month, YYYY-MM."""
    extracted_on: date | None = None


def checked_period(text: str) -> str:
    """The text, where it is a month; UsageError otherwise."""
    if PERIOD.fullmatch(text):
        return text
    raise UsageError("", f"'{text}' is not a period", allowed="a month as YYYY-MM")


def stated(
    files: Iterable[tuple[Traversable | zipfile.Path, str]], folders: Iterable[str]
) -> tuple[Statement, ...]:
    """What each drop.yaml, given with its name for messages, states; folders' names fill in."""
    statements = tuple(read_statement(file, where) for file, where in files)
    if any(statement.period for statement in statements):
        return statements
    periods = sorted({name for name in folders if PERIOD.fullmatch(name)})
    return (*statements, *(Statement(period=period) for period in periods))


def read_statement(file: Traversable | zipfile.Path, where: str) -> Statement:
    """What a drop.yaml states; InputError with all that is wrong with it."""
    try:
        says = read_yaml(file)
    except RulebookError as error:
        raise InputError(where, error.problem, allowed=error.allowed, hint=error.hint) from None
    except DAMAGED_ARCHIVE as failure:
        raise as_refused(where, failure) from None
    period, extracted_on = says.get("period"), says.get("extracted_on")
    problems = [f"unknown key '{key}'" for key in says if key not in ("period", "extracted_on")]
    if period is not None and not (isinstance(period, str) and PERIOD.fullmatch(period)):
        problems.append("period is not a month")
    if extracted_on is not None and type(extracted_on) is not date:
        problems.append("extracted_on is not a date")
    if problems:
        raise InputError(
            where,
            "; ".join(problems),
            allowed="period: YYYY-MM, extracted_on: YYYY-MM-DD",
            hint="correct it, or leave it out and use --period",
        )
    assert period is None or isinstance(period, str)
    assert extracted_on is None or isinstance(extracted_on, date)
    return Statement(period, extracted_on)


def agreed(statements: Iterable[Statement], where: str, given: Statement) -> Statement:
    """What is given, and for the rest what all agree on; InputError where they disagree."""
    statements = tuple(statements)
    periods = {s.period for s in statements if s.period}
    days = {s.extracted_on for s in statements if s.extracted_on}
    if given.period is None and len(periods) > 1:
        raise _several_drops(where, ", ".join(sorted(periods)))
    if given.extracted_on is None and len(days) > 1:
        raise _several_drops(where, ", ".join(f"extracted on {day}" for day in sorted(days)))
    return Statement(
        given.period or next(iter(periods), None), given.extracted_on or next(iter(days), None)
    )


def _several_drops(where: str, what: str) -> InputError:
    return InputError(
        where,
        f"holds several drops: {what}",
        allowed="extracts of one period in one drop",
        hint="check them one after the other",
    )
