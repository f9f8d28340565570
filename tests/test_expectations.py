"""Great Expectations decides: once per suite, in silence, and the same for everyone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import pytest
from counting import (
    a_check,
    a_plan,
    a_rule,
    a_suite,
    count,
    shipped_rulebook,
    table,
    tally_of,
    write_rulebook,
)
from great_expectations.core import ExpectationSuite
from great_expectations.data_context.types.base import ProgressBarsConfig

from eqmon.engines.counter import Plan
from eqmon.errors import InternalError, UsageError
from eqmon.expectations import ExpectStrandRecordingRateToBeAtMost, check_seal, metric, rates
from eqmon.expectations.export import export_suite
from eqmon.expectations.manifest import run_manifest
from eqmon.expectations.metric import as_tally
from eqmon.expectations.run import SAFE, run_suite, validate
from eqmon.expectations.suite import build_suite, seal, tally_form
from eqmon.judge import judge
from eqmon.outcomes import Outcome
from eqmon.tally import COLUMNS
from eqmon.vocabulary import Level, Verdict

ETHNICITY = a_rule(
    "recording",
    rule_id="TS-ETH-01",
    strand="ethnicity",
    measure="not_obtained",
    warn_above=0.1,
    fail_above=0.25,
)
RULES = [
    ETHNICITY,
    a_rule("recording", rule_id="TS-REL-01", strand="religion", measure="unknown", warn_above=0.5),
    a_rule("dominance", rule_id="TS-AGE-01", strand="age", warn_above=0.3),
    a_rule("left_out", rule_id="TS-LFT-01", warn_above=0.1),
    a_check("key_present", rule_id="TS-KEY-01"),
    a_check("key_unique", rule_id="TS-KEY-02"),
    a_check("date_in_period", rule_id="TS-DAT-01", field="day"),
    a_rule("inputs_distinct", rule_id="TS-FIL-01"),
]
RECORDS = table(
    "ref | unit | day | kind | ethnicity | age\n"
    + "\n".join(
        f"K{n} | {'Ash' if n % 3 else 'Elm'} | 2007-01-0{1 + n % 9} | man"
        f" | {'yes' if n % 4 else ''} | {20 + n % 9}"
        for n in range(60)
    )
    + "\nK1 | Oak | 2007-02-01 | firm | refused | ''"
)


def plan(**changes: Any) -> Plan:
    return a_plan(rules=RULES, period="2007-01", **changes)


@pytest.fixture(scope="module")
def tally() -> pd.DataFrame:
    return count(plan(), RECORDS)


def by_limit(outcomes: Any) -> dict[tuple[str, str], Outcome]:
    return {(o.rule, o.verdict.value): o for o in outcomes}


def test_every_limit_of_every_judged_rule_has_an_outcome_that_the_tally_bears_out(tally) -> None:
    outcomes = run_suite(plan(), tally)
    assert set(by_limit(outcomes)) == {
        ("TS-ETH-01", "warn"),
        ("TS-ETH-01", "fail"),
        ("TS-REL-01", "warn"),
        ("TS-AGE-01", "warn"),
        ("TS-LFT-01", "warn"),
        ("TS-KEY-01", "fail"),
        ("TS-KEY-02", "fail"),
        ("TS-DAT-01", "fail"),
    }
    assert all(o.ran for o in outcomes)
    suite = plan().suite.model_copy(update={"rules": plan().suite.rules[:-1]})
    verdicts = {j.rule.id: (j.verdict.value, j.reason) for j in judge(suite, tally, outcomes)}
    assert verdicts == {
        "TS-ETH-01": ("warn", ""),
        "TS-REL-01": ("not_assessed", "no column"),
        "TS-AGE-01": ("pass", ""),
        "TS-LFT-01": ("pass", ""),
        "TS-KEY-01": ("pass", ""),
        "TS-KEY-02": ("fail", ""),
        "TS-DAT-01": ("fail", ""),
    }


def test_an_outcome_holds_each_units_counts(tally) -> None:
    outcome = by_limit(run_suite(plan(), tally))["TS-ETH-01", "warn"]
    assert [(c.level, c.unit, c.count, c.denominator, ok) for c, ok in outcome.groups] == [
        (Level.UNIT, "Ash", 10, 40, False),
        (Level.UNIT, "Elm", 5, 20, False),
        (Level.AREA, "East", 15, 60, False),
        (Level.OVERALL, "", 15, 60, False),
    ]
    assert (outcome.success, outcome.assessed) == (False, True)


@pytest.mark.parametrize(
    ("level", "success"),
    [("overall", True), ("any_unit", False)],
)
def test_the_suites_level_decides_an_outcome(level: str, success: bool) -> None:
    tally = tally_of(("Ash", "blank", 3), ("Elm", "known", 97))
    suite = a_suite(rules=[ETHNICITY], decides={"level": level, "reason": "a test"})
    outcome = by_limit(run_suite(a_plan(suite), tally))["TS-ETH-01", "warn"]
    assert outcome.success is success


@pytest.mark.parametrize(("blank", "success"), [(10, True), (11, False)])
def test_exactly_at_the_limit_succeeds(blank: int, success: bool) -> None:
    tally = tally_of(("Ash", "blank", blank), ("Ash", "known", 100 - blank))
    outcome = by_limit(run_suite(a_plan(rules=[ETHNICITY]), tally))["TS-ETH-01", "warn"]
    assert outcome.success is success


@pytest.mark.parametrize(
    ("tally", "min_records"),
    [
        pytest.param(count(a_plan()), 1, id="no records at all"),
        pytest.param(tally_of(("Ash", "known", 29)), 30, id="too few"),
    ],
)
def test_nothing_assessed_is_neither_success_nor_failure(tally, min_records: int) -> None:
    outcomes = run_suite(a_plan(rules=[ETHNICITY], min_records=min_records), tally)
    assert [(o.success, o.assessed, o.ran) for o in outcomes] == [(False, False, True)] * 2


def test_warn_and_fail_are_two_expectations_of_one_rule(tally) -> None:
    suite = build_suite(a_plan(rules=[ETHNICITY]))
    assert [(e.severity, e.max_rate, e.bound, e.description) for e in suite.expectations] == [
        ("warning", 0.1, "observed", "recording"),
        ("critical", 0.25, "wilson_lower", "recording"),
    ]


# The shared metric


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry each time that records were counted."""
    times: list[str] = []

    def noted(frame: pd.DataFrame, **wanted: Any) -> pd.DataFrame:
        times.append(wanted["suite"])
        return as_tally(frame, **wanted)

    monkeypatch.setattr(metric, "as_tally", noted)
    return times


