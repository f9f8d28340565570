"""Parquet, Feather and Arrow files as tables of text."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from columnar_files import FORMATS, Bytes, arrow_stream, cells, feather2, opened, parquet, table_of

from eqmon.errors import InputError
from eqmon.extract.columnar import open_columnar
from eqmon.extract.source import Source

BOTH_WAYS = pytest.mark.parametrize("text", [(), (0,)], ids=["coded", "text"])
EVERY_FORMAT = pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)


@EVERY_FORMAT
@BOTH_WAYS
@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (["W1", " W1 ", "", None, "a\nb", '"é'], ["W1", " W1 ", "", "", "a\nb", '"é']),
        (pa.array(["a", None], pa.large_string()), ["a", ""]),
        (pa.array(["a", None, "longer than twelve bytes"], pa.string_view()),
         ["a", "", "longer than twelve bytes"]),
        (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
        (pa.array([34, None, 7], pa.int8()), ["34", "", "7"]),
        (pa.array([34, None]).dictionary_encode(), ["34", ""]),
        ([34.0, 34.5, float("nan"), None], ["34", "34.5", "", ""]),
        ([True, False, None], ["TRUE", "FALSE", ""]),
        ([date(2007, 1, 31), None], ["2007-01-31", ""]),
        (pa.array([0, 61], pa.timestamp("ms")), ["1970-01-01", "1970-01-01T00:00:00.061000"]),
        (pa.nulls(2), ["", ""]),
    ],
)  # fmt: skip
def test_a_cell_is_text(write: Bytes, column: Any, texts: list[str], text: tuple[int, ...]) -> None:
    table = opened(write(table_of({"Ethnicity": column})))
    assert [row[0] for row in cells(table, text=text)] == texts


@BOTH_WAYS
def test_no_value_may_be_in_a_dictionary(text: tuple[int, ...]) -> None:
    column = pa.DictionaryArray.from_arrays([0, 1, None, 2], pa.array(["", None, "a"]))
    table = opened(arrow_stream(table_of({"A": column})))
    assert cells(table, text=text) == [[""], [""], [""], ["a"]]


@EVERY_FORMAT
def test_headings_that_repeat_keep_their_places(write: Bytes) -> None:
    data = table_of([("A", ["1"]), ("B", ["2"]), ("A", ["3"]), ("A.B", ["4"])])
    if write is feather2:
        pytest.skip("Feather refuses to write them")
    table = opened(write(data))
    assert table.header == ("A", "B", "A", "A.B")
    assert cells(table, text=[2]) == [["1", "2", "3", "4"]]


@EVERY_FORMAT
def test_only_the_columns_asked_for_are_given(write: Bytes) -> None:
    table = opened(write(table_of({"A": ["1"], "B": ["2"], "C": ["3"]})))
    (batch,) = table.batches(coded=[2], text=[1], block_size=1 << 20, on_ragged=lambda _row: "")
    assert batch.schema == pa.schema(
        {"1": pa.large_string(), "2": pa.dictionary(pa.int32(), pa.string())}
    )
    assert batch.to_pydict() == {"1": ["2"], "2": ["3"]}


@EVERY_FORMAT
def test_the_format_is_named(write: Bytes) -> None:
    written = opened(write(table_of({"A": ["1"]}))).written
    assert written.kind == ("Parquet" if write is parquet else "Arrow")
    assert (written.encoding, written.delimiter, written.sheet) == (None, None, None)


@EVERY_FORMAT
def test_an_index_without_a_name_is_no_column(write: Bytes) -> None:
    table = opened(write(table_of({"A": ["1"], "__index_level_0__": [7], "B": ["2"]})))
    assert table.header == ("A", "B")
    assert cells(table) == [["1", "2"]]


@pytest.mark.parametrize(
    ("data", "has_rows"),
    [
        (parquet(table_of({"A": ["1"]})), True),
        (parquet(table_of({"A": ["1"]})[:0]), False),
        (feather2(table_of({"A": ["1"]})[:0]), False),
        (arrow_stream(table_of({"A": ["1"]})), True),
    ],
)
def test_a_file_may_hold_no_rows(data: bytes, has_rows: bool) -> None:
    table = opened(data)
    assert table.has_rows is has_rows
    assert len(cells(table)) == has_rows


def test_a_stream_without_rows_gives_none() -> None:
    assert cells(opened(arrow_stream(table_of({"A": ["1"]})[:0]))) == []


@EVERY_FORMAT
@pytest.mark.parametrize("text", [(), (0,), (1,), (0, 1)])
@pytest.mark.parametrize("rows_at_once", [1, 2, 5, 1000])
def test_cuts_change_nothing(write: Bytes, text: tuple[int, ...], rows_at_once: int) -> None:
    rows = [[f"ref {n}", "ab"[n % 2]] for n in range(11)]
    data = table_of({"A": [a for a, _ in rows], "B": [b for _, b in rows]})
    assert cells(opened(write(data)), text=text, block_size=64 * rows_at_once) == rows


@EVERY_FORMAT
def test_texts_that_rows_share_are_written_out_a_few_rows_at_a_time(write: Bytes) -> None:
    column = pa.DictionaryArray.from_arrays([0, 1, 0, 0, 1], ["x" * 600, "y"])
    table = opened(write(table_of({"A": column})))
    batches = table.batches(coded=[], text=[0], block_size=1000, on_ragged=lambda _row: "")
    sizes = [(len(batch), batch.nbytes) for batch in batches]
    assert sum(rows for rows, _ in sizes) == 5
    assert max(size for _, size in sizes) < 1500


@EVERY_FORMAT
@BOTH_WAYS
def test_a_cell_longer_than_a_row_of_text_may_be_is_refused(
    write: Bytes, text: tuple[int, ...]
) -> None:
    data = write(table_of({"A": ["secret" * 800_000, "b"]}))
    with pytest.raises(InputError, match="longer than 4 MB") as caught:
        cells(opened(data), text=text)
    assert "secret" not in str(caught.value)


TEXT = pa.schema({"A": pa.string()})
NOT_CELLS = {
    "list": pa.array([["a"], None]),
    "struct": pa.array([{"b": "a"}, None]),
    "map": pa.array([[("a", "b")], None], pa.map_(pa.string(), pa.string())),
    "bytes": pa.array([b"W1", None]),
}


@EVERY_FORMAT
@pytest.mark.parametrize("column", NOT_CELLS.values(), ids=NOT_CELLS)
def test_a_column_that_holds_no_cells_is_refused_where_a_field_needs_it(
    write: Bytes, column: pa.Array
) -> None:
    table = opened(write(table_of({"A": ["1", "2"], "Ethnicity": column})), known=["Ethnicity"])
    assert table.notes == ()
    with pytest.raises(InputError, match="column 'Ethnicity' holds lists, structures or bytes"):
        cells(table)


@EVERY_FORMAT
@pytest.mark.parametrize("column", NOT_CELLS.values(), ids=NOT_CELLS)
def test_a_column_that_holds_no_cells_is_blank_and_said_where_none_needs_it(
    write: Bytes, column: pa.Array
) -> None:
    table = opened(write(table_of({"A": ["1", "2"], "Extra": column, "B": ["3", "4"]})))
    assert table.header == ("A", "Extra", "B")
    assert table.notes == ("1 column holds lists, structures or bytes, not read: 'Extra'",)
    assert cells(table) == [["1", "", "3"], ["2", "", "4"]]


def test_several_columns_that_hold_no_cells_are_said_at_once() -> None:
    table = opened(parquet(table_of({"A": ["1"], "X": [b"1"], "Y": [[1]]})))
    assert table.notes == ("2 columns hold lists, structures or bytes, not read: 'X', 'Y'",)


@EVERY_FORMAT
def test_a_file_is_read_from_a_path_packed_or_in_an_archive(write: Bytes, tmp_path: Path) -> None:
    data = write(table_of({"A": ["1", "2"]}))
    plain, packed, archive = (tmp_path / name for name in ("plain", "packed", "archive"))
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("member", data)
    for source in (
        Source("plain", path=plain),
        Source("packed", path=packed),
        Source("archive/member", path=archive, member="member"),
    ):
        assert cells(open_columnar(source, known=lambda _heading: False)) == [["1"], ["2"]]


def test_each_pass_reads_again() -> None:
    table = opened(parquet(table_of({"A": ["1", "2"]})))
    assert cells(table) == cells(table) == [["1"], ["2"]]


def test_rows_may_be_left_before_the_last() -> None:
    table = opened(parquet(table_of({"A": ["1"] * 100}), row_group_size=10))
    batches = table.batches(coded=[0], text=[], block_size=64, on_ragged=lambda _row: "")
    assert len(next(batches)) == 1
    batches.close()


def test_row_groups_of_long_and_short_references_give_all_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those of long ones come as dictionaries, in a file where the others do not."""
    monkeypatch.setattr("eqmon.extract.parquet.WRITTEN_OUT", 1 << 20)
    values = ["short", "long" * 100]
    indices = [0] * 5000 + [1] * 5000 + [0] * 5000
    column = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int8()), values)
    table = opened(parquet(table_of({"A": column}).cast(TEXT), row_group_size=5000))
    assert cells(table, text=[0]) == [[values[index]] for index in indices]
