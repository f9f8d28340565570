"""Reading gives every cell as it was sent, and counts whatever it leaves out."""

from __future__ import annotations

import csv
import gzip
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rulebook import FIELDS, HEADINGS, small_rulebook, small_suite

from eqmon.errors import InputError, UsageError
from eqmon.extract.declared import Declared
from eqmon.extract.read import Extract, Records, open_extract
from eqmon.extract.source import Source
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.rules import KeyPatternRule

RULEBOOK = small_rulebook()
PATTERN = KeyPatternRule.model_construct(
    id="KEY-01", kind="key_pattern", pattern="[A-Z]{2} [0-9]{5}"
)
DATE = re.compile(r"\s*\d+\D+\d")
DELIMITERS = (",", "\t", "|", ";")
NASTY = ("NA", "None", "NULL", "N/A", "nan", "", " ", "007", "-", '"', '""', "\n", "\r\n", ",;|\t")
HEADER = "BOCU,Ethnicity,Gender,Age\n"


def source_of(text: str | bytes, name: str = "extract.csv") -> Source:
    return Source(name, data=text.encode() if isinstance(text, str) else text)


def read_all(extract: Extract, *, block_size: int = 1 << 20) -> tuple[pd.DataFrame, Records]:
    records = Records(extract, RULEBOOK, FIELDS, ("reference",), block_size=block_size)
    chunks = [chunk.astype("str") for chunk in records]
    if not chunks:
        return pd.DataFrame(columns=list(extract.columns), dtype="str"), records
    return pd.concat(chunks, ignore_index=True), records


def read_text(text: str | bytes, **how: str) -> tuple[pd.DataFrame, Records]:
    return read_all(open_extract(source_of(text), RULEBOOK, Declared(**how)))


def test_fields_come_as_categoricals_and_text_as_str() -> None:
    extract = open_extract(source_of("Crime ref,BOCU,Ethnicity\n1,YE,NA\n"), RULEBOOK)
    (chunk,) = Records(extract, RULEBOOK, ("ethnicity", "reference", "gender"), ("reference",))
    assert chunk.dtypes.astype(str).to_dict() == {"reference": "str", "ethnicity": "category"}
    assert chunk["ethnicity"].cat.categories.dtype == "str"
    assert chunk["ethnicity"].tolist() == ["NA"]


@pytest.mark.parametrize(
    "cell", ["NA", "None", "N/A", "NULL", "null", "nan", "", "0", "1.0", "007"]
)
def test_no_cell_becomes_null_or_a_number(cell: str) -> None:
    frame, _ = read_text(f"BOCU,Ethnicity\nYE,{cell}\n")
    assert frame["ethnicity"].tolist() == [cell]
    assert not frame.isna().any(axis=None)


ROWS = [
    # what                          rows                                kept ragged blank total
    ("plain rows", "YE,W1,F,20\nBX,,,\n", 2, 0, 0, 0),
    ("a blank row amid", "YE,W1,F,20\n,, ,\nBX,W1,F,1\n", 2, 0, 1, 0),
    ("blank and total rows at the end", "YE,W1,F,20\n,,,\n,,,\nTotal,,,\n", 1, 0, 2, 1),
    ("a grand total with a count", "YE,W1,F,20\nGrand total for 2007, ,,\n", 1, 0, 0, 1),
    ("a total's name beside a strand", "Total,W1,,\n", 1, 0, 0, 0),
    ("a unit without any strand", "YE,,,\n", 1, 0, 0, 0),
    ("too few and too many cells", "YE,W1,F,20\nYE,W1\nYE,W1,F,20,x\n", 1, 2, 0, 0),
    ("an empty line is no row", "YE,W1,F,20\n\n\n", 1, 0, 0, 0),
]


@pytest.mark.parametrize(
    ("rows", "kept", "ragged", "blank", "total"),
    [pytest.param(*row[1:], id=row[0]) for row in ROWS],
)
def test_rows_that_are_no_records_are_left_out_and_counted(
    rows: str, kept: int, ragged: int, blank: int, total: int
) -> None:
    frame, records = read_text(HEADER + rows)
    assert len(frame) == records.records == kept
    assert (records.ragged_rows, records.blank_rows, records.total_rows) == (ragged, blank, total)
    assert len(records.notes()) == sum(map(bool, (ragged, blank, total)))


def test_a_total_is_found_in_a_text_column_too() -> None:
    frame, records = read_text("Crime ref,BOCU,Ethnicity\n1,YE,\nTotal,,\nTotal,YE,\n")
    assert frame["reference"].tolist() == ["1"]
    assert records.total_rows == 2


