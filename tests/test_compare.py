from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import Unit, collection_of, report_of, small_report

from eqmon.compare import compare, has_become_worse, read_baseline
from eqmon.disclosure.protect import protect
from eqmon.errors import InputError
from eqmon.report.model import Finding, Report, RuleVerdict
from eqmon.vocabulary import (
    BLANK_UNIT,
    UNKNOWN_UNIT,
    Level,
    Movement,
    Recording,
    Verdict,
)


def one_borough(blank: int, applicable: int, **changes: Any) -> Report:
    """A report of one borough whose ethnicity is blank so often."""
    unit = Unit("Barnet", applicable, gaps={"ethnicity": {Recording.BLANK: blank}})
    return report_of([collection_of([unit])], **changes)


def compared(report: Report, baseline: Report) -> Report:
    return compare(report, baseline, name="last.json", sha256="ef" * 32)


def ethnicity(report: Report, level: Level = Level.UNIT) -> Finding:
    (finding,) = (
        f for f in report.collections[0].findings if f.rule == "DV-ETH-01" and f.level is level
    )
    return finding


def rule(report: Report, rule_id: str = "DV-ETH-01") -> RuleVerdict:
    (verdict,) = (r for r in report.collections[0].rules if r.rule == rule_id)
    return verdict


def changed(report: Report, rule_id: str, **changes: Any) -> Report:
    """The report with every finding of a rule altered."""
    (collection,) = report.collections
    findings = tuple(
        f.model_copy(update=changes) if f.rule == rule_id else f for f in collection.findings
    )
    altered = collection.model_copy(update={"findings": findings})
    return report.model_copy(update={"collections": (altered,)})


MOVEMENTS = [  # count and denominator before, now; Newcombe's 99.8 % interval of now - before
    ((100, 1000), (200, 1000), Movement.WORSE),
    ((200, 1000), (100, 1000), Movement.BETTER),
    ((100, 1000), (135, 1000), Movement.NO_WORSE),  # beyond chance at 95 %, not at 99.8 %
    ((135, 1000), (100, 1000), Movement.NO_WORSE),
    ((100, 1000), (100, 1000), Movement.NO_WORSE),
    ((0, 29), (29, 29), Movement.NOT_COMPARABLE),
    ((0, 30), (29, 29), Movement.NOT_COMPARABLE),
    ((0, 29), (30, 30), Movement.NOT_COMPARABLE),
    ((0, 30), (30, 30), Movement.WORSE),
]


@pytest.mark.parametrize(("before", "now", "movement"), MOVEMENTS)
def test_rates_move_beyond_chance(
    before: tuple[int, int], now: tuple[int, int], movement: Movement
) -> None:
    report = compared(one_borough(*now), one_borough(*before))
    finding = ethnicity(report)
    assert finding.movement is movement
    assert finding.baseline is not None
    assert (finding.baseline.count, finding.baseline.denominator) == before
    assert rule(report).movement is movement
    assert ethnicity(report, Level.OVERALL).movement is movement


@settings(deadline=None)
@given(st.integers(0, 900), st.integers(0, 900))
def test_what_is_worse_one_way_is_better_the_other(one: int, two: int) -> None:
    here, there = one_borough(one, 900), one_borough(two, 900)
    mirror = {Movement.WORSE: Movement.BETTER, Movement.BETTER: Movement.WORSE}
    forth = ethnicity(compared(here, there)).movement
    back = ethnicity(compared(there, here)).movement
    assert forth is not None
    assert back is mirror.get(forth, forth)


@settings(deadline=None)
@given(st.integers(1, 32))
def test_a_report_is_no_worse_than_itself(boroughs: int) -> None:
    report = small_report(boroughs)
    same = compared(report, report)
    assert same.baseline is not None
    assert same.baseline.comparable
    assert (same.baseline.worse, same.baseline.better) == (0, 0)
    for collection in same.collections:
        for f in collection.findings:
            few = f.rate is not None and f.rate.denominator < 30
            assert f.movement is (Movement.NOT_COMPARABLE if few else Movement.NO_WORSE)


