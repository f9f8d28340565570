"""A document's date comes from what is known of it, never from the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eqmon.document.created import created_of
from eqmon.errors import InputError, UsageError

MEETING = date(2007, 2, 6)


def created(
    meeting: date | None = None,
    extracted_on: str | None = None,
    period: str | None = None,
    epoch: str | None = None,
) -> datetime:
    environ = {} if epoch is None else {"SOURCE_DATE_EPOCH": epoch}
    return created_of(meeting=meeting, extracted_on=extracted_on, period=period, environ=environ)


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ((MEETING, "2007-02-01", "2007-01", "86399"), datetime(1970, 1, 1, 23, 59, 59, tzinfo=UTC)),
        ((MEETING, "2007-02-01", "2007-01", ""), datetime(2007, 2, 6, tzinfo=UTC)),
        ((MEETING, "2007-02-01", "2007-01"), datetime(2007, 2, 6, tzinfo=UTC)),
        ((None, "2007-02-01", "2007-01"), datetime(2007, 2, 1, tzinfo=UTC)),
        ((None, None, "2007-01"), datetime(2007, 1, 31, tzinfo=UTC)),
        ((None, None, "2008-02"), datetime(2008, 2, 29, tzinfo=UTC)),
        ((), datetime(1980, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_first_that_is_known(known: tuple[date | str | None, ...], day: datetime) -> None:
    found = created(*known)  # type: ignore[arg-type]
    assert found == day
    assert found.tzinfo is UTC


@pytest.mark.parametrize("epoch", ["today", "-1", "1.5", " 1", "٣", "9" * 13, "9" * 5000])
def test_a_bad_source_date_is_refused(epoch: str) -> None:
    with pytest.raises(UsageError) as refused:
        created(MEETING, epoch=epoch)
    assert refused.value.where == "SOURCE_DATE_EPOCH"
    assert "whole seconds" in refused.value.allowed


@pytest.mark.parametrize(
    ("extracted_on", "period", "key"),
    [
        ("20070201", None, "extracted_on"),
        ("2007-02-30", None, "extracted_on"),
        (None, "2007-13", "period"),
        (None, "0702", "period"),
    ],
)
def test_a_day_that_is_none_is_refused(
    extracted_on: str | None, period: str | None, key: str
) -> None:
    with pytest.raises(InputError, match=f"{key} cannot be read"):
        created(None, extracted_on, period)
