"""The sentences of findings and rules: figures with their counts, and grammar that holds at one."""

from __future__ import annotations

from typing import Any

import pytest
from counting import a_check, a_rule, a_suite, shipped_rulebook

from eqmon.arrivals import Arrivals
from eqmon.counts import Count
from eqmon.intake import TakenInput
from eqmon.judge import Judgement, RuleJudgement
from eqmon.report.sentences import LOOSE_QUOTE, action_of, finding_sentence, rule_sentence
from eqmon.vocabulary import BLANK_UNIT, Level, Verdict

RECORDED = a_rule(
    "recording", strand="ethnicity", measure="not_obtained", warn_above=0.1, fail_above=0.25
)
IMPLIES = a_check(
    "implies",
    when=[{"field": "kind", "is_in": ["a"]}],
    then=[{"field": "marks", "has_flag": ["b"]}],
)
MANY = {"level": "any_unit", "reason": "a test"}
FILES = ("a.csv", "b.csv", "c.csv")


def sentence(
    rule: dict[str, Any], counted: tuple[str, int, int], verdict: str, reason: str = "", **more: Any
) -> str:
    suite = a_suite(rules=[rule], min_records=30)
    unit, count, denominator = counted
    level = Level.UNIT if unit else Level.OVERALL
    judgement = Judgement(Count(level, unit, count, denominator), Verdict(verdict), reason)
    return finding_sentence(suite.rules[0], judgement, suite, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "counted", "verdict", "said"),
    [
        (
            RECORDED,
            ("Ash", 135, 551),
            "fail",
            "Ash: Ethnicity not obtained 24.5 % (135 of 551; 95 % interval 21.1 to 28.3 %) "
            "FAIL > 25 %.",
        ),
        (
            RECORDED,
            ("", 0, 100),
            "pass",
            "Overall: Ethnicity not obtained 0.0 % (0 of 100; 95 % interval 0.0 to 3.7 %) pass.",
        ),
        (
            RECORDED,
            ("Ash", 1, 3),
            "not_assessed",
            "Ash: Ethnicity not obtained 33.3 % (1 of 3; 95 % interval 6.1 to 79.2 %); "
            "fewer than 30 are too few to judge.",
        ),
        (
            IMPLIES,
            ("Ash", 2, 2),
            "fail",
            'Ash: "implies" does not hold for 2 of 2 (100.0 %) FAIL > 0 %.',
        ),
        (
            a_check("key_present"),
            ("", 1, 2000),
            "fail",
            "Overall: records without a reference 0.1 % (1 of 2,000) FAIL > 0 %.",
        ),
        (
            a_rule("left_out", warn_above=0.1),
            ("Ash", 30, 60),
            "warn",
            "Ash: records not applicable 50.0 % (30 of 60) WARN > 10 % above the other units.",
        ),
        (
            a_rule("recording", strand="ethnicity", measure="unexplained", warn_above=0.1),
            ("", 4950, 17014),
            "warn",
            "Overall: Ethnicity not stated, no reason recorded 29.1 % (4,950 of 17,014; "
            "95 % interval 28.4 to 29.8 %) WARN > 10 %.",
        ),
        (
            a_rule("dominance", strand="age", warn_above=0.5),
            ("", 6, 10),
            "warn",
            "Overall: Age: the most frequent value's share of known values 60.0 % (6 of 10; "
            "95 % interval 31.3 to 83.2 %) WARN > 50 %.",
        ),
    ],
)
def test_a_finding(
    rule: dict[str, Any], counted: tuple[str, int, int], verdict: str, said: str
) -> None:
    assert sentence(rule, counted, verdict) == said


def test_no_column_and_an_exception_are_said() -> None:
    alone = ("Ash", 551, 551)
    assert sentence(RECORDED, alone, "fail", "no column").endswith(
        "FAIL > 25 %; there is no column for it."
    )
    assert sentence(RECORDED, alone, "fail", excepted=True).endswith("FAIL > 25 %, excepted.")
    assert "excepted" not in sentence(RECORDED, ("Ash", 0, 551), "pass", excepted=True)


def of_rule(
    rule: dict[str, Any],
    *judged: tuple[str, str],
    decided_at: Level = Level.UNIT,
    reason: str = "",
    verdict: str = "fail",
    came: Arrivals | None = None,
) -> str:
    """The sentence of a rule judged so in these units; overall it fails with 60 of 100."""
    suite = a_suite(rules=[rule], min_records=30)
    judgements = [
        Judgement(Count(Level.UNIT, unit, 1, 100), Verdict(found)) for unit, found in judged
    ]
    judgements.append(Judgement(Count(Level.OVERALL, "", 60, 100), Verdict.FAIL))
    of_units = () if came else tuple(judgements)
    result = RuleJudgement(suite.rules[0], Verdict(verdict), reason, decided_at, of_units)
    return rule_sentence(result, suite, came or arrivals_of())


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        ([("Ash", "fail"), ("Elm", "fail"), ("Oak", "warn")], "2 of 3 units fail, 1 warns. "),
        ([("Ash", "fail"), ("Elm", "pass")], "1 of 2 units fails. "),
        ([("Ash", "warn"), ("Elm", "warn")], "2 of 2 units warn. "),
        ([("Ash", "fail")], "1 of 1 unit fails. "),
        ([("Ash", "fail"), ("Elm", "not_assessed"), (BLANK_UNIT, "fail")], "1 of 1 unit fails. "),
        ([("Ash", "pass")], ""),
    ],
)
def test_a_rule_says_in_how_many_units(judged: list[tuple[str, str]], said: str) -> None:
    overall = (
        "Overall: Ethnicity not obtained 60.0 % (60 of 100; 95 % interval 50.2 to 69.1 %) "
        "FAIL > 25 %."
    )
    assert of_rule(RECORDED, *judged) == f"{said}{overall}"
    turned = f"{overall} {said}".rstrip()
    assert of_rule(RECORDED, *judged, decided_at=Level.OVERALL) == turned


