"""Cells of a register as they are written by hand: days, months, periods, yes and no."""

from __future__ import annotations

import re
from datetime import date

from eqmon.rulebook.frequency import Frequency, Span, period_of
from eqmon.rulebook.spelling import tidy_cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NUMBER_OF = {name: n for names in (_MONTHS, _FULL) for n, name in enumerate(names, 1)}
_NUMBER_OF["sept"] = 9
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{2}:\d{2}.*)?")
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: \d{2}:\d{2}.*)?")
_NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)[ ,-]*(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]+)[ -]*(\d{4})")
_QUARTER = re.compile(r"(\d{4})[ -]*q([1-4])|q([1-4])[ -]*(\d{4})")
_WEEK = re.compile(r"(\d{4})[ -]*w(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
YES = frozenset({"yes", "y", "true", "1", "met", "made"})
NO = frozenset({"no", "n", "false", "0", "not met", "not made"})
YEARS = range(1970, 2101)
"""Years that a register tells of: any other is a slip, and would make a thousand years due."""
DATES = "2006-09-05, 05/09/2006, 5 September 2006, or the month alone as 2006-09; 1970 to 2100"
ANSWERS = "yes, no, or blank where nothing is told"
PERIODS = {
    Frequency.WEEKLY: "2009-W05, or a day of the week",
    Frequency.MONTHLY: "2009-01, January 2009, or a day of it",
    Frequency.QUARTERLY: "2009-Q1 (calendar quarters), or a day or month of it",
    Frequency.HALF_YEARLY: "a day or month of it",
    Frequency.YEARLY: "2009, or a day or month of it",
}


def date_in(text: str) -> Span | None:
    """The day or month that a text says; None where it says none, or one of another century.

    Of `05/09/2006` the first number is the day, as British forms have it.
    """
    found = _date(tidy_cell(text))
    return found if found is not None and found.first.year in YEARS else None


def _date(words: str) -> Span | None:
    try:
        if found := _ISO_DAY.fullmatch(words):
            return Span.day(date(*map(int, found.groups())))
        if found := _DAY.fullmatch(words):
            return Span.day(date(int(found[3]), int(found[2]), int(found[1])))
        if found := _NAMED_DAY.fullmatch(words):
            return Span.day(date(int(found[3]), _NUMBER_OF[found[2]], int(found[1])))
        if found := _ISO_MONTH.fullmatch(words):
            return Span.month(int(found[1]), int(found[2]))
        if found := _NAMED_MONTH.fullmatch(words):
            return Span.month(int(found[2]), _NUMBER_OF[found[1]])
    except (ValueError, KeyError):
        return None
    return None


def period_in(text: str, frequency: Frequency) -> Span | None:
    """The period of the calendar that a text names or lies in; None where it is none, or several.

    A month lies in its quarter, a day in its week; no month is told by `2009-Q1`.
    """
    try:
        said = _stretch(tidy_cell(text)) or date_in(text)
        if said is None or said.first.year not in YEARS:
            return None
        first, last = period_of(said.first, frequency), period_of(said.last, frequency)
    except ValueError:
        return None
    return first if first == last else None


def _stretch(words: str) -> Span | None:
    """The week, quarter or year that words name; ValueError for one that is not in the calendar."""
    if found := _QUARTER.fullmatch(words):
        year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
        return period_of(date(year, 3 * quarter - 2, 1), Frequency.QUARTERLY)
    if found := _WEEK.fullmatch(words):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return period_of(monday, Frequency.WEEKLY)
    if _YEAR.fullmatch(words):
        return period_of(date(int(words), 1, 1), Frequency.YEARLY)
    return None


def answer_in(text: str) -> bool | None:
    """Whether a text says yes or no; None for neither."""
    words = tidy_cell(text)
    return True if words in YES else False if words in NO else None
