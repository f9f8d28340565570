"""Which scheme codes belong to is proposed and said; a code of another is invalid, and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from counting import shipped_rulebook
from reports import small_report
from rule_files import SUITE, rulebook_folder
from signalling import AGREEMENT, a_plan, checked, records

from eqmon.errors import RulebookError
from eqmon.report.recorded import recorded_strands
from eqmon.report.schemes import invalid_notices, scheme_notices
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Measure

BOOK = shipped_rulebook()


def noticed(texts: list[str], scheme: str = "", units: list[str] | None = None) -> list[str]:
    frame = records(len(texts), ethnicity=texts, **({"unit": units} if units else {}))
    return list(scheme_notices(checked(a_plan(scheme=scheme), frame)))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["A4", "O2", "W3", "W1"], "3 records have codes of 18+1 alone, none has one of 16+1"),
        (["O1", "W1"], "1 record has codes of 16+1 alone, none has one of 18+1"),
    ],
)
def test_a_scheme_is_proposed_where_none_is_declared(texts: list[str], said: str) -> None:
    [notice] = noticed(texts)
    scheme = "18+1" if "A4" in texts else "16+1"
    assert said in notice
    assert f'{scheme} is proposed: write `scheme: "{scheme}"` in the field ethnicity' in notice


def test_mixed_schemes_are_told_with_their_counts() -> None:
    [notice] = noticed(["A4", "O2", "O1", "O1", "A4"], units=["ash", "ash", "ash", "oak", "elm"])
    assert "2 records have codes of 16+1 alone and 3 records have codes of 18+1 alone" in notice
    assert "1 unit has both" in notice


@pytest.mark.parametrize(
    ("texts", "scheme"), [(["W1", "Chinese", "NS"], ""), (["A4", "O1"], "18+1"), ([], "")]
)
def test_nothing_is_said_where_a_scheme_is_declared_or_cannot_be_told(
    texts: list[str], scheme: str
) -> None:
    assert noticed(texts, scheme) == []


def test_why_values_are_invalid_is_told_by_strand() -> None:
    plan = a_plan(scheme="16+1")
    texts = ["W1", "A4", "O2", "IC1", "xx", "", "W1"]
    tally = checked(plan, records(7, ethnicity=texts, gender="F")).collection.tally
    collection = small_report().collections[0]
    label = collection.strands[0].model_copy(update={"name": "ethnicity", "label": "Ethnicity"})
    others = [label.model_copy(update={"name": name}) for name in ("gender", "age")]
    collection = collection.model_copy(
        update={
            "strands": (label, *others),
            "recorded": recorded_strands(plan.suite, tally),
        }
    )
    unknown, of_another = invalid_notices(collection)
    assert "texts that no code list knows count as not obtained: Ethnicity 1 of 7." in unknown
    assert "codes of another scheme are invalid" in of_another
    assert "Ethnicity 3 of 7" in of_another


def test_no_strand_that_is_called_self_defined_is_read_from_what_an_officer_saw() -> None:
    for suite in BOOK.suites.values():
        for strand in suite.strands.values():
            lists = {suite.fields[name].code_list for name in strand.fields}
            if "ethnicity_observed" in lists:
                assert lists == {"ethnicity_observed"}
                assert "officer" in strand.label.lower()
                continue
            for name in strand.fields:
                for heading in suite.fields[name].headings:
                    assert not re.search("officer|observed|perceived", heading, re.IGNORECASE)


def test_a_suite_that_would_fill_gaps_with_what_an_officer_saw_is_refused(tmp_path: Path) -> None:
    mixed = SUITE.replace(
        "strands:\n",
        """  said: {headings: [Said], kind: code, code_list: ethnicity_self_defined}
  seen: {headings: [Seen], kind: code, code_list: ethnicity_observed}
strands:
  ethnicity: {strand: ethnicity, label: Ethnicity, fields: [said, seen]}
""",
    )
    with pytest.raises(RulebookError, match="fills no gap of self-definition"):
        load_rulebook(rulebook_folder(tmp_path, mixed))
    apart = mixed.replace("[said, seen]}", "[said]}").replace(
        "strands:\n",
        "strands:\n  observed: {strand: ethnicity, label: Observed by officers, fields: [seen]}\n",
    )
    assert "observed" in load_rulebook(rulebook_folder(tmp_path, apart)).suites["small"].strands


@pytest.mark.parametrize("signals", [[], [AGREEMENT]])
def test_an_officers_observation_fills_no_gap_of_self_definition(
    signals: list[dict[str, object]],
) -> None:
    frame = records(40, ethnicity=["W1"] * 10 + [""] * 30, observed="3")
    plan = a_plan(*signals)
    recorded = recorded_strands(plan.suite, checked(plan, frame).collection.tally)
    [overall] = [r for r in recorded if r.strand == "ethnicity" and r.unit is None]
    assert overall.measures[Measure.NOT_OBTAINED].count == 30
    assert overall.reported_in == {"ethnicity": 10}
