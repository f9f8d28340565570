"""Broader groups by scheme, what became of a code, and which scheme a text belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
from counting import shipped_rulebook
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.codelists import read_code_list

SHIPPED = shipped_rulebook().code_lists
SELF_DEFINED = SHIPPED["ethnicity_self_defined"]
HEADER = "code,label,recording,group,scheme,became,source\n"


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("W1", "White", "White"),
        ("M9", "Mixed", "Mixed"),
        ("A3", "Asian", "Asian"),
        ("B2", "Black", "Black"),
        ("O1", "Chinese or other", "Asian"),
        ("O9", "Chinese or other", "Other"),
        ("NS", "", ""),
        ("N1", "", ""),
    ],
)
def test_chinese_and_other_move_group_with_the_scheme(code: str, before: str, since: str) -> None:
    assert SELF_DEFINED.group_of(code, "16+1") == before
    assert SELF_DEFINED.group_of(code, "18+1") == since
    assert SELF_DEFINED.group_of(code) == since


def test_what_an_officer_observes_falls_into_the_groups_of_the_scheme_beside_it() -> None:
    observed = SHIPPED["ethnicity_observed"]
    since = [observed.group_of(code) for code in ("1", "2", "3", "4", "5", "6")]
    assert since == ["White", "White", "Black", "Asian", "Asian", "Other"]
    before = [observed.group_of(code, "16+1") for code in ("4", "5", "6", "Other")]
    assert before == ["Asian", *("Chinese or other",) * 3]


def test_every_known_self_defined_code_has_a_group_under_both_schemes() -> None:
    known = {e.code for same in SELF_DEFINED.exact.values() for e in same if e.schemes}
    assert len(known) == 19
    for scheme, groups in (("16+1", 5), ("18+1", 5)):
        of = {c: SELF_DEFINED.group_of(c, scheme) for c in known if _is_of(c, scheme)}
        assert "" not in of.values()
        assert (len(of), len(set(of.values()))) == ({"16+1": 16, "18+1": 18}[scheme], groups)


def _is_of(code: str, scheme: str) -> bool:
    return any(e.code == code and e.belongs_to(scheme) for e in SELF_DEFINED.exact[code.lower()])


def test_chinese_is_followed_over_time_as_one_answer() -> None:
    assert [SELF_DEFINED.comparable(code) for code in ("O1", "A4", "O9")] == ["A4", "A4", "O9"]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("O1", "16+1"),
        ("Other: Chinese", "16+1"),
        ("a4", "18+1"),
        ("O2 - Arab", "18+1"),
        ("W3", "18+1"),
        ("Chinese", ""),
        ("W1", ""),
        ("NS", ""),
        ("", ""),
        ("something else", ""),
    ],
)
def test_some_texts_belong_to_one_scheme_alone(text: str, scheme: str) -> None:
    assert SELF_DEFINED.scheme_of(text) == scheme


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("R,Red,known,Warm,,,s\nR,Scarlet,known,Cold,,,s\n", "line 3"),
        ("R,Red,known,Warm; old: Cold,,,s\nR,Scarlet,known,Warm,,,s\n", "another group"),
        ("R,Red,known,,,B,s\n", "code R became B, which is no lasting code"),
        ("R,Red,known,,,B,s\nB,Blue,known,,,R,s\n", "code R became B"),
    ],
)
def test_groups_and_successors_that_contradict_themselves(
    tmp_path: Path, rows: str, said: str
) -> None:
    with pytest.raises(RulebookError, match=said):
        read_code_list(write(tmp_path, "colours.csv", HEADER + rows))
