from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import RULE, SUITE, rulebook_folder, write

from eqmon.errors import RulebookError
from eqmon.rulebook.lint import CHASING, is_date_format
from eqmon.rulebook.load import load_rulebook

PEOPLE = 'people: [{{field: {}, label: P, groups: {{"{}": [x], c: [y]}}}}]\nstrands:\n'


def error_of(folder: Path) -> str:
    with pytest.raises(RulebookError) as raised:
        load_rulebook(folder)
    return str(raised.value)


def test_the_small_suite_makes_sense(tmp_path: Path) -> None:
    assert "small" in load_rulebook(rulebook_folder(tmp_path)).suites


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("units: london", "units: lodnon", ["line 6, units", "as_found, london", "'london'"]),
        ("unit: unit", "unit: unt", ["line 7, unit", "no field 'unt'", "did you mean 'unit'"]),
        ("date: reported", "date: repotred", ["line 8, date", "did you mean 'reported'"]),
        ("date: reported", "date: ref", ["field 'ref' is of kind text", "allowed: date"]),
        ("[ref, person]", "[ref, persn]", ["key", "did you mean 'person'"]),
        ("recognised_by: [ref]", "recognised_by: [rf]", ["no field 'rf'"]),
        ("recognised_by: [ref]", "recognised_by: []", ["fits every file"]),
        ("[Person]", "[Person, BOROUGH_]", ["line 15", "by field person already"]),
        ("[Person]", '["!"]', ["a heading without a letter"]),
        ("[Person]", "[]", ["no headings"]),
        ("list: religion_belief", "list: religion", ["no code list 'religion'", "religion_belief"]),
        ("list: religion_belief", 'list: religion_belief, scheme: "1+1"', ["no scheme '1+1'"]),
        (
            "list: religion_belief",
            "list: religion_belief, tokens: {known: [x], refused: [X]}",
            ["one token is both known and refused"],
        ),
        ("kind: date}", 'kind: date, formats: ["dd/mm"]}', ["not a strptime format"]),
        ("kind: date}", "kind: date, formats: [excel2000]}", ["not a strptime format"]),
        ("kind: date}", 'kind: date, formats: ["%Q"]}', ["not a strptime format"]),
        ("kind: date}", 'kind: date, formats: ["%d/%m/%Y %z"]}', ["not a strptime format"]),
        ("  faith: {strand", "  record: {strand", ["strands.record", "tally keeps for itself"]),
        ("fields: [faith]", "fields: [fath]", ["strands.faith.fields", "did you mean 'faith'"]),
        ("fields: [faith]", "fields: [ref]", ["field 'ref' is of kind text", "allowed: code"]),
        (
            "fields: [faith]",
            "fields: [faith], at_record_date: ref",
            ["at_record_date", "not one of the strand's fields"],
        ),
        (
            "fields: [faith]",
            "fields: [faith], at_record_date: faith, age_groups: ages",
            ["age_groups", "no code list 'ages'", "did you mean 'age'"],
        ),
        ("fields: [faith]", "fields: [faith], people_by: groups", ["people_by", "'group'"]),
        ("strands:\n", PEOPLE.format("flag", "a"), ["people[0].field", "did you mean 'flags'"]),
        ("strands:\n", PEOPLE.format("ref", "a"), ["no field 'ref' of kind flags"]),
        ("strands:\n", PEOPLE.format("flags", "a; b"), ["a group has a name"]),
        (
            "strands:\n",
            PEOPLE.format("flags", "a").replace("[y]", "[X]"),
            ["'X' tells both a and c"],
        ),
        ("strands:\n  faith:", PEOPLE.format("flags", "a") + "  flags:", ["counted as 'flags'"]),
        ("field: person", "field: persona", ["not_applicable[0].when", "did you mean 'person'"]),
        ("is_in: [nobody]", "has_flag: [x]", ["field 'person' is of kind text", "allowed: flags"]),
        ("is_in: [nobody]", "recording: [known]", ["of kind text", "allowed: code"]),
        ("strand: faith", "strand: fath", ["rule SM-REL-01, strand", "did you mean 'faith'"]),
        ("SM-REL-01", "DV-REL-01", ["DV-REL-01 stands in suite domestic_violence already"]),
        ("Correct from", "Chase victims, correct from", ["action", "speaks of chasing: 'Chase'"]),
    ],
)
def test_cross_references(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in SUITE
    message = error_of(rulebook_folder(tmp_path, SUITE.replace(old, new, 1)))
    assert [word for word in ["small.yaml", "line", *words] if word not in message] == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("kind: dominance\nstrand: x\nwarn_above: 0.1", ["no monitored strand 'x'"]),
        ("kind: key_pattern\npattern: '(('\nwarn_above: 0.1", ["does not compile"]),
        ("kind: key_pattern\npattern: 'a(?=b)'\nwarn_above: 0.1", ["looks ahead"]),
        ("kind: key_pattern\npattern: '(a)\\1'\nwarn_above: 0.1", ["looks ahead"]),
        ("kind: date_valid\nfield: ref\nwarn_above: 0.1", ["of kind text", "allowed: date"]),
        ("kind: date_in_period\nfield: x\nwarn_above: 0.1", ["no field 'x'"]),
        ("kind: date_order\nearlier: x\nlater: reported\nwarn_above: 0", ["earlier", "'x'"]),
        ("kind: date_order\nearlier: reported\nlater: x\nwarn_above: 0", ["later", "'x'"]),
        ("kind: age_agrees\nage: x\ndate_of_birth: ref\nwarn_above: 0", ["age", "'x'"]),
        ("kind: age_agrees\nage: ref\ndate_of_birth: x\nwarn_above: 0", ["date_of_birth", "'x'"]),
        (
            "kind: implies\nwhen: [{field: x, is_in: [a]}]\nthen: [{field: ref, is_in: [a]}]\n"
            "warn_above: 0",
            ["when[0]", "no field 'x'"],
        ),
        (
            "kind: implies\nwhen: [{field: ref, is_in: [a]}]\n"
            "then: [{field: ref, recording: [known]}]\nwarn_above: 0",
            ["then[0]", "allowed: code"],
        ),
        (
            "kind: implies\nwhen: [{field: ref}]\nthen: [{field: ref, is_in: [a]}]\nwarn_above: 0",
            ["give exactly one of is_in, has_flag, recording"],
        ),
    ],
)
def test_rules(tmp_path: Path, rule: str, words: list[str]) -> None:
    lines = "".join(f"    {line}\n" for line in rule.splitlines())
    message = error_of(rulebook_folder(tmp_path, SUITE + RULE + lines))
    assert [word for word in ["rule SM-NEW-01", *words] if word not in message] == []


