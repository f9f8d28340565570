from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import write

from eqmon.disclosure.methods import Method
from eqmon.errors import RulebookError
from eqmon.rulebook.disclosure import read_disclosure
from eqmon.rulebook.load import load_rulebook

ROUNDED = "method: round\nround: {small: 4, base: 10}\n"


def test_without_a_rulebook_the_shipped_rules_hold() -> None:
    rules = load_rulebook().disclosure
    assert Method.of(rules) == Method()
    assert rules.suppress.source
    assert rules.round.source


def test_a_run_may_ask_for_another_method() -> None:
    rules = load_rulebook().disclosure
    assert Method.of(rules, "round", strict=True) == Method("round", strict=True)


def test_own_rules_replace_the_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, "disclosure.yaml", ROUNDED)
    method = Method.of(load_rulebook(tmp_path).disclosure)
    assert (method.name, method.largest_withheld, method.rounded_to) == ("round", 4, 10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("method: rond\n", ["line 1", "method", "did you mean 'round'"]),
        ("least_values: 2\n", ["line 1", "least_values", "greater than or equal to 3"]),
        ("suppress: {threshold: 2}\n", ["suppress.threshold", "greater than or equal to 3"]),
        ("round: {small: 2, base: 10}\n", ["round", "rounded to 0"]),
        ("strikt: true\n", ["unknown key 'strikt'", "did you mean 'strict'"]),
    ],
)
def test_problems_are_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_disclosure(write(tmp_path, "disclosure.yaml", text))
    assert [word for word in words if word not in str(raised.value)] == []


@pytest.mark.parametrize(
    ("method", "count", "shown", "told"),
    [
        (Method(), 10, 10, (10, 10)),
        (Method(), 0, 0, (0, 0)),
        (Method("round"), 0, 0, (0, 0)),
        (Method("round"), 8, 10, (8, 12)),
        (Method("round"), 12, 10, (8, 12)),
        (Method("round"), 13, 15, (13, 17)),
        (Method("round", small=4, base=10), 5, 10, (5, 14)),
        (Method("round", small=7, base=10), 14, 10, (8, 14)),
    ],
)
def test_what_is_shown_tells_a_range(
    method: Method, count: int, shown: int, told: tuple[int, int]
) -> None:
    assert method.shown(count) == shown
    assert method.told(shown) == told


@pytest.mark.parametrize(
    ("method", "count", "small"),
    [
        (Method(), 0, False),
        (Method(), 1, True),
        (Method(), 9, True),
        (Method(), 10, False),
        (Method("round"), 7, True),
        (Method("round"), 8, False),
    ],
)
def test_which_counts_are_small(method: Method, count: int, small: bool) -> None:
    assert method.is_small(count) is small
