"""Word files, read as the XML that they are: structure, numbers, links, tables, pictures, facts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest
from documents import CREATED, HOSTILE, document, hostile_document, table
from test_word_template import DOT

from eqmon.charts import draw
from eqmon.document.harmless import one_line
from eqmon.document.model import (
    Bullets,
    Cell,
    Document,
    Figure,
    Link,
    Paragraph,
    Recommendations,
    Section,
    blocks_of,
    figures_of,
    plain,
    tables_of,
)
from eqmon.document.shades import SHADES
from eqmon.document.word import write

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
W, R = (f"{{{NS[name]}}}" for name in "wr")
Element = ElementTree.Element


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "png", lambda chart: DOT)


def parts(of: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write(of))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def known() -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw, "png", lambda chart: DOT)
        return parts(document())


def body(of: dict[str, bytes]) -> Element:
    found = ElementTree.fromstring(of["word/document.xml"]).find("w:body", NS)
    assert found is not None
    return found


def words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@cache
def style_names(styles: bytes) -> dict[str, str]:
    return {
        style.get(f"{W}styleId", ""): style.find("w:name", NS).get(f"{W}val", "")  # type: ignore[union-attr]
        for style in ElementTree.fromstring(styles).findall("w:style", NS)
    }


def styled(of: dict[str, bytes], *wanted: str) -> list[tuple[str, Element]]:
    """Every paragraph of the body, those in tables too, whose style is wanted."""
    names = style_names(of["word/styles.xml"])
    found = []
    for paragraph in body(of).iter(f"{W}p"):
        style = paragraph.find("w:pPr/w:pStyle", NS)
        name = "" if style is None else names[style.get(f"{W}val", "")]
        if not wanted or name in wanted:
            found.append((name, paragraph))
    return found


def counted(of: dict[str, bytes], name: str) -> list[int]:
    """The numbers that Word will show for the paragraphs of a style: lists counted by their id."""
    numbering = ElementTree.fromstring(of["word/numbering.xml"])
    (style,) = [
        s
        for s in ElementTree.fromstring(of["word/styles.xml"]).findall("w:style", NS)
        if style_names(of["word/styles.xml"])[s.get(f"{W}styleId", "")] == name
    ]
    usual = style.find("w:pPr/w:numPr/w:numId", NS)
    assert usual is not None
    starts = {}
    for num in numbering.findall("w:num", NS):
        begun = num.find("w:lvlOverride/w:startOverride", NS)
        starts[num.get(f"{W}numId")] = 1 if begun is None else int(begun.get(f"{W}val", ""))
    shown = []
    for _, paragraph in styled(of, name):
        own = paragraph.find("w:pPr/w:numPr/w:numId", NS)
        id = (usual if own is None else own).get(f"{W}val")
        shown.append(starts[id])
        starts[id] += 1
    return shown


def test_headings_are_styles_by_their_depth(known: dict[str, bytes]) -> None:
    told = [
        (name, words(p))
        for name, p in styled(known, "Title", *(f"heading {n}" for n in range(1, 5)))
    ]
    assert told == [
        ("Title", "Recording of equality strands: January 2007"),
        ("heading 1", "Summary"),
        ("heading 1", "A. Recommendations"),
        ("heading 1", "B. Supporting information"),
        ("heading 2", "Background"),
        ("heading 2", "Recording by borough"),
        ("heading 1", "Appendix 1: Tables"),
    ]


def test_sections_deeper_than_headings_keep_the_last_heading() -> None:
    deep = Paragraph(("down",))
    section: Section | Paragraph = deep
    for level in range(6, 0, -1):
        section = Section(f"s{level}", f"Level {level}", (section,))
    found = styled(parts(replace(document(), blocks=(section,))), "heading 4")
    assert [words(p) for _, p in found] == ["Level 4", "Level 5", "Level 6"]


def test_numbers_are_words_own_and_the_documents(known: dict[str, bytes]) -> None:
    numbers = [
        block.number
        for block in blocks_of(document().blocks)
        if isinstance(block, Paragraph) and block.number
    ]
    assert counted(known, "Numbered Paragraph") == numbers == [1, 2, 3]
    assert next(words(p) for _, p in styled(known, "Numbered Paragraph")).startswith("This is")
    assert not [p for _, p in styled(known, "Numbered Paragraph") if words(p).startswith("1")]


@pytest.mark.parametrize("numbers", [(1, 2, 1, 2, 3), (4, 5), (1, 3, 4), (7, 7, 7)])
def test_numbers_that_begin_anew_begin_anew(numbers: tuple[int, ...]) -> None:
    blocks = tuple(Paragraph(("words",), number) for number in numbers)
    written = parts(replace(document(), blocks=blocks))
    assert counted(written, "Numbered Paragraph") == list(numbers)


def test_each_list_of_recommendations_counts_from_one() -> None:
    lists = (Recommendations("That members", (("a",), ("b",))), Recommendations("", (("c",),)))
    written = parts(replace(document(), blocks=lists))
    assert counted(written, "Recommendation") == [1, 2, 1]
    assert [words(p) for _, p in styled(written, "Normal")] == ["That members"]


def test_bullets_and_strong_words_are_styles(known: dict[str, bytes]) -> None:
    assert [words(p) for _, p in styled(known, "List Bullet")] == ["one", "two table 1."]
    (first, *_) = styled(known, "Numbered Paragraph")
    strong = [
        words(run) for run in first[1].iter(f"{W}r") if run.find("w:rPr/w:rStyle", NS) is not None
    ]
    assert strong == ["first"]


def test_captions_are_counted_by_word_as_the_document_counts(known: dict[str, bytes]) -> None:
    captions = [p for _, p in styled(known, "caption")]
    assert [words(p) for p in captions] == [
        f"{block.label}: {block.title}"
        for block in blocks_of(document().blocks)
        if hasattr(block, "label")
    ]
    fields = [f.get(f"{W}instr", "").strip() for p in captions for f in p.iter(f"{W}fldSimple")]
    assert fields == [
        "SEQ Table \\* ARABIC",
        *["SEQ Figure \\* ARABIC"] * 3,
        "SEQ TableA \\* ARABIC",
    ]


def test_a_caption_out_of_turn_sets_its_number() -> None:
    blocks = (table("a", "Table 2"), table("b", "Table 3"), table("c", "Schedule"))
    captions = [p for _, p in styled(parts(replace(document(), blocks=blocks)), "caption")]
    fields = [f.get(f"{W}instr", "").strip() for p in captions for f in p.iter(f"{W}fldSimple")]
    assert fields == ["SEQ Table \\* ARABIC \\r 2", "SEQ Table \\* ARABIC"]
    assert words(captions[2]).startswith("Schedule: ")


def test_links_within_lead_to_bookmarks_and_links_out_to_addresses(known: dict[str, bytes]) -> None:
    root = body(known)
    bookmarks = [b.get(f"{W}name", "") for b in root.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in bookmarks)
    ids = [b.get(f"{W}id") for b in root.iter(f"{W}bookmarkStart")]
    assert ids == [b.get(f"{W}id") for b in root.iter(f"{W}bookmarkEnd")]
    assert len(ids) == len(set(ids))
    links = {words(link): link for link in root.iter(f"{W}hyperlink")}
    (caption,) = [p for _, p in styled(known, "caption") if words(p).startswith("Table 1:")]
    leads_to = links["table 1"].get(f"{W}anchor")
    assert leads_to in [b.get(f"{W}name") for b in caption.iter(f"{W}bookmarkStart")]
    rels = ElementTree.fromstring(known["word/_rels/document.xml.rels"])
    out = {r.get("Id"): r.get("Target") for r in rels if r.get("TargetMode") == "External"}
    assert out == {links["the standard"].get(f"{R}id"): "https://www.gov.uk/"}


def test_long_and_like_ids_get_bookmarks_of_their_own() -> None:
    ids = ["a-b", "a_b", "x" * 60, "x" * 61]
    blocks = tuple(Section(id, id, (Paragraph((Link(id, f"#{id}"),)),)) for id in ids)
    root = body(parts(replace(document(), blocks=blocks)))
    names = [b.get(f"{W}name", "") for b in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(ids)
    assert max(map(len, names)) <= 40
    assert [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")] == names


def test_a_link_to_nothing_is_words() -> None:
    blocks = (Paragraph((Link("gone", "#gone"),)),)
    root = body(parts(replace(document(), blocks=blocks)))
    assert not list(root.iter(f"{W}hyperlink"))
    assert "gone" in words(root)


def keeps(paragraph: Element) -> bool:
    return paragraph.find("w:pPr/w:keepNext", NS) is not None


def test_what_leads_to_lists_stays_with_them(known: dict[str, bytes]) -> None:
    kept = [words(p) for _, p in styled(known, "Normal", "Numbered Paragraph") if keeps(p)]
    assert kept == ["That members", "This is the first paragraph."]


def test_pictures_stay_with_all_that_is_told_of_them(known: dict[str, bytes]) -> None:
    told = styled(known, "Picture", "Note")
    drawn = [at for at, (name, _) in enumerate(told) if name == "Picture"]
    assert len(drawn) == len(figures_of(document()))
    for at in drawn:
        kept = [keeps(paragraph) for _, paragraph in told[at : at + 3]]
        assert kept == [True, True, False]
    assert all(p.find("w:pPr/w:keepLines", NS) is not None for _, p in styled(known, "Note"))


def test_the_first_rows_of_a_long_table_stay_together(known: dict[str, bytes]) -> None:
    _, long = body(known).iter(f"{W}tbl")
    kept = [{keeps(p) for p in row.iter(f"{W}p")} for row in long.findall("w:tr", NS)]
    assert kept == [{True}] * 3 + [{False}] * 40


def test_tables_say_what_screen_readers_ask(known: dict[str, bytes]) -> None:
    for made, told in zip(body(known).iter(f"{W}tbl"), tables_of(document()), strict=True):
        head, *rows = made.findall("w:tr", NS)
        assert head.find("w:trPr/w:tblHeader", NS) is not None
        assert [words(cell) for cell in head.findall("w:tc", NS)] == [c.title for c in told.columns]
        for row, cells in zip(rows, told.rows, strict=True):
            assert row.find("w:trPr/w:tblHeader", NS) is None
            assert row.find("w:trPr/w:cantSplit", NS) is not None
            assert [words(cell) for cell in row.findall("w:tc", NS)] == [c.text for c in cells]
        look = made.find("w:tblPr/w:tblLook", NS)
        assert look is not None
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        caption = made.find("w:tblPr/w:tblCaption", NS)
        about = made.find("w:tblPr/w:tblDescription", NS)
        assert caption is not None
        assert caption.get(f"{W}val") == f"{told.label}: {told.title}"
        assert about is not None
        assert about.get(f"{W}val") == plain(told.notes[0])


def test_widths_stand_on_the_grid_and_on_every_cell_within_the_page(
    known: dict[str, bytes],
) -> None:
    for made in body(known).iter(f"{W}tbl"):
        grid = [column.get(f"{W}w") for column in made.findall("w:tblGrid/w:gridCol", NS)]
        for row in made.findall("w:tr", NS):
            assert [w.get(f"{W}w") for w in row.findall("w:tc/w:tcPr/w:tcW", NS)] == grid
        assert sum(map(int, filter(None, grid))) <= 9638


def test_numbers_stand_to_the_right(known: dict[str, bytes]) -> None:
    made = next(body(known).iter(f"{W}tbl"))
    for row in made.findall("w:tr", NS):
        aside = [cell.find("w:p/w:pPr/w:jc", NS) is not None for cell in row.findall("w:tc", NS)]
        assert aside == [False, True, True, False]


@pytest.mark.parametrize("shade", SHADES)
def test_shades_have_their_fill_and_ink(shade: str) -> None:
    one = table()
    cells = (Cell("a"), Cell("b"), Cell("c", shade=shade), Cell("d"))  # type: ignore[arg-type]
    root = body(parts(replace(document(), blocks=(replace(one, rows=(cells,)),))))
    (fill,) = root.iter(f"{W}shd")
    (ink,) = root.iter(f"{W}color")
    colours = SHADES[shade]  # type: ignore[index]
    assert (fill.get(f"{W}fill"), ink.get(f"{W}val")) == (colours.fill, colours.ink)


def test_pictures_tell_their_words_once(known: dict[str, bytes]) -> None:
    shown = list(body(known).iter(f"{{{NS['wp']}}}docPr"))
    assert [p.get("descr") for p in shown] == [f.alternative for f in figures_of(document())]
    assert [p.get("title") for p in shown] == [None] * 3
    ids = [p.get("id") for p in shown]
    assert len(set(ids)) == len(ids)
    for inner in body(known).iter(f"{{{NS['pic']}}}cNvPr"):
        assert (inner.get("descr"), inner.get("name")) == (None, "")
    notes = [words(p) for _, p in styled(known, "Note")]
    assert notes.count("The figures are in Table 1.") == 3


def test_pages_have_the_banner_and_their_number(known: dict[str, bytes]) -> None:
    header = ElementTree.fromstring(known["word/header1.xml"])
    footer = ElementTree.fromstring(known["word/footer1.xml"])
    assert words(header) == document().banner
    assert words(footer) == "Page 1 of 1"
    fields = [f.get(f"{W}instr", "").strip() for f in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_section_begins_a_page_where_it_should(known: dict[str, bytes]) -> None:
    begun = [
        words(p) for _, p in styled(known) if p.find("w:pPr/w:pageBreakBefore", NS) is not None
    ]
    assert begun == ["Appendix 1: Tables"]


def test_the_language_is_british(known: dict[str, bytes]) -> None:
    styles = ElementTree.fromstring(known["word/styles.xml"])
    language = styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS)
    assert language is not None
    assert language.get(f"{W}val") == "en-GB"
    assert b"en-US" not in b"".join(known.values())


def test_properties_are_the_documents_and_no_others(known: dict[str, bytes]) -> None:
    told = {
        element.tag.partition("}")[2]: element.text
        for element in ElementTree.fromstring(known["docProps/core.xml"])
    }
    assert told == {
        "title": document().title,
        "subject": document().subject,
        "creator": document().author,
        "keywords": "equality monitoring",
        "language": "en-GB",
        "created": "2007-02-06T00:00:00Z",
        "modified": "2007-02-06T00:00:00Z",
    }
    nobody = ElementTree.fromstring(parts(replace(document(), author=""))["docProps/core.xml"])
    assert nobody.find("dc:creator", NS) is None
    assert "docProps/app.xml" not in known
    assert b"python-docx" not in b"".join(known.values())


def test_the_same_document_is_the_same_bytes() -> None:
    assert write(document()) == write(document())
    with zipfile.ZipFile(io.BytesIO(write(document()))) as archive:
        dates = {member.date_time for member in archive.infolist()}
    assert dates == {CREATED.timetuple()[:6]}


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    return parts(hostile_document())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_whole(hostile: dict[str, bytes], text: str) -> None:
    harmless = one_line(text).strip()
    told = [words(p) for _, p in styled(hostile)]
    in_cells = [words(cell) for cell in body(hostile).iter(f"{W}tc")]
    assert harmless in told
    assert in_cells.count(harmless) >= 2
    assert f"{harmless}{harmless}" in [words(p) for _, p in styled(hostile, "Numbered Paragraph")]


def test_hostile_text_does_nothing(hostile: dict[str, bytes]) -> None:
    instructions = set()
    for name, data in hostile.items():
        if not name.endswith((".xml", ".rels")):
            continue
        root = ElementTree.fromstring(data)
        assert not list(root.iter(f"{W}instrText")), name
        assert not list(root.iter(f"{W}fldChar")), name
        fields = [field.get(f"{W}instr", "").strip() for field in root.iter(f"{W}fldSimple")]
        instructions |= set(fields)
        assert not [r for r in root if r.get("TargetMode") == "External"], name
    assert instructions == {"PAGE", "NUMPAGES", "SEQ Table \\* ARABIC"}
    assert not list(body(hostile).iter(f"{W}hyperlink"))


def test_lists_without_items_and_documents_without_blocks_are_written() -> None:
    empty = replace(document(), blocks=(Bullets(()), Recommendations("", ())), keywords=())
    assert [words(p) for _, p in styled(parts(empty))] == [
        document().title,
        "Report: 7",
        "Date: 6 February 2007",
    ]


def test_a_figure_without_its_table_says_no_more() -> None:
    (one, *_) = (b for b in blocks_of(document().blocks) if isinstance(b, Figure))
    root = body(parts(replace(document(), blocks=(replace(one, table="gone"),))))
    assert "The figures are in" not in words(root)
