"""Phases of units, shares beside their targets, and the characteristics that records tell."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_files import write

from eqmon.document.model import Table, blocks_of
from eqmon.errors import RulebookError
from eqmon.frameworks.blocks import coverage_blocks, phases_blocks, units_table
from eqmon.frameworks.coverage import coverage_of
from eqmon.frameworks.model import Attainment, Phases
from eqmon.frameworks.phases import phases_of
from eqmon.frameworks.target import attained, share_attained
from eqmon.report.model import Report
from eqmon.rulebook.characteristics import load_characteristics, read_characteristics
from eqmon.rulebook.frameworks import read_framework
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import UNKNOWN_UNIT, Strand

MET, NOT_MET = Attainment.MET, Attainment.NOT_MET
NO_TARGET, NOT_ASSESSED = Attainment.NO_TARGET, Attainment.NOT_ASSESSED
RULES = {
    "T-KEY-01": ("key_present", None, None),
    "T-ETH-01": ("recording", "ethnicity", "not_obtained"),
    "T-AGE-01": ("recording", "age", "not_obtained"),
    "T-ETH-02": ("recording", "ethnicity", "unexplained"),
}
"""Rules of a small suite by id: kind, strand, measure."""
Verdicts = dict[str, str]


@pytest.mark.parametrize(
    ("actual", "target", "attainment"),
    [
        (97, 80, MET),  # S3, paragraph 11
        (8.2, 8, MET),  # S2, paragraph 49: officers
        (30.8, 30, MET),  # community support officers
        (31, None, NO_TARGET),  # special constables
        (23.13, None, NO_TARGET),  # police staff
        (80, 80, MET),  # exactly at the target
        (79.9, 80, NOT_MET),
        (0.1 + 0.2, 0.3, MET),
        (None, 80, NOT_ASSESSED),
        (None, None, NO_TARGET),
    ],
)
def test_figures_stand_beside_their_targets(
    actual: float | None, target: float | None, attainment: Attainment
) -> None:
    assert attained(actual, target) is attainment


@pytest.mark.parametrize(
    ("count", "of", "target", "attainment"),
    [(97, 100, 0.8, MET), (4, 5, 0.8, MET), (79, 99, 0.8, NOT_MET), (0, 0, 0.8, NOT_ASSESSED)],
)
def test_shares_are_compared_in_full_counts(
    count: int, of: int, target: float, attainment: Attainment
) -> None:
    assert share_attained(count, of, target) is attainment


@given(count=st.integers(0, 500), more=st.integers(0, 500), target=st.integers(0, 100))
def test_a_share_is_met_exactly_where_its_counts_say_so(count: int, more: int, target: int) -> None:
    of = count + more
    found = share_attained(count, of, target / 100)
    expected = NOT_ASSESSED if not of else MET if 100 * count >= target * of else NOT_MET
    assert found is expected
    assert attained(Fraction(count, of) if of else None, target / 100) is expected


def report(
    units: dict[str, Verdicts],
    *,
    missing: tuple[str, ...] = (),
    columns: dict[str, str | None] | None = None,
    withheld: tuple[str, ...] = (),
) -> Report:
    """A report of one collection: of each unit the verdicts that it has findings for.

    `fail (no column)` has that reason. Rules on rows have no finding where they found nothing.
    """
    findings = [
        _finding(rule, said, unit, withheld=unit in withheld)
        for unit, verdicts in units.items()
        for rule, said in verdicts.items()
    ]
    rules = [_rule(rule, kind, strand) for rule, (kind, strand, _) in RULES.items()]
    monitored = columns or {"ethnicity": "SDE", "age": "Age"}
    strands = [
        {"name": name, "strand": name, "label": name.capitalize(), "column": column, "duty": None}
        for name, column in monitored.items()
    ]
    collection = _collection(units, missing) | {
        "findings": findings,
        "rules": rules,
        "strands": strands,
        "recorded": [_recorded(name) for name, column in monitored.items() if column],
    }
    plain = {"eqmon": "0", "audience": "internal", "period": "2007-01", "extracted_on": None}
    plain |= {"rulebook": "", "rulebook_sha256": "", "verdict": "fail", "standard_met": False}
    plain |= {"headline": "", "inputs": [], "records": 0, "collections": [collection]}
    return Report.model_validate(plain)


def _finding(rule: str, said: str, unit: str, *, withheld: bool) -> dict[str, Any]:
    kind, strand, measure = RULES[rule]
    verdict, _, reason = said.partition(" (")
    none = ("rate", "warn_above", "fail_above", "duty")
    return {
        **dict.fromkeys(none),
        "rule": rule,
        "title": "",
        "kind": kind,
        "strand": strand,
        "measure": measure,
        "level": "unit",
        "unit": unit,
        "verdict": verdict,
        "reason": reason.rstrip(")"),
        "decides": False,
        "sentence": "",
        "action": "",
        "withheld": withheld,
    }


def _rule(rule: str, kind: str, strand: str | None) -> dict[str, Any]:
    counts = ("units_failing", "units_warning", "units_passing", "units_not_assessed")
    return {
        **dict.fromkeys(counts, 0),
        "rule": rule,
        "title": "",
        "strand": strand,
        "verdict": "pass",
        "kind": kind,
        "sentence": "",
        "action": "",
        "expected_by_chance": 0.0,
        "decided_by": "",
    }


def _recorded(strand: str) -> dict[str, Any]:
    recordings = {"known": 30, "blank": 10}
    return {
        "strand": strand,
        "level": "overall",
        "unit": None,
        "records": 40,
        "applicable": 40,
        "recordings": recordings,
        "as_read": recordings,
        "measures": {},
        "reported_in": {},
    }


def _collection(units: dict[str, Verdicts], missing: tuple[str, ...]) -> dict[str, Any]:
    arrival = {
        "level": "borough",
        "expected": 2,
        "received": 1,
        "missing": missing,
        **dict.fromkeys(("nil_returns", "repeated", "not_expected"), ()),
        **dict.fromkeys(("records_unit_blank", "records_unit_not_recognised", "shared_keys"), 0),
    }
    words = ("grain", "about", "decided_by", "decided_because")
    return {
        **dict.fromkeys(words, ""),
        "suite": "small",
        "title": "Small",
        "verdict": "fail",
        "records": 0,
        "applicable": 0,
        "units": tuple(units),
        "months": {},
        "arrival": arrival,
    }


def phases(made: Report) -> Phases:
    (found,) = phases_of(made, load_rulebook().frameworks["equality_standard"])
    return found


ALL_PASS = {"T-ETH-01": "pass", "T-AGE-01": "pass", "T-ETH-02": "pass"}
TOO_FEW = dict.fromkeys(ALL_PASS, "not_assessed (too few)")


@pytest.mark.parametrize(
    ("verdicts", "reached"),
    [
        (ALL_PASS, "excelling"),
        (ALL_PASS | {"T-ETH-01": "warn"}, "integrating"),
        (ALL_PASS | {"T-ETH-02": "warn"}, "integrating"),
        (ALL_PASS | {"T-ETH-01": "fail"}, "baseline"),
        (ALL_PASS | {"T-KEY-01": "warn"}, "excelling"),
        (ALL_PASS | {"T-KEY-01": "fail"}, None),  # a later phase is none without the earlier
        (ALL_PASS | {"T-AGE-01": "fail (no column)"}, None),
        (ALL_PASS | {"T-AGE-01": "not_assessed (too few)"}, "excelling"),  # not applicable
        (TOO_FEW, "baseline"),
    ],
)
def test_a_unit_has_reached_what_all_its_applicable_indicators_evidence(
    verdicts: Verdicts, reached: str | None
) -> None:
    (unit,) = phases(report({"Barnet": verdicts})).units
    assert unit.reached == reached


def test_not_applicable_indicators_are_counted_and_in_no_denominator() -> None:
    verdicts = ALL_PASS | {"T-AGE-01": "not_assessed (too few)"}
    (unit,) = phases(report({"Barnet": verdicts})).units
    integrating = next(one for one in unit.phases if one.phase == "integrating")
    assert (integrating.evidenced, integrating.applicable, integrating.not_applicable) == (1, 1, 1)
    (few,) = phases(report({"Barnet": TOO_FEW})).units
    assert [one.met for one in few.phases] == [True, None, None]


def test_silence_is_evidence_of_rules_on_rows_alone() -> None:
    barnet, _ = phases(report({"Barnet": {"T-AGE-01": "pass"}, "Brent": ALL_PASS})).units
    baseline, integrating, _ = barnet.phases
    # It came, age has a column, and no reference is amiss; nothing is known of ethnicity.
    assert (baseline.evidenced, baseline.applicable, baseline.not_applicable) == (3, 3, 1)
    assert (integrating.evidenced, integrating.applicable, integrating.not_applicable) == (1, 1, 1)


def test_records_of_no_unit_are_nobody() -> None:
    found = phases(report({"Barnet": ALL_PASS, UNKNOWN_UNIT: ALL_PASS}))
    assert [unit.unit for unit in found.units] == ["Barnet"]


def test_a_collection_that_monitors_no_strand_is_left_out() -> None:
    made = report({"Barnet": ALL_PASS})
    log = made.collections[0].model_copy(update={"suite": "calls", "strands": ()})
    both = made.model_copy(update={"collections": (*made.collections, log)})
    framework = load_rulebook().frameworks["equality_standard"]
    assert [one.suite for one in phases_of(both, framework)] == ["small"]
    assert [one.suite for one in coverage_of(both, load_characteristics())] == ["small"]


def test_97_of_100_units_exceed_the_papers_target_of_80_percent() -> None:
    units = {f"Unit {n}": ALL_PASS | ({"T-KEY-01": "fail"} if n < 3 else {}) for n in range(100)}
    baseline, integrating, excelling = phases(report(units)).shares
    assert baseline.sentence == "Baseline: 97.0 % (97 of 100 units); target 80 %, met."
    assert (baseline.attainment, integrating.attainment) == (MET, NOT_MET)
    assert (excelling.attainment, excelling.target) == (NO_TARGET, None)
    assert excelling.sentence == "Excelling: 97.0 % (97 of 100 units); no target."


def test_a_unit_that_sent_nothing_has_come_nowhere_and_is_in_the_share() -> None:
    found = phases(report({"Barnet": ALL_PASS}, missing=("Merton",)))
    merton = next(unit for unit in found.units if unit.unit == "Merton")
    assert merton.reached is None
    assert merton.phases[0].lacking == ("ES-BAS-01",)
    assert (found.shares[0].met, found.shares[0].assessed) == (1, 2)
    assert (found.shares[1].assessed, found.shares[1].not_assessed) == (1, 1)


def test_withheld_units_are_left_out_and_counted() -> None:
    made = report({"Barnet": ALL_PASS, "Sutton": ALL_PASS}, withheld=("Sutton",))
    found = phases(made)
    assert {unit.unit: unit.reached for unit in found.units} == {
        "Barnet": "excelling",
        "Sutton": None,
    }
    assert (found.shares[0].assessed, found.shares[0].withheld) == (1, 1)
    assert "1 withheld, in no figure" in found.shares[0].sentence


def test_all_collections_together_take_every_indicator_of_a_unit() -> None:
    one = report({"Barnet": ALL_PASS, "Brent": ALL_PASS})
    other = report({"Barnet": ALL_PASS | {"T-ETH-01": "fail"}})
    both = one.model_copy(update={"collections": (*one.collections, *other.collections)})
    together, first, second = phases_of(both, load_rulebook().frameworks["equality_standard"])
    assert together.suite is None
    assert {unit.unit: unit.reached for unit in together.units} == {
        "Barnet": "baseline",
        "Brent": "excelling",
    }
    assert (first.shares[1].met, second.shares[1].met) == (2, 0)


SIX = dict.fromkeys(map(str, Strand), "a column")


def test_six_strands_are_six_of_nine_characteristics() -> None:
    (found,) = coverage_of(report({"Barnet": ALL_PASS}, columns=SIX), load_characteristics())
    assert (found.told, found.of) == (6, 9)
    assert found.sentence == (
        "6 of 9 protected characteristics have a column; three have none: gender reassignment, "
        "marriage and civil partnership, and pregnancy and maternity."
    )
    race = next(one for one in found.characteristics if one.name == "race")
    assert (race.strand, race.known, race.applicable) == ("ethnicity", 30, 40)


def test_what_is_withheld_of_a_strand_is_not_told() -> None:
    made = report({"Barnet": ALL_PASS}, columns=SIX)
    (collection,) = made.collections
    hidden = tuple(row.model_copy(update={"withheld": True}) for row in collection.recorded)
    public = made.model_copy(
        update={"collections": (collection.model_copy(update={"recorded": hidden}),)}
    )
    (found,) = coverage_of(public, load_characteristics())
    race = next(one for one in found.characteristics if one.name == "race")
    assert (race.column, race.known, race.applicable, race.withheld) == (True, None, None, True)
    (_, matrix) = coverage_blocks((found,))
    assert isinstance(matrix, Table)
    assert [cell.text for cell in matrix.rows[5]][-1] == "column; [c]"


@pytest.mark.parametrize(
    ("columns", "why_not"),
    [
        (SIX | {"age": None}, "No extract had a column for the strand."),
        (
            {name: column for name, column in SIX.items() if name != "age"},
            "The suite of this collection does not monitor the strand.",
        ),
    ],
)
def test_a_characteristic_without_a_column_says_why(
    columns: dict[str, str | None], why_not: str
) -> None:
    (found,) = coverage_of(report({"Barnet": ALL_PASS}, columns=columns), load_characteristics())
    age = next(one for one in found.characteristics if one.name == "age")
    assert (found.told, age.column, age.known, age.why_not) == (5, False, None, why_not)


def test_papers_show_every_share_criterion_and_characteristic() -> None:
    made = report({"Barnet": ALL_PASS}, missing=("Merton",), columns=SIX)
    found = phases_of(made, load_rulebook().frameworks["equality_standard"])
    blocks = (
        *phases_blocks(found),
        units_table(found[0]),
        *coverage_blocks(coverage_of(made, load_characteristics())),
    )
    tables = {block.id: block for block in blocks_of(blocks) if isinstance(block, Table)}
    assert len(tables) == 4
    texts = {
        name: [[cell.text for cell in row] for row in table.rows] for name, table in tables.items()
    }
    first = texts["phases-shares"][0]
    assert first[1:5] == ["Baseline", "1 of 2 (50.0 %)", "80 %", "not met"]
    assert "Baseline: 80 % of units, the target for 2010/11" in str(tables["phases-shares"].notes)
    assert len(texts["phases-criteria"]) == 6
    assert texts["phases-units"][1] == ["Merton", "none", "0 of 1, not met", "[z]", "[z]"]
    assert len(texts["coverage-matrix"]) == 9
    assert ["gender reassignment", "none", "no column"] in texts["coverage-matrix"]
    assert ["race", "Ethnicity", "column; known in 75.0 % (30 of 40)"] in texts["coverage-matrix"]


FRAMEWORK = """\
name: own
id: FW-OWN-01
title: Own
owner: us
limb: advance
reason: a test
source: [{work: a test}]
phases:
  - name: first
    title: First
    says: begins
    source: [{work: a test}]
    criteria:
      - {id: OW-FST-01, title: It came, heading: operational delivery, asks: arrived}
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FRAMEWORK.replace("name: own", "name: other"), ["line 1", "the name of its file"]),
        (FRAMEWORK.replace("asks: arrived", "asks: verdict"), ["none_of"]),
        (FRAMEWORK.replace("asks: arrived", "asks: arrived, kinds: [key_present]"), ["none where"]),
        (FRAMEWORK.replace("asks: arrived", "asks: came"), ["line 14", "arrived"]),
        (FRAMEWORK + FRAMEWORK.partition("phases:\n")[2], ["stand twice", "first"]),
    ],
)
def test_problems_of_a_framework_are_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_framework(write(tmp_path, "own.yaml", text))
    assert [word for word in words if word not in str(raised.value)] == []