GRAVITIES = [  # before, now
    (Verdict.PASS, Verdict.FAIL, Movement.WORSE),
    (Verdict.WARN, Verdict.FAIL, Movement.WORSE),
    (Verdict.FAIL, Verdict.PASS, Movement.BETTER),
    (Verdict.FAIL, Verdict.FAIL, Movement.NO_WORSE),
    (Verdict.NOT_ASSESSED, Verdict.FAIL, Movement.NOT_COMPARABLE),
    (Verdict.PASS, Verdict.NOT_ASSESSED, Movement.NOT_COMPARABLE),
]


@pytest.mark.parametrize(("before", "now", "movement"), GRAVITIES)
def test_a_rule_without_findings_moves_by_its_verdict(
    before: Verdict, now: Verdict, movement: Movement
) -> None:
    def arrived(verdict: Verdict) -> Report:
        collection = collection_of([Unit("Barnet", 100)], all_arrived=True)
        rules = tuple(
            r.model_copy(update={"verdict": verdict}) if r.rule == "DV-ARR-01" else r
            for r in collection.rules
        )
        return report_of([collection.model_copy(update={"rules": rules})])

    after = compared(arrived(now), arrived(before))
    assert rule(after, "DV-ARR-01").movement is movement
    assert after.baseline is not None
    assert after.baseline.worse == (movement is Movement.WORSE)
    assert after.baseline.better == (movement is Movement.BETTER)


MISSING = [  # before, now: of Barnet, Brent and Camden, where Camden came as a nil return
    (("Barnet",), ("Brent",), Movement.WORSE),
    (("Barnet",), ("Camden",), Movement.WORSE),
    (("Barnet",), ("Barnet", "Brent"), Movement.WORSE),
    (("Barnet",), ("Barnet",), Movement.NO_WORSE),
    (("Barnet", "Brent"), ("Brent",), Movement.NO_WORSE),
    (("Barnet",), ("Harrow",), Movement.NO_WORSE),  # it was not expected then
    ((), ("Brent",), Movement.WORSE),
]


def missing(*units: str) -> Report:
    """A drop that lacks these units; DV-ARR-01 fails where it lacks any."""
    came = [Unit(name, 100) for name in ("Barnet", "Brent") if name not in units]
    collection = collection_of(came or [Unit("Sutton", 100)], all_arrived=True)
    nil = () if "Camden" in units else ("Camden",)
    arrival = collection.arrival.model_copy(update={"missing": units, "nil_returns": nil})
    verdict = Verdict.FAIL if units else Verdict.PASS
    rules = tuple(
        r.model_copy(update={"verdict": verdict}) if r.rule == "DV-ARR-01" else r
        for r in collection.rules
    )
    changes = {"arrival": arrival, "rules": rules}
    return report_of([collection.model_copy(update=changes)])


@pytest.mark.parametrize(("before", "now", "movement"), MISSING)
def test_a_unit_newly_missing_is_worse_whichever_was_missing_before(
    before: tuple[str, ...], now: tuple[str, ...], movement: Movement
) -> None:
    after = compared(missing(*now), missing(*before))
    assert rule(after, "DV-ARR-01").movement is movement
    assert rule(after).movement is not Movement.WORSE
    assert after.baseline is not None
    assert after.baseline.worse == (movement is Movement.WORSE)


def test_a_rule_without_findings_is_not_compared_with_one_that_was_not_there() -> None:
    now = report_of([collection_of([Unit("Barnet", 100)], all_arrived=True)])
    before = report_of([collection_of([Unit("Barnet", 100)])])
    assert rule(compared(now, before), "DV-ARR-01").movement is Movement.NOT_COMPARABLE


