"""Word files as LibreOffice sees them: what it would tell a screen reader, through tagged PDF."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from documents import document
from outside import tool

from eqmon.document.model import figures_of, tables_of
from eqmon.document.word import write

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    soffice = tool("soffice")
    folder = tmp_path_factory.mktemp("office")
    (folder / "paper.docx").write_bytes(write(document()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", TAGGED, "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "paper.docx")], check=True, capture_output=True, timeout=180
    )
    with pikepdf.open(folder / "paper.pdf") as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below one, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def role(pdf: pikepdf.Pdf, element: Any) -> str:
    """The standard role of an element, by the map of the document's own."""
    name = str(element["/S"])
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    return str(roles.get(name, name)).removeprefix("/")


@pytest.fixture(scope="module")
def roles(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(role(pdf, element) for element in elements(pdf.Root.StructTreeRoot))


def test_headings_lists_and_header_cells_are_seen(roles: Counter[str]) -> None:
    assert (roles["H1"], roles["H2"]) == (4, 2)
    assert roles["LI"] == 3 + 2 + 2  # numbered paragraphs, bullets, recommendations
    columns = sum(len(table.columns) for table in tables_of(document()))
    assert roles["TH"] >= columns
    assert roles["Table"] == len(tables_of(document()))


def test_pictures_tell_their_words(pdf: pikepdf.Pdf) -> None:
    told = [
        str(element["/Alt"])
        for element in elements(pdf.Root.StructTreeRoot)
        if role(pdf, element) == "Figure"
    ]
    assert told == [figure.alternative for figure in figures_of(document())]


def test_the_language_is_british(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-GB"


def test_numbers_and_captions_are_shown_as_the_document_has_them(
    pdf: pikepdf.Pdf, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    pdf.save(path)
    shown = subprocess.run(
        [tool("pdftotext"), "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    for number, words in ((1, "This is the first"), (2, "See"), (3, "After the figures")):
        assert re.search(rf"^\s*{number}\.\s+{words}", shown, re.MULTILINE)
    for number, words in ((1, "note the report;"), (2, "ask for more.")):
        assert re.search(rf"^\s*{number}\.\s+{words}", shown, re.MULTILINE)
    for table in tables_of(document()):
        assert f"{table.label}: {table.title}" in shown
    assert re.search(r"Page 2 of [0-9]", shown)
