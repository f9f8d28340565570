"""What accuracy signals say, when they ask for a look, and why one could not be computed."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from counting import shipped_rulebook
from reports import small_report
from signalling import (
    AGREEMENT,
    HEAPED_AGES,
    HEAPED_DAY,
    SAME_PERSON,
    VANISHED,
    a_plan,
    born_by,
    checked,
    records,
    signals,
)

from eqmon.arrivals import arrivals
from eqmon.checked import Checked
from eqmon.disclosure.protect import protect
from eqmon.engines.counter import Plan
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import take_in
from eqmon.report import WRITERS, accuracy_lines, write
from eqmon.report.accuracy import accuracy_of
from eqmon.report.each_unit import report_of_unit
from eqmon.report.model import Report, Signal
from eqmon.report.recorded import recorded_strands
from eqmon.rulebook.lint import CHASING
from eqmon.statistics.agreement import agreement
from eqmon.vocabulary import Level, Verdict


def overall(found: tuple[Signal, ...]) -> Signal:
    """The first row of all units together."""
    return next(s for s in found if s.level is Level.OVERALL)


def in_step(n: int, agreeing: int, unit: str = "ash") -> pd.DataFrame:
    """Records whose two ethnicities agree so often, half of them White."""
    said = ["W1" if i % 2 else "B1" for i in range(n)]
    seen = ["1" if (i % 2) == (i < agreeing) else "3" for i in range(n)]
    return records(n, ethnicity=said, observed=seen, unit=unit)


@pytest.mark.parametrize(
    ("n", "agreeing", "look", "kappa"),
    [
        (200, 200, False, 1.0),
        (200, 170, False, 0.7),
        (200, 140, True, 0.4),
        (40, 30, False, 0.5),  # of so few, 0.6 is within the interval
    ],
)
def test_agreement_asks_for_a_look_where_kappa_is_low_beyond_chance(
    n: int, agreeing: int, look: bool, kappa: float
) -> None:
    found = overall(signals(a_plan(AGREEMENT), in_step(n, agreeing)))
    assert found.look is look
    assert found.rate is not None
    assert (found.rate.count, found.rate.denominator) == (agreeing, n)
    assert found.index == pytest.approx(kappa, abs=0.01)
    assert f"({agreeing} of {n})" in found.sentence
    assert ("the person's own word stands" in found.sentence) is look


def test_a_kappa_next_to_nought_bears_no_sign() -> None:
    found = overall(signals(a_plan(AGREEMENT), in_step(1001, 500)))
    assert found.index is not None
    assert -0.005 < found.index < 0
    assert "kappa is 0.00 (95 % interval -0.06 to 0.06)" in found.sentence


def test_agreement_says_how_many_were_left_out_and_why() -> None:
    frame = pd.concat(
        [
            in_step(40, 40),
            records(3, ethnicity="M1", observed="1"),
            records(2, ethnicity="", observed="1"),
            records(1, ethnicity="W1", observed="0"),
            records(5, ethnicity="W1", observed="1", kind="firm"),
        ],
        ignore_index=True,
    ).fillna("")
    found = overall(signals(a_plan(AGREEMENT), frame))
    assert found.left_out == {"Mixed": 3, "not observed": 1, "not self-defined": 2}
    assert found.rate is not None
    assert found.rate.denominator == 40
    assert "Left out: 3 Mixed, 1 not observed, 2 not self-defined." in found.sentence


def test_agreement_is_told_of_units_with_enough_records() -> None:
    frame = pd.concat([in_step(29, 29, "oak"), in_step(30, 8, "elm"), in_step(200, 200)])
    found = signals(a_plan(AGREEMENT), frame.reset_index(drop=True))
    assert [(s.unit, s.look) for s in found] == [(None, False), ("Ash", False), ("Elm", True)]
    assert "In Elm 26.7 % (8 of 30)" in found[2].sentence


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"ethnicity": "W1"}, "no column for observed"),
        ({"ethnicity": "", "observed": "1"}, "no record tells both"),
        ({"ethnicity": "W1", "observed": "1"}, "only 20 records with both, 30 are needed"),
    ],
)
def test_agreement_says_why_it_could_not_be_computed(columns: dict[str, Any], reason: str) -> None:
    found = overall(signals(a_plan(AGREEMENT), records(20, **columns)))
    assert (found.reason, found.look) == (reason, False)


def test_kappa_is_not_defined_where_all_are_of_one_group() -> None:
    found = overall(signals(a_plan(AGREEMENT), records(50, ethnicity="W1", observed="1")))
    assert (found.index, found.look, found.reason) == (None, False, "")
    assert "kappa is not defined" in found.sentence


def people(n: int, differently: int) -> pd.DataFrame:
    """So many people seen twice, some of them as two genders."""
    person = [f"P{i // 2}" for i in range(2 * n)]
    gender = ["M" if i % 2 and i // 2 < differently else "F" for i in range(2 * n)]
    return records(2 * n, person=person, gender=gender)


@pytest.mark.parametrize(
    ("n", "differently", "look", "reason"),
    [
        (200, 20, True, ""),
        (200, 4, False, ""),
        (10, 10, False, "fewer than 30 people have two known answers"),
    ],
)
def test_people_described_in_two_ways(n: int, differently: int, look: bool, reason: str) -> None:
    gender, ethnicity, born = signals(a_plan(SAME_PERSON), people(n, differently))
    assert (gender.look, gender.reason) == (look, reason)
    assert f"({differently} of {n})" in gender.sentence
    assert "Everybody was looked at." in gender.sentence
    assert ethnicity.reason == "no column for ethnicity"
    assert (born.about, born.reason) == ("born", "no column for born")


def test_nobody_is_compared_without_a_reference() -> None:
    gender, *_ = signals(a_plan(SAME_PERSON), records(9, gender="F"))
    assert gender.reason == "no column for person"
    gender, *_ = signals(a_plan(SAME_PERSON), records(1, person="P1", gender="F"))
    assert gender.reason == "nobody has two known answers"


def month(extra: int, on: int = 31) -> pd.DataFrame:
    """Two records on each day of a month, and more on one."""
    days = [f"2007-01-{d:02d}" for d in (*range(1, 32), *range(1, 32), *[on] * extra)]
    return records(len(days), day=days)


@pytest.mark.parametrize(("extra", "look"), [(0, False), (3, False), (40, True)])
def test_a_date_that_many_records_share(extra: int, look: bool) -> None:
    found = overall(signals(a_plan(HEAPED_DAY), month(extra)))
    assert found.look is look
    assert found.value == ("2007-01-31" if look else "")
    if look:
        assert "2007-01-31 holds 41.2 % (42 of 102) of records with a day" in found.sentence
        assert "21.0 times the mean of the 7 compared with it" in found.sentence


def test_a_day_of_few_records_is_not_named_for_it_may_be_somebodys() -> None:
    frame = records(40, born=["1961-05-04"] * 9 + [""] * 31)
    assert "1961" not in str(overall(signals(a_plan(born_by("date")), frame)))
    born = ["1961-05-04"] * 9 + [f"1950-01-{d:02d}" for d in range(1, 32)]
    found = overall(signals(a_plan(born_by("date")), records(40, born=born)))
    assert (found.value, found.sentence) == ("", "No day holds as many as ten records.")


@pytest.mark.parametrize(
    ("by", "born", "value"),
    [
        ("day_of_year", ["1 Jan 1950"] * 30, "1 January"),
        ("day_of_month", [f"1 {m} 1950" for m in ("Feb", "Mar", "Jun")] * 20, "Day 1 of a month"),
        ("date", ["15 Jun 1950"] * 30, "1950-06-15"),
    ],
)
def test_dates_of_birth_heap_by_year_by_month_and_by_date(
    by: str, born: list[str], value: str
) -> None:
    start = date(1950, 1, 1)
    spread = [(start + timedelta(days=d)).strftime("%d %b %Y") for d in range(0, 2000, 5)]
    plan = a_plan(born_by(by, times=2, share=0.05))
    fields = plan.suite.fields
    born_field = fields["born"].model_copy(update={"formats": ("%d %b %Y",)})
    suite = plan.suite.model_copy(update={"fields": {**fields, "born": born_field}})
    plan = type(plan)(suite, plan.rulebook)
    assert not overall(signals(plan, records(len(spread), born=spread))).look
    found = overall(signals(plan, records(len(spread) + len(born), born=spread + born)))
    assert (found.look, found.value) == (True, value)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (records(40, day=""), "no record holds such a day"),
        (records(40).drop(columns="day"), "no column for day"),
        (records(40), "every record holds the same day"),
        (records(0), "no record holds such a day"),
    ],
)
def test_heaping_on_a_day_says_why_it_could_not_be_computed(
    frame: pd.DataFrame, reason: str
) -> None:
    found = overall(signals(a_plan(HEAPED_DAY), frame))
    assert (found.reason, found.look) == (reason, False)


@pytest.mark.parametrize(
    ("ages", "look", "index", "units"),
    [
        ([*range(23, 63)] * 10, False, 100.0, ["Ash"]),
        ([30, 40, 25, 41] * 50, True, 375.0, ["Ash"]),
        ([30, 40, 25, 41], False, 375.0, []),
    ],
)
def test_ages_heap_on_0_and_5(ages: list[int], look: bool, index: float, units: list[str]) -> None:
    plan = a_plan(HEAPED_AGES)
    plan = type(plan)(plan.suite.model_copy(update={"min_records": 30}), plan.rulebook)
    found = signals(plan, records(len(ages), age=[str(a) for a in ages]))
    assert found[0].look is look
    assert found[0].index == pytest.approx(index)
    assert [s.unit for s in found] == [None, *units]


def test_ages_in_bands_say_that_no_single_years_are_recorded() -> None:
    found = overall(signals(a_plan(HEAPED_AGES), records(40, age="25-34")))
    assert found.reason == "no ages in single years, 23 to 62"
    found = overall(signals(a_plan(HEAPED_AGES), records(40)))
    assert found.reason == "no column for age"


def every_signal() -> tuple[Signal, ...]:
    """Rows of every kind: a look, none, a unit's, and some that could not be computed."""
    plan = a_plan(AGREEMENT, SAME_PERSON, HEAPED_DAY, HEAPED_AGES, VANISHED)
    ages = [str(30 + 5 * (i % 3)) for i in range(400)]
    frame = pd.concat(
        [
            in_step(200, 120, "elm").assign(day="2007-01-30"),
            in_step(60, 60).assign(day=[f"2007-01-{1 + i % 30:02d}" for i in range(60)]),
            people(70, 13),
        ],
        ignore_index=True,
    ).fillna("")
    return signals(plan, frame.assign(age=ages))


