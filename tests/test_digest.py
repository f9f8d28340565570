"""What fails and where: the figure, how many units, the worst two, in a sentence or two."""

from __future__ import annotations

from typing import Any

import pytest
from reports import Unit, collection_of, rate_of
from writer_reports import compared_report, full_report

from eqmon.report.digest import before, not_assessed, passing, told, worse
from eqmon.report.model import Collection
from eqmon.vocabulary import BLANK_UNIT, Level, Movement, Recording, Verdict


def the_collection() -> Collection:
    [collection] = full_report().collections
    return collection


def text_of(collection: Collection, rule: str) -> str:
    found = [t.text for v in Verdict for t in told(collection, v) if t.rule.rule == rule]
    assert len(found) == 1
    return found[0]


def findings_with(collection: Collection, rule: str, **changes: Any) -> Collection:
    findings = tuple(
        f.model_copy(update=changes) if f.rule == rule else f for f in collection.findings
    )
    return collection.model_copy(update={"findings": findings})


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("DV-ARR-01", "6 of 7 expected units arrived: missing Harrow."),
        (
            "DV-ORI-01",
            "Sexual orientation not obtained 100.0 % (12,608 of 12,608). "
            "There is no column for it.",
        ),
        (
            "DV-ETH-01",
            "Ethnicity, self-defined not obtained 12.9 % (1,625 of 12,608). 2 of 4 units fail "
            "(> 20 %), worst Barnet 49.0 % (270 of 551) and Brent 37.5 % (301 of 803), excepted.",
        ),
        (
            "DV-AGE-01",
            "Age not obtained 5.4 % (683 of 12,608). 1 of 4 units fails (> 5 %): "
            "Barnet 24.5 % (135 of 551).",
        ),
        (
            "DV-GEN-01",
            "Gender not obtained 0.9 % (116 of 12,608). 1 of 4 units warns (> 1 %): "
            "Kensington and Chelsea 1.1 % (14 of 1,240).",
        ),
    ],
)
def test_a_rule_that_units_decide(rule: str, text: str) -> None:
    assert text_of(the_collection(), rule) == text


def decided_overall(collection: Collection) -> Collection:
    findings = tuple(
        f.model_copy(update={"decides": f.level is Level.OVERALL}) for f in collection.findings
    )
    return collection.model_copy(update={"findings": findings})


def test_a_rule_that_all_records_decide_names_its_limit_with_them() -> None:
    collection = decided_overall(the_collection())
    assert text_of(collection, "DV-AGE-01") == (
        "Age not obtained 5.4 % (683 of 12,608) > 5 %. 1 of 4 units fails: "
        "Barnet 24.5 % (135 of 551)."
    )
    assert text_of(collection, "DV-ETH-02") == (
        "Ethnicity, officer-defined not obtained 1.1 % (141 of 12,608) > 1 %. In 2 of 4 units, "
        "worst Brent 3.7 % (30 of 803) and Barnet 1.6 % (9 of 551)."
    )


def test_a_statement_of_one_record_and_another_says_what_does_not_hold() -> None:
    collection = decided_overall(findings_with(the_collection(), "DV-AGE-01", kind="implies"))
    assert text_of(collection, "DV-AGE-01").startswith(
        '"Age of victims is obtained" does not hold for 683 of 12,608 (5.4 %) > 5 %.'
    )


WORST = [
    # records and faults of units    the worst two
    ({"Few": (40, 4), "Many": (9000, 70), "None": (90, 0)}, "Few 10.0 % (4 of 40) and Many 0.8 %"),
    ({"Few": (40, 4), "Many": (400, 40), "More": (80, 8)}, "Many 10.0 % (40 of 400) and More 10.0"),
    ({"Two": (40, 4), "One": (40, 4), "Ten": (400, 2)}, "One 10.0 % (4 of 40) and Two 10.0 %"),
]


@pytest.mark.parametrize(("units", "worst"), WORST)
def test_the_highest_rates_are_worst_and_of_the_same_the_most_records(
    units: dict[str, tuple[int, int]], worst: str
) -> None:
    collection = collection_of(
        [Unit(name, n, no_reference=faults) for name, (n, faults) in units.items()]
    )
    for kind in ("key_present", "dominance"):
        text = text_of(findings_with(collection, "DV-KEY-01", kind=kind), "DV-KEY-01")
        assert f"units fail, worst {worst}" in text


def test_a_unit_that_warns_at_a_higher_rate_is_worse_than_one_that_fails() -> None:
    """Of few records a high rate may be chance; what is shown is the rate."""
    units = [
        Unit("Few", 30, gaps={"age": {Recording.BLANK: 3}}),
        Unit("Many", 9000, gaps={"age": {Recording.BLANK: 700}}),
    ]
    collection = decided_overall(collection_of(units))
    rules = tuple(r.model_copy(update={"verdict": Verdict.WARN}) for r in collection.rules)
    text = text_of(collection.model_copy(update={"rules": rules}), "DV-AGE-01")
    assert ", worst Few 10.0 % (3 of 30) and Many 7.8 % (700 of 9,000)." in text