def test_the_metric_is_computed_once_for_a_whole_suite(tally, computed) -> None:
    run_suite(plan(), tally)
    assert computed == ["small"]


def test_the_metric_is_computed_once_also_where_another_metric_raises(tally, computed) -> None:
    raising = gxe.ExpectColumnMaxToBeBetween(column="month", max_value=3)
    results = validate(build_suite(plan(), raising), tally)
    assert computed == ["small"]
    told = {r.expectation_config.type: r for r in results.results}
    assert not told["expect_column_max_to_be_between"].success
    assert told["expect_most_common_value_share_to_be_at_most"].result["element_count"] == 60


def batches(*frames: pd.DataFrame) -> list[Any]:
    """Each frame as a batch of its own asset, all in one context of plain Great Expectations."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("plain")
    definitions = [
        source.add_dataframe_asset(f"asset {n}").add_batch_definition_whole_dataframe("all")
        for n in range(len(frames))
    ]
    return [
        definition.get_batch(batch_parameters={"dataframe": frame})
        for definition, frame in zip(definitions, frames, strict=True)
    ]


def test_two_batches_of_one_source_are_each_counted_for_themselves() -> None:
    suite = build_suite(a_plan(rules=[ETHNICITY]))
    good, bad = tally_of(("Ash", "known", 50)), tally_of(("Ash", "blank", 40))
    both = batches(good, bad)
    found = [batch.validate(suite).results[0].result for batch in (*both, *reversed(both))]
    assert [f["element_count"] for f in found] == [50, 40, 40, 50]
    assert [f["observed_value"] for f in found] == [0.0, 1.0, 1.0, 0.0]


def test_a_tally_is_taken_as_it_is_and_records_are_counted(tmp_path: Path) -> None:
    book = write_rulebook(tmp_path / "rules", a_suite(rules=RULES))
    wanted = {"suite": "small", "rulebook": str(book.directory), "period": "2007-01"}
    made = Plan(book.suites["small"], book, "2007-01")
    counted = count(made, RECORDS)
    assert as_tally(counted, **wanted) is counted
    pd.testing.assert_frame_equal(as_tally(RECORDS, **wanted), counted)


def test_records_may_have_empty_cells_other_columns_and_any_index() -> None:
    wanted = {"suite": "stop_and_search", "rulebook": "", "period": None}
    records = pd.DataFrame(
        {"Gender": ["Male", None, ""], "x": [1, 2, 3], "Borough": ["Barnet"] * 3}, index=[7, 7, 7]
    )
    tally = as_tally(records, **wanted)
    gender = tally[tally["subject"] == "gender"]
    assert gender.set_index("recording")["n"].to_dict() == {"known": 1, "blank": 2}


def test_records_without_a_known_column_are_records_all_the_same() -> None:
    tally = as_tally(pd.DataFrame({"x": ["1", "2"]}), "stop_and_search", "", None)
    assert tally[tally["subject"] == "gender"]["recording"].tolist() == ["not_recorded"]
    assert tally[tally["subject"] == "record"]["n"].tolist() == [2]


def test_a_suite_that_the_rulebook_does_not_hold_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"suite that its rulebook does not hold.*hate_crime"):
        as_tally(RECORDS, "nowhere", "", None)


# When something goes wrong


@pytest.mark.parametrize(
    "tally",
    [
        tally_of(("Ash", 1), columns="unit n").drop(columns="area"),
        tally_of(("Ash", 1), columns="unit n").assign(note="x"),
        tally_of(("Ash", 0), columns="unit n"),
    ],
)
def test_what_is_no_tally_is_refused(tally: pd.DataFrame) -> None:
    with pytest.raises(InternalError, match="not those of a tally"):
        run_suite(plan(), tally)


def test_an_expectation_that_raises_could_not_run_and_the_others_could(
    tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(rates, "left_out_counts", broken)
    outcomes = by_limit(run_suite(plan(), tally))
    assert outcomes["TS-LFT-01", "warn"] == Outcome(
        "TS-LFT-01", Verdict.WARN, success=False, assessed=False, ran=False
    )
    assert outcomes["TS-KEY-01", "fail"].ran


def test_a_metric_that_raises_lets_nothing_run(tally, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(metric, "as_tally", broken)
    assert {o.ran for o in run_suite(plan(), tally)} == {False}


@pytest.mark.parametrize("max_rate", [-0.1, 1.5, 25])
def test_a_limit_is_a_fraction(max_rate: float) -> None:
    with pytest.raises(ValueError, match="a fraction from 0 to 1"):
        ExpectStrandRecordingRateToBeAtMost(
            suite="small",
            rulebook="",
            rule="TS-ETH-01",
            strand="ethnicity",
            measure="unknown",
            bound="observed",
            min_records=1,
            decided_by="overall",
            max_rate=max_rate,
        )


@pytest.mark.parametrize("name", ["rulebook", "bound", "min_records", "decided_by"])
def test_what_decides_is_always_written_into_the_suite(name: str) -> None:
    for expectation in json.loads(export_suite(plan()))["expectations"][1:]:
        assert name in expectation["kwargs"]


def test_a_suite_that_lost_expectations_is_noticed() -> None:
    suite = build_suite(plan())
    check_seal(suite)
    check_seal(ExpectationSuite(name="of somebody else's"))
    suite.expectations.pop()
    with pytest.raises(InternalError, match=r"1 of its 8 expectations.*import eqmon.expectations"):
        check_seal(suite)
    with pytest.raises(InternalError, match="1 of its 8"):
        validate(suite, tally_of())


# What arrived

UNITS = pd.DataFrame({"unit": pd.Series(["Ash", "Elm"], dtype="object")})
INPUTS = pd.DataFrame(
    {"sha256": ["a", "b"], "status": ["read", "nil_return"], "ragged_rows": [0, 0]}
)


def manifest(kind: str, **given: Any) -> tuple[bool, bool, bool]:
    usual = {"units": UNITS, "expected": ("Ash", "Elm"), "inputs": INPUTS}
    rules = a_suite(rules=[a_rule(kind)]).manifest_rules
    [outcome] = run_manifest(rules, **(usual | given))
    assert (outcome.rule, outcome.verdict, outcome.groups) == ("TS-TST-01", Verdict.FAIL, ())
    return outcome.success, outcome.assessed, outcome.ran


MET, NOT_MET, NOT_ASSESSED, NOT_RUN = (
    (True, True, True),
    (False, True, True),
    (False, False, True),
    (False, False, False),
)


@pytest.mark.parametrize(
    ("expected", "units", "outcome"),
    [
        (("Ash", "Elm"), UNITS, MET),
        (("Ash",), UNITS, MET),
        (("Ash", "Oak"), UNITS, NOT_MET),
        (("Ash",), UNITS[:0], NOT_MET),
        ((), UNITS, NOT_ASSESSED),
    ],
)
def test_every_expected_unit_arrives(expected, units, outcome) -> None:
    assert manifest("units_arrived", expected=expected, units=units) == outcome


@pytest.mark.parametrize(
    ("kind", "column", "cells", "outcome"),
    [
        ("inputs_distinct", "sha256", ["a", "b"], MET),
        ("inputs_distinct", "sha256", ["a", "a"], NOT_MET),
        ("inputs_readable", "status", ["read", "repeated"], MET),
        ("inputs_readable", "status", ["read", "unreadable"], NOT_MET),
        ("inputs_readable", "ragged_rows", [0, 1], NOT_MET),
        ("inputs_readable", "ragged_rows", ["x", 1], NOT_RUN),
    ],
)
def test_inputs_are_distinct_and_readable(kind, column, cells, outcome) -> None:
    assert manifest(kind, inputs=INPUTS.assign(**{column: cells})) == outcome


# In silence

TOKEN = "Planted Token"


def test_no_cell_is_kept_in_a_result_an_exception_or_a_metric() -> None:
    headings = ["Borough", "Gender", "Age range", "Date", "Self-defined ethnicity", "Type"]
    records = pd.DataFrame({heading: [TOKEN, f"{TOKEN} 2", ""] for heading in headings})
    book = shipped_rulebook()
    suite = build_suite(
        Plan(book.suites["stop_and_search"], book, "2007-01"),
        gxe.ExpectColumnValuesToBeInSet(column="Gender", value_set=["Male"]),
        gxe.ExpectColumnValuesToBeUnique(column="Age range"),
    )
    lost = build_suite(Plan(book.suites["stop_and_search"], book)).expectations[0]
    lost.suite = "nowhere"
    suite.expectations.append(lost)
    [batch] = batches(records)
    results = batch.validate(seal(suite), result_format=SAFE)
    assert [r.success for r in results.results].count(False) > 3
    assert "nowhere" in str(results.to_json_dict())
    assert "suite that its rulebook does not hold" in str(results.to_json_dict())
    engine = batch.data.execution_engine
    caches = [value for name, value in vars(engine).items() if "cache" in name]
    assert any("eqmon.tally.v1" in str(cache) for cache in caches)
    kept = [v for cache in caches if isinstance(cache, dict) for v in cache.values()]
    [data] = engine.batch_manager.batch_data_cache.values()
    kept += vars(data)["_eqmon_tallies"].values()
    shown = [v.to_csv() if hasattr(v, "to_csv") else str(v) for v in kept]
    assert TOKEN not in "".join([str(results), str(results.to_json_dict()), *shown])


def run_python(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


QUIET = """
import logging, socket, sys, warnings
tried = []
def refuse(*a, **k):
    tried.append(a); raise OSError("no network")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
