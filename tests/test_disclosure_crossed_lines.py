"""Measures by two strands: a small line is hidden with others in its row and its column."""

from __future__ import annotations

from collections import defaultdict

import pytest

from eqmon.disclosure.crossed_lines import Cell, OneStrand, shown_cells
from eqmon.disclosure.lines import split_of
from eqmon.disclosure.methods import Method
from eqmon.disclosure.recomputed import contrasts_of
from eqmon.measures.conclude import conclude
from eqmon.measures.model import ByAnswer, GroupRate
from eqmon.measures.sums import Answers, Split
from eqmon.rates import rate_of
from eqmon.vocabulary import Level


def shown(table: str) -> set[Cell]:
    """Rows of a table, each cell a numerator over 40 beside it; every answer is known."""
    rows = [[int(n) for n in line.split()] for line in table.splitlines() if line.strip()]
    cells = {
        (f"r{r}", f"c{c}"): Split(n, 40) for r, row in enumerate(rows) for c, n in enumerate(row)
    }
    sides = []
    for axis in (0, 1):
        known: dict[str, Split] = defaultdict(Split)
        for cell, line in cells.items():
            known[cell[axis]].yes += line.yes
            known[cell[axis]].no += line.no
        sides.append(OneStrand(Answers(known), set(known)))
    candidates = {cell for cell, line in cells.items() if line.yes >= 10}
    return set(shown_cells(cells, candidates, *sides, Method()))


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ("20 30\n 25 15", ""),
        ("20 30 25\n 3 12 40\n 50 60 70", "r0c0 r0c1 r1c0 r1c1"),
        ("3 30 25\n 20 4 40\n 50 60 70", "r0c0 r0c1 r1c0 r1c1"),
        ("20 30\n 3 15", "r0c0 r0c1 r1c0 r1c1"),
    ],
)
def test_a_small_line_is_hidden_in_a_rectangle(table: str, hidden: str) -> None:
    every = {
        (f"r{r}", f"c{c}")
        for r, row in enumerate(table.splitlines())
        for c, _ in enumerate(row.split())
    }
    assert {"".join(cell) for cell in every - shown(table)} == set(hidden.split())


def by_answer() -> ByAnswer:
    """White 201 of 400, Asian 101 of 300, Other 2 of 9; 42 of 83 not known."""
    answers = Answers(
        {"White": Split(201, 199), "Asian": Split(101, 199), "Other": Split(2, 7)}, Split(42, 41)
    )
    found = conclude(answers, {"Barnet": answers}, "White", (0.8, 1.25))
    rates = {group: rate_of(line.yes, line.all) for group, line in answers.known.items()}
    return ByAnswer(
        by="ethnicity",
        label="Ethnicity",
        level=Level.OVERALL,
        unit=None,
        groups=tuple(
            GroupRate(group=g, rate=rate, contrast=found.get(g)) for g, rate in rates.items()
        ),
        not_known=rate_of(42, 83),
        gap=rate_of(83, 792),
    )


def test_what_is_concluded_comes_from_the_rounded_counts_alone() -> None:
    shown_rates = {"White": rate_of(200, 400), "Asian": rate_of(100, 300)}
    found = contrasts_of(by_answer(), shown_rates, rate_of(40, 85), None)
    known = {group: split_of(rate) for group, rate in shown_rates.items()}
    again = conclude(Answers(known, Split(40, 45)), {}, "White", (0.8, 1.25))
    assert found == again
    assert found["Asian"].ratio == pytest.approx(2 / 3)
    assert found["Asian"].at_random is None


def test_nothing_is_concluded_where_the_comparator_is_hidden() -> None:
    assert contrasts_of(by_answer(), {"Asian": rate_of(100, 300)}, rate_of(40, 85), None) == {}
