"""Arrow columns of any type as a table's columns: dictionaries of text, or text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.extract.arrow_text import is_text, text_of

if TYPE_CHECKING:
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


def bytes_of_texts(column: pa.Array) -> Lengths:
    """How many bytes each row's text takes, where rows may share texts; else 0 for each."""
    import pyarrow as pa

    none = np.zeros(len(column), dtype=np.int64)
    if not pa.types.is_dictionary(column.type):
        return _lengths(column) if is_text(column.type) else none
    if not is_text(column.type.value_type) or not len(column.dictionary):
        return none
    indices = column.indices.cast(pa.int64()).fill_null(0).to_numpy()
    lengths: Lengths = _lengths(column.dictionary)[indices]
    return lengths


def _lengths(texts: pa.Array) -> Lengths:
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