def test_a_framework_of_ones_own_stands_beside_the_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "frameworks/own.yaml", FRAMEWORK)
    frameworks = load_rulebook(tmp_path).frameworks
    assert list(frameworks) == ["equality_standard", "own"]
    (found,) = phases_of(report({"Barnet": {}}, missing=("Merton",)), frameworks["own"])
    assert (found.shares[0].met, found.shares[0].assessed) == (1, 2)
    clash = FRAMEWORK.replace("OW-FST-01", "ES-BAS-01")
    write(tmp_path, "frameworks/own.yaml", clash)
    with pytest.raises(RulebookError, match="ES-BAS-01"):
        load_rulebook(tmp_path)


def test_characteristics_are_the_acts_nine_and_limbs_its_three(tmp_path: Path) -> None:
    found = load_characteristics()
    assert len(found.characteristics) == 9
    assert {one.strand for one in found.characteristics if one.strand} == set(Strand)
    assert [limb.name for limb in found.limbs] == ["eliminate", "advance", "foster"]
    assert found.limb("foster").title == "foster good relations"
    shipped = Path(__file__).parent.parent / "rules" / "characteristics.yaml"
    text = shipped.read_text(encoding="utf-8")
    for broken, word in (
        (text.replace("strand: gender\n", "strand: age\n"), "age"),
        (text.replace("    strand: gender\n", ""), "why_not"),
        (text.replace("name: sex\n", "name: race\n"), "race"),
    ):
        with pytest.raises(RulebookError, match=word):
            read_characteristics(write(tmp_path, "characteristics.yaml", broken))