def test_a_rule_that_was_not_assessed_says_why_and_no_more() -> None:
    few = {"reason": "too few", "verdict": "not_assessed"}
    assert of_rule(RECORDED, ("Ash", "not_assessed"), **few) == (
        "Not assessed: no unit has the 30 records that a verdict needs."
    )
    assert of_rule(RECORDED, decided_at=Level.OVERALL, **few) == (
        "Not assessed: all together do not have the 30 records that a verdict needs."
    )


def arrivals_of(
    statuses: str = "rrr", ragged: tuple[int, ...] = (0, 0, 0), **changes: Any
) -> Arrivals:
    """What came: files that were read, unreadable or repeated, in this order."""
    status = {"r": "read", "u": "unreadable", "t": "repeated"}
    inputs = tuple(
        TakenInput(name, status[found], ragged_rows=rows)
        for name, found, rows in zip(FILES, statuses, ragged, strict=False)
    )
    said: dict[str, Any] = {
        "is_drop": True,
        "level": "borough",
        "expected": ("Ash", "Elm"),
        "received": ("Ash",),
        "nil_returns": (),
        "missing": (),
        "not_expected": (),
    }
    return Arrivals(**(said | changes), inputs=inputs)


@pytest.mark.parametrize(
    ("kind", "came", "said"),
    [
        ("units_arrived", arrivals_of(), "2 of 2 expected units arrived."),
        (
            "units_arrived",
            arrivals_of(missing=("Elm",)),
            "1 of 2 expected units arrived: missing Elm.",
        ),
        ("units_arrived", arrivals_of(expected=("Ash",)), "1 of 1 expected unit arrived."),
        ("inputs_distinct", arrivals_of(), "0 of 3 files came twice."),
        ("inputs_distinct", arrivals_of("rrt"), "1 of 3 files came twice: c.csv."),
        ("inputs_readable", arrivals_of(), "All 3 files could be read."),
        ("inputs_readable", arrivals_of("r"), "The file could be read."),
        ("inputs_readable", arrivals_of("ruu"), "2 of 3 files could not be read: b.csv, c.csv."),
        (
            "inputs_readable",
            arrivals_of(ragged=(1, 0, 0)),
            "1 row left out: not as many cells as the heading.",
        ),
        (
            "inputs_readable",
            arrivals_of("rru", ragged=(1000, 6, 0)),
            "1 of 3 files could not be read: c.csv; 1,006 rows left out: not as many cells as the "
            "heading.",
        ),
    ],
)
def test_what_came(kind: str, came: Arrivals, said: str) -> None:
    assert of_rule(a_rule(kind), came=came, decided_at=Level.OVERALL) == said


@pytest.mark.parametrize(
    ("kind", "came", "more"),
    [
        ("inputs_readable", arrivals_of("ruu"), ""),
        ("inputs_readable", arrivals_of("rru", ragged=(1, 0, 0)), f" {LOOSE_QUOTE}"),
        ("inputs_distinct", arrivals_of("rrt", ragged=(1, 0, 0)), ""),
    ],
)
def test_a_loose_quotation_mark_is_looked_for_where_rows_were_left_out(
    kind: str, came: Arrivals, more: str
) -> None:
    [rule] = a_suite(rules=[a_rule(kind)]).rules
    assert action_of(rule, came) == f"{rule.action}{more}"
    assert "quotation" not in rule.action


def test_the_shipped_rules_leave_the_quotation_mark_to_what_came() -> None:
    rules = [r for s in shipped_rulebook().suites.values() for r in s.manifest_rules]
    assert len(rules) > 6
    assert [rule.id for rule in rules if "quotation" in rule.action] == []


def test_files_given_by_name_are_no_drop() -> None:
    said = of_rule(
        a_rule("units_arrived"),
        came=arrivals_of(is_drop=False),
        verdict="not_assessed",
        reason="no unit is expected",
    )
    assert said == (
        "Not assessed: no unit is expected of files given by name, only of a folder or archive."
    )


def test_names_that_are_many_are_told_by_number() -> None:
    many = tuple(f"Unit {n}" for n in range(1, 10))
    said = of_rule(a_rule("units_arrived"), came=arrivals_of(missing=many), verdict="fail")
    assert "missing Unit 1, Unit 2, Unit 3, Unit 4, Unit 5, Unit 6 and 3 more." in said
