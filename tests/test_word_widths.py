"""Columns hold their words, rows stay low, and pages turn where tables need it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from documents import document, figure, table
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st
from test_word_template import DOT

from eqmon.charts import draw
from eqmon.document.model import Block, Cell, Column, Figure, Paragraph, Section, Table, figures_of
from eqmon.document.word import write
from eqmon.document.word_styles import settle_styles, width_of_tables
from eqmon.document.word_widths import SMALL_MARGIN, fit, is_cramped

UPRIGHT, SIDEWAYS = 9638, 14570


def wide(columns: int, words: str = "24.5 (245) FAIL", rows: int = 3) -> Table:
    heads = (Column("Borough", "name"), *(Column("Not obtained, %", "percent"),) * (columns - 1))
    row = (Cell("Kensington and Chelsea"), *(Cell(words),) * (columns - 1))
    return Table("wide", "Table 1", "Wide", heads, (row,) * rows)


@pytest.mark.parametrize(
    ("columns", "small", "lines"),
    [(3, False, 1), (6, False, 2), (8, False, 2), (9, True, 2), (16, True, 0)],
)
def test_type_is_small_only_where_many_columns_need_it(
    columns: int, small: bool, lines: int
) -> None:
    found = fit(wide(columns), UPRIGHT)
    assert (found.small, found.lines) == (small, lines)
    assert sum(found.widths) <= UPRIGHT


def test_a_column_is_as_wide_as_its_words_and_no_wider() -> None:
    narrow = fit(wide(3, "1"), UPRIGHT).widths
    assert narrow[0] > narrow[1] == narrow[2]
    assert sum(narrow) < UPRIGHT / 2
    assert fit(wide(3, "twelve letters"), UPRIGHT).widths[1] > narrow[1]


@pytest.mark.parametrize(
    ("word", "bold"),
    [("Applicable", 5057), ("recorded", 4279), ("Unknown,", 4778), ("Declined", 4168)],
)
@pytest.mark.parametrize(("size", "margin"), [(200, 85), (170, SMALL_MARGIN)])
def test_headings_are_held_in_bold_arial(word: str, bold: int, size: int, margin: int) -> None:
    heads, row = (Column(word, "count"),) * 12, (Cell("1 2 3 4 5"),) * 12
    needed = 2 * margin + bold * size / 1000
    found = fit(Table("t", "Table 1", "T", heads, (row,)), int(12 * (needed + 70)))
    assert found.small is (size == 170)
    assert found.lines
    assert found.widths[0] >= needed


@pytest.mark.parametrize("lines", [5, 7])
def test_rows_of_long_texts_are_as_low_as_the_page_allows(lines: int) -> None:
    text = " ".join(["twelve letters"] * 20)
    told = Table("t", "Table 1", "T", (Column("Asked", "text"),), ((Cell(text),),))
    whole = fit(told, 10**6).widths[0]
    found = fit(told, int(whole / lines * 1.12))
    assert 0 < found.lines <= lines


def test_wider_type_gets_wider_columns() -> None:
    plain, wider = fit(wide(3), UPRIGHT).widths, fit(wide(3), UPRIGHT, 1.2).widths
    assert all(b - a > a / 10 for a, b in zip(plain, wider, strict=True))
    assert is_cramped(wide(7, "24.5 (2,245)"), UPRIGHT, 1.2)
    assert not is_cramped(wide(7, "24.5 (2,245)"), UPRIGHT)


@pytest.mark.parametrize(
    ("face", "points", "wider"),
    [("", 0, 1.32), ("Arial", 0, 1.0), ("Arial", 12, 1.2), ("Georgia", 10, 1.2)],
)
def test_a_houses_type_of_tables_is_reckoned_with(face: str, points: int, wider: float) -> None:
    house = docx.Document()
    style = house.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = face or None
    style.font.size = Pt(points) if points else None
    styles = house.styles.element
    assert width_of_tables(styles, settle_styles(styles)) == pytest.approx(wider)


def test_our_tables_keep_their_typeface_in_a_house_without_a_style_for_them() -> None:
    house = docx.Document()
    house.styles["Normal"].font.name = "Georgia"
    styles = house.styles.element
    assert width_of_tables(styles, settle_styles(styles)) == 1.0
    assert house.styles["Table Text"].font.name == "Arial"


def test_cells_in_small_type_stand_closer() -> None:
    made = docx.Document(io.BytesIO(write(replace(document(), blocks=(wide(3), wide(9))))))
    margins = [found._tbl.tblPr.find(qn("w:tblCellMar")) for found in made.tables]
    assert margins[0] is None
    assert [side.get(qn("w:w")) for side in margins[1]] == [str(SMALL_MARGIN)] * 2


@given(
    st.lists(st.text(min_size=0, max_size=60), min_size=1, max_size=12),
    st.sampled_from((UPRIGHT, SIDEWAYS)),
)
def test_widths_never_leave_the_page(texts: list[str], available: int) -> None:
    columns = tuple(Column(text, "text") for text in texts)
    rows = (tuple(Cell(text) for text in reversed(texts)),)
    found = fit(Table("t", "Table 1", "T", columns, rows), available)
    assert len(found.widths) == len(texts)
    assert all(width > 0 for width in found.widths)
    assert sum(found.widths) <= available


@pytest.mark.parametrize(("columns", "cramped"), [(6, False), (7, True), (12, True)])
def test_tables_of_many_columns_are_cramped(columns: int, cramped: bool) -> None:
    assert is_cramped(wide(columns), UPRIGHT) is cramped
    assert not is_cramped(wide(columns, "1"), SIDEWAYS)


def pages(*blocks: Block) -> list[tuple[bool, str]]:
    """Whether each run of pages lies on its side, with the first words in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw, "png", lambda chart: DOT)
        file = docx.Document(io.BytesIO(write(replace(document(), blocks=blocks))))
    found = []
    for section in file.sections:
        first = next(p.text for p in section.iter_inner_content() if hasattr(p, "text"))
        lies = section.orientation == WD_ORIENT.LANDSCAPE
        assert (section.page_width > section.page_height) is lies  # type: ignore[operator]
        assert section.header.paragraphs[0].text == document().banner
        found.append((lies, first))
    return found


def test_a_section_of_wide_tables_lies_on_its_side() -> None:
    title = document().title
    appendix = Section("a", "Appendix", (wide(12),), new_page=True)
    after = Section("z", "After", (Paragraph(("words",)),), new_page=True)
    upright = Section("b", "Body", (wide(9),))
    assert pages(upright) == [(False, title)]
    assert pages(upright, appendix) == [(False, title), (True, "Appendix")]
    assert pages(appendix, after) == [(False, title), (True, "Appendix"), (False, "After")]


def test_a_table_whose_words_would_break_lies_on_its_side_alone_with_its_heading() -> None:
    title = document().title
    after = Paragraph(("words",))
    body = Section("b", "Body", (after, Section("c", "Wide", (wide(12),)), after))
    assert pages(body) == [(False, title), (True, "Wide"), (False, "words")]
    appendix = Section("a", "Appendix", (wide(12),), new_page=True)
    lying = [(False, title), (True, "Wide")]
    assert pages(Section("c", "Wide", (wide(12),)), appendix) == lying


def test_a_section_with_pictures_or_narrow_tables_stays_upright() -> None:
    one: Figure = figures_of(document())[0]
    drawn = figure("f", "Figure 1", one.chart)
    title = document().title
    assert pages(Section("a", "A", (wide(9), drawn), new_page=True)) == [(False, title)]
    assert pages(Section("a", "A", (table(),), new_page=True)) == [(False, title)]
