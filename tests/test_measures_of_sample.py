"""What the sample drops' measures come to is what was counted without eqmon."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
from expected_figures import PERIODS, SAMPLE_DATA

from eqmon.extract.declared import NOTHING
from eqmon.extract.drop import find_drop
from eqmon.intake import Taken, take_in
from eqmon.measures.days import days_told
from eqmon.measures.sums import Answers, Split, Sums, sums_of
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Level

Figures = dict[str, Any]
SUITES = ("domestic_violence", "domestic_violence_calls", "hate_crime")
OVERALL = (Level.OVERALL, "")


@cache
def counted(period: str) -> Figures:
    path = SAMPLE_DATA / "expected" / f"measures-{period}.json"
    figures: Figures = json.loads(path.read_text(encoding="utf-8"))
    return figures


@cache
def taken(period: str) -> Taken:
    drop = find_drop([str(SAMPLE_DATA / period)])
    return take_in(drop, load_rulebook(), period=drop.period, declared=NOTHING)


@cache
def sums(period: str, suite: str) -> dict[str, Sums]:
    """By measure: in three months of one year each measure has records of one version."""
    (collection,) = (c for c in taken(period).collections if c.suite == suite)
    measures = load_rulebook().measures[suite].measures
    found = sums_of(collection.measures.entries, {one.id: one.persons_only for one in measures})
    assert len({measure for measure, _ in found}) == len(found)
    return {measure: of for (measure, _), of in found.items()}


def pair(split: Split) -> list[int]:
    return [split.yes, split.all]


def groups_of(answers: Answers) -> Figures:
    known = {group: pair(split) for group, split in answers.known.items() if split.all}
    return known | {"": pair(answers.not_known)}


def groups_expected(groups: dict[str, list[int]]) -> Figures:
    """The count tells in brackets how an answer that is not known was recorded."""
    not_known = Counter[int]()
    for group, (yes, all_) in groups.items():
        if group.startswith("("):
            not_known += Counter({0: yes, 1: all_})
    known = {group: both for group, both in groups.items() if not group.startswith("(")}
    return known | {"": [not_known[0], not_known[1]]}


def assert_same(found: Figures, expected: Figures, tied: int) -> None:
    """Pairs alike, but for people whose several latest records are of one day: any may tell."""
    if not tied:
        assert found == expected
        return
    moved = Counter[str]()
    for pairs, sign in ((found, 1), (expected, -1)):
        for name, (_, all_) in pairs.items():
            moved[name] += sign * all_
    assert sum(moved.values()) == 0
    assert sum(map(abs, moved.values())) <= 2 * tied
    assert sum(yes for yes, _ in found.values()) == sum(yes for yes, _ in expected.values())


EACH = [
    pytest.param(period, suite, measure, id=f"{period} {measure}")
    for period in PERIODS
    for suite in SUITES
    for measure in counted(period)[suite]
]


def test_every_measure_is_counted_twice() -> None:
    for suite in SUITES:
        for period in PERIODS:
            of_rules = {one.id for one in load_rulebook().measures[suite].measures}
            assert of_rules == set(counted(period)[suite])


@pytest.mark.parametrize(("period", "suite", "measure"), EACH)
def test_overall_and_by_unit(period: str, suite: str, measure: str) -> None:
    expected, found = counted(period)[suite][measure], sums(period, suite).get(measure, Sums())
    assert pair(found.places[OVERALL]) == expected["overall"]
    assert found.without_column[OVERALL] == expected.get("without_column", 0)
    units = {unit: pair(of) for (level, unit), of in found.places.items() if level is Level.UNIT}
    assert_same(units, expected["units"], expected.get("tied", 0))


@pytest.mark.parametrize(("period", "suite", "measure"), EACH)
def test_by_every_breakdown(period: str, suite: str, measure: str) -> None:
    expected, found = counted(period)[suite][measure], sums(period, suite).get(measure, Sums())
    shown = load_rulebook().measures[suite]
    (definition,) = (one for one in shown.measures if one.id == measure)
    by = {name: found.by[name][OVERALL] for name in shown.by_of(definition) if found.by[name]}
    assert by.keys() == expected["by"].keys()
    for name, groups in expected["by"].items():
        assert_same(groups_of(by[name]), groups_expected(groups), expected.get("tied", 0))


@pytest.mark.parametrize("period", PERIODS)
def test_the_motivations_come_to_more_than_the_records(period: str) -> None:
    figures = counted(period)["hate_crime"]
    each = [figures[f"HC-MOT-0{n}"]["overall"] for n in range(1, 6)]
    assert all(count for count, _ in each)
    several, records = figures["HC-MOT-06"]["overall"]
    assert sum(count for count, _ in each) == records + several


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("measure", ["DV-TIM-01", "DV-TIM-02", "HC-TIM-01", "HC-TIM-02"])
def test_the_median_and_the_ninetieth_day(period: str, measure: str) -> None:
    suite = SUITES[0] if measure.startswith("DV") else SUITES[-1]
    (collection,) = (c for c in taken(period).collections if c.suite == suite)
    entries = [one for one in collection.measures.days if one.measure == measure]
    overall, *_ = days_told(entries, persons_only=False)
    found = [overall.records, overall.median, overall.ninetieth]
    assert found == counted(period)[suite][measure]["days"]