def test_a_strand_whose_column_went_moves_by_its_verdict() -> None:
    before = changed(one_borough(10, 100), "DV-ETH-01", verdict=Verdict.PASS)
    now = changed(one_borough(10, 100), "DV-ETH-01", verdict=Verdict.FAIL, rate=None)
    assert rule(compared(now, before)).movement is Movement.WORSE


@pytest.mark.parametrize("other", [{"rule": "DV-ETH-09"}, {"unit": "Brent"}, {"kind": "dominance"}])
def test_what_the_baseline_does_not_have_is_not_comparable(other: dict[str, str]) -> None:
    report = one_borough(10, 100)
    finding = ethnicity(compared(report, changed(report, "DV-ETH-01", **other)))
    assert finding.movement is Movement.NOT_COMPARABLE
    assert finding.baseline is None


def test_one_worse_unit_makes_a_rule_worse_though_another_is_better() -> None:
    def boroughs(barnet: int, brent: int) -> Report:
        units = [
            Unit(name, 500, gaps={"ethnicity": {Recording.BLANK: blank}})
            for name, blank in (("Barnet", barnet), ("Brent", brent))
        ]
        return report_of([collection_of(units)])

    assert rule(compared(boroughs(50, 200), boroughs(200, 50))).movement is Movement.WORSE
    assert rule(compared(boroughs(50, 50), boroughs(200, 50))).movement is Movement.BETTER


def test_a_check_decided_overall_does_not_move_by_its_units() -> None:
    """Barnet has more records without a reference, Brent fewer: together as many as before."""

    def references(barnet: int, brent: int) -> Report:
        units = [Unit("Barnet", 500, no_reference=barnet), Unit("Brent", 500, no_reference=brent)]
        return report_of([collection_of(units)])

    report = compared(references(200, 50), references(50, 200))
    checked = [f for f in report.collections[0].findings if f.rule == "DV-KEY-01"]
    units = [f for f in checked if f.level is Level.UNIT]
    assert {f.movement for f in units} == {Movement.WORSE, Movement.BETTER}
    assert rule(report, "DV-KEY-01").movement is Movement.NO_WORSE


def test_only_the_deciding_level_counts_in_the_summary() -> None:
    report = compared(one_borough(400, 500), one_borough(100, 500))
    assert report.baseline is not None
    worse = [f for f in report.collections[0].findings if f.movement is Movement.WORSE]
    assert {f.level for f in worse} == {Level.UNIT, Level.AREA, Level.OVERALL}
    assert report.baseline.worse == 1
    assert (report.baseline.name, report.baseline.sha256) == ("last.json", "ef" * 32)


@pytest.mark.parametrize("bucket", [BLANK_UNIT, UNKNOWN_UNIT])
@pytest.mark.parametrize("decides", [True, False])
def test_records_of_no_known_unit_decide_nothing(bucket: str, decides: bool) -> None:
    def with_bucket(blank: int) -> Report:
        units = [
            Unit("Barnet", 500),
            Unit(bucket, 500, gaps={"ethnicity": {Recording.BLANK: blank}}),
        ]
        [collection] = report_of([collection_of(units)]).collections
        findings = tuple(
            f.model_copy(update={"decides": decides and f.decides}) if f.unit == bucket else f
            for f in collection.findings
        )
        return report_of([collection.model_copy(update={"findings": findings})])

    report = compared(with_bucket(400), with_bucket(10))
    assert report.baseline is not None
    assert (report.baseline.worse, report.baseline.better) == (0, 0)
    assert rule(report).movement is Movement.NO_WORSE


WORSE_BY = [  # limits; blank of 500 before, now; whether it is worse among fails, among warnings
    ((None, 0.05), 0, 10, (False, False)),  # 2 % of 500 may be chance
    ((None, 0.05), 0, 20, (True, False)),  # within the limit: what was reached is to be kept
    ((0.02, 0.05), 0, 20, (True, True)),
    ((0.02, None), 0, 400, (False, True)),
    ((0.02, 0.05), 400, 0, (False, False)),
]