PLACED = "Crime ref,Log,BOCU,Date reported,Ethnicity,Gender\n"
REAL = "1,2,YE,2007-01-02,W1,F\n"
NOT_RECORDS = [
    # what                                  row                           kept total text
    ("a footer", "End of report,,,,,", 0, 0, 1),
    ("a marking", "OFFICIAL-SENSITIVE,,,,,", 0, 0, 1),
    ("a count in words", "Count: 40,,,,,", 0, 0, 1),
    ("a footer in the unit's column", ",,End of report,,,", 0, 0, 1),
    ("a footer in the date's column", ",,,Printed on 3 January 2007,,", 0, 0, 1),
    ("a reference alone", "12345/07,,,,,", 1, 0, 0),
    ("a reference of the suite's pattern alone", "CR 12345,,,,,", 1, 0, 0),
    ("a date alone", ",,,2 Jan 2007,,", 1, 0, 0),
    ("text and a unit", "End,,YE,,,", 1, 0, 0),
    ("text in two columns", "pending,,,soon,,", 1, 0, 0),
    ("text and a strand", "End of report,,,,W1,", 1, 0, 0),
    ("text in a strand's column", ",,,,End of report,", 1, 0, 0),
    ("a total", ",,Total,,,", 0, 1, 0),
    ("a total in the reference's column", "Total,,,,,", 0, 1, 0),
    ("a unit's total", "Total,,YE,,,", 0, 1, 0),
    ("a total of a reference and a date", "12345/07,,Total,2007-01-02,,", 1, 0, 0),
    ("a total of a date", ",,All boroughs,2007-01-02,,", 1, 0, 0),
    ("a total of a reference", "642,,Total,,,", 1, 0, 0),
    ("a total with its count where the date would be", ",,Total,642,,", 0, 1, 0),
    ("a total of a date without separators", ",,Total,20070102,,", 1, 0, 0),
    ("a total of a date with dots", ",,Total,02.01.2007,,", 1, 0, 0),
    ("a total with a status for a date", ",,Total,pending,,", 1, 0, 0),
    ("a total with its count in a strand's column", "Total,,,,,12", 0, 1, 0),
    ("a count alone in a strand's column", ",,,,,12", 1, 0, 0),
    ("a total of a reference in a strand's column", "Total,,,,,12/07", 1, 0, 0),
    ("a unit called a total after text", "see note,,Total,,,", 1, 0, 0),
]


@pytest.mark.parametrize(
    ("row", "kept", "total", "text"), [pytest.param(*row[1:], id=row[0]) for row in NOT_RECORDS]
)
def test_a_row_without_strands_is_a_record_a_total_or_neither(
    row: str, kept: int, total: int, text: int
) -> None:
    rulebook = small_rulebook(small_suite().model_copy(update={"rules": (PATTERN,)}))
    extract = open_extract(source_of(PLACED + REAL + row + "\n" + REAL), rulebook)
    records = Records(extract, rulebook, FIELDS, ("reference",))
    assert sum(map(len, records)) == records.records == 2 + kept
    assert (records.total_rows, records.text_rows) == (total, text)
    notes = {"1 row left out: totals of other rows"} if total else set()
    notes |= {"1 row left out: text but no record"} if text else set()
    assert set(records.notes()) == notes


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("642,Total,", 1),
        ('"1,642",Total,', 1),
        ("see 642,Total,", 0),
        ("12a,Total,", 0),
        ("642,YE,", 0),
    ],
)
def test_a_number_may_stand_before_a_totals_name(row: str, total: int) -> None:
    _, records = read_text("Log,BOCU,Ethnicity\nx,YE,W1\n" + row + "\n")
    assert (records.total_rows, records.records) == (total, 2 - total)


def test_a_unit_alone_is_a_record_where_the_list_has_it() -> None:
    rulebook = load_rulebook()
    for heading, rows, kept in (
        ("CRIS No,Borough,Date reported,Relationship,Sex", ",Camden,,,\n,End of report,,,\n", 1),
        ("Borough,Relationship,Sex", "Camden,,\nEnd of report,,\n", 1),
        ("Repeat,Borough,Relationship,Sex", "Y,,,\nno,,,\n", 2),
    ):
        extract = open_extract(source_of(f"{heading}\n{rows}"), rulebook)
        records = Records(extract, rulebook, ("gender",))
        assert sum(map(len, records)) == kept
        assert records.text_rows == 2 - kept


def test_footers_are_left_out_of_the_number_of_a_chunks_first_row() -> None:
    text = PLACED + "End of report,,,,,\n" * 2 + REAL
    (chunk,) = Records(open_extract(source_of(text), RULEBOOK), RULEBOOK, FIELDS)
    assert chunk.attrs["first_row"] == 3


