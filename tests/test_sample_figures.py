"""What `eqmon check` says of the sample drops and of real extracts is what others counted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Run, json_of
from expected_figures import PERIODS, SAMPLE_DATA, expected_figures

from eqmon.report.model import Report
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Strand

Figures = dict[str, Any]
COLLECTIONS = ("domestic_violence", "hate_crime")
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "homicides"
RULES = {
    "key_present": "blank",
    "key_pattern": "misshapen",
    "key_unique": "records_with_a_repeated_key",
    "date_valid": "reported_on_unreadable",
    "date_in_period": "reported_on_out_of_period",
    "date_order": "recorded_before_reported",
    "age_agrees": "age_disagrees",
}
"""The kinds of rules whose count the independent count has, under this name."""
DELIMITERS = {"\t": "tab"}


@pytest.fixture(scope="session")
def reports(
    run_cli: Callable[..., Run], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Figures]:
    """report.json of every sample drop, through the real command line."""
    folder = tmp_path_factory.mktemp("reports")
    for period in PERIODS:
        run = run_cli("check", SAMPLE_DATA / period, "-o", folder / f"{period}.json")
        assert run.code == 1, "the sample drops are not satisfactory, and were read whole"
        assert run.out == ""
    return {period: json_of(folder / f"{period}.json") for period in PERIODS}


@pytest.fixture(params=[(p, c) for p in PERIODS for c in COLLECTIONS], ids=lambda p: " ".join(p))
def both(request: pytest.FixtureRequest, reports: dict[str, Figures]) -> tuple[Figures, Figures]:
    """One collection of one drop: as reported, and as counted by sample_data/count.py."""
    period, name = request.param
    counted = expected_figures(period)["collections"][name]
    # The count has every file; a report leaves out one that came twice.
    counted |= counted.get("without_copies", {})
    return collection_of(reports[period], name), counted


def collection_of(report: Figures, suite: str) -> Figures:
    return next(c for c in report["collections"] if c["suite"] == suite)


def recorded(collection: Figures, unit: str | None, strand: str) -> Figures:
    level = "unit" if unit else "overall"
    return next(
        r
        for r in collection["recorded"]
        if (r["level"], r["unit"], r["strand"]) == (level, unit, strand)
    )


def by_unit(counted: Figures) -> Iterator[tuple[str | None, Figures]]:
    yield None, counted["overall"]
    yield from counted["units"].items()


def as_reported(counts: dict[str, int]) -> dict[str, int]:
    """A file without a column recorded nothing: the count tells it apart, a report adds it."""
    counts = dict(counts)
    without_column = counts.pop("no_column", 0)
    if without_column:
        counts["not_recorded"] = counts.get("not_recorded", 0) + without_column
    return counts


def test_the_drop_is_named(reports: dict[str, Figures]) -> None:
    for period, report in reports.items():
        counted = expected_figures(period)
        assert report["period"] == counted["period"]
        assert report["extracted_on"] == counted["extracted_on"]
        assert report["could_not_run"] == []


def test_every_strand_of_every_unit(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    for unit, figures in by_unit(counted):
        for strand in Strand:
            found = recorded(collection, unit, strand)
            where = (unit, strand)
            assert found["records"] == figures["records"], where
            assert found["applicable"] == figures["records"] - figures.get("not_applicable", 0)
            assert found["as_read"] == as_reported(figures["as_read"][strand]), where
            assert found["recordings"] == as_reported(figures["applicable"].get(strand, {})), where


def test_people_of_every_group_in_every_unit(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    expected = dict(by_unit(counted))
    for people in collection["people"]:
        rows = {r["unit"]: r for r in people["rows"] if r["level"] != "area"}
        assert rows.keys() == expected.keys()
        for unit, row in rows.items():
            found = dict(zip(people["groups"], row["counts"], strict=True))
            of_unit = expected[unit].get("people", {}).get(people["subject"], {})
            assert {group: n for group, n in found.items() if n} == of_unit, unit
            if people["adds_up"]:
                assert row["known"] == sum(row["counts"])
    subjects = {people["subject"] for people in collection["people"]}
    assert subjects == {subject for figures in expected.values() for subject in figures["people"]}


def test_areas_hold_the_people_of_their_units(both: tuple[Figures, Figures]) -> None:
    collection, _ = both
    areas = collection["areas"]
    for people in collection["people"]:
        units = [row for row in people["rows"] if row["level"] == "unit"]
        for area in (row for row in people["rows"] if row["level"] == "area"):
            inside = [row["counts"] for row in units if areas.get(row["unit"]) == area["unit"]]
            assert area["counts"] == [sum(counts) for counts in zip(*inside, strict=True)]


def test_every_unit_is_there_and_no_other(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    assert set(collection["units"]) == set(counted["units"])
    assert collection["records"] == counted["overall"]["records"]
    left_out = counted["overall"]["not_applicable"]
    assert collection["applicable"] == collection["records"] - left_out
    assert collection["months"] == counted["overall"]["months"]


def test_what_came_and_what_did_not(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    arrival = collection["arrival"]
    assert arrival["level"] == counted["level"]
    without_records = sorted([*arrival["missing"], *arrival["nil_returns"]])
    assert without_records == counted["units_without_records"]
    assert len(arrival["nil_returns"]) == len(counted["nil_returns"])
    assert arrival["received"] == arrival["expected"] - len(arrival["missing"])
    units = counted["units"]
    assert arrival["records_unit_blank"] == units.get(BLANK_UNIT, {}).get("records", 0)
    assert arrival["records_unit_not_recognised"] == units.get(UNKNOWN_UNIT, {}).get("records", 0)
    arrived = next(r for r in collection["rules"] if r["rule"].endswith("UNT-02"))
    assert arrived["verdict"] == ("fail" if arrival["missing"] else "pass")


def test_the_same_file_twice_is_counted_once_and_said(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    repeated = collection["arrival"]["repeated"]
    assert len(repeated) == len(counted["same_files"])
    for said, files in zip(repeated, counted["same_files"], strict=True):
        assert [name for name in files if name not in said] == []
    distinct = next(r for r in collection["rules"] if r["rule"].endswith("FIL-01"))
    assert distinct["verdict"] == ("fail" if repeated else "pass")


@pytest.mark.parametrize("kind", RULES)
def test_faults_are_found_where_they_are(both: tuple[Figures, Figures], kind: str) -> None:
    collection, counted = both
    broken = {
        f["unit"]: f["rate"]["count"]
        for f in collection["findings"]
        if f["kind"] == kind and f["level"] != "area" and f["rate"] and f["rate"]["count"]
    }
    expected = {}
    for unit, figures in by_unit(counted):
        faults = {
            **figures.get("keys", {}),
            **figures.get("dates", {}),
            **figures.get("cross_field", {}),
        }
        if count := faults.get(RULES[kind]):
            expected[unit] = count
    assert broken == expected


def test_records_without_a_known_unit_break_the_rule(both: tuple[Figures, Figures]) -> None:
    collection, counted = both
    buckets = (BLANK_UNIT, UNKNOWN_UNIT)
    lost = sum(counted["units"].get(bucket, {}).get("records", 0) for bucket in buckets)
    (finding,) = (
        f for f in collection["findings"] if f["kind"] == "unit_known" and f["level"] == "overall"
    )
    assert finding["rate"]["count"] == lost


def test_disability_where_it_is_the_motivation(reports: dict[str, Figures]) -> None:
    for period, report in reports.items():
        counted = expected_figures(period)["collections"]["hate_crime"]
        overall = counted.get("without_copies", counted)["overall"]
        by_recording = overall["disability_motivated_by_disability"]
        answered = sum(by_recording.get(how, 0) for how in ("known", "refused", "not_stated"))
        findings = collection_of(report, "hate_crime")["findings"]
        (rate,) = (
            f["rate"] for f in findings if f["rule"] == "HC-XF-02" and f["level"] == "overall"
        )
        assert rate["denominator"] == sum(by_recording.values())
        assert rate["count"] == rate["denominator"] - answered


def test_references_in_both_collections_are_counted(reports: dict[str, Figures]) -> None:
    for period, report in reports.items():
        shared = expected_figures(period)["references_in_both_collections"]
        of_people = [collection_of(report, name) for name in COLLECTIONS]
        assert {c["arrival"]["shared_keys"] for c in of_people} == {shared}


def test_what_the_papers_ask_comes_to_what_was_counted_without_eqmon(
    reports: dict[str, Figures], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row of docs/asked.md."""
    monkeypatch.syspath_prepend(ROOT / "docs")
    from asked import counted
    from asked_figures import Figures as AskedFigures

    told = {period: Report.model_validate(report) for period, report in reports.items()}
    assert AskedFigures(told, load_rulebook()).rows() == counted()


