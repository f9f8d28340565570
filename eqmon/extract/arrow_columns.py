"""Arrow columns of any type as a table's columns: dictionaries of text, or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.extract.arrow_text import is_text, text_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Lengths = np.ndarray[tuple[int], np.dtype[np.int64]]


def coded(column: pa.Array) -> pa.DictionaryArray:
    """The column as dictionary<int32, string>: no text twice in it, none null."""
    import pyarrow as pa

    texts, indices = _texts_and_indices(column)
    once = texts.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        once.indices.take(indices).cast(pa.int32()), once.dictionary.cast(pa.string())
    )


def text(column: pa.Array) -> pa.Array:
    """The column as large strings, none null."""
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        return text_of(column)
    texts, indices = _texts_and_indices(column)
    return texts.take(indices)


def longest(column: pa.Array) -> int:
    """How many bytes the longest text of a column, or of its dictionary, takes; else 0."""
    import pyarrow as pa

    values = column.dictionary if pa.types.is_dictionary(column.type) else column
    return int(_lengths(values).max(initial=0)) if is_text(values.type) else 0


def written_out(column: pa.Array) -> Lengths:
    """How many bytes each row's text takes by itself, where rows may share it; else 0 for each."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_string_view(column.type):
        return _lengths(column)
    if not pa.types.is_dictionary(column.type) or not is_text(column.type.value_type):
        return np.zeros(len(column), dtype=np.int64)
    lengths: Lengths = np.append(_lengths(column.dictionary), 0)
    return np.asarray(lengths[column.indices.cast(pa.int64()).fill_null(-1).to_numpy()])


def _lengths(texts: pa.Array) -> Lengths:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_string_view(texts.type):
        # A view of sixteen bytes begins with its length, for which Arrow has no function.
        views = np.frombuffer(texts.buffers()[1], dtype=np.int32).reshape(-1, 4)
        return views[texts.offset : texts.offset + len(texts), 0].astype(np.int64)
    lengths = pc.binary_length(texts).fill_null(0).cast(pa.int64()).to_numpy()
    return np.asarray(lengths)


def _texts_and_indices(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Distinct values as text, and which of them each row has."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_null(column.type):
        column = column.cast(pa.string())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    values, indices = column.dictionary, column.indices
    if len(values) > len(indices):
        # As many as a whole row group has: only those of these rows are worth a look.
        used = pc.unique(indices.drop_null())
        values, indices = values.take(used), pc.index_in(indices, used)
    texts = text_of(values)
    if indices.null_count:
        indices = indices.cast(pa.int64()).fill_null(len(texts))
        texts = pa.concat_arrays([texts, pa.array([""], texts.type)])
    return texts, indices
