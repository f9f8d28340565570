"""The one place where a document's date comes from, so that the same report gives the same bytes.

Nothing is read from the clock: a document made again next year is the same document.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from eqmon.errors import InputError, UsageError

VARIABLE = "SOURCE_DATE_EPOCH"
LATEST = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
UNKNOWN_DAY = date(1980, 1, 1)
"""Where nothing tells a day: the first that a zip archive can hold, which nobody takes for real."""


def created_of(
    *,
    meeting: date | None,
    extracted_on: str | None,
    period: str | None,
    environ: Mapping[str, str],
) -> datetime:
    """The date that a document is given, in UTC: the first of these that is known.

    `SOURCE_DATE_EPOCH` of `environ` (whole seconds since 1970; empty counts as unset), the
    meeting's day, the day the extract was taken (YYYY-MM-DD), the last day of its period (YYYY-MM),
    and otherwise 1 January 1980. Days are given at midnight. UsageError for a bad
    `SOURCE_DATE_EPOCH`; InputError for a day or period that is none.
    """
    if environ.get(VARIABLE):
        return _of_seconds(environ[VARIABLE])
    if meeting is not None:
        return _midnight(meeting)
    if extracted_on is not None:
        return _midnight(_day(extracted_on, "extracted_on", "a date as YYYY-MM-DD"))
    if period is not None:
        first = _day(f"{period}-01", "period", "a month as YYYY-MM")
        return _midnight(first.replace(day=monthrange(first.year, first.month)[1]))
    return _midnight(UNKNOWN_DAY)


def _of_seconds(text: str) -> datetime:
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) > LATEST:
        raise UsageError(
            VARIABLE,
            "is no point in time",
            allowed="whole seconds since 1 January 1970, in digits, up to the year 9999",
            hint="correct it in the environment, or unset it",
        )
    return datetime.fromtimestamp(int(text), UTC)


def _day(text: str, key: str, allowed: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise InputError("the report", f"{key} cannot be read", allowed=allowed)
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
