"""House templates: what a paper takes from them, what it leaves behind, what is refused."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from documents import document, hostile_document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.charts import draw
from eqmon.document.word import write
from eqmon.errors import UsageError

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


DOT = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
"""A picture of one black dot."""


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "png", lambda chart: DOT)


def house(change: Callable[[docx.document.Document], None] = lambda file: None) -> bytes:
    """A template with text, a header, a comment's author and styles of its own."""
    file = docx.Document()
    file.add_heading("Words of the template", 1)
    file.add_picture(io.BytesIO(DOT))
    file.styles["Heading 1"].font.name = "Georgia"
    file.styles.add_style("Numbered Paragraph", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    file.styles.add_style("Other", WD_STYLE_TYPE.PARAGRAPH).element.set(qn("w:styleId"), "Note")
    file.sections[0].header.paragraphs[0].text = "The House"
    file.sections[0].left_margin = Cm(5)
    file.core_properties.author = "A. Person"
    change(file)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


WHOLE = house()


def written(folder: Path, template: bytes) -> zipfile.ZipFile:
    path = folder / "house.docx"
    path.write_bytes(template)
    return zipfile.ZipFile(io.BytesIO(write(document(), template=path)))


def read(archive: zipfile.ZipFile) -> docx.document.Document:
    return docx.Document(archive.fp)  # type: ignore[arg-type]


def test_styles_and_page_are_the_houses_and_ours_are_added(tmp_path: Path) -> None:
    house_margin = docx.Document(io.BytesIO(house())).sections[0].left_margin
    file = read(written(tmp_path, house()))
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert file.styles["Numbered Paragraph"].font.italic
    assert file.styles["Recommendation"].element.get(qn("w:styleId")) == "Recommendation"
    assert file.styles["Note"].element.get(qn("w:styleId")) != "Note"
    ids = [style.element.get(qn("w:styleId")) for style in file.styles]
    assert len(ids) == len(set(ids))
    assert file.sections[0].left_margin == house_margin
    used = {p.style.name for p in file.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "Numbered Paragraph", "Recommendation"} <= used
    assert "Note" in used


def test_the_houses_title_and_caption_are_used(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        for name in ("Title", "Caption"):
            file.styles[name].font.name = "Georgia"
            file.styles[name].element.set(qn("w:styleId"), f"House{name}")

    file = read(written(tmp_path, house(change)))
    by_style = {p.style.style_id: p for p in file.paragraphs if p.style is not None}
    assert by_style["HouseTitle"].text == document().title
    assert by_style["HouseCaption"].text.startswith("Table ")
    names = [style.name.casefold() for style in file.styles if style.name]
    for name in ("title", "caption"):
        assert names.count(name) == 1
        assert file.styles[name.title()].font.name == "Georgia"


def test_captions_and_headings_of_tables_stay_in_a_house_that_would_let_them_go(
    tmp_path: Path,
) -> None:
    def change(file: docx.document.Document) -> None:
        file.styles.add_style("Table Heading", WD_STYLE_TYPE.PARAGRAPH)
        assert not file.styles["Caption"].paragraph_format.keep_with_next

    file = read(written(tmp_path, house(change)))
    captions = [p for p in file.paragraphs if p.style is not None and p.style.name == "Caption"]
    heads = [p for table in file.tables for cell in table.rows[0].cells for p in cell.paragraphs]
    assert captions
    assert heads
    assert all(p.paragraph_format.keep_with_next for p in (*captions, *heads))


def test_every_style_that_is_used_is_there(tmp_path: Path) -> None:
    archive = written(tmp_path, house())
    styles = docx.oxml.parse_xml(archive.read("word/styles.xml"))
    ids = {style.get(qn("w:styleId")) for style in styles.findall("w:style", NS)}
    body = docx.oxml.parse_xml(archive.read("word/document.xml"))
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        assert {style.get(qn("w:val")) for style in body.iter(qn(tag))} <= ids
    for tag in ("w:basedOn", "w:next"):
        assert {style.get(qn("w:val")) for style in styles.iter(qn(tag))} <= ids
    numbering = docx.oxml.parse_xml(archive.read("word/numbering.xml"))
    nums = {num.get(qn("w:numId")) for num in numbering.findall("w:num", NS)}
    for part in (body, styles):
        assert {num.get(qn("w:val")) for num in part.iter(qn("w:numId"))} <= nums
    order = [child.tag for child in numbering]
    assert order == sorted(order, key=(qn("w:abstractNum"), qn("w:num")).index)


def test_the_numbered_style_of_the_house_is_bound_to_numbers(tmp_path: Path) -> None:
    archive = written(tmp_path, house())
    styles = docx.oxml.parse_xml(archive.read("word/styles.xml"))
    (style,) = styles.xpath('w:style[w:name/@w:val="Numbered Paragraph"]')
    bound = style.find("w:pPr/w:numPr/w:numId", NS).get(qn("w:val"))
    numbering = docx.oxml.parse_xml(archive.read("word/numbering.xml"))
    (num,) = numbering.xpath(f'w:num[@w:numId="{bound}"]')
    abstract = num.find("w:abstractNumId", NS).get(qn("w:val"))
    (level,) = numbering.xpath(f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl')
    assert level.find("w:pStyle", NS).get(qn("w:val")) == style.get(qn("w:styleId"))
    assert level.find("w:lvlText", NS).get(qn("w:val")) == "%1."


def test_its_header_stays_with_the_banner_below(tmp_path: Path) -> None:
    file = read(written(tmp_path, house()))
    header = [paragraph.text for paragraph in file.sections[0].header.paragraphs]
    assert header == ["The House", document().banner]


def test_first_and_even_pages_have_the_banner_too(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        file.sections[0].different_first_page_header_footer = True
        file.settings.odd_and_even_pages_header_footer = True

    section = read(written(tmp_path, house(change))).sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[-1].text == document().banner


def test_a_footer_that_counts_pages_is_left_alone(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        footer = file.sections[0].footer
        simple = docx.oxml.OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), " PAGE ")
        footer.paragraphs[0]._p.append(simple)

    footer = read(written(tmp_path, house(change))).sections[0].footer
    assert len(list(footer._element.iter(qn("w:fldSimple")))) == 1


def test_its_text_pictures_comments_and_names_stay_behind(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        file.add_comment(file.paragraphs[0].runs, "secret remark", author="A. Person")
        settings = file.part._settings_part
        outside = settings.relate_to("file:///S:/machine/own.dotm", ATTACHED, is_external=True)
        attached = docx.oxml.OxmlElement("w:attachedTemplate")
        attached.set(qn("r:id"), outside)
        settings.element.insert(0, attached)

    archive = written(tmp_path, house(change))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for left in (b"Words of the template", b"secret remark", b"A. Person", b"machine", b"python"):
        assert left not in everything
    pictures = [name for name in archive.namelist() if "media" in name]
    assert len(pictures) == 1  # ours: the template's is the same file, which is not told twice
    assert not [name for name in archive.namelist() if "comments" in name or "app.xml" in name]


def test_a_template_without_lists_gets_numbers(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        rels = file.part.rels
        for id in [id for id, one in rels.items() if one.reltype == RELATIONSHIP_TYPE.NUMBERING]:
            del rels[id]

    archive = written(tmp_path, house(change))
    assert len(docx.oxml.parse_xml(archive.read("word/numbering.xml"))) == 6


@pytest.mark.parametrize("said", ["", "21cm", "-5", "nonsense"])
def test_a_page_without_usable_sizes_is_a4(tmp_path: Path, said: str) -> None:
    def change(file: docx.document.Document) -> None:
        section = file.element.body[-1]
        for element in (section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))):
            for name in list(element.attrib):
                element.set(name, said)
            if not said:
                section.remove(element)
        section.append(docx.oxml.OxmlElement("w:printerSettings"))

    section = read(written(tmp_path, house(change))).element.body[-1]
    assert section.find(qn("w:pgSz")).get(qn("w:w")) == "11906"
    assert section.find(qn("w:pgMar")).get(qn("w:left")) == "1134"
    kinds = [child.tag.partition("}")[2] for child in section]
    assert kinds.index("pgSz") < kinds.index("pgMar") < kinds.index("cols")
    assert "printerSettings" not in kinds


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
@settings(max_examples=40)
def test_damage_is_refused_or_done_without(
    tmp_path_factory: pytest.TempPathFactory, at: int, bytes_: bytes
) -> None:
    data = bytearray(WHOLE)
    at %= len(data)
    data[at : at + len(bytes_)] = bytes_
    with contextlib.suppress(UsageError):
        written(tmp_path_factory.getbasetemp(), bytes(data))


def test_headers_of_earlier_sections_are_inherited(tmp_path: Path) -> None:
    def change(file: docx.document.Document) -> None:
        file.add_section()

    file = read(written(tmp_path, house(change)))
    assert file.sections[0].header.paragraphs[0].text == "The House"


def altered(data: bytes, old: bytes, new: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w") as target:
        for member in source.infolist():
            target.writestr(member, source.read(member).replace(old, new))
    return held.getvalue()


def with_macros() -> bytes:
    def change(file: docx.document.Document) -> None:
        type = "application/vnd.ms-office.vbaProject"
        part = Part(PackURI("/word/vbaProject.bin"), type, b"macro", file.part.package)
        file.part.relate_to(
            part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        )

    return house(change)


def drawing_on_others() -> bytes:
    def change(file: docx.document.Document) -> None:
        header = file.sections[0].header.part
        header.relate_to("https://x.org/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)

    return house(change)


MAIN = b"wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "no Word document"),
        (lambda: b"plain text", "no Word document"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "old"),
        (lambda: house()[:-2000], "no Word document"),
        (lambda: altered(house(), MAIN, b"wordprocessingml.template.main+xml"), ".dotx"),
        (lambda: altered(house(), MAIN, b"spreadsheetml.sheet.main+xml"), "no Word document"),
        (lambda: altered(house(), b"<w:body>", b"<w:bod>"), "damaged"),
        (lambda: altered(house(), b'w:num w:numId="', b'w:num w:numId="x'), "damaged"),
        (lambda: altered(house(), b'Target="header1.xml"', b'Target="gone.xml"'), "damaged"),
        (lambda: altered(house(), MAIN, b"macroEnabled.main+xml"), "macros"),
        (with_macros, "macros"),
        (drawing_on_others, "outside"),
    ],
)
def test_what_is_no_template_is_refused(
    tmp_path: Path, make: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        written(tmp_path, make())
    assert raised.value.allowed
    assert raised.value.hint


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        write(document(), template=tmp_path / "none.docx")


def test_a_paper_can_be_the_template_of_the_next(tmp_path: Path) -> None:
    first = write(document())
    with written(tmp_path, first) as archive:
        again = read(archive)
    plain = read(zipfile.ZipFile(io.BytesIO(first)))
    assert [p.text for p in again.paragraphs] == [p.text for p in plain.paragraphs]
    assert [p.style.name for p in again.paragraphs] == [p.style.name for p in plain.paragraphs]  # type: ignore[union-attr]


def test_hostile_text_in_a_house_template(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(house())
    assert write(hostile_document(), template=path) == write(hostile_document(), template=path)
