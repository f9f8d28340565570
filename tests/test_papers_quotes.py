"""What the rules quote from the committee papers stands there, in the paragraph that they name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from committee_papers import numbering, one_line, papers_of, says

from eqmon.rulebook.yaml_reader import parse_yaml

ROOT = Path(__file__).parent.parent
FILES = sorted(ROOT.glob("rules/**/*.yaml"))
WORKS = ("S0", "S1", "S2", "S3", "S4")


@pytest.fixture(scope="module")
def papers(shared_data: Path) -> Path:
    """The folder of the committee papers, which lies beside that of the real extracts."""
    return papers_of(shared_data)


def sources(says: Any) -> Iterator[dict[str, str]]:
    """Every source of a rule file that is one of the papers."""
    if isinstance(says, dict):
        if says.get("work") in WORKS:
            yield says
        for value in says.values():
            yield from sources(value)
    elif isinstance(says, list):
        for value in says:
            yield from sources(value)


@cache
def named(path: Path) -> list[dict[str, str]]:
    return list(sources(parse_yaml(path.read_text("utf-8"))))


def quoted(path: Path) -> list[dict[str, str]]:
    return [one for one in named(path) if one.get("quote")]


def test_the_rules_quote_the_papers() -> None:
    assert sum(len(quoted(path)) for path in FILES) > 100
    assert {path.parent.name for path in FILES if quoted(path)} >= {"suites", "measures", "rules"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_quote_stands_in_the_paragraph_that_is_named(path: Path, papers: Path) -> None:
    absent = [
        (one["work"], one.get("where", ""), one["quote"])
        for one in quoted(path)
        if one_line(one["quote"]) not in says(papers, one["work"], one.get("where", ""))
    ]
    assert absent == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_paper_that_is_named_is_quoted_or_placed(path: Path) -> None:
    assert [one for one in named(path) if not one.get("where")] == []


@pytest.mark.parametrize(
    ("work", "part", "numbers"),
    [
        ("S0", "", [*range(1, 27)]),
        ("S1", "", [*range(1, 72)]),
        ("S2", "", [*range(1, 23), *range(22, 57)]),
        ("S2", "appendix 1", [*range(1, 27)]),
        ("S3", "", [*range(1, 36)]),
        ("S3", "part c", [*range(1, 12), 11, 12]),
        ("S4", "", [*range(1, 34)]),
    ],
)
def test_paragraphs_are_told_apart(papers: Path, work: str, part: str, numbers: list[int]) -> None:
    assert numbering(papers, work, part) == numbers


def test_a_phrase_of_another_paragraph_is_not_found(papers: Path) -> None:
    assert "currently unable to measure dual arrests" in says(papers, "S0", "paragraph 21")
    assert "currently unable to measure dual arrests" not in says(papers, "S0", "paragraph 20")
    assert "no environmental implications" in says(papers, "S3", "section C, paragraph 11")
