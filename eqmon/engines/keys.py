"""References as 64-bit hashes: eight bytes a record are enough to find every possible repeat.

A hash met twice is only a candidate; the engine looks again at the text of candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from eqmon.engines.readings import SPACES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

AT_ONCE = 1 << 20
"""Hashes looked at together, so that looking takes no memory to speak of."""

Hashes = npt.NDArray[np.uint64]

_LAST_BYTE_OF_NO_BREAK_SPACE = "\xa0".encode()[-1]

# Multipliers of MurmurHash3's 64-bit finalizer (public domain), and the golden ratio.
_M1 = np.uint64(0xFF51AFD7ED558CCD)
_M2 = np.uint64(0xC4CEB9FE1A85EC53)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_LOW_BYTES = np.array([(1 << (8 * k)) - 1 for k in range(8)] + [(1 << 64) - 1], dtype=np.uint64)


def trimmed(column: pd.Series[Any]) -> pa.Array:
    """The texts of a column as an Arrow array, without outer spaces."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(column)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    texts = texts.cast(pa.large_string())
    # Most references hold no space at all, and looking is much cheaper than trimming.
    text_bytes = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    if not ((text_bytes <= ord(" ")) | (text_bytes == _LAST_BYTE_OF_NO_BREAK_SPACE)).any():
        return texts
    return pc.utf8_trim(texts, characters=SPACES)


def case_apart(texts: pa.Array) -> pa.Array:
    """Texts in capitals: most references hold no other letter, and looking is much cheaper."""
    import pyarrow.compute as pc

    text_bytes = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    return pc.utf8_upper(texts) if (text_bytes >= ord("a")).any() else texts


def ends_in_digit(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts end in a digit, as most references do."""
    n = len(texts)
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + n + 1]
    filled = offsets[1:] > offsets[:-1]
    if not filled.any():
        return filled
    text_bytes = np.frombuffer(texts.buffers()[2], dtype=np.uint8)
    last = text_bytes[np.maximum(offsets[1:] - 1, 0)]
    return np.asarray(filled & (last >= ord("0")) & (last <= ord("9")))


def hash_texts(texts: pa.Array) -> Hashes:
    """A 64-bit hash of each text's bytes; equal texts hash alike."""
    n = len(texts)
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + n + 1]
    lengths = np.diff(offsets)
    hashes = lengths.astype(np.uint64) * _GOLDEN
    longest = int(lengths.max(initial=0))
    if longest == 0:
        return hashes
    first, last = int(offsets[0]), int(offsets[-1])
    text_bytes = np.frombuffer(texts.buffers()[2], dtype=np.uint8)[first:last]
    if (lengths == longest).all():
        for word in _words_of_equal(text_bytes, n, longest).T:
            hashes = _mixed(hashes, word)
        return hashes
    # An unaligned view: word i is the eight bytes from byte i on.
    padded = np.zeros(len(text_bytes) + 16, dtype=np.uint8)
    padded[: len(text_bytes)] = text_bytes
    words = np.lib.stride_tricks.as_strided(
        padded[:8].view("<u8"), shape=(len(text_bytes) + 8,), strides=(1,)
    )
    starts = offsets[:-1] - first
    for done in range(0, longest, 8):
        within = np.flatnonzero(done < lengths)
        left = np.minimum(lengths[within] - done, 8)
        word = words[starts[within] + done] & _LOW_BYTES[left]
        hashes[within] = _mixed(hashes[within], word)
    return hashes


def _words_of_equal(text_bytes: npt.NDArray[np.uint8], texts: int, length: int) -> Hashes:
    """Texts of equal length as rows of eight-byte words, their last one filled with zeros."""
    padded = np.zeros((texts, -(-length // 8) * 8), dtype=np.uint8)
    padded[:, :length] = text_bytes.reshape(texts, length)
    return padded.view("<u8")


def _mixed(hashes: Hashes, word: Hashes) -> Hashes:
    mixed = (hashes ^ word) * _M1
    mixed ^= mixed >> np.uint64(32)
    mixed *= _M2
    mixed ^= mixed >> np.uint64(29)
    return mixed


def combined(parts: list[Hashes]) -> Hashes:
    """One hash of a key from those of its parts, which are left as they are."""
    hashes, *more = parts
    for part in more:
        hashes = (hashes ^ (part * _GOLDEN)) * _M1
        hashes ^= hashes >> np.uint64(32)
    return hashes


def repeated(ascending: Hashes) -> Hashes:
    """The hashes that stand more than once among sorted ones, each once."""
    found = []
    for start in range(0, len(ascending), AT_ONCE):
        # One beyond each piece: the last of it may stand again at the next one's start.
        piece = ascending[start : start + AT_ONCE + 1]
        found.append(piece[1:][piece[1:] == piece[:-1]])
    return each_once(np.concatenate(found)) if found else ascending


def each_once(ascending: Hashes) -> Hashes:
    """Sorted hashes without repeats; neighbours are compared, where numpy.unique builds a table."""
    if not len(ascending):
        return ascending
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def is_among(hashes: Hashes, candidates: Hashes) -> npt.NDArray[np.bool_]:
    """Which hashes are candidates; `candidates` is sorted."""
    at = np.searchsorted(candidates, hashes)
    at[at == len(candidates)] = 0
    return np.asarray(candidates[at] == hashes)


def not_blank(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts hold anything."""
    import pyarrow.compute as pc

    return np.asarray(pc.binary_length(texts).to_numpy(zero_copy_only=False) > 0)


def joined(parts: list[pa.Array]) -> npt.NDArray[np.object_]:
    """The whole key of each record as one text; the separator stands in no reference."""
    import pyarrow as pa
    import pyarrow.compute as pc

    between = pa.scalar("\x1f", pa.large_string())
    whole = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, between)
    return np.asarray(whole.to_numpy(zero_copy_only=False))