def report_with(rows: tuple[Signal, ...]) -> Report:
    """A report of several boroughs with these signals; Elm and Ash are two of them."""
    report = small_report()
    collection = report.collections[0]
    names = dict(zip(("Elm", "Ash"), collection.units, strict=False))
    mine = tuple(s.model_copy(update={"unit": names.get(s.unit or "", s.unit)}) for s in rows)
    return report.model_copy(
        update={"collections": (collection.model_copy(update={"accuracy": mine}),)}
    )


def test_readers_are_told_what_to_look_at_then_the_rest_and_why_not() -> None:
    [collection] = report_with(every_signal()).collections
    asking = accuracy_lines.asking(collection)
    assert [line.signal for line in asking] == ["TS-SIG-01", "TS-SIG-02", "TS-SIG-03", "TS-SIG-04"]
    assert "Asking for a look: 1 unit, " in asking[0].text
    assert accuracy_lines.not_computed(collection) == [
        "TS-SIG-02 (ethnicity): not computed, nobody has two known answers",
        "TS-SIG-02 (born): not computed, no column for born",
        "TS-SIG-05: not computed, there is no earlier report to compare with (--baseline)",
    ]
    assert accuracy_lines.brief(collection) == []
    quiet = report_with(signals(a_plan(AGREEMENT), in_step(90, 88))).collections[0]
    [line] = accuracy_lines.brief(quiet)
    [overall] = [s for s in quiet.accuracy if s.unit is None]
    assert overall.rate is not None
    counted = f"{overall.rate.count} of {overall.rate.denominator} agree"
    assert (line.signal, line.text) == ("TS-SIG-01", f"{overall.title}: kappa 0.96 ({counted}).")
    assert [line.signal for line in accuracy_lines.resting(quiet)] == ["TS-SIG-01"]
    told = quiet.model_copy(update={"accuracy": (overall.model_copy(update={"rate": None}),)})
    assert [line.text for line in accuracy_lines.brief(told)] == [f"{overall.title}."]


