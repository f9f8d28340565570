"""One unit's own report holds its figures beside those of all, and no other unit's anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import every_status, report_with
from reports import AREA_OF, small_report
from writer_reports import compared_report, full_report

from eqmon.disclosure.protect import protect
from eqmon.report import WRITERS, write
from eqmon.report.each_unit import report_of_unit, units_of
from eqmon.report.model import Report
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import BLANK_UNIT, Audience, Level, Verdict

OTHERS = ("Kensington", "Brent", "Sutton", "Bexley", "Harrow", "Enfield", "Essex")


def barnets(report: Report | None = None) -> Report:
    return report_of_unit(report or full_report(), "Barnet")


def test_every_unit_has_one_and_records_of_no_unit_none() -> None:
    report = full_report()
    [collection] = report.collections
    units = (*collection.units, BLANK_UNIT)
    changed = collection.model_copy(update={"units": units})
    assert units_of(report.model_copy(update={"collections": (changed,)})) == (
        "Barnet",
        "Bexley",
        "Brent",
        "Kensington and Chelsea",
        "Sutton",
    )


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("make", [full_report, compared_report])
def test_no_other_unit_or_file_is_named_in_any_format(format: str, make: object) -> None:
    text = write(barnets(make()), format, width=200)  # type: ignore[operator]
    assert "Barnet" in text
    assert not [name for name in (*OTHERS, "brent-2.csv", "harrow.csv") if name in text]


@given(st.sampled_from(list(AREA_OF)))
def test_no_other_borough_in_the_whole_document(unit: str) -> None:
    areas = dict(AREA_OF)
    whole = small_report(32)
    collections = tuple(c.model_copy(update={"areas": areas}) for c in whole.collections)
    text = write(
        report_of_unit(whole.model_copy(update={"collections": collections}), unit), "json"
    )
    assert f'"{unit}"' in text
    assert not [other for other in AREA_OF if f'"{other}' in text and other != unit]


def test_the_people_are_its_own_alone() -> None:
    report = full_report()
    [collection] = report.collections
    rows = tuple(
        PeopleRow(level=level, unit=unit, counts=(n,), known=n)
        for level, unit, n in (
            (Level.OVERALL, None, 60),
            (Level.AREA, "Barnet", 40),  # an area of the same name
            (Level.UNIT, "Barnet", 20),
            (Level.UNIT, "Brent", 40),
        )
    )
    people = People(subject="gender", label="Gender", groups=("Female",), rows=rows)
    changed = collection.model_copy(update={"people": (people,)})
    [own] = barnets(report.model_copy(update={"collections": (changed,)})).collections
    assert [table.rows for table in own.people] == [rows[2:3]]


@pytest.mark.parametrize(("asks", "units"), [((), [None, "Barnet"]), (("gender",), ["Barnet"])])
def test_what_all_units_together_tell_of_people_is_left_out(
    asks: tuple[str, ...], units: list[str | None]
) -> None:
    report = report_with(every_status()[0])
    [collection] = report.collections
    one = collection.measures[0].model_copy(update={"asks": asks})
    changed = collection.model_copy(update={"measures": (one,)})
    [own] = barnets(report.model_copy(update={"collections": (changed,)})).collections
    assert [place.unit for place in own.measures[0].places] == units


def test_its_verdicts_are_those_of_its_own_findings() -> None:
    [collection] = barnets().collections
    verdicts = {r.rule: r.verdict for r in collection.rules}
    assert verdicts == {f.rule: f.verdict for f in collection.findings if f.unit == "Barnet"}
    assert "DV-ARR-01" not in verdicts
    assert (verdicts["DV-AGE-01"], verdicts["DV-DIS-01"]) == (Verdict.FAIL, Verdict.PASS)
    assert {f.level for f in collection.findings} == {Level.UNIT, Level.OVERALL}


def test_all_units_together_stand_beside_it() -> None:
    lines = write(barnets(), "terminal", width=120).splitlines()
    assert [x.split()[0] for x in lines if x.startswith(("All units ", "Barnet  "))] == [
        "All",
        "Barnet",
    ]
    assert (
        "✗ DV-AGE-01 Age not obtained 24.5 % (135 of 551) > 5 %. All units: 5.4 % (683 of 12,608)."
        in lines
    )


def test_it_is_its_own_standing_and_its_own_records() -> None:
    report = barnets()
    assert (report.unit, report.records, report.verdict) == ("Barnet", 551, Verdict.FAIL)
    assert not report.standard_met
    assert report.headline.startswith("Barnet, Domestic violence, 551 records: 3 of 7 rules fail.")
    assert (report.inputs, report.could_not_run) == ((), ())


def test_a_unit_that_fails_nothing_meets_the_standard() -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(
        f.model_copy(update={"verdict": Verdict.PASS}) if f.unit == "Barnet" else f
        for f in collection.findings
    )
    changed = collection.model_copy(update={"findings": findings})
    passing = barnets(report.model_copy(update={"collections": (changed,)}))
    assert (passing.verdict, passing.standard_met) == (Verdict.PASS, True)
    assert [c.verdict for c in passing.collections] == [Verdict.PASS]


def test_too_few_records_are_neither_a_pass_nor_a_fail() -> None:
    report = report_of_unit(small_report(8), "Harrow")
    assert {r.verdict for r in report.collections[0].rules} == {Verdict.NOT_ASSESSED}
    assert report.collections[0].verdict is Verdict.NOT_ASSESSED
    assert "Fewer than 30 records are too few to judge the strands." in report.headline
    assert "Not assessed: fewer than 30 records are too few to judge." in write(report, "markdown")


def test_its_exceptions_are_told_and_no_others() -> None:
    assert barnets().exceptions == ()
    assert report_of_unit(full_report(), "Brent").exceptions == ("DV-ETH-01, Brent: the new form.",)


def test_its_movements_are_counted_alone() -> None:
    base = barnets(compared_report()).baseline
    assert base is not None
    assert (base.worse, base.no_worse, base.better) == (1, 0, 0)


def test_what_it_breaks_nowhere_is_said() -> None:
    report = report_of_unit(small_report(6), "Barnet")
    assert report.notices[0] == "Domestic violence: nothing in Barnet breaks DV-KEY-01."
    assert "DV-KEY-01" not in {r.rule for r in report.collections[0].rules}


def test_headings_of_others_files_are_left_out_and_a_missing_column_is_not() -> None:
    [collection] = barnets().collections
    columns = {s.name: s.column for s in collection.strands}
    assert columns == dict.fromkeys(columns, "its own extract's") | {"orientation": None}


def test_the_duty_is_that_at_its_own_records_dates() -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(
        f.model_copy(update={"duty": "duty in force"}) if f.unit == "Barnet" else f
        for f in collection.findings
    )
    changed = collection.model_copy(update={"findings": findings})
    [alone] = barnets(report.model_copy(update={"collections": (changed,)})).collections
    assert {s.duty.label for s in alone.strands if s.duty} == {"duty in force"}


def test_a_public_copy_does_not_say_that_a_unit_breaks_nothing() -> None:
    """Small units' findings are left out of it, and of kinds of people every unit's are."""
    report = report_of_unit(protect(small_report(8), AREA_OF), "Harrow")
    assert report.notices == (
        "Public copy: small counts are withheld, and what would tell them by subtraction.",
    )


@given(st.sampled_from(list(AREA_OF)[:12]))
def test_a_units_public_copy_holds_nothing_that_the_public_copy_does_not(unit: str) -> None:
    whole = protect(small_report(12), AREA_OF)
    alone = report_of_unit(whole, unit)
    assert alone.audience is Audience.PUBLIC
    for part, of in zip(alone.collections, whole.collections, strict=True):
        assert set(part.findings) <= set(of.findings)
        assert set(map(repr, part.recorded)) <= set(map(repr, of.recorded))
        (row, *_) = (r for r in of.recorded if r.unit == unit)
        assert part.records == (0 if row.withheld else row.records)