@pytest.mark.parametrize(("limits", "before", "now", "worse"), WORSE_BY)
def test_a_rule_that_may_only_warn_is_never_among_those_that_fail_by_becoming_worse(
    limits: tuple[float | None, float | None], before: int, now: int, worse: tuple[bool, bool]
) -> None:
    warn, fail = limits
    limited = {"warn_above": warn, "fail_above": fail}
    report = compared(
        changed(one_borough(now, 500), "DV-ETH-01", **limited),
        changed(one_borough(before, 500), "DV-ETH-01", **limited),
    )
    [collection] = report.collections
    said = (
        has_become_worse(collection, rule(report), (Verdict.FAIL,)),
        has_become_worse(collection, rule(report), (Verdict.WARN,)),
    )
    assert said == worse
    assert not has_become_worse(collection, rule(report), ())


def test_a_rule_without_findings_that_became_worse_counts_by_its_verdict() -> None:
    [collection] = report_of([collection_of([Unit("Barnet", 100)], all_arrived=True)]).collections
    (arrived,) = (r for r in collection.rules if r.rule == "DV-ARR-01")
    worse = arrived.model_copy(update={"movement": Movement.WORSE, "verdict": Verdict.WARN})
    assert has_become_worse(collection, worse, (Verdict.FAIL, Verdict.WARN))
    assert not has_become_worse(collection, worse, (Verdict.FAIL,))


AGES = [  # period, extracted on: of this report, of the baseline; comparable
    (("2007-02", "2007-03-09"), ("2007-01", "2007-02-09"), True),
    (("2007-02", "2007-03-23"), ("2007-01", "2007-02-09"), True),  # 23 and 9 days: 14 apart
    (("2007-02", "2007-03-24"), ("2007-01", "2007-02-09"), False),
    (("2007-02", "2007-03-01"), ("2007-01", "2007-02-16"), False),
    (("2007-02", "2007-02-20"), ("2007-01", "2007-02-05"), True),  # 8 days before, 5 after
    (("2008-02", "2008-03-01"), ("2007-12", "2008-01-15"), True),  # leap day; end of year
    ((None, "2007-03-24"), ("2007-01", "2007-02-09"), True),
    (("2007-02", None), ("2007-01", "2007-02-09"), True),
    (("2007-02", "2009-03-09"), ("2007-01", None), True),
    (("9999-12", "9999-12-31"), ("2007-01", "2007-02-09"), True),
]


@pytest.mark.parametrize(("now", "before", "comparable"), AGES)
def test_extracts_of_different_ages_are_not_compared(
    now: tuple[str | None, str | None], before: tuple[str | None, str | None], comparable: bool
) -> None:
    report = compared(
        one_borough(400, 500, period=now[0], extracted_on=now[1]),
        one_borough(100, 500, period=before[0], extracted_on=before[1]),
    )
    assert report.baseline is not None
    assert report.baseline.comparable is comparable
    assert rule(report).movement is (Movement.WORSE if comparable else Movement.NOT_COMPARABLE)
    assert (report.baseline.worse == 1) is comparable


def test_both_ages_are_stated() -> None:
    def reason(now: str | None, before: str) -> tuple[str, tuple[str, ...]]:
        report = compared(
            one_borough(1, 50, period="2007-02", extracted_on=now),
            one_borough(1, 50, period="2007-01", extracted_on=before),
        )
        assert report.baseline is not None
        return report.baseline.reason, report.notices

    assert reason("2007-03-01", "2007-01-29") == (
        "this report's extracts were made 1 day after the period's last day, "
        "the baseline's 2 days before the period's last day",
        (),
    )
    far, said = reason("2007-03-30", "2007-02-02")
    assert far == (
        "this report's extracts were made 30 days after the period's last day, "
        "the baseline's 2 days after the period's last day: more than 14 days apart in age"
    )
    assert said == (f"Not comparable with the baseline: {far}.",)
    unknown, said = reason(None, "2007-02-02")
    assert "on a date or for a period not given" in unknown
    assert any(unknown in notice for notice in said)


