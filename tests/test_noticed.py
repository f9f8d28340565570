"""What was noticed while reading is told once, with the files it was noticed in."""

from __future__ import annotations

import pytest
from writer_reports import input_of

from eqmon.report.model import Input
from eqmon.report.noticed import noticed


def read(name: str, encoding: str, *notes: str) -> Input:
    return input_of(name, encoding=encoding, notes=notes)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ([], []),
        ([read("a", "utf-8")], []),
        ([read("a", "cp1252")], ["a read as cp1252"]),
        (
            [read(n, "cp1252", "read as cp1252 (Windows), as it is not valid utf-8") for n in "ab"],
            ["2 files read as cp1252"],
        ),
        (
            [read("a", "utf-16"), *(read(n, "utf-8-sig") for n in "bc"), read("d", "cp1252")],
            ["2 files read as utf-8-sig, d as cp1252, a as utf-16"],
        ),
        (
            [read(n, "utf-8", "1 row left out: blank") for n in "abcde"],
            ["a, b, c and 2 more: 1 row left out: blank"],
        ),
        (
            [read("a", "utf-8", "x", "y"), read("b", "utf-8", "y")],
            ["a: x", "a, b: y"],
        ),
    ],
)
def test_noticed(inputs: list[Input], said: list[str]) -> None:
    assert noticed(inputs) == said