def test_a_unit_heading_that_is_not_there_is_told_with_those_that_may_be_meant() -> None:
    with pytest.raises(UsageError) as caught:
        open_extract(
            source_of("Secret,BOCU,Ethnicity,Sex\n"), RULEBOOK, Declared(unit_heading="Ward")
        )
    said = str(caught.value)
    assert "extract.csv: none of its 4 headings is 'Ward', which --unit names" in said
    assert "(allowed: 'BOCU' (column 2))" in said
    assert "leave --unit out" in said
    assert "Secret" not in said
    with pytest.raises(UsageError, match="of its 2 headings is 'Ward'") as caught:
        open_extract(source_of("Secret,Ethnicity\n"), RULEBOOK, Declared(unit_heading="Ward"))
    assert "Secret" not in str(caught.value)
    assert "give --unit the heading of the unit's column" in str(caught.value)


def test_a_row_that_says_something_in_any_column_is_no_blank_row() -> None:
    text = "Our ref,BOCU,Ethnicity,Gender\n1,,,\n2,,,\n,,,\nTotal,,,\n"
    frame, records = read_text(text)
    assert (len(frame), records.blank_rows, records.total_rows) == (2, 1, 1)


def test_counts_do_not_depend_on_the_fields_asked_for() -> None:
    text = "Crime ref,Date reported,Ethnicity,Gender\n1,,,\n,2007-01-01,,\n,,,\nTotal,,,\n"
    extract = open_extract(source_of(text), RULEBOOK)
    for fields in ((), ("gender",), ("reference",), FIELDS):
        records = Records(extract, RULEBOOK, fields)
        assert sum(map(len, records)) == records.records == 2
        assert (records.blank_rows, records.total_rows) == (1, 1)


def test_a_pass_can_be_made_again() -> None:
    records = Records(
        open_extract(source_of(HEADER + "YE,W1,F,20\n,,,\n"), RULEBOOK), RULEBOOK, FIELDS
    )
    assert [len(c) for c in records] == [len(c) for c in records] == [1]
    assert (records.records, records.blank_rows) == (1, 1)


def test_an_empty_line_is_a_blank_row_where_there_is_one_column() -> None:
    frame, records = read_text("Ethnicity\nW1\n\nB1\n")
    assert (frame["ethnicity"].tolist(), records.blank_rows) == (["W1", "B1"], 1)


@pytest.mark.parametrize("block", range(60, 80))
def test_a_line_end_within_quotes_survives_any_block_boundary(block: int) -> None:
    extract = open_extract(source_of(HEADER + '"Y\r\nE",W1,F,20\r\n' * 40), RULEBOOK)
    frame, _ = read_all(extract, block_size=block)
    assert frame["unit"].tolist() == ["Y\r\nE"] * 40


def test_a_pass_can_be_left_early() -> None:
    text = HEADER + "YE,W1,F,20\n" * 500
    records = Records(open_extract(source_of(text), RULEBOOK), RULEBOOK, FIELDS, block_size=256)
    for _ in records:
        break
    assert 0 < records.records < 500
    assert sum(map(len, records)) == 500


def test_lines_that_a_stray_quote_swallows_are_told() -> None:
    text = HEADER + 'YE,W1,F,20\n"YE,W1,F\nYE,W1,F,20\nYE,W1,F",20\nYE,W1,F,20\n'
    frame, records = read_text(text)
    assert (len(frame), records.ragged_rows, records.ragged_lines) == (2, 1, 3)
    assert "1 row over 3 lines (is a double quote never closed?)" in records.notes()[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("cell", ["café", '"caf""é, 2"'])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_reads_alike_however_it_is_encoded_and_packed(
    tmp_path: Path, encoding: str, cell: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "extract.csv"
    path.write_bytes(pack(f"Title\n{HEADER}YE,{cell},F,20\n".encode(encoding)))
    extract = open_extract(Source(path.name, path), RULEBOOK)
    frame, records = read_all(extract)
    assert extract.table.written.encoding == encoding
    assert frame["ethnicity"].tolist() == ['caf"é, 2' if '"' in cell else "café"]
    assert "1 title row above the heading" in records.notes()


def test_a_header_alone_has_no_records() -> None:
    for text in (HEADER, HEADER.strip(), HEADER + "\r\n\r\n"):
        frame, records = read_text(text)
        assert (len(frame), records.records, records.notes()) == (0, 0, ())


def test_a_chunk_tells_the_number_of_its_first_row() -> None:
    text = HEADER + ",,,\n" + "".join(f"YE,W1,F,{n}\n" for n in range(60))
    extract = open_extract(source_of(text), RULEBOOK)
    chunks = list(Records(extract, RULEBOOK, ("age",), block_size=64))
    assert len(chunks) > 3
    for chunk in chunks:
        assert chunk.attrs["first_row"] == int(chunk["age"].iloc[0]) + 2
        assert chunk.index.tolist() == list(range(len(chunk)))


def test_rows_none_of_which_fit_are_an_error() -> None:
    with pytest.raises(InputError, match="not one of its 2 rows has as many cells") as caught:
        read_text(HEADER + "secret,1\nsecret,2\n")
    assert "secret" not in str(caught.value)


def test_a_duplicate_or_blank_heading_that_is_no_field_does_no_harm() -> None:
    frame, _ = read_text("Notes,,Notes,  ETHNICITY ,\na,b,c,W1,d\n")
    assert frame.to_dict("list") == {"ethnicity": ["W1"]}


def test_importing_the_room_is_light() -> None:
    code = "import sys, eqmon.extract.read, eqmon.extract.drop; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "pandas", "pyarrow"} & set(done.stdout.split())


CELLS = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8
    ),
)
TABLES = st.lists(st.tuples(*[CELLS] * len(FIELDS)), min_size=1, max_size=12)


