"""One meaning of a typed cell: the text that a CSV export of the same table would have."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite, isnan

DIGITS = 15
"""Significant digits of a number: as many as a spreadsheet keeps."""


def cell_text(value: object) -> str:
    """The text of one cell; TypeError for what no cell of a table holds, such as a list.

    No value is ''. 34.0 is `34` and no number has an exponent; true is `TRUE`; a date is
    `2007-01-31`, also where it has a time that is midnight; else `2007-01-31T23:59:00`, with its
    offset from UTC where it has one; a time is `23:59:00`, and so is a duration.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number(value)
        case Decimal():
            return _plain(value) if not value.is_nan() else ""
        case datetime():
            return value.isoformat() if value.tzinfo or value.time() != time() else _day(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return _duration(value)
    raise TypeError("no cell of a table")


def _number(value: float) -> str:
    if not isfinite(value):
        return "" if isnan(value) else str(value)
    text = f"{value:.{DIGITS}g}"
    return _plain(Decimal(text)) if "e" in text or text == "-0" else text


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _day(value: datetime) -> str:
    return value.date().isoformat()


def _duration(value: timedelta) -> str:
    sign = "-" if value < timedelta() else ""
    minutes, seconds = divmod(abs(value), timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    fraction = f".{seconds.microseconds:06}" if seconds.microseconds else ""
    return f"{sign}{hours:02}:{minutes:02}:{seconds.seconds:02}{fraction}"
