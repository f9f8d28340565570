"""Whether something was asked for as often as it is said: gaps, and what is said of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.registers.calendars import calendars_of
from eqmon.registers.cells import answer_in, date_in, period_in
from eqmon.registers.model import Entry, Standing
from eqmon.registers.sentences import share_of
from eqmon.rulebook.frequency import Frequency, months_later, next_period, period_of

F = Frequency


def asked(body: str, *periods: str) -> list[Entry]:
    entries = []
    for period in periods:
        span = date_in(period)
        assert span is not None
        said = {"item": "", "received": None, "standing": Standing.MISSING}
        entries.append(Entry.model_validate(
            {"body": body, "due": span.last, "period": period, **said}
        ))  # fmt: skip
    return entries


@pytest.mark.parametrize(
    ("frequency", "dates", "gaps", "unit", "regular"),
    [
        (F.QUARTERLY, ("2006-02", "2006-04", "2006-07", "2006-09"), (2, 3, 2), "months", False),
        (F.QUARTERLY, ("2006-03", "2006-06", "2006-09"), (3, 3), "months", True),
        (F.QUARTERLY, ("2006-01-31", "2006-04-01"), (3,), "months", True),  # months, not days
        (F.MONTHLY, ("2006-01-31", "2006-03-01"), (2,), "months", False),
        (F.YEARLY, ("2006-03", "2007-03"), (12,), "months", True),
        (F.WEEKLY, ("2006-02-20", "2006-02-27", "2006-03-07"), (7, 8), "days", False),
        (F.SIX_WEEKLY, ("2006-02-20", "2006-04-03"), (42,), "days", True),
        (F.MONTHLY, ("2006-02",), (), "months", None),
        (None, ("2006-02", "2006-07"), (5,), "months", None),
        (None, ("2006-02-03", "2006-02-10"), (7,), "days", None),
    ],
)
def test_gaps_are_told_in_months_of_the_calendar_or_in_days(
    frequency: Frequency | None,
    dates: tuple[str, ...],
    gaps: tuple[int, ...],
    unit: str,
    regular: bool | None,
) -> None:
    (found,) = calendars_of(asked("MPS", *dates), frequency)
    assert (found.gaps, found.unit, found.regular) == (gaps, unit, regular)


@pytest.mark.parametrize(
    ("frequency", "dates", "sentence"),
    [
        (
            F.QUARTERLY,
            ("2006-03", "2006-06", "2006-09"),
            "Said to be quarterly, and asked for at regular gaps: March, June and September 2006.",
        ),
        (
            None,
            ("2006-11-15", "2007-02-15"),
            "No frequency is said; asked for on 15 November 2006 and 15 February 2007: a gap of "
            "3 months.",
        ),
        (F.MONTHLY, ("2006-11",), "Said to be monthly; asked for in November 2006."),
        (
            F.MONTHLY,
            ("2006-11", "2007-01", "2007-03"),
            "Said to be monthly; asked for in November 2006, January 2007 and March 2007: "
            "each gap is 2 months.",
        ),
        (
            F.MONTHLY,
            tuple(f"2006-{month:02}" for month in range(1, 9)),
            "Said to be monthly, and asked for at regular gaps: January 2006 to August 2006, "
            "8 times.",
        ),
    ],
)
def test_calendars_are_said_in_a_sentence(
    frequency: Frequency | None, dates: tuple[str, ...], sentence: str
) -> None:
    (found,) = calendars_of(asked("MPS", *dates), frequency)
    assert found.sentence == sentence


def test_bodies_that_were_asked_on_other_dates_have_calendars_of_their_own() -> None:
    entries = [
        *asked("MPS", "2006-02", "2006-05"),
        *asked("SWG1", "2006-05", "2006-02"),
        *asked("SWG3", "2006-02", "2006-04"),
    ]
    first, second = calendars_of(entries, F.QUARTERLY)
    assert (first.bodies, second.bodies) == (("MPS", "SWG1"), ("SWG3",))
    assert first.sentence.startswith("MPS and SWG1: said to be quarterly, and")
    assert (first.regular, second.regular) == (True, False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-09-05", "2006-09-05", "2006-09-05"),
        ("2006-09-05 17:40", "2006-09-05", "2006-09-05"),
        ("05/09/2006", "2006-09-05", "2006-09-05"),  # day first
        ("5.9.2006", "2006-09-05", "2006-09-05"),
        ("5th September 2006", "2006-09-05", "2006-09-05"),
        ("5-Sept-2006", "2006-09-05", "2006-09-05"),
        ("2006-09", "2006-09-01", "2006-09-30"),
        ("Feb 2008", "2008-02-01", "2008-02-29"),
        ("FEBRUARY 2006", "2006-02-01", "2006-02-28"),
    ],
)
def test_days_and_months_are_read_as_people_write_them(text: str, first: str, last: str) -> None:
    found = date_in(text)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1009-02",
        "05/09/0206",
        "soon",
        "31/02/2006",
        "2006-13",
        "13/13/2006",
        "2006",
        "today",
        "Smarch 2006",
        "5",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize(
    ("text", "frequency", "name"),
    [
        ("2009-Q1", F.QUARTERLY, "2009-Q1"),
        ("Q4 2009", F.QUARTERLY, "2009-Q4"),
        ("May 2009", F.QUARTERLY, "2009-Q2"),
        ("30/06/2009", F.QUARTERLY, "2009-Q2"),
        ("2009-Q3", F.HALF_YEARLY, "2009-H2"),
        ("2009-Q3", F.MONTHLY, None),
        ("2009", F.YEARLY, "2009"),
        ("2009", F.QUARTERLY, None),
        ("2009-W53", F.WEEKLY, "2009-W53"),
        ("2008-W53", F.WEEKLY, None),  # that year has no such week
        ("2008-12-31", F.WEEKLY, "2009-W01"),
        ("2009-01", F.WEEKLY, None),
        ("2009-Q5", F.QUARTERLY, None),
        ("2009-Q1", F.SIX_WEEKLY, None),  # six weeks begin anywhere
        ("1009-Q1", F.QUARTERLY, None),  # a slip: a thousand years would be due
        ("", F.MONTHLY, None),
    ],
)
def test_periods_are_those_of_the_calendar(
    text: str, frequency: Frequency, name: str | None
) -> None:
    found = period_in(text, frequency)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Yes", True), ("met", True), ("N", False), ("Not met", False), ("", None), ("maybe", None)],
)
def test_answers_are_yes_no_or_nothing(text: str, answer: bool | None) -> None:
    assert answer_in(text) is answer


CALENDAR = [f for f in Frequency if f is not F.SIX_WEEKLY]
days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@given(day=days, frequency=st.sampled_from(CALENDAR))
def test_periods_follow_one_another_without_a_gap(day: date, frequency: Frequency) -> None:
    period = period_of(day, frequency)
    assert period.first <= day <= period.last
    after = next_period(period, frequency)
    assert after.first == period.last + timedelta(days=1)
    assert period_of(period.last, frequency) == period


@given(day=days, months=st.sampled_from([1, 3, 6, 12]))
def test_a_day_months_later_is_of_that_month_and_never_of_the_next(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("count", "of", "said"),
    [
        (1, 4, "1 of 4 (25.0 %)"),
        (0, 4, "0 of 4 (0.0 %)"),
        (4, 4, "4 of 4 (100.0 %)"),
        (1, 3000, "1 of 3,000 (0.1 %)"),  # one that came is never none
        (2999, 3000, "2,999 of 3,000 (99.9 %)"),  # and one that is missing never all
        (0, 0, "none due"),
    ],
)
def test_shares_are_never_rounded_to_none_or_all(count: int, of: int, said: str) -> None:
    assert share_of(count, of) == said