def test_calls_are_counted_by_unit(reports: dict[str, Figures]) -> None:
    for period, report in reports.items():
        collection, calls = (
            collection_of(report, "domestic_violence_calls"),
            expected_figures(period)["calls"],
        )
        assert collection["records"] == calls["records"]
        assert collection["units"] == sorted(calls["units"])


def test_every_input_is_named_with_its_form(reports: dict[str, Figures]) -> None:
    for period, report in reports.items():
        found = {i["name"]: i for i in report["inputs"]}
        collections = expected_figures(period)["collections"]
        expected = {name: f for c in collections.values() for name, f in c["files"].items()}
        expected |= expected_figures(period)["calls"]["files"]
        nil = {name for c in collections.values() for name in c["nil_returns"]}
        assert set(found) == set(expected)
        for name, file in expected.items():
            one = found[name]
            delimiter = DELIMITERS.get(one["delimiter"], one["delimiter"])
            assert (one["sha256"], one["encoding"], delimiter) == (
                file["sha256"],
                file["encoding"],
                file["delimiter"],
            ), name
            assert one["records"] == (0 if one["status"] == "repeated" else file["records"])
            assert (one["status"] == "nil_return") == (name in nil)
            left_out = [file[f"{kind}_rows"] for kind in ("title", "ragged", "blank", "total")]
            said = [int(note.split()[0]) for note in one["notes"] if note[0].isdigit()]
            assert sorted(said) == sorted(filter(None, left_out)), name