import eqmon.expectations
from eqmon.expectations.run import run_suite
from eqmon.engines.counter import Plan
from eqmon.expectations.metric import as_tally
from eqmon.rulebook.load import load_rulebook
import pandas as pd
book = load_rulebook()
plan = Plan(book.suites["stop_and_search"], book)
tally = as_tally(pd.DataFrame({"Gender": ["Male"] * 40}), "stop_and_search", "", None)
print(len(run_suite(plan, tally)), len(tried), "posthog" in sys.modules)
warnings.warn("still heard")
"""


def test_great_expectations_opens_no_connection_and_swallows_no_warning(tmp_path: Path) -> None:
    ran = run_python("-W", "ignore::DeprecationWarning", "-c", QUIET, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split()[1:] == ["0", "False"]
    assert int(ran.stdout.split()[0]) > 5
    assert "UserWarning: still heard" in ran.stderr
    assert ran.stderr.count("\n") <= 2


# In plain Great Expectations

PLAIN = Path(__file__).parent / "plain_gx.py"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A suite and records as files, with what eqmon's own run on the tally says of them."""
    folder = tmp_path_factory.mktemp("plain")
    suite = a_suite(rules=RULES, decides={"level": "any_unit", "reason": "a test"})
    book = write_rulebook(folder / "rules", suite)
    made = Plan(book.suites["small"], book, "2007-01")
    text = export_suite(made)
    (folder / "suite.json").write_text(text, encoding="utf-8")
    RECORDS.to_csv(folder / "records.csv", index=False)
    edited = RECORDS.copy()
    edited.loc[len(edited) - 1, "ref"] = "K99"
    return {"folder": folder, "text": text, "plan": made, "one cell edited": edited}


