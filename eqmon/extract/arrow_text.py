"""Typed Arrow values as text, a column at a time: the texts that `cell_text` gives one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.extract.cell_text import DIGITS, cell_text

if TYPE_CHECKING:
    import pyarrow as pa

_PLAIN_NUMBER = rf"^-?\d{{1,{DIGITS}}}(\.\d+)?$"
_FRACTION_OF_NOTHING = r"\.0+([+-]\d{4}|Z)?$", r"\1"
_MILLISECONDS = r"\.(\d{3})([+-]\d{4}|Z)?$", r".\1000\2"
_NANOSECONDS = r"\.(\d{6})000([+-]\d{4}|Z)?$", r".\1\2"


def is_readable(kind: pa.DataType) -> bool:
    """Whether values of a type are cells: not lists, structures, maps or bytes."""
    import pyarrow as pa

    of = pa.types
    if of.is_dictionary(kind):
        return is_readable(kind.value_type) and not of.is_dictionary(kind.value_type)
    return bool(
        of.is_null(kind)
        or of.is_boolean(kind)
        or of.is_integer(kind)
        or of.is_floating(kind)
        or of.is_decimal(kind)
        or is_text(kind)
        or (of.is_temporal(kind) and not of.is_interval(kind))
    )


def is_text(kind: pa.DataType) -> bool:
    """Whether values of a type are text already."""
    import pyarrow as pa

    of = pa.types
    return bool(of.is_string(kind) or of.is_large_string(kind) or of.is_string_view(kind))


def text_of(values: pa.Array) -> pa.Array:
    """Large strings, none of them null; of values of a type that is readable and no dictionary."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    if pa.types.is_null(kind):
        return pa.array([""] * len(values), pa.large_string())
    if pa.types.is_boolean(kind):
        texts = pc.if_else(values, cell_text(True), cell_text(False))
    elif pa.types.is_floating(kind):
        texts = _numbers(values)
    elif pa.types.is_decimal(kind):
        texts = _decimals(values)
    elif pa.types.is_timestamp(kind):
        texts = _moments(values)
    elif pa.types.is_time(kind):
        texts = _without_empty_fraction(values.cast(pa.string()))
    elif pa.types.is_duration(kind):
        texts = _one_by_one(values.cast(pa.duration("us"), safe=False))
    else:
        texts = values.cast(pa.large_string())
    return texts.cast(pa.large_string()).fill_null("")


def _numbers(values: pa.Array) -> pa.Array:
    """Arrow writes as few digits as tell a number from its neighbours: too many, or exponents."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_float64(values.type):
        # By its own few digits: 34.1 of four bytes is not 34.0999984741211.
        values = values.cast(pa.float32()).cast(pa.string()).cast(pa.float64())
    texts = values.cast(pa.string())
    short = pc.less_equal(pc.binary_length(texts), DIGITS + 1)
    plain = pc.and_(short, pc.match_substring_regex(texts, _PLAIN_NUMBER))
    return _mended(texts, values, pc.and_(plain, pc.not_equal(texts, "-0")))


def _decimals(values: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if values.type.scale < 0:
        return _one_by_one(values)
    texts = values.cast(pa.string())
    if values.type.scale > 0:
        texts = pc.replace_substring_regex(texts, r"(\.\d*?)0+$", r"\1")
        texts = pc.replace_substring_regex(texts, r"\.$", "")
    return _mended(texts, values, pc.invert(pc.match_substring(texts, "E")))


def _moments(values: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.replace_substring(values.cast(pa.string()), " ", "T")
    texts = _without_empty_fraction(texts)
    if values.type.tz is None:
        return pc.replace_substring_regex(texts, "T00:00:00$", "")
    texts = pc.replace_substring_regex(texts, "Z$", "+0000")
    return pc.replace_substring_regex(texts, r"([+-]\d{2})(\d{2})$", r"\1:\2")


def _without_empty_fraction(texts: pa.Array) -> pa.Array:
    """Six digits of a second where there are any; nine only where the last three tell more."""
    import pyarrow.compute as pc

    for pattern, instead in (_FRACTION_OF_NOTHING, _MILLISECONDS, _NANOSECONDS):
        texts = pc.replace_substring_regex(texts, pattern, instead)
    return texts


def _mended(texts: pa.Array, values: pa.Array, right: pa.Array) -> pa.Array:
    """The texts, those that are not right made one by one from their values."""
    import pyarrow.compute as pc

    wrong = pc.invert(right).fill_null(False)
    if not pc.any(wrong).as_py():
        return texts
    return pc.replace_with_mask(texts, wrong, _one_by_one(values.filter(wrong)).cast(texts.type))


def _one_by_one(values: pa.Array) -> pa.Array:
    import pyarrow as pa

    return pa.array([cell_text(value) for value in values.to_pylist()], pa.large_string())
