"""Arrow columns as text agree with their values' texts, one by one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.extract.arrow_text import is_readable, text_of
from eqmon.extract.cell_text import cell_text

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))
MIDNIGHTS = MOMENTS.map(lambda moment: datetime.combine(moment.date(), time()))
INTEGERS = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats() | st.integers(-200, 200).map(float) | st.decimals(-99, 99, places=2).map(float)


def decimals(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(-(10**6), 10**6, places=places)


KINDS = [
    (pa.string(), st.text()),
    (pa.large_string(), st.text()),
    (pa.string_view(), st.text()),
    (pa.bool_(), st.booleans()),
    (pa.int8(), st.integers(-128, 127)),
    (pa.int64(), INTEGERS),
    (pa.uint64(), st.integers(0, 2**64 - 1)),
    (pa.float64(), FLOATS),
    (pa.decimal128(20, 0), decimals(0)),
    (pa.decimal128(20, 2), decimals(2)),
    (pa.decimal256(60, 12), decimals(12)),
    (pa.date32(), st.dates()),
    (pa.date64(), st.dates()),
    (pa.timestamp("s"), SECONDS | MIDNIGHTS),
    (pa.timestamp("us"), MOMENTS | SECONDS | MIDNIGHTS),
    (pa.time32("s"), st.times().map(lambda t: t.replace(microsecond=0))),
    (pa.time64("us"), st.times()),
    (pa.duration("us"), st.timedeltas(timedelta(days=-9999), timedelta(days=9999))),
]


@pytest.mark.parametrize(("kind", "values"), KINDS, ids=[str(kind) for kind, _ in KINDS])
@settings(max_examples=25)
@given(data=st.data())
def test_a_column_is_the_text_of_each_value(
    kind: pa.DataType, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    cells = data.draw(st.lists(st.none() | values, max_size=8))
    assert text_of(pa.array(cells, kind)).to_pylist() == [cell_text(cell) for cell in cells]


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        (pa.nulls(2), ["", ""]),
        (pa.array([34.0, 34.1, float("nan"), None], pa.float32()), ["34", "34.1", "", ""]),
        (pa.array([34.0], pa.float16()), ["34"]),
        (pa.array([250], pa.timestamp("ms")), ["1970-01-01T00:00:00.250000"]),
        (
            pa.array([0, 1000, 1], pa.timestamp("ns")),
            [
                "1970-01-01",
                "1970-01-01T00:00:00.000001",
                "1970-01-01T00:00:00.000000001",
            ],
        ),
        (
            pa.array([86400 * 180], pa.timestamp("s", "Europe/London")),
            ["1970-06-30T01:00:00+01:00"],
        ),
        (pa.array([0], pa.timestamp("us", "UTC")), ["1970-01-01T00:00:00+00:00"]),
        (pa.array([1], pa.timestamp("ms", "-03:30")), ["1969-12-31T20:30:00.001000-03:30"]),
        (pa.array([86399000], pa.time32("ms")), ["23:59:59"]),
        (pa.array([1_500], pa.duration("ms")), ["00:00:01.500000"]),
    ],
)
def test_what_python_has_no_value_for(array: pa.Array, texts: list[str]) -> None:
    assert text_of(array).to_pylist() == texts


def test_a_moment_with_a_zone_is_as_python_writes_it() -> None:
    moment = datetime(2007, 1, 31, 23, 59, 1, 5, tzinfo=UTC)
    assert text_of(pa.array([moment])).to_pylist() == [cell_text(moment)]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.struct([("a", pa.string())]),
        pa.map_(pa.string(), pa.string()),
        pa.binary(),
        pa.large_binary(),
        pa.binary(4),
        pa.binary_view(),
        pa.dictionary(pa.int8(), pa.binary()),
        pa.month_day_nano_interval(),
        pa.uuid(),
        pa.run_end_encoded(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_what_is_no_cell_is_not_readable(kind: pa.DataType) -> None:
    assert not is_readable(kind)


@pytest.mark.parametrize(
    "kind",
    [
        *(kind for kind, _ in KINDS),
        pa.null(),
        pa.dictionary(pa.int8(), pa.string()),
    ],
    ids=str,
)
def test_what_is_a_cell_is_readable(kind: pa.DataType) -> None:
    assert is_readable(kind)
