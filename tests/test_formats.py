"""Which formats a command writes, and which ending means which."""

from __future__ import annotations

import pytest

from eqmon.cli.formats import OF_CHECK, OF_PAPER, Formats, format_of_ending
from eqmon.errors import UsageError
from eqmon.vocabulary import Audience


@pytest.mark.parametrize(
    ("path", "formats", "name"),
    [
        ("report.json", OF_CHECK, "json"),
        ("a/b.CSV", OF_CHECK, "csv"),
        ("junit.xml", OF_CHECK, "junit"),
        ("report.md", OF_CHECK, "markdown"),
        ("report.txt", OF_CHECK, "terminal"),
        ("report.html", OF_CHECK, "html"),
        ("report.xlsx", OF_CHECK, "workbook"),
        ("paper.docx", OF_PAPER, "word"),
        ("paper.PDF", OF_PAPER, "pdf"),
        ("paper.md", OF_PAPER, "markdown"),
        ("paper.json", OF_PAPER, "json"),
    ],
)
def test_an_ending_means_a_format(path: str, formats: Formats, name: str) -> None:
    assert format_of_ending(path, formats) == name


@pytest.mark.parametrize("path", ["report.doc", "report", "json", ".json", "report.json.gz"])
@pytest.mark.parametrize("formats", [OF_CHECK, OF_PAPER], ids=["check", "paper"])
def test_any_other_ending_is_refused_with_those_allowed(path: str, formats: Formats) -> None:
    with pytest.raises(UsageError) as raised:
        format_of_ending(path, formats)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    for format in formats.values():
        assert format.ending in message


def test_what_goes_to_others_is_public_unless_told_otherwise() -> None:
    public = {name for name, format in OF_CHECK.items() if format.audience is Audience.PUBLIC}
    assert public == {"junit", "github"}
    assert {format.audience for format in OF_PAPER.values()} == {Audience.PUBLIC}


def test_only_text_goes_to_stdout() -> None:
    binary = {name for name, f in {**OF_CHECK, **OF_PAPER}.items() if not f.is_text}
    assert binary == {"word", "pdf", "workbook", "ods"}