def test_no_share_of_a_signal_stands_without_its_count_and_denominator() -> None:
    [collection] = report_with(every_signal()).collections
    calm = tuple(row.model_copy(update={"look": False}) for row in collection.accuracy)
    texts = [
        line.text
        for found in (collection, collection.model_copy(update={"accuracy": calm}))
        for line in (*accuracy_lines.asking(found), *accuracy_lines.brief(found))
    ]
    shares = [share for text in texts for share in re.findall(r"[\d.]+ % (?!interval).{9}", text)]
    assert shares
    assert all(re.match(r"[\d.]+ % \([\d,]+ of [\d,]+", share) for share in shares)


def test_the_rule_on_age_and_birth_stands_beside_the_signals() -> None:
    report = report_with(signals(a_plan(AGREEMENT), in_step(90, 88)))
    collection = report.collections[0]
    rule = collection.findings[0].model_copy(
        update={"kind": "age_agrees", "level": Level.OVERALL, "unit": None, "rule": "DV-XF-01"}
    )
    for verdict, shown in ((Verdict.PASS, True), (Verdict.FAIL, False)):
        found = (rule.model_copy(update={"verdict": verdict}),)
        beside = collection.model_copy(update={"findings": found})
        assert ("DV-XF-01" in [line.signal for line in accuracy_lines.brief(beside)]) is shown
        assert [line.signal for line in accuracy_lines.resting(beside)][-1] == "DV-XF-01"