# Real extracts: the figures are those that the folder's README has, counted twice by others.

STOP_AND_SEARCH = [
    # strand                as read: count, of which not stated    applicable
    ("gender", {"blank": 243}, {}),
    ("age", {"blank": 2_700}, {"blank": 2_460}),
    ("ethnicity", {"blank": 237, "not_stated": 4_955}, {"not_stated": 4_950}),
    ("ethnicity_observed", {"blank": 392}, {"blank": 157}),
]


@pytest.mark.parametrize("period", PERIODS)
def test_units_have_come_as_far_as_a_second_script_counts(
    reports: dict[str, Figures], period: str
) -> None:
    script, counts = SAMPLE_DATA / "counted_phases.py", SAMPLE_DATA / "expected" / f"{period}.json"
    command = [sys.executable, "-W", "error", str(script), str(counts)]
    counted = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    for phases in reports[period]["phases"]:
        if phases["suite"] is None:
            continue
        expected = counted[phases["suite"]]
        assert {unit["unit"]: unit["reached"] for unit in phases["units"]} == expected["units"]
        for share in phases["shares"]:
            assert [share["met"], share["assessed"]] == expected[share["phase"]]
    assert {(c["told"], c["of"]) for c in reports[period]["coverage"]} == {(6, 9)}


@pytest.fixture(scope="session")
def stop_and_search(
    run_cli: Callable[..., Run], shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Figures:
    output = tmp_path_factory.mktemp("stop-and-search") / "report.json"
    path = shared_data / "met-stop-search-2022-08.csv"
    run = run_cli("check", path, "-o", output, "--fail-on", "never")
    assert run.code == 0
    (collection,) = json_of(output)["collections"]
    assert collection["suite"] == "stop_and_search"
    return collection


def gaps_of(counts: dict[str, int]) -> dict[str, int]:
    return {how: n for how, n in counts.items() if how != "known"}


@pytest.mark.parametrize(("strand", "as_read", "applicable"), STOP_AND_SEARCH)
def test_stop_and_search_overall(
    stop_and_search: Figures, strand: str, as_read: dict[str, int], applicable: dict[str, int]
) -> None:
    found = recorded(stop_and_search, None, strand)
    assert (found["records"], found["applicable"]) == (17_286, 17_014)
    assert gaps_of(found["as_read"]) == as_read
    assert gaps_of(found["recordings"]) == applicable


@pytest.mark.parametrize(
    ("unit", "strand", "as_read", "applicable", "count"),
    [
        ("Westminster", "ethnicity", 1_782, 1_779, 704),
        ("Barnet", "age", 573, 551, 135),
    ],
)
def test_stop_and_search_by_borough(
    stop_and_search: Figures, unit: str, strand: str, as_read: int, applicable: int, count: int
) -> None:
    found = recorded(stop_and_search, unit, strand)
    assert (found["records"], found["applicable"]) == (as_read, applicable)
    missing = found["measures"]["missing"]
    assert (missing["count"], missing["denominator"]) == (count, applicable)


def test_stop_and_search_as_read_by_borough(stop_and_search: Figures) -> None:
    found = {
        unit: (sum(r["as_read"].values()), r["as_read"].get("blank", 0))
        for unit in ("Barnet", "Camden", "Croydon", "Newham", "Southwark", "Westminster")
        for r in [recorded(stop_and_search, unit, "ethnicity")]
    }
    assert found == {
        "Barnet": (573, 20),
        "Camden": (542, 7),
        "Croydon": (526, 8),
        "Newham": (874, 11),
        "Southwark": (846, 0),
        "Westminster": (1_782, 3),
    }
    assert stop_and_search["arrival"]["records_unit_blank"] == 1_687


@pytest.fixture(scope="session", params=[("homicide", 2_912), ("homicide_domestic", 493)])
def homicides(
    request: pytest.FixtureRequest,
    run_cli: Callable[..., Run],
    shared_data: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Figures, int]:
    suite, people = request.param
    output = tmp_path_factory.mktemp(suite) / "report.json"
    path = shared_data / "london-homicides-2003-2023.csv"
    assert run_cli("check", path, "--rules", EXAMPLE, "--suite", suite, "-o", output).code == 1
    (collection,) = json_of(output)["collections"]
    return collection, people


def test_homicides_as_the_readme_counts_them(homicides: tuple[Figures, int]) -> None:
    collection, people = homicides
    unknown = {2_912: (2, 24), 493: (0, 2)}[people]
    assert collection["records"] == 2_912
    for strand, count in zip(("gender", "ethnicity"), unknown, strict=True):
        found = recorded(collection, None, strand)
        assert found["applicable"] == people
        assert found["measures"]["unknown"]["count"] == count
    assert gaps_of(recorded(collection, None, "age")["recordings"]) == {}


def test_homicides_fail_the_strands_that_have_no_column(homicides: tuple[Figures, int]) -> None:
    collection, people = homicides
    findings = {f["strand"]: f for f in collection["findings"] if f["level"] == "overall"}
    for strand in ("disability", "religion_belief", "sexual_orientation"):
        found = findings[strand]
        assert (found["verdict"], found["reason"]) == ("fail", "no column")
        assert (found["rate"]["count"], found["rate"]["denominator"]) == (people, people)
    for strand in ("age", "gender", "ethnicity"):
        assert findings[strand]["verdict"] == "pass"


def test_one_borough_in_two_spellings_is_one_unit(homicides: tuple[Figures, int]) -> None:
    collection, _ = homicides
    assert [unit for unit in collection["units"] if "Harrow" in unit] == ["Harrow"]
    assert recorded(collection, "Harrow", "gender")["records"] == 36 + 1


def test_units_with_unknown_ethnicity(homicides: tuple[Figures, int]) -> None:
    collection, people = homicides
    if people == 493:
        pytest.skip("the README has these figures of all records alone")
    expected = {"Southwark": (6, 153), "Lambeth": (3, 178), "Bexley": (2, 47), "Hounslow": (2, 67)}
    found = {unit: recorded(collection, unit, "ethnicity") for unit in expected}
    assert {
        unit: (r["measures"]["unknown"]["count"], r["applicable"]) for unit, r in found.items()
    } == expected
