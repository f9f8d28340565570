"""What a file of measures may say, and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from measuring import a_measure, a_version, measures
from pydantic import ValidationError

from eqmon.errors import RulebookError
from eqmon.rulebook.load import load_rulebook

FILE = """measures_of: stop_and_search
by: [age{BY}]
measures:
  - id: TS-TST-01
    kind: share
    title: A measure
    topic: Test
    tells: nothing
    owner: a post
    limb: advance
    versions:
      - denominator: {says: all}
        numerator:
          says: what counts
          where:
            - {field: {FIELD}, is_in: [x]}
    source:
      - work: a test
"""


def written(directory: Path, by: str = "", field: str = "outcome", name: str = "") -> Path:
    folder = directory / "measures"
    folder.mkdir()
    text = FILE.replace("{BY}", by).replace("{FIELD}", field)
    (folder / f"{name or 'stop_and_search'}.yaml").write_text(text, encoding="utf-8")
    return directory


def test_measures_of_ones_own_replace_the_shipped_ones(tmp_path: Path) -> None:
    book = load_rulebook(written(tmp_path))
    assert [one.id for one in book.measures["stop_and_search"].measures] == ["TS-TST-01"]
    assert "domestic_violence" in book.measures


@pytest.mark.parametrize(
    ("changes", "where", "problem"),
    [
        ({"by": ", agee"}, "line 2", "no strand 'agee'"),
        ({"by": ", age x sex"}, "line 2", "no strand 'sex'"),
        ({"field": "outcom"}, "line 4", "TS-TST-01: no field 'outcom'"),
        ({"name": "stop_search"}, "line 1", "a measures_of has the name of its file"),
    ],
)
def test_what_is_not_there_is_told_with_its_line(
    tmp_path: Path, changes: dict[str, str], where: str, problem: str
) -> None:
    with pytest.raises(RulebookError) as told:
        load_rulebook(written(tmp_path, **changes))
    assert problem in str(told.value)
    assert where in str(told.value)


def test_a_suite_of_ones_own_may_lack_what_shipped_measures_read(tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent / "rules" / "suites" / "stop_and_search.yaml"
    (tmp_path / "suites").mkdir()
    text = shipped.read_text(encoding="utf-8").replace("  outcome:\n", "  result:\n")
    (tmp_path / "suites" / "stop_and_search.yaml").write_text(text, encoding="utf-8")
    assert "outcome" not in load_rulebook(tmp_path).suites["stop_and_search"].fields


DATES = {
    "one after the other": ([(None, "2013-03-31"), ("2013-04-01", None)], True),
    "with a gap": ([(None, "2013-03-31"), ("2014-04-01", None)], True),
    "overlapping by a day": ([(None, "2013-04-01"), ("2013-04-01", None)], False),
    "the later first": ([("2013-04-01", None), (None, "2013-03-31")], False),
    "both for ever": ([(None, None), (None, None)], False),
    "ending before it begins": ([("2013-04-01", "2013-03-31")], False),
}


@pytest.mark.parametrize(("spans", "holds"), DATES.values(), ids=DATES)
def test_versions_follow_one_another(
    spans: list[tuple[str | None, str | None]], holds: bool
) -> None:
    versions = [a_version(since=since, until=until) for since, until in spans]
    if holds:
        assert measures(a_measure(versions=versions))
        return
    with pytest.raises(ValidationError):
        measures(a_measure(versions=versions))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ([a_measure(), a_measure()], "ids that stand twice: TS-TST-01"),
        ([a_measure(versions=[])], "at least 1 item"),
        ([a_measure(limb="punish")], "'eliminate', 'advance' or 'foster'"),
        ([a_measure(kind="days", start="a", end="b", within=1,
                    versions=[a_version([{"field": "c", "filled": True}])])], "the days are"),
        ([a_measure(kind="guess")], "does not match any of the expected tags"),
    ],
)  # fmt: skip
def test_a_measure_says_what_it_is(said: list[dict[str, Any]], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        measures(*said)


def test_fields_and_references_are_those_of_conditions_and_kind() -> None:
    named = [{"field": "marks", "names": ["ref", "person"]}, {"field": "kind", "filled": True}]
    days = {"kind": "days", "start": "day", "end": "other_day", "within": 3}
    repeat = {"kind": "repeat", "person": "person", "within": 365, "counts": "people"}
    linked = {"kind": "linked", "field": "call", "to": {"suite": "s", "field": "f"}}
    asked = measures(
        a_measure(versions=[a_version(named)]),
        a_measure("TS-TST-02", **days),
        a_measure("TS-TST-03", **repeat),
        a_measure("TS-TST-04", **linked),
    )
    assert asked.fields == ("marks", "ref", "person", "kind", "day", "other_day", "call")
    assert asked.references == ("marks", "ref", "person", "call")


def test_a_measure_is_shown_by_its_own_breakdowns_or_by_all() -> None:
    own, none = a_measure("TS-TST-02", by=["age x religion"]), a_measure("TS-TST-03", by=[])
    asked = measures(a_measure(), own, none, by=["age", "ethnicity"])
    assert [asked.by_of(one) for one in asked.measures] == [
        ("age", "ethnicity"),
        ("age x religion",),
        (),
    ]
    assert asked.breakdowns == ("age", "ethnicity", "age x religion")
