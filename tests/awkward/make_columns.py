"""Awkward Parquet, Feather and Arrow files."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
from awkward.base import HEADER, ROWS, column

DAY = HEADER[column("Date Reported")]
AGE = HEADER[column("Age")]
TEXT = pa.table({h: [row[i] for row in ROWS] for i, h in enumerate(HEADER)})
DAYS = [datetime.strptime(row[column("Date Reported")], "%d/%m/%Y") for row in ROWS]
AGES = [int(row[column("Age")]) if row[column("Age")] else None for row in ROWS]


def _with(table: pa.Table, **columns: pa.Array) -> pa.Table:
    for heading, array in columns.items():
        at = table.column_names.index(heading.replace("_", " "))
        table = table.set_column(at, heading.replace("_", " "), array)
    return table


TYPED = _with(TEXT, Age=pa.array(AGES), Date_Reported=pa.array([day.date() for day in DAYS]))
NULLS = pa.table([pa.array([c or None for c in TEXT[h].to_pylist()]) for h in HEADER], HEADER)
CODED = pa.table([TEXT[h].dictionary_encode() for h in HEADER], HEADER)


def _parquet(table: pa.Table, **how: object) -> bytes:
    data = io.BytesIO()
    pq.write_table(table, data, **how)
    return data.getvalue()


def _feather(table: pa.Table) -> bytes:
    data = io.BytesIO()
    pyarrow.feather.write_feather(table, data)
    return data.getvalue()


def _stream(table: pa.Table) -> bytes:
    data = io.BytesIO()
    with pa.ipc.new_stream(data, table.schema) as writer:
        writer.write_table(table, max_chunksize=5)
    return data.getvalue()


def _from_pandas() -> bytes:
    frame = TYPED.to_pandas().set_index(pd.Index(range(100, 112)))
    frame["Sex"] = frame["Sex"].astype("category")
    frame["Age"] = frame["Age"].astype("float64")
    data = io.BytesIO()
    frame.to_parquet(data)
    return data.getvalue()


def _timestamps(zone: str | None) -> pa.Array:
    days = [day.replace(hour=12, tzinfo=UTC if zone else None) for day in DAYS]
    return pa.array(days, pa.timestamp("us", tz=zone))


ALIKE: Mapping[str, bytes] = {
    "columns_of_text.parquet": _parquet(TEXT),
    "columns_of_dates_and_numbers.parquet": _parquet(TYPED),
    "columns_in_small_groups.parquet": _parquet(TYPED, row_group_size=5, compression="zstd"),
    "columns_with_nulls.parquet": _parquet(NULLS),
    "columns_with_dictionaries.parquet": _parquet(CODED),
    "columns_with_timestamps.parquet": _parquet(_with(TEXT, Date_Reported=_timestamps(None))),
    "columns_with_zoned_timestamps.parquet": _parquet(
        _with(TEXT, Date_Reported=_timestamps("UTC"))
    ),
    "columns_as_pandas_saves_them.parquet": _from_pandas(),
    "columns_packed.parquet.gz": gzip.compress(_parquet(TYPED), mtime=0),
    "columns_named_csv.csv": _parquet(TYPED),
    "columns.feather": _feather(TYPED),
    "columns_streamed.arrow": _stream(CODED),
}
NIL_RETURN: Mapping[str, bytes] = {"columns_without_a_row.parquet": _parquet(TEXT.slice(0, 0))}
REFUSED: Mapping[str, bytes] = {
    "columns_nested.parquet": _parquet(
        _with(TEXT, SDE=pa.array([[cell] for cell in TEXT["SDE"].to_pylist()]))
    ),
    "columns_cut_short.parquet": _parquet(TYPED)[:-60],
    "columns_cut_short.feather": _feather(TYPED)[:-60],
}
