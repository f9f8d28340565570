"""Columns are wide enough for their words, tables narrow enough for their page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.document.pdf_columns import (
    INSET,
    MILLIMETRE,
    OUTDENT,
    ROWS_TO_TURN_FOR,
    SIDEWAYS,
    SIZES,
    SMALLEST,
    UPRIGHT,
    Need,
    need,
    setting,
)


def half_em(text: str) -> float:
    return len(text) / 2


def needed(cells: list[str], title: str = "") -> Need:
    return need(cells, [title], half_em, half_em)


@pytest.mark.parametrize(
    ("cells", "title", "width"),
    [
        (["ab", "abcd"], "", (2, 2, 2, 2)),
        (["Tower Hamlets"], "", (3.5, 3.5, 6.5, 6.5)),
        (["1"], "Applicable records", (5, 5, 5, 9)),
        (["x" * 40], "", (4, 12, 22, 22)),
        ([""], "", (0, 0, 0, 0)),
        ([], "Applicable records", (5, 5, 5, 9)),
        (["word " * 99], "", (2, 12, 24, 24)),
    ],
)
def test_what_a_column_needs(cells: list[str], title: str, width: tuple[float, ...]) -> None:
    found = needed(cells, title)
    assert (found.word, found.two_lines, found.one_line, found.title) == pytest.approx(
        [each * 1.03 for each in width]
    )


def of(width: float, *, word: float | None = None) -> Need:
    return Need(word or width, word or width, width, width)


@pytest.mark.parametrize(
    ("needs", "rows", "size", "sideways"),
    [
        ([of(10)] * 4, 40, 8.5, False),
        ([of(8)] * 6, 40, 8.5, False),
        ([of(9)] * 6, 40, 8.0, False),
        ([of(9.5)] * 6, 40, 7.5, False),
        ([of(20, word=9)] * 6, 40, 7.5, False),
        ([of(12)] * 6, 40, 8.5, True),
        ([of(10, word=5)] * 12, 40, 8.5, True),
        ([of(10, word=4.8)] * 12, ROWS_TO_TURN_FOR, 7.0, False),
        ([of(10)] * 40, 40, 7.0, True),
    ],
)
def test_type_and_way_of_the_page(
    needs: list[Need], rows: int, size: float, sideways: bool
) -> None:
    found = setting(needs, rows)
    assert (found.size, found.sideways) == (size, sideways)


NEEDS = st.lists(
    st.lists(st.floats(0.5, 60), min_size=4, max_size=4).map(lambda w: Need(*sorted(w))),
    min_size=1,
    max_size=20,
)


@given(NEEDS, st.integers(1, 60))
def test_a_table_fits_its_page_and_its_words_their_columns(needs: list[Need], rows: int) -> None:
    found = setting(needs, rows)
    across = SIDEWAYS if found.sideways else UPRIGHT + OUTDENT
    assert sum(found.widths) <= across + 0.01 * len(needs)
    assert found.size in (*SIZES, SMALLEST)
    assert found.outdented == (not found.sideways and sum(found.widths) > UPRIGHT)
    if found.longest_word > 1:
        for width, each in zip(found.widths, needs, strict=True):
            assert width >= each.word * found.size + 2 * INSET - 0.01


def test_points_are_those_of_the_paper() -> None:
    assert MILLIMETRE * 25.4 == 72
    assert pytest.approx(595.28, abs=0.01) == UPRIGHT + (27 + 20) * MILLIMETRE
    assert pytest.approx(841.89, abs=0.01) == SIDEWAYS + 2 * 20 * MILLIMETRE
