"""What may be concluded from rounded counts: only what holds wherever the counts lay before."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from eqmon.disclosure.recomputed import contrasts_of
from eqmon.measures.conclude import conclude
from eqmon.measures.model import ByAnswer, GroupRate
from eqmon.measures.sums import Answers, Split
from eqmon.rates import Rate, rate_of
from eqmon.vocabulary import Level

MARGIN = (0.8, 1.25)


def by_answer(groups: dict[str, Rate], not_known: Rate) -> ByAnswer:
    """A breakdown with a contrast of each group beside the first."""
    answers = Answers(
        {name: Split(r.count, r.denominator - r.count) for name, r in groups.items()},
        Split(not_known.count, not_known.denominator - not_known.count),
    )
    found = conclude(answers, {}, next(iter(groups)), MARGIN)
    return ByAnswer(
        by="ethnicity",
        label="Ethnicity",
        level=Level.OVERALL,
        unit=None,
        groups=tuple(
            GroupRate(group=name, rate=rate, contrast=found.get(name))
            for name, rate in groups.items()
        ),
        not_known=not_known,
        gap=rate_of(0, 1),
    )


def concluded(
    white: tuple[int, int], black: tuple[int, int], half: int, not_known: tuple[int, int] = (0, 0)
) -> tuple[str, str]:
    rates = {"White": rate_of(*white), "Black": rate_of(*black)}
    unknown = rate_of(*not_known)
    found = contrasts_of(by_answer(rates, unknown), rates, unknown, None, half)["Black"]
    return found.usable, found.region


def test_a_difference_that_rounding_may_have_made_is_none() -> None:
    exact, rounded = concluded((60, 400), (35, 120), 0), concluded((60, 400), (35, 120), 2)
    assert exact == ("usable", "higher")
    assert rounded == ("not usable", "not told")


def test_one_that_it_cannot_have_made_stands() -> None:
    assert concluded((600, 4000), (350, 1000), 2) == ("usable", "higher")
    assert concluded((600, 4000), (600, 4000), 2) == ("usable", "alike")


def test_the_answers_not_known_may_have_been_more() -> None:
    without, with_few = concluded((600, 4000), (350, 1000), 2), (10, 20)
    assert without == ("usable", "higher")
    assert concluded((600, 4000), (350, 1000), 2, with_few)[1] == "higher"


@given(
    white=st.tuples(st.integers(10, 40), st.integers(10, 200)),
    black=st.tuples(st.integers(10, 40), st.integers(10, 200)),
    moves=st.tuples(*(st.integers(-2, 2) for _ in range(4))),
)
def test_whatever_the_counts_were_they_conclude_the_same(
    white: tuple[int, int], black: tuple[int, int], moves: tuple[int, int, int, int]
) -> None:
    """With the comparator's and the group's counts anywhere within the rounding."""
    rates = [(yes, yes + no) for yes, no in (white, black)]
    usable, region = concluded(rates[0], rates[1], 2)
    if region == "not told":
        return
    a, b, c, d = moves
    exact = {"White": Split(white[0] + a, white[1] + b), "Black": Split(black[0] + c, black[1] + d)}
    found = conclude(Answers(exact), {}, "White", MARGIN)["Black"]
    assert found.region == region
    assert found.usable == usable
