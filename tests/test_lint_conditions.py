"""A measure that asks of a field what its kind cannot tell is refused where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from eqmon.errors import RulebookError
from eqmon.rulebook.load import load_rulebook

FILE = """measures_of: stop_and_search
by: {BY}
comparators: {COMPARATORS}
measures:
  - id: TS-TST-01
    kind: {KIND}
    title: A measure
    topic: Test
    tells: {TELLS}
    owner: a post
    limb: advance
    versions:
      - denominator: {says: all}
        numerator:
          says: what counts
          where: [{WHERE}]
    source:
      - work: a test
"""
PLAIN = "{field: outcome, is_in: [Arrest]}"


def load(
    directory: Path,
    where: str = PLAIN,
    kind: str = "share",
    comparators: str = "{}",
    tells: str = "something",
    by: str = "[age]",
) -> None:
    folder = directory / "measures"
    folder.mkdir()
    text = FILE.replace("{WHERE}", where).replace("{COMPARATORS}", comparators)
    text = text.replace("{KIND}", kind).replace("{TELLS}", tells).replace("{BY}", by)
    (folder / "stop_and_search.yaml").write_text(text, encoding="utf-8")
    load_rulebook(directory)


def days(start: str, end: str) -> str:
    return f"days\n    start: {start}\n    end: {end}\n    within: 3"


def linked(suite: str, field: str) -> str:
    return f"linked\n    field: outcome\n    to: {{suite: {suite}, field: {field}}}"


REFUSED = {
    "a flag in a text": ({"where": "{field: outcome, has_flag: [x]}"}, "'outcome' is of kind text"),
    "groups in a text": (
        {"where": "{field: outcome, flags_at_least: 2}"},
        "'outcome' is of kind text",
    ),
    "references in a code": (
        {"where": "{field: gender, names: [outcome]}"},
        "'gender' is of kind code",
    ),
    "a recording of a date": (
        {"where": "{field: searched_at, recording: [known]}"},
        "'searched_at' is of kind date",
    ),
    "a date in a text": ({"where": "{field: outcome, dated: true}"}, "'outcome' is of kind text"),
    "days after a text": (
        {"where": "{field: searched_at, within_days: {after: outcome, at_most: 3}}"},
        "'outcome' is of kind text",
    ),
    "one of several": (
        {"where": "{any_of: [{field: outcome, is_in: [x]}, {field: gender, dated: true}]}"},
        "'gender' is of kind code",
    ),
    "days from a text": (
        {"kind": days("outcome", "searched_at"), "where": ""},
        "'outcome' is of kind text",
    ),
    "days to a code": (
        {"kind": days("searched_at", "gender"), "where": ""},
        "'gender' is of kind code",
    ),
    "no such suite": ({"kind": linked("hate_crimes", "cad_ref")}, "no suite 'hate_crimes'"),
    "no such field there": (
        {"kind": linked("hate_crime", "cad_reff")},
        "no field 'cad_reff' in suite 'hate_crime'",
    ),
    "beside what is not shown": (
        {"comparators": "{gender: Male}"},
        "no measure is shown by 'gender'",
    ),
    "beside no group of the list": (
        {"comparators": "{ethnicity: Whyte}", "by": "[ethnicity]"},
        "not a group of ethnicity: 'Whyte' (allowed: White, ",
    ),
    "with the nearest": (
        {"comparators": "{ethnicity: Whyte}", "by": "[ethnicity]"},
        "did you mean 'White'",
    ),
    "other words of a field that no measure compares": (
        {"comparators": "{}\nother_words: {outcomes: [x]}"},
        "no measure compares 'outcomes' with words (allowed: outcome). Hint: did you mean",
    ),
    "words of chasing": ({"tells": "chase the victim"}, "speaks of chasing"),
}
ACCEPTED = {
    "a text among texts": {},
    "other words": {"comparators": "{}\nother_words: {outcome: [x]}"},
    "a date": {"where": "{field: searched_at, dated: true}"},
    "a code": {"where": "{field: gender, recording: [known]}"},
    "days": {"kind": days("searched_at", "searched_at"), "where": ""},
    "a link": {"kind": linked("hate_crime", "cad_ref")},
    "beside what is shown": {"comparators": "{age: 18-24}"},
    "beside a group of the list": {"comparators": "{ethnicity: White}", "by": "[ethnicity]"},
    "beside a group of two strands": {
        "comparators": "{ethnicity x gender: any}",
        "by": "[ethnicity x gender]",
    },
}


@pytest.mark.parametrize(("said", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_a_field_cannot_tell_is_refused(
    tmp_path: Path, said: dict[str, str], problem: str
) -> None:
    with pytest.raises(RulebookError, match="line") as told:
        load(tmp_path, **said)
    assert problem in str(told.value)


@pytest.mark.parametrize("said", ACCEPTED.values(), ids=ACCEPTED)
def test_what_it_can_tell_is_not(tmp_path: Path, said: dict[str, str]) -> None:
    load(tmp_path, **said)
