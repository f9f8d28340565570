from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from public_copies import BOROUGHS, boroughs, of, public, withheld_units
from reports import AREA_OF, Unit, collection_of, rate_of, report_of

from eqmon.disclosure.control import WITHHELD
from eqmon.disclosure.protect import protect
from eqmon.disclosure.recounting import FEW_OR_NONE
from eqmon.disclosure.withholding import OTHER_MONTHS
from eqmon.report.model import Collection, RuleVerdict
from eqmon.statistics.chance import expected_failures
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level, Recording, Verdict


@given(boroughs(), st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_withheld_parts_hold_no_figure(units: tuple[Unit, ...], areas: bool) -> None:
    collection = public(*units, areas=areas)
    for row in collection.recorded:
        if row.withheld:
            assert row.records == row.applicable == 0
            assert not any(row.recordings.values())
            assert not any(row.as_read.values())
            assert not any(rate.count or rate.denominator for rate in row.measures.values())
        else:
            assert row.records >= 10 or row.records == 0
            assert row.applicable >= 10 or row.applicable == 0
        assert not row.reported_in
    for finding in collection.findings:
        if finding.withheld:
            assert finding.rate is finding.baseline is None
            assert finding.sentence == WITHHELD
    parts = {(r.level, r.unit) for r in collection.recorded if r.withheld}
    assert all(f.withheld for f in collection.findings if (f.level, f.unit) in parts and f.rate)


def test_units_of_ten_or_more_stay_exact() -> None:
    units = [Unit(name, 10 + 30 * place) for place, name in enumerate(BOROUGHS)]
    inside, outside = collection_of(units), public(*units)
    assert not withheld_units(outside)
    assert (outside.records, outside.applicable) == (inside.records, inside.applicable)
    for row, was in zip(outside.recorded, inside.recorded, strict=True):
        assert row == was.model_copy(update={"reported_in": {}})
    for f, g in zip(
        (f for f in outside.findings if f.kind not in ("dominance", "implies")),
        (f for f in inside.findings if f.kind not in ("dominance", "implies")),
        strict=True,
    ):
        assert f == g


WITHHELD_WITH = [  # records and left out of Barnet, Brent, Harrow, Camden; which are withheld
    ([(9, 0), (50, 0), (60, 0), (70, 0)], {"Barnet", "Brent"}),
    ([(10, 0), (50, 0), (60, 0), (70, 0)], set()),
    ([(5, 0), (6, 0), (60, 0), (70, 0)], {"Barnet", "Brent"}),
    ([(2, 0), (3, 0), (60, 0), (70, 0)], {"Barnet", "Brent", "Harrow"}),
    ([(80, 71), (50, 0), (60, 0), (70, 0)], {"Barnet", "Brent"}),  # 9 applicable of 80
    ([(80, 80), (50, 0), (60, 0), (70, 0)], set()),  # none applicable tells nobody
]


@pytest.mark.parametrize(("figures", "names"), WITHHELD_WITH)
def test_small_units_are_withheld_with_the_next_smallest(
    figures: list[tuple[int, int]], names: set[str]
) -> None:
    units = [Unit(name, *f) for name, f in zip(BOROUGHS, figures, strict=False)]
    assert withheld_units(public(*units)) == names


def test_areas_of_withheld_units_are_withheld() -> None:
    units = [Unit(name, 200) for name in BOROUGHS[:-1]] + [Unit("Sutton", 5), Unit("Bexley", 6)]
    assert withheld_units(public(*units)) == {"Sutton", "Bexley"}

    def areas(collection: Collection) -> set[str | None]:
        return {r.unit for r in collection.recorded if r.withheld and r.level is Level.AREA}

    assert areas(public(*units)) == {"South Area", "South East"}
    every = {"South Area", "South East", "North West", "Central North"}
    assert areas(public(*units, areas=False)) == every
    partly = protect(report_of([collection_of(units)]), {"Sutton": "South Area"}).collections[0]
    assert areas(partly) == every


def test_a_withheld_units_verdict_and_place_tell_nothing() -> None:
    units = [Unit("Harrow", 200), Unit("Brent", 60, gaps={"ethnicity": {Recording.BLANK: 59}})]
    collection = public(*units, Unit("Barnet", 4), Unit("Camden", 300))
    assert withheld_units(collection) == {"Barnet", "Brent"}
    for name in ("Barnet", "Brent"):
        finding = of(collection, "DV-ETH-01", Level.UNIT, name)
        assert (finding.verdict, finding.reason) == (Verdict.NOT_ASSESSED, "withheld")
    places = [r.unit for r in collection.recorded if r.withheld and r.level is Level.UNIT]
    assert places == ["Barnet", "Brent"] * 3
    assert list(collection.units) == sorted(collection.units)
    flags = [f.withheld for f in collection.findings]
    assert flags == sorted(flags)


def test_rules_count_only_what_is_shown() -> None:
    gaps = {"ethnicity": {Recording.BLANK: 59}}
    units = [Unit("Harrow", 200, gaps=gaps), Unit("Brent", 60, gaps=gaps), Unit("Barnet", 4)]
    collection = public(*units, Unit("Camden", 300))
    rule = rule_of(collection, "DV-ETH-01")
    assert rule.verdict is Verdict.FAIL
    numbers = (rule.units_failing, rule.units_warning, rule.units_passing, rule.units_not_assessed)
    assert numbers == (0, 1, 1, 2)
    assert rule.expected_by_chance == round(expected_failures([200, 300], 0.25), 3)
    assert rule.sentence == of(collection, "DV-ETH-01", Level.OVERALL).sentence


def rule_of(collection: Collection, rule_id: str) -> RuleVerdict:
    (rule,) = (r for r in collection.rules if r.rule == rule_id)
    return rule


def test_chance_is_of_recording_alone() -> None:
    units = [Unit("Barnet", 4), *(Unit(name, 200, left_out=20) for name in BOROUGHS[1:])]
    assert rule_of(collection_of(units), "DV-APP-01").expected_by_chance > 0
    assert rule_of(public(*units), "DV-APP-01").expected_by_chance == 0


def test_records_without_a_unit_are_no_unit_that_a_rule_counts() -> None:
    units = [Unit("Barnet", 4), Unit("Brent", 60), Unit("Harrow", 90), Unit(BLANK_UNIT, 50)]
    inside = collection_of(units)
    rules = tuple(
        r.model_copy(update={"units_passing": 2, "units_not_assessed": 1}) for r in inside.rules
    )
    report = report_of([inside.model_copy(update={"rules": rules})])
    outside = protect(report, AREA_OF).collections[0]
    assert withheld_units(outside) == {"Barnet", BLANK_UNIT}
    rule = rule_of(outside, "DV-ETH-01")
    assert (rule.units_passing, rule.units_not_assessed) == (2, 1)
    shown = {r.unit for r in outside.recorded if r.level is Level.AREA and not r.withheld}
    assert not shown  # Barnet's area holds all three
    apart = public(Unit("Camden", 90), Unit("Sutton", 4), Unit(BLANK_UNIT, 50))
    assert {r.unit for r in apart.recorded if r.level is Level.AREA and not r.withheld} == {
        "Central North"
    }


def test_that_a_unit_has_a_finding_tells_nothing() -> None:
    """Only units that break a check have a finding of it; a withheld one then has none."""
    small = [Unit("Barnet", 5, no_reference=1), Unit("Brent", 40, no_reference=2)]
    more = [Unit("Harrow", 90, no_reference=3), Unit("Camden", 100)]
    inside, outside = collection_of([*small, *more]), public(*small, *more)

    def found(collection: Collection, rule: str) -> set[str | None]:
        return {f.unit for f in collection.findings if f.rule == rule}

    assert found(inside, "DV-KEY-01") == {None, "Barnet", "Brent", "Harrow", "North West"}
    assert found(outside, "DV-KEY-01") == {None, "Harrow"}
    assert found(inside, "DV-DIS-02") > {None, "Harrow", "Camden"}
    assert found(outside, "DV-DIS-02") == {None}
    key, was = rule_of(outside, "DV-KEY-01"), rule_of(inside, "DV-KEY-01")
    assert (was.units_failing, was.units_not_assessed) == (2, 1)
    assert (key.units_failing, key.units_not_assessed) == (1, 2)


def test_nor_does_the_number_of_units_that_hold_none_of_a_kind_of_people() -> None:
    inside = collection_of([Unit(name, 400) for name in BOROUGHS])
    rules = tuple(
        r.model_copy(update={"units_warning": 2, "units_passing": 3, "units_not_assessed": 1})
        for r in inside.rules
    )
    report = report_of([inside.model_copy(update={"rules": rules})])
    rule = rule_of(protect(report).collections[0], "DV-DIS-02")
    assert (rule.units_warning, rule.units_passing, rule.units_not_assessed) == (0, 0, 6)


def test_nor_that_no_record_is_concerned() -> None:
    inside = collection_of([Unit(name, 400) for name in BOROUGHS])
    said = {"sentence": "Not assessed: no record is concerned.", "verdict": Verdict.NOT_ASSESSED}
    rules = tuple(r.model_copy(update=said) for r in inside.rules)
    report = report_of([inside.model_copy(update={"rules": rules, "findings": ()})])
    assert rule_of(protect(report).collections[0], "DV-DIS-02").sentence == FEW_OR_NONE


@pytest.mark.parametrize("rule", ["DV-ETH-02", "DV-DIS-02"])
def test_counts_of_people_by_what_they_are_are_withheld(rule: str) -> None:
    units = [Unit(name, 400) for name in BOROUGHS]
    inside, outside = collection_of(units), public(*units)
    for finding in outside.findings:
        if finding.rule == rule:
            was = of(inside, rule, finding.level, finding.unit)
            assert finding.withheld
            assert finding.rate is None
            assert finding.sentence == WITHHELD
            assert finding.verdict is was.verdict is not Verdict.NOT_ASSESSED
    verdict = rule_of(outside, rule)
    assert verdict.expected_by_chance == 0
    assert verdict.sentence == WITHHELD


@pytest.mark.parametrize(("people", "verdict"), [(9, None), (0, None), (10, Verdict.FAIL)])
@pytest.mark.parametrize("rule", ["DV-ETH-02", "DV-DIS-02"])
def test_a_verdict_on_few_people_would_tell_that_there_are_any(
    rule: str, people: int, verdict: Verdict | None
) -> None:
    """Of two boroughs together there are 100 more, so that the rule itself is told."""
    inside = collection_of([Unit("Barnet", 400), Unit("Camden", 400)])
    told = {"verdict": verdict or Verdict.WARN, "reason": ""}
    few = {**told, "rate": rate_of(people // 2, people)}
    many = {**told, "rate": rate_of(people // 2, people + 100)}
    findings = tuple(
        f.model_copy(update=many if f.level is Level.OVERALL else few) if f.rule == rule else f
        for f in inside.findings
    )
    report = report_of([inside.model_copy(update={"findings": findings})])
    for finding in protect(report).collections[0].findings:
        if finding.rule == rule and finding.level is not Level.OVERALL:
            assert rule == "DV-ETH-02"  # of the other only units that break it have a finding
            assert finding.verdict is (verdict or Verdict.NOT_ASSESSED)
            assert finding.reason == ("" if verdict else "withheld")
        elif finding.rule == rule:
            assert finding.verdict is (verdict or Verdict.WARN)


MONTHS = [
    ({"2007-01": 40, "2007-02": 60}, {"2007-01": 40, "2007-02": 60}),
    ({"2007-01": 4, "2007-02": 60, "2007-03": 90}, {"2007-03": 90, OTHER_MONTHS: 64}),
    ({"2006-12": 5, "2007-01": 6, "2007-02": 60}, {"2007-02": 60, OTHER_MONTHS: 11}),
    ({"(no date)": 1, "2007-01": 10}, {"(no date)": 1, "2007-01": 10}),  # a count of recordings
    (
        {"(unreadable date)": 2, "2007-01": 4, "2007-02": 60},
        {"(unreadable date)": 2, OTHER_MONTHS: 64},
    ),
]


@pytest.mark.parametrize(("months", "shown"), MONTHS)
def test_months_of_few_records_are_added_together(
    months: dict[str, int], shown: dict[str, int]
) -> None:
    inside = collection_of([Unit("Barnet", sum(months.values()))])
    report = report_of([inside.model_copy(update={"months": months})])
    (collection,) = protect(report, AREA_OF).collections
    assert collection.months == shown
    assert sum(collection.months.values()) == sum(months.values())
    dated = [s.duty.in_force + s.duty.not_then for s in collection.strands if s.duty]
    assert all(dated) is (OTHER_MONTHS not in shown)


def test_a_few_records_without_a_date_are_not_told_by_the_duty() -> None:
    inside = collection_of([Unit("Barnet", 100)])
    strands = tuple(
        s.model_copy(update={"duty": s.duty and s.duty.model_copy(update={"undated": 3})})
        for s in inside.strands
    )
    report = report_of([inside.model_copy(update={"strands": strands})])
    for strand in protect(report, AREA_OF).collections[0].strands:
        assert strand.duty
        assert (strand.duty.in_force, strand.duty.not_then, strand.duty.undated) == (0, 0, 0)


@pytest.mark.parametrize("bucket", ["records_unit_blank", "records_unit_not_recognised"])
@pytest.mark.parametrize("has_rows", [True, False])
def test_records_without_a_unit_are_a_unit(bucket: str, has_rows: bool) -> None:
    name = BLANK_UNIT if bucket == "records_unit_blank" else UNKNOWN_UNIT
    units = [Unit("Barnet", 50), Unit("Brent", 70), Unit(name, 3)]
    inside = collection_of(units)
    if not has_rows:
        rows = tuple(r for r in inside.recorded if r.unit != name)
        findings = tuple(f for f in inside.findings if f.unit != name)
        inside = inside.model_copy(update={"recorded": rows, "findings": findings})
    known = inside.findings[0].model_copy(update={"rule": "DV-UNI-01", "kind": "unit_known"})
    arrival = inside.arrival.model_copy(update={bucket: 3})
    update = {"arrival": arrival, "findings": (*inside.findings, known)}
    (outside,) = protect(report_of([inside.model_copy(update=update)]), AREA_OF).collections
    assert getattr(outside.arrival, bucket) == 0
    assert "Barnet" in withheld_units(outside)
    assert of(outside, "DV-UNI-01", Level.OVERALL).withheld


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (9, 0), (10, 10)])
def test_references_in_another_collection_too(count: int, shown: int) -> None:
    inside = collection_of([Unit("Barnet", 50)])
    arrival = inside.arrival.model_copy(update={"shared_keys": count})
    report = report_of([inside.model_copy(update={"arrival": arrival})])
    assert protect(report).collections[0].arrival.shared_keys == shown


def test_many_records_without_a_unit_stay_exact() -> None:
    inside = collection_of([Unit("Barnet", 50), Unit(BLANK_UNIT, 12)])
    arrival = inside.arrival.model_copy(update={"records_unit_blank": 12})
    report = report_of([inside.model_copy(update={"arrival": arrival})])
    assert protect(report).collections[0].arrival.records_unit_blank == 12
