"""One table gives one and the same tally, in whatever format, encoding and delimiter it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pyarrow as pa
import pytest
from columnar_files import feather2, parquet
from counting import a_check, a_rulebook, a_suite
from hypothesis import given, settings
from hypothesis import strategies as st
from written_tables import Delimited, Value, as_feather, as_ods, as_parquet, as_stream, as_xlsx

from eqmon.extract.cell_text import cell_text
from eqmon.extract.declared import NOTHING, Declared
from eqmon.extract.drop import Drop
from eqmon.extract.open_table import open_table
from eqmon.extract.source import Source
from eqmon.intake import take_in
from eqmon.rulebook.load import Rulebook

HEADINGS = ("Ref", "Person", "Unit", "Day", "Kind", "Marks", "Ethnicity", "Religion", "Age", "Note")
AWKWARD = (
    "", " ", "\u00a0", "0034", "12345678901234567890", "34.0", "1e5", "=1+1", "+44", "-", "@x",
    "'apostrophe", '"', 'say "no"', "a,b", "a;b", "a\tb", "a|b", "two\nlines", " yes ", "a  b",
    "_x0041_", "_x005F_x0041_", "#N/A", "TRUE", "NULL", "NaN", "None", "Total", "Ethnicity", "é",
)  # fmt: skip
USUAL = {
    "Ref": ("R1", "R2", "00012", "R1 ", "1"),
    "Person": ("1", "2", "V0001"),
    "Unit": ("Ash", "elm", "OAK", "East", "Nowhere"),
    "Day": ("01/02/2007", "2007-02-28", "31/02/2007", "2007-03-01T10:00:00"),
    "Kind": ("firm", "person"),
    "Marks": ("a;b", "b"),
    "Ethnicity": ("yes", "No", "refused", "not_stated", "n/a", "zz", "odd"),
    "Religion": ("yes", "not_known", "not_asked"),
    "Age": ("34", "034", "200", "25-34"),
    "Note": ("seen at home",),
}
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
IN_CP1252 = st.characters(codec="cp1252", exclude_characters="\0")
IN_XML = st.characters(
    exclude_categories=["Cs", "Cc"],
    exclude_characters="\ufffe\uffff",
    include_characters="\t\n",
)
"""XML knows no other control characters, and makes one line end of all."""


def tables(characters: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows under HEADINGS, of texts that are likely, awkward or anything of these characters."""

    def cells(heading: str) -> st.SearchStrategy[str]:
        usual = st.sampled_from(USUAL[heading])
        return usual | usual | usual | st.sampled_from(AWKWARD) | st.text(characters, max_size=12)

    row = st.tuples(*(cells(heading) for heading in HEADINGS)).map(list)
    blank = st.just([""] * len(HEADINGS))
    return st.lists(row | row | row | blank, min_size=1, max_size=7)


@cache
def rulebook() -> Rulebook:
    """One suite whose key has two parts, of which no two records may have the same."""
    return a_rulebook(a_suite(key=["ref", "person"], rules=[a_check("key_unique")]))


def tally(data: bytes, declared: Declared = NOTHING) -> tuple[int, list[tuple[object, ...]]]:
    """How many records an extract holds, and how many of each kind."""
    source = Source("extract", data=data)
    drop = Drop("drop", (source,), "2007-02", None, is_many=True)
    taken = take_in(drop, rulebook(), period="2007-02", declared=declared)
    (only,) = taken.inputs
    assert only.status in ("read", "nil_return"), only.problem
    counts = [c.tally.itertuples(index=False, name=None) for c in taken.collections]
    return only.records, [row for rows in counts for row in rows]


def expected(rows: list[list[str]]) -> tuple[int, list[tuple[object, ...]]]:
    """What the plainest way to write the table gives: UTF-8, every cell in double quotes."""
    return tally(Delimited(quote_all=True).write(HEADINGS, rows))


MANNERS = st.builds(
    Delimited,
    delimiter=st.sampled_from(",\t;|"),
    quote_all=st.booleans(),
    line_end=st.sampled_from(["\r\n", "\n"]),
)
ENCODED = [
    ("utf-8", "", None),
    ("utf-8-sig", "", None),
    ("utf-16-le", "\ufeff", None),
    ("utf-16-be", "\ufeff", None),
    ("utf-16-le", "", "utf-16-le"),
    ("utf-16-be", "", "utf-16-be"),
]
"""Encodings of every character, their mark, and what must be declared."""