def own_run(made: Plan, records: pd.DataFrame) -> list[list[Any]]:
    """What eqmon says of the records' tally, as JSON has it."""
    outcomes = run_suite(made, count(made, records))
    said = [
        [o.rule, o.verdict.value, o.success, o.assessed, [[*astuple(c), ok] for c, ok in o.groups]]
        for o in outcomes
    ]
    return sorted(json.loads(json.dumps(said)))


def plain(folder: Path, *files: str) -> Any:
    ran = run_python(str(PLAIN), *files, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def said(exported: dict[str, Any]) -> dict[str, Any]:
    """What plain Great Expectations says without eqmon, with it, and where one thing is edited."""
    folder = exported["folder"]
    suite = json.loads(exported["text"])
    limits = [e["kwargs"] for e in suite["expectations"] if e["kwargs"].get("rule") == "TS-ETH-01"]
    assert limits[0]["max_rate"] == 0.1
    limits[0]["max_rate"] = 0.3
    (folder / "limit.json").write_text(json.dumps(suite), encoding="utf-8")
    exported["one cell edited"].to_csv(folder / "cell.csv", index=False)
    pairs = {
        "as it is": ("suite.json", "records.csv"),
        "one limit edited": ("limit.json", "records.csv"),
        "one cell edited": ("suite.json", "cell.csv"),
    }
    answers = plain(folder, *(file for pair in pairs.values() for file in pair))
    return dict(zip(["without eqmon", *pairs], answers, strict=True))


def ours(outcomes: list[list[Any]]) -> list[list[Any]]:
    return sorted(o for o in outcomes if o[0])


def changed(said: dict[str, Any], edit: str) -> list[list[Any]]:
    """The outcomes that an edit makes other than they were."""
    before = {tuple(o[:2]): o[2] for o in said["as it is"]["batch"]}
    return [o[:3] for o in said[edit]["batch"] if o[2] != before[o[0], o[1]]]


@pytest.mark.parametrize("way", ["batch", "definition", "checkpoint"])
def test_plain_great_expectations_says_the_same_of_the_records(exported, said, way: str) -> None:
    expected = own_run(exported["plan"], RECORDS)
    assert ours(said["as it is"][way]) == expected
    assert said["as it is"]["loaded"] == len(expected) + 1
    assert [o[2] for o in said["as it is"][way] if not o[0]] == [True]
    assert said["as it is"]["check_seal"] == "whole"


def test_editing_one_limit_changes_what_plain_great_expectations_says(said) -> None:
    assert changed(said, "one limit edited") == [["TS-ETH-01", "warn", True]]


def test_editing_one_cell_changes_what_plain_great_expectations_says(exported, said) -> None:
    assert changed(said, "one cell edited") == [["TS-KEY-02", "fail", True]]
    expected = own_run(exported["plan"], exported["one cell edited"])
    assert ours(said["one cell edited"]["batch"]) == expected


def test_without_eqmon_plain_great_expectations_stops_and_names_the_import(said) -> None:
    alone = said["without eqmon"]
    assert alone["loaded"] == 1
    for way in ("batch", "definition", "checkpoint"):
        assert alone[way].startswith("SuiteParameterError"), alone[way]
        assert "import_eqmon_expectations_first" in alone[way]
    assert "8 of its 9 expectations were not loaded" in alone["check_seal"]


def test_an_exported_suite_is_the_same_text_each_time_and_reads_back_whole(exported) -> None:
    assert export_suite(exported["plan"]) == exported["text"]
    assert exported["text"].endswith("}\n")
    document = json.loads(exported["text"])
    assert (
        json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        == (exported["text"])
    )
    suite = ExpectationSuite(**document)
    check_seal(suite)
    assert suite.meta["eqmon"]["rulebook_sha256"] == exported["plan"].rulebook.sha256
    assert {e.meta["eqmon"]["rule"] for e in suite.expectations[1:]} == {
        rule["id"] for rule in RULES[:-1]
    }


def test_the_form_of_a_tally_is_its_columns() -> None:
    assert set(tally_form()[0].column_set) == set(COLUMNS)