def test_records_of_no_known_unit_are_never_the_worst() -> None:
    gaps = {"age": {Recording.BLANK: 200}}
    units = [Unit(BLANK_UNIT, 200, gaps=gaps), Unit("Brent", 400, gaps=gaps), Unit("Sutton", 400)]
    text = text_of(collection_of(units), "DV-AGE-01")
    assert BLANK_UNIT not in text
    assert text.endswith(", worst Brent 50.0 % (200 of 400).")


def test_a_unit_alone_is_told_beside_all_units() -> None:
    collection = the_collection()
    findings = tuple(f for f in collection.findings if f.unit in ("Barnet", None))
    alone = collection.model_copy(update={"units": ("Barnet",), "findings": findings})
    assert text_of(alone, "DV-AGE-01") == (
        "Age not obtained 24.5 % (135 of 551) > 5 %. All units: 5.4 % (683 of 12,608)."
    )


def test_withheld_figures_leave_the_title() -> None:
    hidden = {"rate": None, "withheld": True, "sentence": "Withheld."}
    collection = findings_with(the_collection(), "DV-AGE-01", **hidden)
    rules = tuple(r.model_copy(update={"sentence": "Withheld."}) for r in collection.rules)
    collection = collection.model_copy(update={"rules": rules})
    assert text_of(collection, "DV-AGE-01") == "Age of victims is obtained. Withheld."


@pytest.mark.parametrize(
    ("movement", "ending"),
    [
        (Movement.WORSE, " Worse than the baseline."),
        (Movement.NO_WORSE, " No worse."),
        (Movement.BETTER, " Better than the baseline."),
        (Movement.NOT_COMPARABLE, "Harrow."),
        (None, "Harrow."),
    ],
)
def test_movement(movement: Movement | None, ending: str) -> None:
    collection = the_collection()
    rules = tuple(r.model_copy(update={"movement": movement}) for r in collection.rules)
    moved = collection.model_copy(update={"rules": rules})
    assert text_of(moved, "DV-ARR-01").endswith(ending)


def test_what_became_worse_is_told_with_what_it_was() -> None:
    [collection] = compared_report().collections
    [finding] = worse(collection)
    assert (finding.rule, finding.unit) == ("DV-AGE-01", "Barnet")
    assert before(finding) == "Before: 9.3 % (50 of 540)."
    assert before(finding.model_copy(update={"withheld": True})) == ""
    assert before(finding.model_copy(update={"baseline": None})) == ""


def with_rules(**by_rule: dict[str, Any]) -> Collection:
    collection = the_collection()
    rules = tuple(
        r.model_copy(update=by_rule.get(r.rule.replace("-", "_"), {})) for r in collection.rules
    )
    return collection.model_copy(update={"rules": rules})


def test_rules_that_pass_are_one_line_with_the_units_that_fail_all_the_same() -> None:
    passed = {"verdict": Verdict.PASS}
    assert passing(the_collection()) == ""
    assert passing(with_rules(DV_GEN_01=passed)) == "1 rule passes: DV-GEN-01"
    assert passing(with_rules(DV_GEN_01=passed, DV_ETH_01=passed, DV_AGE_01=passed)) == (
        "3 rules pass: DV-AGE-01 (1 unit fails), DV-ETH-01 (2 units fail), DV-GEN-01"
    )


def test_rules_not_assessed_are_one_line_a_reason() -> None:
    few = {"verdict": Verdict.NOT_ASSESSED, "sentence": "Not assessed: no unit has 30 records."}
    other = {"verdict": Verdict.NOT_ASSESSED, "sentence": "Not assessed: no record is concerned."}
    assert not_assessed(the_collection()) == []
    assert not_assessed(with_rules(DV_GEN_01=few, DV_AGE_01=other, DV_ETH_01=few)) == [
        "DV-AGE-01 Age of victims is obtained. Not assessed: no record is concerned.",
        "2 rules. Not assessed: no unit has 30 records. DV-ETH-01, DV-GEN-01",
    ]


def test_a_rate_near_its_limit_is_never_rounded_onto_it() -> None:
    rate = rate_of(5_001, 100_000)
    collection = decided_overall(findings_with(the_collection(), "DV-AGE-01", rate=rate))
    assert "5.001 % (5,001 of 100,000) > 5 %" in text_of(collection, "DV-AGE-01")


def test_a_unit_alone_without_a_column_says_so() -> None:
    collection = the_collection()
    findings = tuple(f for f in collection.findings if f.unit in ("Barnet", None))
    alone = collection.model_copy(update={"units": ("Barnet",), "findings": findings})
    assert text_of(alone, "DV-ORI-01") == (
        "Sexual orientation not obtained 100.0 % (551 of 551) > 60 %. There is no column for it. "
        "All units: 100.0 % (12,608 of 12,608)."
    )


def test_a_unit_without_a_column_that_others_have_is_told_as_such() -> None:
    collection = the_collection()
    findings = tuple(
        f.model_copy(update={"reason": "no column"})
        if (f.rule, f.unit) == ("DV-AGE-01", "Barnet")
        else f
        for f in collection.findings
    )
    text = text_of(collection.model_copy(update={"findings": findings}), "DV-AGE-01")
    assert text.endswith(": Barnet 24.5 % (135 of 551), without a column.")
