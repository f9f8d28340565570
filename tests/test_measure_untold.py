"""Records that do not tell whether they count: said, and nothing concluded of what they may be."""

from __future__ import annotations

from itertools import product
from typing import Any

import hypothesis.strategies as st
import pytest
from counting import a_suite
from hypothesis import given, settings
from measuring import a_measure, a_version, counts_of, measures

from eqmon.engines.measure_states import DENOMINATOR, NUMERATOR, UNTOLD
from eqmon.measures.conclude import conclude
from eqmon.measures.sums import Answers, Split

STATES = {NUMERATOR: "y", DENOMINATOR: ".", UNTOLD: "?"}


def told(cells: str, numerator: list[dict[str, Any]], heading: str = "kind", **file: Any) -> str:
    """The state of each record of a table of one column, one at a time."""
    asked = measures(a_measure(versions=[a_version(numerator)]), **file)
    said = ""
    for cell in cells.split("|"):
        found = counts_of(asked, f"{heading} | unit\n{cell} | Ash")
        [state] = {entry.state for entry in found.entries}
        said += STATES[state]
    return said


IN = [{"field": "kind", "is_in": ["charged", "ch"]}]
OF_CODES = [{"field": "ethnicity", "is_in": ["yes"]}]


@pytest.mark.parametrize(
    ("cells", "file", "expected"),
    [
        ("CH|charged|NFA|odd|''|-", {}, "yy..??"),
        ("CH|NFA|odd|''", {"other_words": {"kind": ["NFA"]}}, "y.??"),
        ("CH|NFA|odd|''", {"other_words": {"kind": ["NFA", "-"]}}, "y.?."),
        ("CH|NFA|odd|''", {"other_words": {"kind": ["*"]}}, "y..?"),
    ],
)
def test_a_text_is_untold_where_blank_or_strange(
    cells: str, file: dict[str, Any], expected: str
) -> None:
    assert told(cells, IN, **file) == expected


def test_a_code_is_untold_where_its_answer_is_not_known() -> None:
    fields = dict(a_suite().model_dump()["fields"])
    fields["answer"] = {"headings": ["Answer"], "kind": "code", "code_list": "answers"}
    asked = measures(a_measure(versions=[a_version([{"field": "answer", "is_in": ["yes"]}])]))
    said = ""
    for cell in ("yes", "no", "refused", "''", "odd"):
        found = counts_of(asked, f"answer | unit\n{cell} | Ash", fields=fields)
        said += STATES[next(iter(found.entries)).state]
    assert said == "y.???"


def test_a_strands_own_gaps_stand_beside_every_figure_by_it() -> None:
    assert told("yes|no|refused|''|odd", OF_CODES, heading="ethnicity") == "y...."


def test_what_is_turned_round_or_asks_whether_a_cell_is_filled_says_what_it_means() -> None:
    assert told("CH|''", [IN[0] | {"not": True}]) == ".y"
    assert told("CH|''", [{"field": "kind", "filled": True}]) == "y."


def test_another_condition_that_fails_tells_all_the_same() -> None:
    both = [*IN, {"field": "marks", "has_flag": ["M"]}]
    asked = measures(a_measure(versions=[a_version(both)]))
    found = counts_of(asked, "kind | marks\n'' | M\n'' | N")
    assert {(entry.state, entry.n) for entry in found.entries} == {(UNTOLD, 1), (DENOMINATOR, 1)}


SPLITS = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))


def split(yes: int, no: int, untold: int) -> Split:
    return Split(yes, no + untold, untold)


@given(group=SPLITS, white=SPLITS, unknown=SPLITS)
@settings(max_examples=60)
def test_the_bounds_hold_every_way_that_the_untold_may_have_come_out(
    group: tuple[int, int, int], white: tuple[int, int, int], unknown: tuple[int, int, int]
) -> None:
    """And every way of giving the answers not known to the group, the comparator or neither."""
    larger = (group[0] + 5, group[1] + 5, group[2])
    answers = Answers(
        {"Black": split(*larger), "White": split(*(n + 4 for n in white[:2]), white[2])}
    )
    answers.not_known = split(*unknown)
    found = conclude(answers, {}, "White", (0.8, 1.25))["Black"]
    low = found.least if found.least is not None else 0.0
    high = found.most if found.most is not None else float("inf")
    for a, b, u in product(range(group[2] + 1), range(white[2] + 1), range(unknown[2] + 1)):
        yes, no = unknown[0] + u, unknown[1] + unknown[2] - u
        for yes_a, no_a in product(range(yes + 1), range(no + 1)):
            one = (larger[0] + a + yes_a, sum(larger) + yes_a + no_a)
            other = (white[0] + 4 + b + yes - yes_a, sum(white) + 8 + yes - yes_a + no - no_a)
            ratio = (one[0] / one[1]) / (other[0] / other[1])
            assert low - 1e-9 <= ratio <= high + 1e-9


def test_a_column_that_one_unit_leaves_blank_finds_no_difference() -> None:
    """Of 300 White records 100 withdrew; of 300 Black ones most stand where nobody filled it in."""
    black, white = Split(7, 293, 280), Split(100, 200, 0)
    found = conclude(Answers({"Black": black, "White": white}), {}, "White", (0.8, 1.25))["Black"]
    assert (found.usable, found.region) == ("not usable", "not told")
    assert found.sentence.startswith(
        "Black: nothing can be concluded beside White, for the 280 records that do not tell "
        "whether they count leave a ratio of 0.07 to 2.87 possible."
    )


def test_what_holds_whatever_they_were_is_concluded() -> None:
    black, white = Split(100, 9900, 10), Split(5000, 5000, 10)
    found = conclude(Answers({"Black": black, "White": white}), {}, "White", (0.8, 1.25))["Black"]
    assert (found.usable, found.region) == ("usable", "lower")
    assert "whatever came of the 20 records that do not tell whether they count" in found.sentence
