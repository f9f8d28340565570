"""Every way in which the unknown of a small table may be of its groups, or of neither."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from eqmon.statistics.bounds import Outcome, Table, known_rates
from eqmon.statistics.estimate import Span
from eqmon.statistics.margin import Margin
from eqmon.statistics.ratio import ratio_interval

MARGIN = Margin()
EXACT = Margin(1, 1)


def completions(table: Table, *, closed: bool = False) -> Iterator[Table]:
    """Of both groups only where `closed`, else of neither too; the table as it is among these."""
    yes, no = table.unknown
    for to_yes, to_no in product(range(yes + 1), range(no + 1)):
        for more_yes, more_no in product(range(yes - to_yes + 1), range(no - to_no + 1)):
            if not closed or (more_yes == yes - to_yes and more_no == no - to_no):
                yield table.given((to_yes, to_no), (more_yes, more_no))


def interval(table: Table) -> Span | None:
    """That of the ratio as the table stands."""
    rates = known_rates(table)
    return ratio_interval(*rates) if rates else None


def outcomes(most: int) -> st.SearchStrategy[Outcome]:
    return st.builds(Outcome, st.integers(0, most), st.integers(0, most))


def tables(most: int, unknown: int) -> st.SearchStrategy[Table]:
    return st.builds(Table, outcomes(most), outcomes(most), outcomes(unknown))


def all_tables(most: int, unknown: int) -> Iterator[Table]:
    """Every table of counts up to `most`, and of unknown ones up to `unknown`."""
    pairs = [Outcome(*pair) for pair in product(range(most + 1), repeat=2)]
    missing = [Outcome(*pair) for pair in product(range(unknown + 1), repeat=2)]
    for group, comparator, left in product(pairs, pairs, missing):
        yield Table(group, comparator, left)