@settings(max_examples=8)
@given(rows=tables(ANY), manners=st.lists(MANNERS, min_size=len(ENCODED), max_size=len(ENCODED)))
def test_delimited_text_gives_one_tally(rows: list[list[str]], manners: list[Delimited]) -> None:
    wanted = expected(rows)
    for (encoding, mark, declared), manner in zip(ENCODED, manners, strict=True):
        written = replace(manner, encoding=encoding, mark=mark)
        assert tally(written.write(HEADINGS, rows), Declared(encoding=declared)) == wanted, written


@settings(max_examples=10)
@given(rows=tables(IN_CP1252), manner=MANNERS)
def test_text_of_windows_gives_the_same_tally(rows: list[list[str]], manner: Delimited) -> None:
    written = replace(manner, encoding="cp1252").write(HEADINGS, rows)
    assert tally(written, Declared(encoding="cp1252")) == expected(rows)


@settings(max_examples=10)
@given(rows=tables(ANY))
def test_columnar_files_give_the_same_tally(rows: list[list[str]]) -> None:
    wanted = expected(rows)
    for write in (as_parquet, as_feather, as_stream):
        assert tally(write(HEADINGS, rows)) == wanted, write.__name__


@settings(max_examples=10)
@given(rows=tables(IN_XML))
def test_workbooks_give_the_same_tally(rows: list[list[str]]) -> None:
    wanted = expected(rows)
    for write in (as_xlsx, as_ods):
        assert tally(write(HEADINGS, rows)) == wanted, write.__name__


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
KINDS: dict[str, st.SearchStrategy[tuple[pa.DataType, st.SearchStrategy[Value]]]] = {
    "Ref": st.just((pa.string(), st.sampled_from(USUAL["Ref"]))),
    "Person": st.just((pa.int64(), st.integers(0, 3) | st.integers(0, 10**14))),
    "Unit": st.just((pa.string(), st.sampled_from(USUAL["Unit"]))),
    "Day": st.sampled_from([(pa.date32(), DAYS), (pa.timestamp("s"), MOMENTS)]),
    "Kind": st.just((pa.bool_(), st.booleans())),
    "Ethnicity": st.just((pa.string(), st.sampled_from(USUAL["Ethnicity"]))),
    "Age": st.sampled_from(
        [
            (pa.int64(), st.integers(0, 130)),
            (
                pa.float64(),
                st.integers(0, 130).map(float) | st.decimals(0, 99, places=1).map(float),
            ),
        ]
    ),
}


@st.composite
def typed_tables(draw: st.DrawFn) -> pa.Table:
    """Tables of typed columns, in which any cell may be empty."""
    columns = {name: draw(kind) for name, kind in KINDS.items()}
    rows = draw(
        st.lists(st.tuples(*(st.none() | v for _, v in columns.values())), min_size=1, max_size=7)
    )
    return pa.table(
        [
            pa.array([row[at] for row in rows], kind)
            for at, (kind, _) in enumerate(columns.values())
        ],
        names=list(columns),
    )


@settings(max_examples=10)
@given(table=typed_tables())
def test_typed_cells_give_the_tally_of_their_texts(table: pa.Table) -> None:
    rows = [[row[name] for name in table.column_names] for row in table.to_pylist()]
    texts = [[cell_text(cell) for cell in row] for row in rows]
    wanted = tally(Delimited().write(table.column_names, texts))
    for name, data in {
        "parquet": parquet(table),
        "feather": feather2(table),
        "xlsx": as_xlsx(table.column_names, rows),
        "ods": as_ods(table.column_names, rows),
    }.items():
        assert tally(data) == wanted, name


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_white_space_within_a_cell_is_kept(write: Callable[..., bytes]) -> None:
    texts = ["not\tknown", "\t", " x", "x  y ", "two\nlines", "a\n\nb"]
    sent = write(["Unit", "Ethnicity"], [["Ash", text] for text in texts])
    table = open_table(Source("x", data=sent), known=lambda h: h in HEADINGS, declared=NOTHING)
    (batch,) = table.batches(coded=[0], text=[1], block_size=1 << 20, on_ragged=lambda _row: "")
    assert batch.column(1).to_pylist() == texts
