"""Small Parquet and Arrow files, for tests of reading them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather, ipc

from eqmon.extract.columnar import Columnar, open_columnar
from eqmon.extract.source import Source

Bytes = Callable[..., bytes]


def table_of(columns: Mapping[str, Any] | Sequence[tuple[str, Any]]) -> pa.Table:
    """A table of columns; pairs may repeat a name."""
    pairs = list(columns.items() if isinstance(columns, Mapping) else columns)
    arrays = [c if isinstance(c, pa.Array | pa.ChunkedArray) else pa.array(c) for _, c in pairs]
    return pa.table(arrays, names=[name for name, _ in pairs])


def parquet(table: pa.Table, **how: Any) -> bytes:
    """The table as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(table, sink, **how)
    return sink.getvalue()


def feather2(table: pa.Table, **how: Any) -> bytes:
    """The table as a Feather file of version 2."""
    sink = io.BytesIO()
    feather.write_feather(table, sink, **how)
    return sink.getvalue()


def arrow_stream(table: pa.Table, **how: Any) -> bytes:
    """The table as an Arrow stream."""
    sink = io.BytesIO()
    with ipc.new_stream(sink, table.schema, **how) as writer:
        writer.write_table(table)
    return sink.getvalue()


FORMATS: dict[str, Bytes] = {"parquet": parquet, "feather": feather2, "stream": arrow_stream}


def opened(data: bytes, known: Sequence[str] = ()) -> Columnar:
    """The file opened; `known` are the headings that a suite accepts."""
    return open_columnar(Source("extract", data=data), known=lambda heading: heading in known)


def cells(
    table: Columnar, *, text: Sequence[int] = (), block_size: int = 4 << 20
) -> list[list[str]]:
    """Every row's cells; the columns in `text` are read as text, others as dictionaries."""
    everything = range(len(table.header))
    rows: list[list[str]] = []
    for batch in table.batches(
        coded=[c for c in everything if c not in text],
        text=text,
        block_size=block_size,
        on_ragged=lambda _row: "skip",
    ):
        assert batch.schema.names == [str(position) for position in everything]
        assert not any(column.null_count for column in batch.columns)
        rows += zip(*(column.to_pylist() for column in batch.columns), strict=True)
    return [list(row) for row in rows]