def test_other_collections_and_schemas_are_not_compared() -> None:
    report = small_report(3)
    fewer = report.model_copy(update={"collections": report.collections[:1]})
    older = report.model_copy(update={"schema_version": "0.9"})
    for baseline, reason in ((fewer, "the baseline is of domestic_violence, this"), (older, "sch")):
        after = compared(report, baseline)
        assert after.baseline is not None
        assert not after.baseline.comparable
        assert reason in after.baseline.reason
        movements = {f.movement for c in after.collections for f in c.findings}
        assert movements == {Movement.NOT_COMPARABLE}


def test_another_rulebook_is_said() -> None:
    report = one_borough(1, 50)
    other = report.model_copy(update={"rulebook_sha256": "00" * 32})
    assert any("another rulebook" in notice for notice in compared(report, other).notices)
    assert not compared(report, report).notices


def test_nothing_else_of_the_report_changes() -> None:
    report = small_report(4)
    after = compared(report, small_report(4))
    filled = {"baseline", "notices", "collections"}
    assert after.model_dump(exclude=filled) == report.model_dump(exclude=filled)
    for now, was in zip(after.collections, report.collections, strict=True):
        assert now.recorded == was.recorded
        for f, g in zip(now.findings, was.findings, strict=True):
            assert f.model_copy(update={"movement": None, "baseline": None}) == g


def test_a_baseline_is_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    data = small_report().model_dump_json().encode()
    path.write_bytes(data)
    assert read_baseline(path) == (small_report(), hashlib.sha256(data).hexdigest())


SECRET = "Zq7-secret"
WRONG = [
    (SECRET, "not JSON"),
    ("", "not JSON"),
    ('{"' + SECRET, "not JSON"),
    ("[" * 5000, "not JSON"),
    ("[]", "not a report of schema version"),
    (f'{{"{SECRET}": 1}}', "problems"),
    ("\x00\xff", "not JSON"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_what_is_no_report_is_refused_without_quoting_it(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match=problem) as raised:
        read_baseline(path)
    assert SECRET not in str(raised.value)
    assert "report.json" in str(raised.value)
    assert raised.value.hint
    assert raised.value.__cause__ is None


def test_the_place_of_a_problem_is_told_but_no_key_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    text = one_borough(1, 50).model_dump_json()
    path.write_text(text.replace('"recordings":{"known"', f'"recordings":{{"{SECRET}"', 1))
    with pytest.raises(InputError, match=r"1 problem, the first at collections\.0\.recorded") as it:
        read_baseline(path)
    assert SECRET not in str(it.value)


@pytest.mark.parametrize("figures", [(-1, 50), (51, 50), (5, 10**400)])
def test_impossible_rates_are_refused(tmp_path: Path, figures: tuple[int, int]) -> None:
    path = tmp_path / "report.json"
    report = one_borough(1, 50)
    rate = ethnicity(report).rate
    assert rate is not None
    wrong = rate.model_copy(update={"count": figures[0], "denominator": figures[1]})
    path.write_text(changed(report, "DV-ETH-01", rate=wrong).model_dump_json())
    with pytest.raises(InputError, match="cannot be"):
        read_baseline(path)


def test_a_public_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(protect(one_borough(1, 50)).model_dump_json())
    with pytest.raises(InputError, match="public copy"):
        read_baseline(path)


def test_no_such_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_baseline(path)


def test_an_endless_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.json"
    path.write_text(one_borough(1, 50).model_dump_json())
    monkeypatch.setattr("eqmon.report.read.LARGEST_REPORT", 100)
    with pytest.raises(InputError, match="too large"):
        read_baseline(path)