@pytest.mark.parametrize("format", ["terminal", "markdown", "json", "csv"])
def test_writers_show_signals(format: str) -> None:
    text = " ".join(write(report_with(every_signal()), format, width=200).split())
    assert "TS-SIG-03" in text
    assert "2007-01-30 holds" in text
    assert "there is no earlier report" in text


def test_the_csv_tells_a_signal_from_a_finding() -> None:
    report = report_with(every_signal())
    found = [
        row
        for row in csv.DictReader(io.StringIO(write(report, "csv"), newline=""))
        if row["rule"] == "TS-SIG-01"
    ]
    assert [(row["verdict"], row["look"]) for row in found] == [
        ("", "yes"),
        ("", "no"),
        ("", "yes"),
    ]
    assert (found[0]["count"], found[0]["denominator"]) == ("180", "260")
    assert found[0]["index"] == "0.3846"
    [public] = [
        row
        for row in csv.DictReader(io.StringIO(write(protect(report), "csv"), newline=""))
        if row["rule"] == "TS-SIG-01"
    ]
    assert (public["count"], public["index"], public["look"]) == ("[c]", "", "no")


def test_signals_use_no_word_of_chasing() -> None:
    for signal in every_signal():
        assert not CHASING.search(signal.sentence + signal.reason)


def test_a_unit_is_told_of_its_own_signals_alone() -> None:
    report = report_with(every_signal())
    unit = report.collections[0].units[0]
    [collection] = report_of_unit(report, unit).collections
    assert {s.unit for s in collection.accuracy} == {unit}
    assert {s.signal for s in collection.accuracy} == {"TS-SIG-01", "TS-SIG-04"}


