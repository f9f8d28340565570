"""Dates as written: against Python's own reading of them, day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines.dates import (
    NO_DAY,
    UNREADABLE_DAY,
    is_day,
    months_of,
    parse_days,
    period_days,
)

FORMATS = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d-%b-%Y", "%d.%m.%Y", "%d %B %Y", "%Y/%m/%d", "%Y%m%d")
EPOCH = date(1970, 1, 1)


def days(*texts: str, formats: tuple[str, ...] = ("%d/%m/%Y",)) -> list[int]:
    return parse_days(pd.Series(texts, dtype="str"), formats).tolist()


def since_epoch(day: date) -> int:
    return (day - EPOCH).days


def by_strptime(text: str, formats: tuple[str, ...]) -> int:
    """What Python makes of a text, without spaces around it."""
    for format_ in formats:
        try:
            return since_epoch(datetime.strptime(text, format_).date())
        except ValueError:
            continue
    return UNREADABLE_DAY


@pytest.mark.parametrize("format_", ["%Y-%m-%d", *FORMATS])
def test_every_day_of_two_centuries_is_read_as_python_reads_it(format_: str) -> None:
    every = [date(1900, 1, 1) + timedelta(days=n) for n in range(73_050)]
    texts = [day.strftime(format_) for day in every]
    assert days(*texts, formats=(format_,)) == [since_epoch(day) for day in every]


@pytest.mark.parametrize(
    ("text", "format_", "day"),
    [
        ("39113", "excel", "2007-01-31"),  # as Excel shows 31/01/2007 in the format General
        ("39113.75", "excel", "2007-01-31"),
        ("39113.999999999", "excel", "2007-01-31"),
        (" 39113 ", "excel", "2007-01-31"),
        ("10000", "excel", "1927-05-18"),
        ("73415", "excel", "2100-12-31"),
        ("73416", "excel", None),
        ("9999", "excel", None),
        ("391130", "excel", None),
        ("39113.", "excel", None),
        ("-39113", "excel", None),
        ("39,113", "excel", None),
        ("37651", "excel1904", "2007-01-31"),
        ("71953", "excel1904", "2100-12-31"),
        ("71954", "excel1904", None),
        ("39113", "%d/%m/%Y", None),
    ],
)
def test_days_that_a_spreadsheet_left_as_numbers(text: str, format_: str, day: str | None) -> None:
    expected = UNREADABLE_DAY if day is None else since_epoch(date.fromisoformat(day))
    assert days("", text, formats=(format_,)) == [NO_DAY, expected]


def test_a_text_that_another_format_reads_is_no_number_of_a_day() -> None:
    assert days("20107", "39113", formats=("%d%m%y", "excel")) == [
        since_epoch(date(2007, 1, 20)),
        since_epoch(date(2007, 1, 31)),
    ]


@pytest.mark.parametrize(
    ("pattern", "format_"),
    [
        ("{d:02}/{m:02}/{y}", "%d/%m/%Y"),
        ("{d}/{m}/{y}", "%d/%m/%Y"),
        ("{y}-{m:02}-{d:02}", "%Y-%m-%d"),
        ("{d:02}.{m:02}.{y}", "%d.%m.%Y"),
    ],
)
def test_days_that_the_calendar_does_not_have_are_unreadable(pattern: str, format_: str) -> None:
    texts = [
        pattern.format(d=d, m=m, y=y)
        for y in (1900, 2000, 2006, 2008)
        for m in range(14)
        for d in range(33)
    ]
    assert days(*texts, formats=(format_,)) == [by_strptime(t, (format_,)) for t in texts]


@given(
    st.lists(st.text("0123456789/-. :JanFebuary", max_size=16).map(str.strip).filter(bool)),
    st.lists(st.sampled_from(FORMATS), unique=True).map(tuple),
)
def test_near_dates_are_read_by_the_first_format_that_fits(
    texts: list[str], formats: tuple[str, ...]
) -> None:
    found = days(*texts, formats=formats)
    for text, day in zip(texts, found, strict=True):
        if day != UNREADABLE_DAY:
            assert day == by_strptime(text[:10], ("%Y-%m-%d",)) or (
                day == by_strptime(text, formats)
            )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2007-01-31", date(2007, 1, 31)),
        ("2007-01-31T23:59", date(2007, 1, 31)),
        ("2007-01-31 23:59:59.5", date(2007, 1, 31)),
        ("2007-01-31T23:59:59+01:00", date(2007, 1, 31)),
        ("2007-01-31T00:30:00Z", date(2007, 1, 31)),
        ("31/01/2007", date(2007, 1, 31)),
        ("1/2/2007", date(2007, 2, 1)),
        (" 31/01/2007 ", date(2007, 1, 31)),
        ("\0 31/01/2007\xa0\t", date(2007, 1, 31)),
        ("0001-01-01", date.min),
        ("9999-12-31", date.max),
    ],
)
def test_a_date_is_read_as_written_its_time_and_zone_left_aside(text: str, day: date) -> None:
    assert days(text) == [since_epoch(day)]


@pytest.mark.parametrize("text", ["", " ", "\0", "\t\xa0 ", "\0\0\0"])
def test_a_blank_is_no_day(text: str) -> None:
    assert days(text, formats=()) == [NO_DAY]


@pytest.mark.parametrize(
    "text",
    [
        "now",
        "today",
        "Today",
        "NaT",
        "nan",
        "None",
        "NULL",
        "31/02/2007",
        "2007-02-30",
        "2007-02-30T10:00",
        "2007-1-5",
        "31/01/2007 10:00",
        "31/01/2007x",
        "01/31/2007",
        "31/01/07",
        "2007",
        "13179",
        "-",
    ],
)
def test_what_is_no_date_is_unreadable(text: str) -> None:
    assert days(text) == [UNREADABLE_DAY]


def test_formats_are_tried_in_their_order_and_iso_always_first() -> None:
    ambiguous = "01/02/2007"
    assert days(ambiguous, formats=("%d/%m/%Y", "%m/%d/%Y")) == [since_epoch(date(2007, 2, 1))]
    assert days(ambiguous, formats=("%m/%d/%Y", "%d/%m/%Y")) == [since_epoch(date(2007, 1, 2))]
    assert days("2007-02-01", formats=("%Y-%d-%m",)) == [since_epoch(date(2007, 2, 1))]


def test_a_day_is_read_wherever_it_stands_in_the_column() -> None:
    found = days("", "31/01/2007", "x", "2007-02-01", "now", "01/02/2007")
    feb = since_epoch(date(2007, 2, 1))
    assert found == [NO_DAY, feb - 1, UNREADABLE_DAY, feb, UNREADABLE_DAY, feb]
    assert is_day(np.array(found)).tolist() == [False, True, False, True, False, True]


@given(st.dates())
def test_a_day_belongs_to_its_month(day: date) -> None:
    [month] = months_of(np.array([since_epoch(day)])).tolist()
    assert str(np.datetime64(month, "M")) == f"{day.year:04}-{day.month:02}"


def test_a_month_is_missing_for_the_same_reason_as_its_day() -> None:
    assert months_of(np.array([NO_DAY, UNREADABLE_DAY])).tolist() == [NO_DAY, UNREADABLE_DAY]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2007-01", date(2007, 1, 1), date(2007, 1, 31)),
        ("2007-12", date(2007, 12, 1), date(2007, 12, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2007-02", date(2007, 2, 1), date(2007, 2, 28)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: date, last: date) -> None:
    assert period_days(period) == (since_epoch(first), since_epoch(last))
