"""The committee papers beside this checkout: their text, and what one of their paragraphs says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)
PARTS = {
    "appendix 1": r"^Appendix 1$",
    "part c": r"^C\. ",
    "section c": r"^C\. ",
}
"""Where the parts begin whose paragraphs are numbered from 1 again."""


def papers_of(shared_data: Path) -> Path:
    """The folder of the papers, beside that of the real extracts; skipped where it is absent."""
    folder = shared_data.parent / "papers"
    if not folder.is_dir():
        pytest.skip("the committee papers are not beside the real extracts")
    return folder


def one_line(text: str) -> str:
    """The words with single spaces, and plain quotation marks."""
    marks = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
    return " ".join(text.translate(marks).split())


@cache
def text_of(folder: Path, work: str) -> str:
    """The whole text of a paper, S0 to S4."""
    (paper,) = folder.glob(f"{work}-*.txt")
    return paper.read_text(encoding="utf-8").replace("\r\n", "\n")


def numbering(folder: Path, work: str, part: str = "") -> list[int]:
    """The numbers of a part's paragraphs as they stand, to where another part begins."""
    return [number for number, _ in _paragraphs(folder, work, part)]


def says(folder: Path, work: str, where: str) -> str:
    """What stands at a place: its paragraphs, both where two have one number, or else the paper."""
    part = next((name for name in PARTS if name in where.casefold()), "")
    named = re.search(r"(?<!above )paragraphs? ([\d, and]+)$", where)
    if named is None:
        return one_line(text_of(folder, work))
    wanted = {int(number) for number in re.findall(r"\d+", named[1])}
    found = [text for number, text in _paragraphs(folder, work, part) if number in wanted]
    return one_line("\n".join(found))


@cache
def _paragraphs(folder: Path, work: str, part: str) -> list[tuple[int, str]]:
    """Numbers and texts of a part's paragraphs: numbers that begin again begin another part."""
    text = text_of(folder, work)
    if part:
        text = text[re.search(PARTS[part], text, re.MULTILINE).start() :]  # type: ignore[union-attr]
    starts = list(NUMBERED.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    found: list[tuple[int, str]] = []
    for start, end in zip(starts, ends, strict=True):
        if found and int(start[1]) < found[-1][0]:
            break
        found.append((int(start[1]), text[start.end() : end]))
    return found
