"""PDF as an independent reader sees it: tagged, whole, drawn in one typeface, and inert."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from documents import FUNNEL, HOSTILE, STACKED, document, hostile_document, table
from outside import tool

from eqmon.charts.model import StackPart
from eqmon.document import write_document
from eqmon.document.harmless import one_line
from eqmon.document.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Link,
    Paragraph,
    Recommendations,
    Section,
    Table,
    figures_of,
    tables_of,
)
from eqmon.document.pdf import write
from eqmon.document.pdf_typeface import typeface
from eqmon.document.shades import SHADES
from eqmon.errors import InternalError

RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff]")


@cache  # what is taken out of a file lives as long as it
def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def ordinary() -> bytes:
    return write(document())


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return write(hostile_document())


def elements(data: bytes) -> list[Any]:
    """Every structure element in reading order."""
    return list(_under(opened(data).Root.StructTreeRoot.K))


def _under(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _under(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _under(node.K)


def kinds(data: bytes) -> list[str]:
    return [str(element.S)[1:] for element in elements(data)]


def attributes(element: Any) -> dict[str, Any]:
    """Every attribute of an element, of whatever owner."""
    held = element.get("/A", [])
    held = held if isinstance(held, pikepdf.Array) else [held]
    return {key: value for each in held for key, value in each.items()}


def shown(data: bytes, tmp_path: Path, *options: str) -> str:
    """The text as a reader copies it."""
    path = tmp_path / "shown.pdf"
    path.write_bytes(data)
    command = [tool("pdftotext"), *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def told(*blocks: Block) -> Document:
    """An ordinary document with these blocks alone."""
    return dataclasses.replace(document(), blocks=(Section("all", "All", blocks),))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_file_says_what_it_is(ordinary: bytes) -> None:
    file = opened(ordinary)
    assert file.Root.MarkInfo.Marked
    assert file.Root.Lang == "en-GB"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Recording of equality strands: January 2007"
        assert metadata["dc:creator"] == ["Race and Diversity Unit"]
        assert metadata["dc:description"] == "How well the people behind the records are recorded."
        assert metadata["pdf:Keywords"] == "equality monitoring"
        assert metadata["xmp:CreateDate"] == "2007-02-06T00:00:00+00:00"


def test_no_author_is_made_up() -> None:
    file = opened(write(dataclasses.replace(told(Paragraph(("One.",))), author="")))
    assert "/Author" not in file.docinfo
    with file.open_metadata() as metadata:
        assert "dc:creator" not in metadata


def test_headings_have_no_gaps(ordinary: bytes) -> None:
    levels = [int(kind[1]) for kind in kinds(ordinary) if re.fullmatch(r"H\d", kind)]
    assert levels == [1, 2, 2, 2, 3, 3, 2]


def test_sections_deeper_than_pdf_has_headings() -> None:
    deep: Block = Paragraph(("At the bottom.",))
    for level in range(9):
        deep = Section(f"s{level}", f"Level {level}", (deep,))
    levels = [kind for kind in kinds(write(told(deep))) if kind.startswith("H")]
    assert levels == ["H1", "H2", "H3", "H4", "H5", *["H6"] * 6]


def test_every_table_has_header_cells_with_a_scope(ordinary: bytes) -> None:
    tables = [element for element in elements(ordinary) if element.S == "/Table"]
    assert len(tables) == len(tables_of(document()))
    for each in tables:
        within = list(_under(each.K))
        headers = [element for element in within if element.S == "/TH"]
        assert [attributes(header)["/Scope"] for header in headers] == ["/Column"] * 4
        cells = [element for element in within if element.S == "/TD"]
        assert cells
        assert all(len(attributes(cell)["/Headers"]) == 1 for cell in cells)
        assert within[0].S == "/Caption"


def test_every_figure_has_its_words(ordinary: bytes) -> None:
    figures = [element for element in elements(ordinary) if element.S == "/Figure"]
    assert [str(each.Alt) for each in figures] == [f.alternative for f in figures_of(document())]


def test_lists_are_lists(ordinary: bytes) -> None:
    numbering = [attributes(e)["/ListNumbering"] for e in elements(ordinary) if e.S == "/L"]
    assert numbering == ["/None", "/Decimal", "/Circle", "/None"]


def test_links_lead_within_or_to_https(ordinary: bytes, tmp_path: Path) -> None:
    annotations = [a for page in opened(ordinary).pages for a in page.get("/Annots", [])]
    addresses = [str(a.A.URI) for a in annotations if "/A" in a and a.A.S == "/URI"]
    assert addresses == ["https://www.gov.uk/"]
    inner = [a for a in annotations if "/A" not in a or a.A.S != "/URI"]
    assert len(inner) == 1 + len(figures_of(document()))
    assert all("/Contents" in a for a in annotations)


def test_a_link_that_leads_nowhere_is_words() -> None:
    text = (Link("gone", "#gone"), Link("plain", "http://example.org"), Link("x", "javascript:x"))
    file = opened(write(told(Paragraph(text))))
    assert not [a for page in file.pages for a in page.get("/Annots", [])]


def fonts_of(data: bytes) -> list[Any]:
    found = [o for o in opened(data).objects if isinstance(o, pikepdf.Dictionary)]
    return [o for o in found if "/FontName" in o]


def test_every_font_is_dejavu_and_embedded(ordinary: bytes, hostile: bytes) -> None:
    for descriptor in (*fonts_of(ordinary), *fonts_of(hostile)):
        name = str(descriptor.FontName).partition("+")[2]
        assert name in ("DejaVuSans", "DejaVuSans-Bold")
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
    assert fonts_of(ordinary)


def test_nothing_acts(ordinary: bytes, hostile: bytes) -> None:
    forbidden = {"/JS", "/Launch", "/GoToR", "/SubmitForm", "/ImportData", "/EmbeddedFiles", "/AA"}
    for data in (ordinary, hostile):
        assert "/OpenAction" not in opened(data).Root
        for held in opened(data).objects:
            if isinstance(held, pikepdf.Dictionary):
                assert not forbidden & set(held.keys())
                assert str(held.get("/S", "")) not in forbidden
    assert not [a for page in opened(hostile).pages for a in page.get("/Annots", [])]


def test_the_same_document_is_the_same_bytes(ordinary: bytes) -> None:
    assert write_document(document(), "pdf") == ordinary


@pytest.mark.parametrize("year", [1970, 1980, 9999])
def test_any_date(year: int) -> None:
    made = dataclasses.replace(told(), created=datetime(year, 1, 1, tzinfo=UTC))
    with opened(write(made)).open_metadata() as metadata:
        assert str(metadata["xmp:CreateDate"]).startswith(f"{year}-01-01T00:00:00")


def test_hostile_text_is_whole(hostile: bytes, tmp_path: Path) -> None:
    text = squeezed(shown(hostile, tmp_path))
    for each in HOSTILE:
        for word in typeface().spelling()(one_line(each)).split():
            if not RIGHT_TO_LEFT.search(word):
                assert word in text


def test_text_from_right_to_left_keeps_its_order(tmp_path: Path) -> None:
    words = ("\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd")
    data = write(told(Paragraph((f"before {words[0]} {words[1]} after",))))
    text = shown(data, tmp_path).translate(dict.fromkeys(range(0x202A, 0x202F)))
    assert f"before{words[0]}{words[1]}after" in squeezed(text)
    places = {word: left for word, left, _ in boxes(data, tmp_path)}
    first, second = (places[word[::-1]] for word in words)  # as they stand, from left to right
    assert places["before"] < second < first < places["after"]


def test_characters_without_a_shape_are_spelled_out_and_said(tmp_path: Path) -> None:
    made = dataclasses.replace(told(Paragraph(("\u4e2d of \U0001f469",))), title="\u4e2d \u0141")
    data = write(made)
    text = " ".join(shown(data, tmp_path).split())
    assert "[U+4E2D] of [U+1F469]" in text
    assert "[U+4E2D] \u0141" in text
    assert "square brackets, as [U+4E2D]; the other formats" in text
    with opened(data).open_metadata() as metadata:
        assert metadata["dc:title"] == "\u4e2d \u0141"


def test_a_document_without_such_characters_says_nothing_of_them(tmp_path: Path) -> None:
    data = write(told(Paragraph(("\u0141\u00f3d\u017a \u2013 caf\u00e9 \u20ac \ufffd",))))
    assert "typeface" not in shown(data, tmp_path)


def test_names_in_charts_are_spelled_out_too(tmp_path: Path) -> None:
    funnel = figures_of(document())[0]
    points = (*FUNNEL.points[:1], dataclasses.replace(FUNNEL.points[1], name="\u4e2d"))
    chart = dataclasses.replace(FUNNEL, points=points)
    data = write(told(table(), dataclasses.replace(funnel, chart=chart)))
    names = {str(each.FontName).partition("+")[2] for each in fonts_of(data)}
    assert names == {"DejaVuSans", "DejaVuSans-Bold"}
    assert "[U+4E2D]" in shown(data, tmp_path)


def boxes(data: bytes, tmp_path: Path) -> list[tuple[str, float, float]]:
    """Every word with its left and right edge, in points."""
    found = re.finditer(
        r'<word xMin="([\d.-]+)" .*?xMax="([\d.-]+)".*?>(.*?)</word>',
        shown(data, tmp_path, "-bbox"),
    )
    return [(each[3], float(each[1]), float(each[2])) for each in found]


def wide(columns: int, rows: int, name: str = "Hammersmith and Fulham") -> Table:
    """A table of counts."""
    titles = ("Borough", *(f"Recorded otherwise {n}" for n in range(1, columns)))
    row = (Cell(name), *(Cell(f"{1000 + n:,}", 1000 + n) for n in range(1, columns)))
    return dataclasses.replace(
        table(rows=1),
        columns=tuple(Column(t, "count" if n else "name") for n, t in enumerate(titles)),
        rows=(row,) * rows,
    )


@pytest.mark.parametrize(
    ("columns", "rows", "name"),
    [(4, 3, "W" * 300), (8, 40, "Hammersmith and Fulham"), (16, 20, "x" * 90), (30, 4, "Bexley")],
)
def test_no_table_leaves_the_page(columns: int, rows: int, name: str, tmp_path: Path) -> None:
    data = write(told(wide(columns, rows, name)))
    across = {float(page.mediabox[2]) for page in opened(data).pages}
    words = boxes(data, tmp_path)
    assert min(left for _, left, _ in words) >= 47
    assert max(right for _, _, right in words) <= max(across) - 56
    assert squeezed(shown(data, tmp_path)).count(squeezed(name)) >= rows or columns > 4


def pages(data: bytes, tmp_path: Path) -> list[str]:
    """The text of each page as it is laid out."""
    return shown(data, tmp_path, "-layout").split("\f")[:-1]


def test_headers_come_again_on_every_page(tmp_path: Path) -> None:
    found = pages(write(told(table(rows=90))), tmp_path)
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert "Applicable records" in page
        assert f"Page {number} of {len(found)}" in page
        assert document().banner in page


def drawn(n: int) -> Figure:
    return dataclasses.replace(figures_of(document())[1], id=f"x{n}", label=f"Figure {n}")


def wordy(n: int, words: int) -> Table:
    """A table of high rows."""
    rows = tuple((Cell(f"Row {row}"), Cell("word " * words + f"end-{row}.")) for row in range(20))
    columns = (Column("Name", "name"), Column("Words", "text"))
    bare = table(f"x{n}", f"Table {n}")
    return dataclasses.replace(bare, columns=columns, rows=rows)


FOOT = range(24, 38)
"""How many lines stand above what then comes near the foot of its page."""


@pytest.mark.parametrize(
    ("blocks", "together"),
    [
        (
            lambda n: (table(f"x{n}", f"Table {n}"),),
            ("Table {}:", "Borough 3 ", "Merton", "Not obt"),
        ),
        (lambda n: (table(f"x{n}", f"Table {n}", rows=14),), ("Table {}:", "Borough 4 ")),
        (lambda n: (wordy(n, 400),), ("Table {}:", "Row 0")),
        (lambda n: (drawn(n),), ("Figure {}:", "Share of", "The figures are", "Published")),
        (lambda n: (Paragraph((f"Lead {n}",)), Bullets((("one item",),))), ("Lead {}", "one item")),
        (lambda n: (Recommendations(f"Ask {n}", (("one item",),)),), ("Ask {}", "one item")),
    ],
    ids=["small table", "table", "high rows", "figure", "list", "recommendations"],
)
def test_nothing_is_torn_at_the_foot_of_a_page(
    blocks: Callable[[int], tuple[Block, ...]], together: tuple[str, ...], tmp_path: Path
) -> None:
    sections = [
        Section(
            f"s{n}",
            f"Start {n}",
            (*[Paragraph(("Filling.",))] * n, Section(f"h{n}", f"Side-head {n}.", blocks(n))),
            new_page=True,
        )
        for n in FOOT
    ]
    found = pages(write(told(table(), *sections)), tmp_path)
    assert len(found) > len(sections) + 2
    for n in FOOT:
        (page,) = [page for page in found if f"Side-head {n}." in page]
        for each in together:
            assert each.format(n) in page


def test_no_row_is_torn(tmp_path: Path) -> None:
    for page in pages(write(told(wordy(1, 120))), tmp_path):
        begun, ended = re.findall(r"Row (\d+)", page), re.findall(r"end-(\d+)\.", page)
        assert begun == ended


def test_wide_tables_turn_the_page_and_leave_none_blank(tmp_path: Path) -> None:
    turned = Section("w", "Wide", (wide(12, 15),), new_page=True)
    after = Section("n", "Narrow", (Paragraph(("After.",)),), new_page=True)
    data = write(told(Paragraph(("Before.",)), turned, after))
    assert [page.mediabox[2] > page.mediabox[3] for page in opened(data).pages] == [
        False,
        True,
        False,
    ]
    assert "Wide" in pages(data, tmp_path)[1]


def test_two_blocks_of_one_id_are_our_own_fault() -> None:
    text = Paragraph((Link("see", "#by-borough"), "Camden"))
    with pytest.raises(InternalError) as refused:
        write(told(text, table(), table()))
    assert "Camden" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_shades_and_totals(tmp_path: Path) -> None:
    shaded = dataclasses.replace(
        table(rows=1),
        rows=tuple(
            (Cell(f"Row {n}"), Cell("1", 1), Cell("2", 2, shade=shade), Cell("x"))
            for n, shade in enumerate(("", *SHADES))
        ),
        totals=1,
    )
    data = write(told(shaded))
    fills = [
        "".join(f"{round(float(part) * 255):02X}" for part in attributes(e)["/BackgroundColor"])
        for e in elements(data)
        if e.S == "/TD" and "/BackgroundColor" in attributes(e)
    ]
    assert fills == [colours.fill for colours in SHADES.values()]
    bold = [e for e in elements(data) if e.S == "/TD" and "/K" in e and "/Strong" in kinds_in(e)]
    assert len(bold) == 4


def kinds_in(element: Any) -> list[str]:
    return [str(each.S) for each in _under(element.K)]


def test_a_tall_picture_stays_on_one_page_with_its_words(tmp_path: Path) -> None:
    units = tuple(f"Unit {n}" for n in range(90))
    parts = (StackPart("Known", (1.0,) * 90),)
    chart = dataclasses.replace(STACKED, bars=units, parts=parts)
    drawn = dataclasses.replace(figures_of(document())[1], chart=chart)
    found = pages(write(told(table(), drawn)), tmp_path)
    (page,) = [page for page in found if "Figure 2:" in page]
    assert all(f"{unit} " in f"{page} ".replace("\n", " ") for unit in units)
    assert "The figures are in Table 1." in page
    assert "Published figures are not like for like." in page


def test_texts_and_tables_may_be_empty() -> None:
    bare = dataclasses.replace(table(), rows=(), notes=((),), id="bare")
    blocks = (Paragraph(()), Paragraph(("",), 1), Bullets(((),)), Facts((("", ()),)), bare)
    made = dataclasses.replace(told(*blocks), subject="", banner="", facts=Facts(()), language="cy")
    assert opened(write(made)).Root.Lang == "cy"


def test_a_warning_of_the_layout_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    warned = (b"%PDF", [typst.TypstWarning("unknown font family: x")])
    monkeypatch.setattr(typst, "compile_with_warnings", lambda *_, **__: warned)
    with pytest.raises(InternalError, match="layout: 1"):
        write(told())
