"""Delimited text to Arrow batches, and Arrow columns to pandas ones: the only place that parses."""

from __future__ import annotations

import io
from collections.abc import Collection
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from eqmon.errors import InputError
from eqmon.extract.archive import as_refused
from eqmon.extract.encoding import open_text
from eqmon.extract.read_ahead import read_ahead
from eqmon.extract.throttle import Throttled

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    import pandas as pd
    import pyarrow as pa

    from eqmon.extract.sniff import Form
    from eqmon.extract.source import Source


def batches(
    source: Source,
    form: Form,
    *,
    coded: Collection[int],
    text: Collection[int],
    block_size: int,
    on_ragged: Callable[[Any], str],
) -> Generator[pa.RecordBatch, None, None]:
    """The rows of the columns at these positions; a batch's columns are named by position.

    Those `coded` come as dictionaries, those in `text` as strings; no cell is null.
    `on_ragged` is called, maybe from another thread, for each row of another width.
    """
    import pyarrow as pa

    with ExitStack() as stack:
        try:
            pieces = stack.enter_context(Throttled(_stream(source, form, stack)))
            reader = stack.enter_context(
                _reader(
                    stack.enter_context(pa.PythonFile(pieces, mode="r")),
                    form,
                    {**dict.fromkeys(text, pa.large_string()), **dict.fromkeys(coded, _coded())},
                    block_size,
                    on_ragged,
                )
            )
            stack.callback(pieces.let_go)
            pieces.begin()
            for batch in read_ahead(iter(reader)):
                yield batch
                pieces.used()
        except pa.ArrowException as failure:
            raise _unreadable(source.name, failure, block_size) from None
        except OSError as failure:
            raise as_refused(source.name, failure) from None


def as_categorical(column: pa.Array) -> pd.Categorical:
    """A categorical of str, made from the dictionary without looking at the rows."""
    import pandas as pd
    import pyarrow as pa

    coded = column if hasattr(column, "indices") else column.dictionary_encode()
    categories = pd.Index(as_text(coded.dictionary.cast(pa.large_string())), copy=False)
    return pd.Categorical.from_codes(coded.indices.to_numpy(), categories, validate=False)


def as_text(column: pa.Array) -> pd.api.extensions.ExtensionArray:
    """A str array that shares the column's memory."""
    import pandas as pd

    shared: pd.api.extensions.ExtensionArray = pd.array(column, dtype="str")
    return shared


def _coded() -> pa.DataType:
    import pyarrow as pa

    return pa.dictionary(pa.int32(), pa.string())


def _stream(source: Source, form: Form, stack: ExitStack) -> BinaryIO:
    """The text: the file itself where its bytes can be parsed as they are."""
    as_it_is = form.encoding in ("utf-8", "utf-8-sig") and not form.rows_quoted
    path = source.plain_path if as_it_is else None
    if path is not None:
        return stack.enter_context(path.open("rb", buffering=0))
    text = stack.enter_context(open_text(source, form.encoding))
    return cast("BinaryIO", _WholeLineEnds(text))


class _WholeLineEnds(io.RawIOBase):
    """A stream whose pieces never end between CR and LF.

    Arrow takes a LF that begins a block for the rest of a line's end, also within quotes.
    """

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._held = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._held + self._inner.read(size - len(self._held))
        self._held = b""
        if piece.endswith(b"\r") and len(piece) > 1:
            piece, self._held = piece[:-1], b"\r"
        return piece


def _reader(
    stream: pa.NativeFile,
    form: Form,
    types: dict[int, pa.DataType],
    block_size: int,
    on_ragged: Callable[[Any], str],
) -> pa.csv.CSVStreamingReader:
    from pyarrow import csv

    named = {str(position): types[position] for position in sorted(types)}
    return csv.open_csv(
        stream,
        read_options=csv.ReadOptions(
            column_names=[str(position) for position in range(len(form.header))],
            skip_rows=form.skip_lines,
            block_size=block_size,
        ),
        parse_options=csv.ParseOptions(
            delimiter=form.delimiter,
            quote_char='"' if form.rows_quoted else False,
            newlines_in_values=form.rows_quoted,
            ignore_empty_lines=len(form.header) > 1,
            invalid_row_handler=on_ragged,
        ),
        convert_options=csv.ConvertOptions(
            include_columns=list(named),
            column_types=named,
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,  # every byte was checked when the encoding was found
        ),
    )


def _unreadable(name: str, failure: Exception, block_size: int) -> InputError:
    """Arrow's messages may quote cells, so they are read here and never passed on."""
    if "straddling" in str(failure) or "block size" in str(failure):
        return InputError(
            name,
            f"has a row longer than {block_size >> 20} MB",
            hint="look for a double quote that is never closed, or leave that column out",
        )
    return InputError(
        name,
        "cannot be parsed as delimited text",
        hint="check its delimiter (--delimiter) and its double quotes, and export it again",
    )