@pytest.mark.parametrize("name", ["excel", "excel1904"])
def test_days_that_a_spreadsheet_left_as_numbers_have_formats(name: str) -> None:
    assert is_date_format(name)


def test_rules_on_keys_need_a_key(tmp_path: Path) -> None:
    suite = SUITE.replace("key: [ref, person]", "key: []") + RULE
    message = error_of(
        rulebook_folder(tmp_path, suite + "    kind: key_unique\n    fail_above: 0\n")
    )
    assert "the suite has no key" in message


def test_ids_are_unique_within_a_suite(tmp_path: Path) -> None:
    suite = SUITE + RULE.replace("SM-NEW-01", "SM-REL-01") + "    kind: units_arrived\n"
    assert "SM-REL-01 stands in suite small already" in error_of(rulebook_folder(tmp_path, suite))


def test_a_suite_of_ones_own_may_use_a_list_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, "codelists/jedi.csv", "code,label,recording,source\nJ,Jedi,known,a test\n")
    suite = SUITE.replace("code_list: religion_belief", "code_list: jedi")
    assert load_rulebook(rulebook_folder(tmp_path, suite)).code_lists["jedi"]


@pytest.mark.parametrize(
    ("text", "chases"),
    [
        ("Chase victims for an answer.", True),
        ("Send a chaser.", True),
        ("Ring the victim to ask.", True),
        ("Contact victims for the missing answer.", True),
        ("Insist on an answer.", True),
        ("Persuade them.", True),
        ("Never contact a victim only for this.", False),
        ("Ask at the next planned safe contact, explain why, and accept no.", False),
        ("Correct from what is already held. Never infer.", False),
        ("A purchase is no case.", False),
    ],
)
def test_vocabulary_of_chasing(text: str, chases: bool) -> None:
    assert bool(CHASING.search(text)) is chases