def test_a_public_copy_tells_of_no_signal_what_it_came_to() -> None:
    rows = every_signal()
    public = protect(report_with(rows))
    quiet = protect(report_with(signals(a_plan(AGREEMENT, SAME_PERSON), records(40))))
    found = public.collections[0].accuracy
    assert [s.signal for s in found] == [f"TS-SIG-0{n}" for n in range(1, 6)]
    # What is said is the same whatever was counted, and whether it could be.
    assert found[:2] == quiet.collections[0].accuracy
    for signal in found:
        assert signal.withheld
        empty = Signal.model_construct(
            signal=signal.signal,
            title=signal.title,
            kind=signal.kind,
            level=Level.OVERALL,
            unit=None,
            look=False,
            about="",
            sentence=signal.sentence,
            withheld=True,
        )
        assert signal == empty
    told = accuracy_lines.not_computed(public.collections[0])
    assert told == [f"{', '.join(s.signal for s in found)}: {found[0].sentence}"]
    for format in WRITERS:
        text = write(public, format)
        assert not any(s.sentence in text for s in rows if s.sentence)


def test_codes_and_why_values_are_invalid_are_in_no_public_copy() -> None:
    report = small_report()
    collection = report.collections[0]
    recorded = tuple(
        r.model_copy(update={"codes": {"W3": 3}, "invalid": {"other_scheme": 2}})
        for r in collection.recorded
    )
    inside = report.model_copy(
        update={"collections": (collection.model_copy(update={"recorded": recorded}),)}
    )
    for row in protect(inside).collections[0].recorded:
        assert (row.codes, row.invalid) == ({}, {})


def test_codes_are_told_of_the_strands_that_are_followed_alone() -> None:
    plan = a_plan(VANISHED)
    frame = records(5, ethnicity=["W1", "O1", "A4", "", "xx"], gender="F", age="34")
    tally = checked(plan, frame).collection.tally
    found = {(r.strand, r.unit): r for r in recorded_strands(plan.suite, tally)}
    assert found["ethnicity", None].codes == {"A4": 1, "O1": 1, "W1": 1}
    assert found["ethnicity", "Ash"].codes == {"A4": 1, "O1": 1, "W1": 1}
    assert found["ethnicity", "East"].codes == {}
    assert found["age", None].codes == {}
    assert found["ethnicity", None].invalid == {"unrecognised": 1}


def test_agreement_on_real_searches_is_what_a_count_by_hand_gives(shared_data: Path) -> None:
    source = shared_data / "met-stop-search-2022-08.csv"
    groups = ("White", "Asian", "Black", "Other")
    pairs: dict[tuple[str, str], int] = {}
    with source.open(encoding="ascii", newline="") as lines:
        for row in csv.DictReader(lines):
            said = row["Self-defined ethnicity"]
            one = next((g for g in groups if said.startswith(g)), "")
            if row["Type"] == "Vehicle search" or said.endswith("Not stated"):
                continue
            if one and row["Officer-defined ethnicity"] in groups:
                pair = (one, row["Officer-defined ethnicity"])
                pairs[pair] = pairs.get(pair, 0) + 1
    by_hand = agreement(pairs)
    book = shipped_rulebook()
    taken = take_in(find_drop([str(source)]), book, period=None, declared=Declared())
    [collection] = taken.collections
    plan = Plan(book.suites["stop_and_search"], book)
    came = arrivals(collection, taken.inputs, book.units_of(plan.suite), is_drop=False)
    rows = accuracy_of(Checked(collection, plan, came, ()))
    found = overall(tuple(s for s in rows if s.signal == "SS-SIG-01"))
    assert found.rate is not None
    assert (found.rate.count, found.rate.denominator) == (by_hand.agreeing, by_hand.records)
    assert found.index == pytest.approx(by_hand.kappa)
    left_out = sum(found.left_out.values())
    assert found.rate.denominator + left_out == 17_014  # searches of a person
