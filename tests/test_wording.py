from __future__ import annotations

import re

import pytest

from eqmon.measures.told import Figures
from eqmon.measures.wording import Said, sentence
from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.comparison import compare_outcomes
from eqmon.statistics.margin import Margin
from eqmon.statistics.tipping import tipping_point


def said(
    group: tuple[int, int], comparator: tuple[int, int], unknown: tuple[int, int] = (0, 0)
) -> str:
    table = Table(Outcome(*group), Outcome(*comparator), Outcome(*unknown))
    margin = Margin()
    compared, tips = compare_outcomes(table, margin), tipping_point(table, margin)
    figures = Figures(compared, tips, None, margin, is_few=False)
    return sentence(Said("Asian", "White", figures, table.unknown.records))


@pytest.mark.parametrize(
    ("group", "comparator", "unknown", "expected"),
    [
        (
            (100, 900),
            (400, 600),
            (10, 20),
            "Asian: whatever the answers not known would be, a lower rate than White, beyond the "
            "margin of 0.8 to 1.25: ratio 0.25 (95 % interval 0.20 to 0.31), 0.24 to 0.28 in every "
            "case.",
        ),
        (
            (100, 900),
            (400, 600),
            (0, 0),
            "Asian: a lower rate than White, beyond the margin of 0.8 to 1.25: ratio 0.25 (95 % "
            "interval 0.20 to 0.31); all answers are known.",
        ),
        (
            (100, 900),
            (400, 600),
            (500, 200),
            "Asian: among known answers a lower rate than White, beyond the margin of 0.8 to 1.25: "
            "ratio 0.25 (95 % interval 0.20 to 0.31). Those not known leave 0.14 to 1.20 possible: "
            "as few as 303 of these 700, being of this group and the rest of White, could overturn "
            "it.",
        ),
        (
            (4000, 6000),
            (4000, 6000),
            (1000, 1000),
            "Asian: among known answers a rate like that of White, within the margin of 0.8 to "
            "1.25: ratio 1.00 (95 % interval 0.97 to 1.03). Those not known leave 0.80 to 1.25 "
            "possible: as few as 824 of these 2,000, being of this group and the rest of White, "
            "could overturn it.",
        ),
        (
            (3800, 6200),
            (4000, 6000),
            (0, 0),
            "Asian: a rate like that of White, within the margin of 0.8 to 1.25 though lower by "
            "more than chance: ratio 0.95 (95 % interval 0.92 to 0.98); all answers are known.",
        ),
        (
            (110, 890),
            (100, 900),
            (0, 0),
            "Asian: nothing can be concluded beside White: chance alone may explain the ratio of "
            "1.10 (95 % interval 0.85 to 1.42), whose interval reaches beyond the margin of 0.8 to "
            "1.25.",
        ),
        (
            (220, 1000),
            (280, 1000),
            (50, 50),
            "Asian: among known answers a lower rate than White, more than chance explains, but "
            "whether beyond the margin of 0.8 to 1.25 is not told: ratio 0.82 (95 % interval 0.70 "
            "to 0.97). Those not known leave 0.70 to 1.01 possible.",
        ),
        (
            (0, 100),
            (0, 100),
            (1, 1),
            "Asian: nothing can be concluded beside White: neither has a record that counts. Those "
            "not known leave 0.00 or more possible.",
        ),
        (
            (50, 50),
            (0, 100),
            (0, 10),
            "Asian: whatever the answers not known would be, a higher rate than White, beyond the "
            "margin of 0.8 to 1.25: ratio infinite (95 % interval 13.26 or more), infinite in "
            "every case.",
        ),
    ],
)
def test_what_is_said(
    group: tuple[int, int], comparator: tuple[int, int], unknown: tuple[int, int], expected: str
) -> None:
    assert said(group, comparator, unknown) == expected


def test_where_the_others_alone_overturn_it_that_is_said() -> None:
    assert said((400, 1600), (2000, 1000), (0, 7000)).endswith(
        "it would not hold if all of these were of White."
    )


@pytest.mark.parametrize("count", range(760, 800, 3))
def test_a_figure_is_never_rounded_onto_the_margin(count: int) -> None:
    told = said((count, 1000), (1000, 775))
    shown = re.findall(r"\d\.\d+", told.partition("ratio")[2])
    assert shown
    assert not {"0.80", "1.00", "1.25"} & set(shown)


def test_a_figure_is_never_rounded_onto_one() -> None:
    assert "ratio 1.001 (" in said((1003, 997), (1002, 998))


def test_nothing_is_said_of_why() -> None:
    told = said((100, 900), (400, 600), (500, 200)).lower()
    assert not re.search(r"because|due to|caus|discriminat|victim|ask", told)
