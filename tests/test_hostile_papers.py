"""Boroughs with hostile names and an author with hostile words: whole and inert in every format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import odfdo
import openpyxl
import pytest
from command_line import run_command
from documents import HOSTILE
from docx import Document
from lxml import etree, html
from markdown_it import MarkdownIt
from reports import Unit, collection_of, report_of

from eqmon.cli.formats import OF_PAPER
from eqmon.document.harmless import one_line
from eqmon.report import write
from eqmon.vocabulary import Recording

NAMES = [f"{text.strip()} {number}" for number, text in enumerate(HOSTILE)]
SHOWN = [one_line(name) for name in NAMES]
"""After the one replacement: control characters, overrides and lone surrogates are U+FFFD."""
WORDS = "Costs are =1+1, <b>bold</b> is not, {{ 7*7 }} and #let stay."
OWN = f"## Financial implications\n\n{WORDS.replace('<', '&lt;').replace('*', '&#42;')}\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The paper on boroughs of these names, in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    gaps = {"ethnicity": {Recording.BLANK: 60, Recording.REFUSED: 5}}
    units = [Unit(one_line(name), 200 + place, gaps=gaps) for place, name in enumerate(NAMES)]
    (folder / "report.json").write_text(
        write(report_of([collection_of(units)]), "json"), encoding="utf-8"
    )
    (folder / "own.md").write_text(OWN, encoding="utf-8")
    outputs = [a for f in OF_PAPER.values() for a in ("-o", folder / f"paper{f.ending}")]
    run = run_command(
        "paper", folder / "report.json", *outputs, "-q",
        "--paragraphs", folder / "own.md", "--board", HOSTILE[0], "--author", HOSTILE[1],
    )  # fmt: skip
    assert (run.code, run.out, run.err) == (0, "", "")
    return {name: (folder / f"paper{f.ending}").read_bytes() for name, f in OF_PAPER.items()}


def test_a_page_has_every_name_and_word_as_text_alone(written: dict[str, bytes]) -> None:
    page = html.document_fromstring(written["html"].decode())
    texts = {" ".join(cell.text_content().split()) for cell in page.iter("th", "td")}
    assert {" ".join(name.split()) for name in SHOWN} <= texts
    assert WORDS in page.text_content()
    assert not page.xpath("//b | //img | //iframe | //object | //a[starts-with(@href, 'java')]")
    assert len(page.xpath("//script")) == 1


def test_word_has_every_name_and_word_as_text_alone(written: dict[str, bytes]) -> None:
    file = Document(io.BytesIO(written["word"]))
    names = {row.cells[0].text for table in file.tables for row in table.rows}
    assert set(map(str.strip, SHOWN)) <= set(map(str.strip, names))
    assert WORDS in {paragraph.text for paragraph in file.paragraphs}
    fields = {e.text.split()[0] for e in file.element.iter("{*}instrText") if e.text}
    assert fields <= {"SEQ", "PAGE", "NUMPAGES", "REF"}


@pytest.mark.parametrize("name", ["workbook", "ods"])
def test_worksheets_have_every_name_and_no_formula(written: dict[str, bytes], name: str) -> None:
    if name == "workbook":
        book = openpyxl.load_workbook(io.BytesIO(written[name]))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        texts = {str(cell.value) for cell in cells}
    else:
        ods = odfdo.Document(io.BytesIO(written[name]))
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(written[name])).read("content.xml"))
        assert not root.xpath("//@*[local-name() = 'formula']")
        tables = ods.body.get_elements("//table:table")
        texts = {str(value) for table in tables for row in table.get_values() for value in row}
    assert {" ".join(name.split()) for name in SHOWN} <= {" ".join(t.split()) for t in texts}


def test_markdown_shows_every_name_and_makes_nothing_of_it(written: dict[str, bytes]) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(
        written["markdown"].decode()
    )  # fmt: skip
    tree = html.document_fromstring(page)
    texts = {" ".join(cell.text_content().split()) for cell in tree.iter("th", "td")}
    assert {" ".join(name.split()) for name in SHOWN} <= texts
    assert not tree.xpath("//script | //img | //a[starts-with(@href, 'http')]")


def test_no_format_holds_a_character_that_xml_forbids(written: dict[str, bytes]) -> None:
    for name in ("word", "workbook", "ods"):
        with zipfile.ZipFile(io.BytesIO(written[name])) as archive:
            for part in archive.namelist():
                if part.endswith(".xml"):
                    etree.fromstring(archive.read(part))


def test_the_paper_is_written_though_the_folder_has_an_odd_name(tmp_path: Path) -> None:
    folder = tmp_path / "=cmd| $(x) \u05e2"
    folder.mkdir()
    report = folder / "report.json"
    report.write_text(write(report_of([collection_of([Unit("Barnet", 200)])]), "json"))
    run = run_command("paper", report, "-o", folder / "paper.pdf", "-o", folder / "paper.docx")
    assert run.code == 0
    assert (folder / "paper.pdf").read_bytes().startswith(b"%PDF")
