"""Measures in words: every part of a definition is told, in 80 columns."""

from __future__ import annotations

import re

import pytest

from eqmon.rulebook.describe_measures import (
    condition_words,
    dates_of,
    describe_measure,
    describe_measures,
)
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.measures import Definition, Measures, Version
from eqmon.rulebook.where import Where

FILES = load_rulebook().measures
EVERY = [(file, measure) for file in FILES.values() for measure in file.measures]


def test_every_measure_has_its_line() -> None:
    lines = describe_measures(FILES.values()).splitlines()
    assert [line.split()[0] for line in lines if re.match(r"  [A-Z]", line)] == [
        measure.id for _, measure in EVERY
    ]
    assert max(map(len, lines)) <= 80
    assert describe_measures(()) == ""


@pytest.mark.parametrize(("file", "measure"), EVERY, ids=[m.id for _, m in EVERY])
def test_a_measure_tells_all_of_its_definition(file: Measures, measure: Definition) -> None:
    text = describe_measure(measure, file)
    said = " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    told = [measure.title, measure.topic, measure.tells, measure.owner, *measure.fields]
    for version in measure.versions:
        told += [version.numerator.says, version.denominator.says]
    told += [source.work for source in measure.source]
    assert [one for one in told if " ".join(one.split()) not in said] == []


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"field": "outcome", "is_in": ["CH", "CA"]}, "outcome is one of CH, CA"),
        ({"field": "outcome", "is_in": ["CH"], "not": True}, "not outcome is one of CH"),
        ({"field": "flags", "has_flag": ["DV"]}, "flags has one of DV"),
        ({"field": "gender", "recording": ["known"]}, "gender is recorded as known"),
        ({"field": "level", "filled": True}, "level is filled in"),
        ({"field": "level", "filled": False}, "level is empty"),
        ({"field": "on", "dated": True}, "on is a date"),
        ({"field": "on", "dated": False}, "on is no date"),
        ({"field": "age", "below": 18}, "age is below 18"),
        (
            {"field": "on", "within_days": {"after": "by", "at_most": 3}},
            "on is 0 to 3 days after by",
        ),
        ({"field": "refs", "names": ["victim", "accused"]}, "refs names victim and accused"),
        ({"field": "motivation", "flags_at_least": 2}, "motivation has 2 groups or more"),
        (
            {"any_of": [{"field": "a", "filled": True}, {"field": "b", "filled": True}]},
            "any of (a is filled in; b is filled in)",
        ),
    ],
)  # fmt: skip
def test_a_condition_in_words(where: dict[str, object], said: str) -> None:
    assert condition_words(Where.model_validate(where)) == said


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({}, ""),
        ({"until": "2013-03-31", "label": "detections"}, "detections, until 2013-03-31"),
        ({"since": "2006-01-01"}, "from 2006-01-01"),
        (
            {"since": "2006-01-01", "until": "2013-03-31"},
            "from 2006-01-01 until 2013-03-31",
        ),
    ],
)
def test_the_dates_of_a_version(version: dict[str, str], said: str) -> None:
    quantity = {"says": "records"}
    given = Version.model_validate(version | {"numerator": quantity, "denominator": quantity})
    assert dates_of(given) == said
