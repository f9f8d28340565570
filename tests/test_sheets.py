"""The plan of worksheets: what is on each, one value a cell, names that programs take."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import FUNNEL, document, figure, hostile_document, table
from hypothesis import given
from hypothesis import strategies as st

from eqmon.document.model import Cell, Column, Document, Facts, Link, Section, Table, tables_of
from eqmon.document.sheets import sheets_of, told
from eqmon.document.sheets_layout import HIGHEST, layout_of
from eqmon.document.sheets_model import Head, Line, Sheet, Value
from eqmon.document.sheets_tables import grid_of, unique_heads
from eqmon.vocabulary import Verdict


def holding(*tables: Table, **changed: object) -> Document:
    section = Section("s", "S", tables)
    return replace(document(), blocks=(section,), **changed)  # type: ignore[arg-type]


def of(kind: str, *cells: Cell, title: str = "Age") -> Table:
    column = Column(title, kind)  # type: ignore[arg-type]
    rows = tuple((Cell(f"B{n}"), cell) for n, cell in enumerate(cells))
    return Table("t", "Table 1", "T", (Column("Borough", "name"), column), rows)


def named(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    [sheet] = [sheet for sheet in sheets if sheet.name == name]
    return sheet


def said(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines]


FAIL, WARN = Verdict.FAIL, Verdict.WARN
C = Cell("[c]", shorthand="c")


@pytest.mark.parametrize(
    ("table", "heads", "first", "last"),
    [
        (of("count", Cell("1,204", 1204)), ["Age"], [1204], [1204]),
        (of("count", Cell("1,204", 1204), C), ["Age"], [1204], ["[c]"]),
        (of("percent", Cell("24.5", 24.5, 1)), ["Age, per cent"], [24.5], [24.5]),
        (
            of("percent", Cell("24.5 (1,135)", 24.5, 1), C, title="Age, per cent"),
            ["Age, per cent", "Age: count"],
            [24.5, 1135],
            ["[c]", "[c]"],
        ),
        (
            of("percent", Cell("24.5 (135) FAIL", 24.5, 1, verdict=FAIL), C),
            ["Age, per cent", "Age: count", "Age: verdict"],
            [24.5, 135, "FAIL"],
            ["[c]", "[c]", "[c]"],
        ),
        (
            of("percent", Cell("9.8 (6) fell", 9.8, 1), Cell("too few")),
            ["Age, per cent", "Age: count", "Age: remark"],
            [9.8, 6, "fell"],
            ["too few", "", ""],
        ),
        (
            of(
                "percent",
                Cell("9.8 (6 of 61) warn", 9.8, 1, verdict=WARN),
                Cell("no column FAIL", shorthand="x", verdict=FAIL),
                title="Age, %",
            ),
            ["Age, %", "Age: count", "Age: of how many", "Age: verdict"],
            [9.8, 6, 61, "warn"],
            ["no column FAIL", "[x]", "[x]", "[x]"],
        ),
        (
            of("count", Cell("12 [u]", 12, shorthand="u"), Cell("3", 3)),
            ["Age", "Age: shorthand"],
            [12, "[u]"],
            [3, ""],
        ),
        (
            of("count", Cell("12 [u]", 12, shorthand="u"), C),
            ["Age", "Age: shorthand"],
            [12, "[u]"],
            ["[c]", ""],
        ),
        (
            of("count", Cell("three", 3), Cell("4 (of 9)", 4)),
            ["Age", "Age: remark"],
            [3, "three"],
            [4, "(of 9)"],
        ),
        (of("text", Cell("2006", 2006), Cell("7", 7)), ["Age"], ["2006"], [7]),
        (of("text", Cell("=1+1"), Cell("")), ["Age"], ["=1+1"], [""]),
        (of("count"), ["Age"], [""], [""]),
    ],
)
def test_each_cell_has_one_value(
    table: Table, heads: list[str], first: list[object], last: list[object]
) -> None:
    grid = grid_of(table)
    assert [head.title for head in grid.heads] == ["Borough", *heads]
    rows = [[v.text if v.number is None else v.number for v in row[1:]] for row in grid.rows]
    assert (rows[0], rows[-1]) == (first, last)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 100).map(lambda n: round(n, 2)),
            st.integers(0, 2),
            st.sampled_from(["", " (3)", " (1,000) FAIL", " [u]", " words"]),
        ),
        max_size=6,
    )
)
def test_nothing_of_a_cell_is_lost(made: list[tuple[float, int, str]]) -> None:
    cells = [
        Cell(f"{round(n, d):,.{d}f}{beside}", round(n, d), d, shorthand="u" if beside else "")
        for n, d, beside in made
    ]
    for cell, row in zip(cells, grid_of(of("percent", *cells)).rows, strict=False):
        assert row[1].number == cell.number
        words = cell.text.replace("(", "").replace(")", "").split()
        told = " ".join(value.text for value in row[1:]).replace("(", "").replace(")", "").split()
        assert told == words


@pytest.mark.parametrize(
    ("titles", "unique"),
    [
        (["a", "A", "a"], ["a", "A (2)", "a (3)"]),
        (["", " "], ["Column 1", "Column 2"]),
        (["x" * 300, "x" * 300], ["x" * 255, f"{'x' * 251} (2)"]),
    ],
)
def test_headings_are_unique(titles: list[str], unique: list[str]) -> None:
    assert [head.title for head in unique_heads(list(map(Head, titles)))] == unique


def test_a_heading_that_is_cut_stands_above_in_full() -> None:
    sheets = sheets_of(holding(of("text", Cell("a"), title="y" * 300)))
    assert f"Heading 2 in full: {'y' * 300}" in said(sheets[-1])


def test_the_order_of_the_sheets() -> None:
    names = [sheet.name for sheet in sheets_of(document())]
    assert names == ["Cover", "Contents", "Notes", "Figures", "Facts", "Table 1", "Table A1"]


def test_a_document_without_tables_is_a_cover() -> None:
    assert [sheet.name for sheet in sheets_of(holding())] == ["Cover"]


def test_the_cover_says_what_and_for_whom() -> None:
    contact = Section("f", "F. Contact details", (Facts((("Report author", ("the unit",)),)),))
    cover = sheets_of(replace(document(), blocks=(*document().blocks, contact)))[0]
    assert cover.lines[0] == Line("Recording of equality strands: January 2007", "title")
    assert [line.text for line in cover.lines if line.kind == "heading"] == [
        "Introductory information",
        "About these data",
        "Contact",
    ]
    assert said(cover)[2:5] == [
        "How well the people behind the records are recorded.",
        "Public: small counts of people are withheld.",
        "Report: 7",
    ]
    assert said(cover)[-1] == "Report author: the unit"


def test_shorthand_is_told_where_it_is_used() -> None:
    def marks(sheet: Sheet) -> list[str]:
        return [text.split()[0] for text in said(sheet) if " means " in text]

    plain = replace(of("count", Cell("1", 1)), id="p", label="Table 2")
    sheets = sheets_of(holding(table(), plain))
    assert marks(sheets[0]) == marks(named(sheets, "Table 1")) == ["[c]", "[x]", "[z]", "[u]"]
    assert marks(named(sheets, "Table 2")) == []


def test_notes_are_numbered_once_and_said_above_the_table() -> None:
    sheets = sheets_of(document())
    notes = named(sheets, "Notes").grid
    assert notes is not None
    assert [[value.text for value in row] for row in notes.rows] == [
        [
            "[note 1]",
            "Not obtained: blank, not recorded, not known. Denominator: applicable records.",
            "Table 1, Table A1",
        ],
        ["[note 2]", "Published figures are not like for like.", "Figure 1, Figure 2, Figure 3"],
    ]
    for name in ("Table 1", "Table A1"):
        assert said(named(sheets, name))[0].endswith("by borough [note 1]")
        assert any(text.startswith("[note 1] Not obtained") for text in said(named(sheets, name)))


def test_figures_are_words_and_the_way_to_their_table() -> None:
    grid = named(sheets_of(document()), "Figures").grid
    assert grid is not None
    assert grid.rows[0] == (
        Value("Figure 1"),
        Value("Ethnicity not obtained, by borough [note 2]"),
        Value("Ethnicity not obtained, by borough. Haringey lies above the upper limit."),
        Value("Table 1", sheet="Table 1"),
    )


def test_contents_lead_to_every_other_sheet() -> None:
    sheets = sheets_of(document())
    grid = named(sheets, "Contents").grid
    assert grid is not None
    assert [row[0].sheet for row in grid.rows] == [sheet.name for sheet in sheets[2:]]
    assert grid.rows[-1][1].text == "Table A1: Ethnicity not obtained, by borough"


def test_facts_between_the_paragraphs_are_kept() -> None:
    grid = named(sheets_of(document()), "Facts").grid
    assert grid is not None
    assert [[value.text for value in row] for row in grid.rows] == [
        ["Appendix 1: Tables", "applicable", "records with a person to describe"]
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Table 1", "Table 1"),
        ("a/b:c*d?[e]\\f", "a b c d  e  f"),
        ("'quoted'", "quoted"),
        ("", "t"),
        ("n" * 40, "n" * 31),
        ("n" * 30 + " x", "n" * 30),
        ("History", "History 2"),
        ("notes", "notes 2"),
    ],
)
def test_names_of_sheets(label: str, name: str) -> None:
    assert sheets_of(holding(replace(of("text"), label=label)))[-1].name == name


def test_names_of_sheets_are_unique_whatever_their_case() -> None:
    tables = [replace(of("text"), id=f"t{n}", label=f"TABLE {'x' * (30 + n)}") for n in range(3)]
    names = [sheet.name for sheet in sheets_of(holding(*tables, of("text")))][2:]
    assert len({name.casefold() for name in names}) == len(names) == 4
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize(
    ("totals", "line"),
    [
        (1, "The first row of the table sums up those below it."),
        (2, "The first 2 rows of the table sum up those below them."),
    ],
)
def test_totals_are_said(totals: int, line: str) -> None:
    assert line in said(sheets_of(holding(replace(table(), totals=totals)))[-1])
    assert line not in said(sheets_of(holding(table()))[-1])


def test_what_shades_mean_is_left_out_where_nothing_is_shaded() -> None:
    shaded = replace(table(), notes=(("What it counts.",), ("The darker, the more.",)), shading=1)
    sheets = sheets_of(holding(shaded))
    assert "darker" not in " ".join(said(sheets[-1]))
    assert named(sheets, "Notes").grid == replace(
        named(sheets, "Notes").grid,  # type: ignore[type-var]
        rows=((Value("[note 1]"), Value("What it counts."), Value("Table 1")),),
    )


def test_names_of_tables_keep_apart_what_ids_keep_apart() -> None:
    ids = ("a-b", "a_b", "ab")
    assert [grid_of(replace(table(), id=id)).name for id in ids] == [
        "table_a_b",
        "table_a__b",
        "table_ab",
    ]


def test_an_address_stands_behind_its_words() -> None:
    text = ("see ", Link("it", "https://www.gov.uk/"), Link(" there", "#there"))
    assert told(text) == "see it (https://www.gov.uk/) there"


def test_every_sheet_says_how_many_tables_it_has_and_leads_back() -> None:
    for sheet in sheets_of(document())[1:]:
        assert sheet.lines[1].text == "This worksheet contains one table."
    assert sheets_of(document())[-1].lines[-1].sheet == "Contents"


@pytest.mark.parametrize("made", [document(), hostile_document()])
def test_all_text_has_room(made: Document) -> None:
    for sheet in sheets_of(made):
        layout = layout_of(sheet)
        rows = len(sheet.grid.rows) + 1 if sheet.grid else 0
        assert len(layout.heights) == len(sheet.lines) + rows
        assert len(layout.widths) == (len(sheet.grid.heads) if sheet.grid else 1)
        for line, height in zip(sheet.lines, layout.heights, strict=False):
            lines = len(line.text) * 0.9 / layout.widths[0]
            assert height >= min(lines * 15, HIGHEST)


def test_no_row_is_higher_than_excel_has() -> None:
    sheet = sheets_of(holding(of("text", Cell("word " * 6000))))[-1]
    assert max(layout_of(sheet).heights) == HIGHEST


def test_tables_of_the_model_all_have_a_sheet() -> None:
    made = holding(table(), figure("f", "Figure 1", FUNNEL))  # type: ignore[arg-type]
    assert len(tables_of(made)) == len([s for s in sheets_of(made) if s.name.startswith("Table")])
