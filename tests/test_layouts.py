"""Layout files: read strictly, linted with every problem at once, told as a suite."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml
from rule_files import SUITE, rulebook_folder, write

from eqmon.errors import RulebookError
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint_layouts import lint_layout
from eqmon.rulebook.lint_values import Lists
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.model import Suite
from eqmon.rulebook.named_files import read_layout
from eqmon.rulebook.persons import read_persons
from eqmon.rulebook.problems import raise_problems
from eqmon.vocabulary import Recording

SHIPPED = load_rulebook()
LISTS = Lists(SHIPPED.code_lists, SHIPPED.units)
LAYOUT = """\
layout: camden
title: Camden's extract
suite: small
files: [camden*, "*_EK.csv"]
headings: [Belief held]
fields:
  faith:
    headings: Belief held
    values: {"CoE": Christian, "Not on file": Not recorded}
  reported: {formats: "%d.%m.%y"}
  flags: {separators: "/", values: {"DomV": DV}}
every_record: {unit: Camden}
"""


def folder_with(folder: Path, layout: str = LAYOUT, suite: str = SUITE) -> Path:
    write(folder, "layouts/camden.yaml", layout)
    return rulebook_folder(folder, suite)


def test_a_layout_tells_a_suites_fields_otherwise(tmp_path: Path) -> None:
    rulebook = load_rulebook(folder_with(tmp_path))
    suite, told = rulebook.suites["small"], rulebook.laid_out("small", "camden")
    assert rulebook.laid_out("small", None) is suite
    assert rulebook.laid_out("small", "camden") is told
    assert told.fields["faith"].headings == ("Belief held",)
    assert told.fields["faith"].code_list == suite.fields["faith"].code_list
    assert told.fields["reported"].formats == ("%d.%m.%y",)
    assert told.fields["flags"].separators == "/"
    assert told.fields["unit"].headings == ()
    assert {n: f for n, f in told.fields.items() if n in ("ref", "person")} == {
        n: suite.fields[n] for n in ("ref", "person")
    }
    read = {t: rulebook.read(told, "faith", t) for t in (" coe", "not  on file", "Sikh")}
    assert [(r.recording, r.code) for r in read.values()] == [
        (Recording.KNOWN, "R1"),
        (Recording.NOT_RECORDED, "not_recorded"),
        (Recording.KNOWN, "R6"),
    ]
    assert pickle.loads(pickle.dumps(rulebook)) == rulebook


def test_a_layout_counts_in_the_fingerprint_and_replaces_its_namesake(tmp_path: Path) -> None:
    before = load_rulebook(rulebook_folder(tmp_path)).sha256
    after = load_rulebook(folder_with(tmp_path)).sha256
    assert before != after != load_rulebook(folder_with(tmp_path, LAYOUT + "# x\n")).sha256


def test_a_heading_of_a_layout_is_taken_as_it_stands_alone(tmp_path: Path) -> None:
    suite = SUITE.replace("{headings: [Faith],", "{headings: [Faith, Creed], person: victim,")
    rulebook = load_rulebook(folder_with(tmp_path, suite=suite))
    plain, told = (
        rulebook.accepted_by(rulebook.laid_out("small", name)) for name in (None, "camden")
    )
    assert [plain.field_of(h) for h in ("Vic Faith", "Creed", "Belief held")] == [
        "faith",
        "faith",
        None,
    ]
    assert [told.field_of(h) for h in ("Vic Faith", "Creed", "BELIEF_HELD")] == [
        None,
        None,
        "faith",
    ]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("camden.csv", True),
        ("CAMDEN 2007-01.CSV", True),
        ("2007-01/camden.xlsx", True),
        ("drop.zip/x_ek.csv", True),
        ("barnet.csv", False),
        ("-", False),
    ],
)
def test_names_are_matched_whatever_their_case_and_folder(name: str, fits: bool) -> None:
    assert Layout.model_validate(yaml.safe_load(LAYOUT)).fits_name(name) is fits


def lint(path: Path) -> None:
    """Lint one layout of the small suite, without reading the shipped rulebook again."""
    suites = {"small": Suite.model_validate(yaml.safe_load(SUITE))}
    problems = lint_layout(read_layout(path), suites, LISTS, SHIPPED.persons)
    raise_problems(problems, where=path.name)


def error_of(folder: Path) -> str:
    with pytest.raises(RulebookError) as raised:
        load_rulebook(folder)
    return str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("suite: small", "suite: smal", ["line 3, suite", "no suite 'smal'", "mean 'small'"]),
        ("layout: camden", "layout: cmaden", ["a layout has the name of its file"]),
        ('files: [camden*, "*_EK.csv"]\nheadings: [Belief held]\n', "", ["give files, headings"]),
        ('files: [camden*, "*_EK.csv"]', "sheet: January", ["must be known before headings are"]),
        ("title:", "titel:", ["unknown key 'titel'", "no 'title'"]),
        ("suite: small", "suite: small\nencoding: koi8", ["encoding", "cp1252"]),
        ("suite: small", "suite: small\ndelimiter: ':'", ["delimiter", "semicolon"]),
        ("headings: [Belief held]\nf", 'headings: ["..."]\nf', ["without a letter or digit"]),
        ("  faith:", "  fath:", ["fields.fath", "no field 'fath'", "did you mean 'faith'?"]),
        ("{formats:", "{fromats:", ["unknown key 'fromats'", "did you mean 'formats'?"]),
        ("headings: Belief held", "headings: '!'", ["fields.faith.headings", "without a letter"]),
        ("headings: Belief held", "headings: Ref", ["by field ref already", "headings: []"]),
        ('"%d.%m.%y"', '"dd.mm.yy"', ["fields.reported.formats", "not a strptime format"]),
        ("headings: Belief", 'formats: "%d"\n    headings: Belief', ["holds no date"]),
        ('separators: "/"', 'formats: "%d"', ["the field holds no date"]),
        ("{formats:", '{separators: "/", formats:', ["a field of kind date holds one text"]),
        ('{formats: "%d.%m.%y"}', "{}", ["fields.reported", "says nothing"]),
        ("headings: Belief", 'scheme: "16+1"\n    headings: Belief', ["no scheme '16+1'"]),
        ("Christian,", "Cristian,", ["line 9", "values.CoE", "'Cristian' is no text that code"]),
        ("Christian,", "Cristian,", ["did you mean 'christian'?"]),
        ('"CoE": C', '"Sikh": CoE, "CoE": C', ["'CoE' is itself a spelling of 'Christian'"]),
        ('"CoE": C', '"COE ": Sikh, "CoE": C', ["one text is both 'Sikh' and 'Christian'"]),
        ('"CoE": C', '" ": Sikh, "CoE": C', ["a blank cell is blank"]),
        ('"CoE": C', "1: Sikh, CoE: C", ["put quotation marks around"]),
        ("  flags:", "  ref: {values: {a: b}}\n  flags:", ["a reference is taken as it is"]),
        ('formats: "%d.%m.%y"', "values: {a: b}", ["a date is read by its format"]),
        ("unit: Camden", "unit: Camdn", ["every_record.unit", "mean 'Camden'?"]),
        ("unit: Camden", "unt: Camden", ["no field 'unt'", "did you mean 'unit'?"]),
        ("unit: Camden", "ref: x", ["a reference is each record's own"]),
        ("unit: Camden", "faith: Sikh", ["recorded for each record, never for all at once"]),
        ("unit: Camden", "reported: 1/1/2007", ["a date is each record's own"]),
        (
            "  flags:",
            "  unit: {headings: Ward}\n  flags:",
            ["has a heading in fields already"],
        ),
    ],
)
def test_what_a_layout_may_not_say(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in LAYOUT
    with pytest.raises(RulebookError) as raised:
        lint(write(tmp_path, "camden.yaml", LAYOUT.replace(old, new, 1)))
    message = str(raised.value)
    assert [word for word in ["camden.yaml", *words] if word not in message] == []


def test_all_problems_of_a_layout_at_once(tmp_path: Path) -> None:
    text = LAYOUT.replace("Christian,", "Cristian,").replace("  flags:", "  flag:")
    with pytest.raises(RulebookError) as raised:
        lint(write(tmp_path, "camden.yaml", text.replace("Camden}", "Camdn}")))
    message = str(raised.value)
    assert [w for w in ("3 problems", "Cristian", "'flag'", "'Camdn'") if w not in message] == []


def test_a_layout_is_not_blamed_for_its_refused_suite(tmp_path: Path) -> None:
    message = error_of(folder_with(tmp_path, suite=SUITE.replace("title: Small", "titel: Small")))
    assert "camden" not in message


def test_a_layout_has_no_suites_name(tmp_path: Path) -> None:
    write(tmp_path, "layouts/hate_crime.yaml", LAYOUT.replace("camden\n", "hate_crime\n", 1))
    assert "a suite has that name" in error_of(rulebook_folder(tmp_path))


def test_a_codes_scheme_is_the_layouts(tmp_path: Path) -> None:
    suite = SUITE.replace("code_list: religion_belief", "code_list: ethnicity_self_defined")
    layout = LAYOUT.replace("headings: Belief", 'scheme: "16+1"\n    headings: Belief')
    layout = layout.replace('"CoE": Christian', '"WB": W1')
    rulebook = load_rulebook(folder_with(tmp_path, layout, suite))
    told = rulebook.laid_out("small", "camden")
    assert rulebook.read(told, "faith", "A4").code == "other_scheme"
    assert rulebook.read(rulebook.suites["small"], "faith", "A4").recording is Recording.KNOWN
    message = error_of(folder_with(tmp_path, layout.replace("W1,", "A4,"), suite))
    assert "'A4' is a code of another scheme than 16+1" in message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[Faith],", '[Faith], values: {"CoE": Cristian},', ["line 17", "no text that code list"]),
        ("[Faith],", "[Faith], person: victm,", ["no person 'victm'", "did you mean 'victim'?"]),
        ("about:", "person: vicitm\nabout:", ["no person 'vicitm'", "did you mean 'victim'?"]),
        ("[Faith],", "[Perp Faith], person: victim,", ["names accused; the field is about victim"]),
        ("{headings: [Borough]}", '{headings: [Borough], values: {X: "?"}}', ["no unit of the"]),
    ],
)
def test_suites_have_spellings_and_persons_too(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    message = error_of(rulebook_folder(tmp_path, SUITE.replace(old, new, 1)))
    assert [word for word in ["small.yaml", *words] if word not in message] == []


def test_a_suite_from_before_there_were_persons_keeps_its_headings(tmp_path: Path) -> None:
    suite = SUITE.replace("[Faith]", "[Suspect Faith]")
    assert load_rulebook(rulebook_folder(tmp_path, suite)).suites["small"].person == "victim"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("persons: {child: []}", ["persons.child", "no words"]),
        ("persons: {child: [Child, '-']}", ["without a letter or digit"]),
        ("persons: {child: [Child], minor: [CHILD]}", ["'child' stands for child already"]),
        ("people: {}", ["unknown key 'people'", "no 'persons'"]),
    ],
)
def test_problems_of_persons(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_persons(write(tmp_path, "persons.yaml", text))
    message = str(raised.value)
    assert [word for word in ["persons.yaml", *words] if word not in message] == []


def test_persons_of_ones_own_stand_beside_the_shipped(tmp_path: Path) -> None:
    write(tmp_path, "persons.yaml", "persons: {child: [Child], accused: [Nominal]}")
    persons = load_rulebook(rulebook_folder(tmp_path)).persons
    assert persons.words["child"] == ("child",)
    assert persons.words["accused"] == ("nominal",)
    assert "vic" in persons.words["victim"]