def written(rows: list[tuple[str, ...]], delimiter: str, *, quote_all: bool, end: str) -> str:
    buffer = io.StringIO(newline="")
    # The csv module leaves a lone carriage return unquoted where lines end otherwise.
    needed = any("\r" in cell for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if quote_all or needed else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow([HEADINGS[field][0] for field in FIELDS])
    writer.writerows(rows)
    return buffer.getvalue()


def is_record(row: tuple[str, ...]) -> bool:
    """Whether it is one; the test's cells have no total's name, and as_found knows no unit."""
    said = [cell for cell in row if cell.strip()]
    if "".join(row[3:]).strip() or len(said) > 1:
        return True
    return any(" " not in cell and any(map(str.isdigit, cell)) for cell in said) or any(
        DATE.match(cell) for cell in said if cell == row[2]
    )


@settings(deadline=None, max_examples=100)
@given(
    rows=TABLES,
    delimiter=st.sampled_from(DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    quote_all=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    block=st.sampled_from([None, 256]),
)
def test_every_cell_reads_back_as_written(
    rows: list[tuple[str, ...]],
    delimiter: str,
    encoding: str,
    quote_all: bool,
    end: str,
    block: int | None,
) -> None:
    if encoding == "cp1252":
        rows = [tuple(c.encode("cp1252", "replace").decode("cp1252") for c in r) for r in rows]
    data = written(rows, delimiter, quote_all=quote_all, end=end).encode(encoding)
    extract = open_extract(source_of(data), RULEBOOK)
    assert extract.table.written.delimiter == delimiter
    longest = max(len("".join(row).encode()) for row in rows) * 2 + 64
    frame, _ = read_all(extract, block_size=max(block or 1 << 20, longest))
    assert list(frame.itertuples(index=False, name=None)) == [r for r in rows if is_record(r)]


@settings(deadline=None, max_examples=25)
@given(rows=TABLES.filter(lambda rows: len(rows) > 3), block=st.integers(300, 900))
def test_block_boundaries_do_not_matter(rows: list[tuple[str, ...]], block: int) -> None:
    text = written(rows * 8, ",", quote_all=False, end="\n")
    extract = open_extract(source_of(text), RULEBOOK)
    whole, one = read_all(extract)
    parts, many = read_all(extract, block_size=block)
    pd.testing.assert_frame_equal(whole, parts)
    assert one.notes() == many.notes()


def test_the_real_extracts_read_as_their_readme_says(shared_data: Path) -> None:
    suite = RULEBOOK.suites["small"]
    fields = {
        **suite.fields,
        "age": suite.fields["age"].model_copy(update={"headings": ("Age range",)}),
        "ethnicity": suite.fields["ethnicity"].model_copy(
            update={"headings": ("Self-defined ethnicity",)}
        ),
    }
    rulebook = small_rulebook(suite.model_copy(update={"fields": fields}))
    path = shared_data / "met-stop-search-2022-08.csv"
    records = Records(open_extract(Source(path.name, path), rulebook), rulebook, FIELDS)
    frame = pd.concat([chunk.astype("str") for chunk in records])
    assert records.records + records.blank_rows == 17_286
    assert [(frame[field] == "").sum() for field in ("gender", "age", "ethnicity")] == [
        243,
        2700,
        237,
    ]
    assert (frame["unit"] == "").sum() == 1687


def test_a_table_wider_than_a_sheet_is_refused() -> None:
    with pytest.raises(InputError, match=r"has 16,387 columns \(allowed: at most 16,384\)"):
        open_extract(source_of("BOCU,Ethnicity{0}\nYE,W1{0}\n".format("," * 16_385)), RULEBOOK)
