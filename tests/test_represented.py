"""The benchmarks are those that a paper of 2008 used; they are no figures of today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from eqmon.measures.beside import ALL_OTHERS, at_the_time, besides_of
from eqmon.measures.represented import Counted, Represented, represented
from eqmon.rulebook.populations import Population, Share
from eqmon.statistics.margin import Margin
from eqmon.vocabulary import Level

ACTIVE = "economically active residents"


def population(
    shares: Mapping[str, float | int], on: str = "2008-02-07", unit: str = ""
) -> Population:
    whole = sum(share for share in shares.values() if isinstance(share, int))
    told = tuple(
        Share(name, (name,), share / whole, share)
        if isinstance(share, int)
        else Share(name, (name,), share, None)
        for name, share in shares.items()
    )
    source = "S2 paragraph 48"
    return Population("ethnicity", unit, ACTIVE, date.fromisoformat(on), source, told)


def counted(not_known: int = 0, **groups: int) -> Counted:
    total = sum(groups.values())
    return Counted("ethnicity", "Ethnicity", Level.OVERALL, None, groups, total, not_known)


def of_shares(place: Counted, group: str, share: float) -> Represented:
    [beside] = besides_of(population({group: share}), None)
    found = represented(beside, place, [place], Margin())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("count", "others", "benchmark", "ratio", "region", "said"),
    [
        (220, 913, 0.26, 0.75, "not told", "more than chance explains, but whether beyond"),
        (453, 680, 0.44, 0.91, "alike", "though lower by more than chance"),
        (371, 1036, 0.26, 1.01, "alike", "a share like that among economically active residents"),
        (366, 766, 0.26, 1.24, "not told", "a higher share than among"),
        (43, 707, 0.26, 0.22, "lower", "a lower share than among"),
    ],
)
def test_joiners_beside_the_economically_active(
    count: int, others: int, benchmark: float, ratio: float, region: str, said: str
) -> None:
    found = of_shares(counted(A=count, B=others), "A", benchmark)
    assert found.ratio is not None
    assert (round(found.ratio, 2), found.region) == (ratio, region)
    assert said in found.sentence
    assert "all answers are known" in found.sentence or region == "not told"
    assert (found.people.count, found.people.denominator) == (count, count + others)


def test_the_sentence_names_the_population_and_its_day() -> None:
    found = of_shares(counted(5000, A=43, B=707), "A", 0.26)
    assert found.sentence == (
        "A: among known answers a lower share than among economically active residents (26.0 % on "
        "2008-02-07), beyond the margin of 0.8 to 1.25: ratio 0.22 (95 % interval 0.16 to 0.29). "
        "Those not known leave 0.03 to 3.37 possible: as few as 1,093 of these 5,000, being of "
        "this group, could overturn it."
    )
    assert (found.gap.count, found.gap.denominator) == (5000, 5750)
    assert (found.least, found.most) == pytest.approx((43 / 5750 / 0.26, 5043 / 5750 / 0.26))
    assert found.tipping == 1093 / 5000


def test_too_high_a_share_is_overturned_by_too_few() -> None:
    found = of_shares(counted(100, A=400, B=400), "A", 0.36)
    assert found.tipping_at_most
    assert "it would not hold if no more than" in found.sentence


@pytest.mark.parametrize(("known", "told"), [(7, False), (8, True), (29, True), (30, True)])
def test_of_few_answers_nothing_is_told(known: int, told: bool) -> None:
    [beside] = besides_of(population({"A": 0.3}), None)
    place = counted(3, A=2, B=known - 2)
    found = represented(beside, place, [place], Margin())
    assert (found is not None) == told
    if found:
        assert found.low_reliability == (known < 30)


def test_where_people_are_counted_rates_are_compared_too() -> None:
    besides = list(besides_of(population({"White": 6000, "Black": 3000, "Asian": 1000}), "White"))
    assert [(one.kind, one.group) for one in besides] == [
        ("share", "White"),
        ("share", "Black"),
        ("share", "Asian"),
        ("rate", "Black"),
        ("rate", "Asian"),
    ]
    place = counted(60, White=300, Black=300, Asian=50)
    found = represented(besides[3], place, [place], Margin())
    assert found is not None
    assert found.ratio == pytest.approx((300 / 3000) / (300 / 6000))
    assert (found.least, found.most) == pytest.approx(
        ((300 / 3000) / (360 / 6000), (360 / 3000) / (300 / 6000))
    )
    assert found.at_random == pytest.approx(found.ratio)
    assert found.sentence.startswith(
        "Black: whatever the answers not known would be, a higher rate per head of economically "
        "active residents (2008-02-07) than White, beyond the margin"
    )


def test_without_the_comparator_it_is_all_others() -> None:
    besides = [b for b in besides_of(population({"A": 60, "B": 40}), "C") if b.kind == "rate"]
    assert [(b.group, b.comparator, b.comparators) for b in besides] == [
        ("A", ALL_OTHERS, ("B",)),
        ("B", ALL_OTHERS, ("A",)),
    ]


def test_missing_at_random_is_within_each_unit() -> None:
    [beside] = besides_of(population({"A": 0.5}), None)
    one, two = counted(60, A=10, B=30), counted(0, A=30, B=10)
    found = represented(beside, counted(60, A=40, B=40), [one, two], Margin())
    assert found is not None
    assert found.ratio == 1.0
    assert found.at_random == pytest.approx((40 + 15) / 140 / 0.5)


def test_at_random_others_than_the_two_take_their_part() -> None:
    besides = besides_of(population({"A": 100, "B": 100, "C": 200}), "B")
    beside = next(one for one in besides if one.kind == "rate" and one.group == "A")
    one, two = counted(60, A=10, B=30, C=20), counted(0, A=30, B=10, C=0)
    found = represented(beside, counted(60, A=40, B=40, C=20), [one, two], Margin())
    assert found is not None
    assert found.at_random == pytest.approx((40 + 10) / (40 + 30))


@pytest.mark.parametrize(
    ("last", "chosen"),
    [("2012-06", "2011-03-27"), ("2011-03", "2011-03-27"), ("2008-01", "2001-04-29"), ("", "2021")],
)
def test_the_population_of_the_time_is_taken(last: str, chosen: str) -> None:
    days = ("2001-04-29", "2011-03-27", "2021-03-21")
    [found] = at_the_time([population({"A": 0.5}, on=day) for day in days], last)
    assert found.date.isoformat().startswith(chosen)


def test_before_all_of_them_the_first_is_taken() -> None:
    days = ("2011-03-27", "2021-03-21")
    [found] = at_the_time([population({"A": 0.5}, on=day) for day in days], "2007-01")
    assert found.date.isoformat() == "2011-03-27"
