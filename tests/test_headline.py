"""The headline: what fails, in the terms that decide it, and the gravest of what only warns."""

from __future__ import annotations

from typing import Any

import pytest
from reports import Unit, collection_of, small_report
from writer_reports import full_report

from eqmon.report.headline import headline, headline_of
from eqmon.report.model import Collection
from eqmon.vocabulary import Level, Measure, Recording, Verdict


def the_collection() -> Collection:
    [collection] = full_report().collections
    return collection


def decided_overall(collection: Collection) -> Collection:
    findings = tuple(
        f.model_copy(update={"decides": f.level is Level.OVERALL}) for f in collection.findings
    )
    return collection.model_copy(update={"findings": findings})


def rules_with(collection: Collection, verdicts: dict[str, Verdict]) -> Collection:
    rules = tuple(
        r.model_copy(update={"verdict": verdicts.get(r.rule, Verdict.PASS)})
        for r in collection.rules
    )
    gravest = max((r.verdict for r in rules), key=lambda v: v.gravity)
    return collection.model_copy(update={"rules": rules, "verdict": gravest})


def test_units_where_units_decide() -> None:
    said = headline_of(the_collection())
    assert said.startswith(
        "Domestic violence, 13,000 records: 5 of 8 rules fail. Ethnicity, self-defined fails in "
        "2 of 4 units, Age in 1 of 4, Disability in 1 of 4. "
        "6 of 7 expected units arrived: missing Harrow. "
        "Sexual orientation not obtained 100.0 % (12,608 of 12,608), for want of a column."
    )


def test_the_figure_where_all_records_decide_and_what_warns_with_its_own() -> None:
    verdicts = {"DV-AGE-01": Verdict.FAIL, "DV-GEN-01": Verdict.WARN}
    collection = rules_with(decided_overall(the_collection()), verdicts)
    findings = tuple(
        f.model_copy(update={"measure": Measure.UNEXPLAINED, "warn_above": 0.001})
        if f.rule == "DV-GEN-01"
        else f
        for f in collection.findings
    )
    assert headline_of(collection.model_copy(update={"findings": findings})) == (
        "Domestic violence, 13,000 records: 1 of 8 rules fails. Age not obtained 5.4 % "
        "(683 of 12,608); 1 of 4 units fails. Gravest of what warns: Gender not stated, no reason "
        "recorded 0.9 % (116 of 12,608)."
    )


def test_warnings_by_the_records_that_are_too_many_at_most_two() -> None:
    verdicts = dict.fromkeys(("DV-AGE-01", "DV-GEN-01", "DV-ETH-01", "DV-REL-01"), Verdict.WARN)
    said = headline_of(rules_with(the_collection(), verdicts))
    assert ": no rule fails." in said
    named = said.partition("Gravest of what warns: ")[2]
    assert named == (
        "Age not obtained 5.4 % (683 of 12,608); Ethnicity, self-defined not obtained 12.9 % "
        "(1,625 of 12,608)."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": Verdict.NOT_ASSESSED, "rules": ()}, "13,000 records: nothing could be"),
        ({"rules": (), "verdict": Verdict.PASS}, "13,000 records: no rule fails."),
        ({"rules": (), "verdict": Verdict.PASS, "records": 1}, "violence, 1 record: no rule"),
    ],
)
def test_where_nothing_fails(changes: dict[str, Any], said: str) -> None:
    assert said in headline_of(the_collection().model_copy(update=changes))


def test_where_most_units_have_too_few_all_of_them_together_are_told() -> None:
    gaps = {"sexual_orientation": {Recording.BLANK: 19}}
    units = [Unit(f"Unit {n}", 20, gaps=gaps) for n in range(9)]
    collection = collection_of(units)
    verdicts = dict.fromkeys((r.rule for r in collection.rules), Verdict.NOT_ASSESSED)
    said = headline_of(rules_with(collection, verdicts))
    assert "9 of 9 units have too few records to judge; together: Sexual orientation not " in said
    assert "95.0 % (171 of 180)" in said
    assert "too few" not in headline_of(the_collection())


def test_a_withheld_figure_is_not_told() -> None:
    collection = rules_with(decided_overall(the_collection()), {"DV-AGE-01": Verdict.FAIL})
    findings = tuple(
        f.model_copy(update={"rate": None, "withheld": True}) for f in collection.findings
    )
    said = headline_of(collection.model_copy(update={"findings": findings}))
    assert "Age of victims is obtained: withheld; 1 of 4 units fails." in said
    assert "683" not in said


def test_one_line_a_collection() -> None:
    lines = headline(small_report(6).collections).split("\n")
    assert [line.split(",")[0] for line in lines] == ["Domestic violence", "Hate crime"]


def test_of_one_unit_its_own_figures_and_no_counting_of_units() -> None:
    collection = the_collection()
    mine = tuple(f for f in collection.findings if f.unit in ("Barnet", None))
    alone = collection.model_copy(update={"units": ("Barnet",), "records": 551, "findings": mine})
    said = headline_of(alone, "Barnet")
    assert said.startswith("Barnet, Domestic violence, 551 records: 5 of 8 rules fail.")
    assert "Age not obtained 24.5 % (135 of 551)." in said
    assert " of 4" not in said


def test_a_file_of_one_unit_tells_figures_and_counts_no_units() -> None:
    collection = collection_of([Unit("Brent", 400, gaps={"age": {Recording.BLANK: 200}})])
    said = headline_of(collection)
    assert "Age not obtained 50.0 % (200 of 400)." in said
    assert " unit" not in said
