from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from rule_files import SUITE, rulebook_folder, write

from eqmon.errors import RulebookError
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Recording

LIST = "code,label,recording,source\nJ,Jedi,known,a test\n"


def test_the_shipped_rulebook() -> None:
    rulebook = load_rulebook()
    assert (rulebook.name, rulebook.directory, rulebook.exceptions) == ("shipped", None, ())
    assert set(rulebook.suites) == {
        "domestic_violence",
        "domestic_violence_calls",
        "hate_crime",
        "stop_and_search",
    }
    assert rulebook.units_of(rulebook.suites["hate_crime"]).name == "london"
    assert rulebook.units["as_found"].find(" x ") == "x"
    assert load_rulebook().sha256 == rulebook.sha256


def test_survives_pickling() -> None:
    rulebook = load_rulebook()
    assert pickle.loads(pickle.dumps(rulebook)) == rulebook


def test_own_files_extend_the_shipped(tmp_path: Path) -> None:
    rulebook = load_rulebook(rulebook_folder(tmp_path))
    assert rulebook.name == tmp_path.name
    assert {"small", "hate_crime"} <= set(rulebook.suites)
    assert rulebook.suites["small"].key == ("ref", "person")


def test_own_files_replace_the_shipped_of_their_name(tmp_path: Path) -> None:
    write(tmp_path, "codelists/religion_belief.csv", LIST)
    write(tmp_path, "suites/hate_crime.yaml", SUITE.replace("suite: small", "suite: hate_crime"))
    units = "code,name,level,source\nX,Xanadu,borough,a test\n"
    write(tmp_path, "units/london.csv", units)
    rulebook = load_rulebook(tmp_path)
    assert rulebook.code_lists["religion_belief"].read("Jedi").code == "J"
    assert rulebook.code_lists["religion_belief"].read("Sikh").recording is Recording.INVALID
    assert rulebook.suites["hate_crime"].title == "Small"
    assert rulebook.units["london"].find("Camden") is None


def test_the_fingerprint_covers_every_file(tmp_path: Path) -> None:
    seen = {load_rulebook().sha256}
    for name, text in (
        ("suites/small.yaml", SUITE),
        ("suites/small.yaml", SUITE.replace("0.5", "0.4")),
        ("codelists/jedi.csv", LIST),
        ("exceptions.yaml", "exceptions: []\n"),
    ):
        write(tmp_path, name, text)
        seen.add(load_rulebook(tmp_path).sha256)
    assert len(seen) == 5


def test_a_fields_own_tokens_go_first(tmp_path: Path) -> None:
    tokens = (
        'code_list: religion_belief, tokens: {refused: ["W/H"], known: [Jedi], not_known: [None]'
    )
    suite = SUITE.replace("code_list: religion_belief", tokens + "}")
    rulebook = load_rulebook(rulebook_folder(tmp_path, suite))
    small = rulebook.suites["small"]
    read = {t: rulebook.read(small, "faith", t) for t in ("w/h", "JEDI", "None", "Sikh", " ")}
    assert {text: (r.recording.value, r.code) for text, r in read.items()} == {
        "w/h": ("refused", "refused"),
        "JEDI": ("known", "jedi"),
        "None": ("not_known", "not_known"),
        "Sikh": ("known", "R6"),
        " ": ("blank", ""),
    }


def test_a_fields_scheme_is_kept(tmp_path: Path) -> None:
    suite = SUITE.replace(
        "code_list: religion_belief", 'code_list: ethnicity_self_defined, scheme: "16+1"'
    )
    rulebook = load_rulebook(rulebook_folder(tmp_path, suite))
    small = rulebook.suites["small"]
    assert rulebook.read(small, "faith", "A4").code == "other_scheme"
    assert rulebook.read(small, "faith", "O1").recording is Recording.KNOWN


def test_other_fields_are_blank_or_known(tmp_path: Path) -> None:
    rulebook = load_rulebook(rulebook_folder(tmp_path))
    small = rulebook.suites["small"]
    assert rulebook.read(small, "ref", "1").recording is Recording.KNOWN
    assert rulebook.read(small, "ref", "\x00").recording is Recording.BLANK


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: Small", "titel: Small", ["line 2", "unknown key 'titel'", "did you mean 'title'"]),
        ("title: Small\n", "", ["no 'title'"]),
        ("fail_above: 0.5", "fail_above: 5", ["rule SM-REL-01, fail_above", "write 0.05"]),
        ("fail_above: 0.5", "fail_above: high", ["a fraction from 0 to 1"]),
        ("fail_above: 0.5", "fail_abov: 0.5", ["unknown key 'fail_abov'", "'fail_above'"]),
        ("    fail_above: 0.5\n", "", ["rule SM-REL-01", "give warn_above, fail_above or both"]),
        ("kind: recording", "kind: recordin", ["unknown kind of rule", "did you mean 'recording'"]),
        ("not_obtained", "declined", ["a refusal is an answer"]),
        ("not_obtained", "unexplained", ["may warn, never fail"]),
        ("id: SM-REL-01", "id: first", ["not of the form"]),
        ("source: [{work: a test}]", "source: []", ["source", "is empty"]),
        ("[nobody]", "[No]", ["read as true or false", "quotation marks"]),
        ("strand: religion_belief", "strand: faith", ["allowed: age, disability"]),
        ("suite: small", "suite: smal", ["name of its file", "small"]),
    ],
)
def test_problems_of_a_suite(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in SUITE
    with pytest.raises(RulebookError) as raised:
        load_rulebook(rulebook_folder(tmp_path, SUITE.replace(old, new, 1)))
    message = str(raised.value)
    assert [word for word in ["small.yaml", "line", *words] if word not in message] == []


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    suite = SUITE.replace("title: Small", "titel: Small").replace("0.5", "5")
    rulebook_folder(tmp_path, suite)
    write(tmp_path, "codelists/jedi.csv", LIST.replace("known", "knwon"))
    write(tmp_path, "suites/bomb.yaml", "a: &a 1\nb: *a\n")
    with pytest.raises(RulebookError) as raised:
        load_rulebook(tmp_path)
    message = str(raised.value)
    for words in ("titel", "no 'title'", "fail_above", "jedi.csv", "did you mean 'known'", "alias"):
        assert words in message


def test_a_refused_code_list_blames_only_itself(tmp_path: Path) -> None:
    rulebook_folder(tmp_path, SUITE.replace("code_list: religion_belief", "code_list: jedi"))
    write(tmp_path, "codelists/jedi.csv", LIST.replace("known", "knwon"))
    with pytest.raises(RulebookError) as raised:
        load_rulebook(tmp_path)
    assert "no code list" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("exception.yaml", ["is no rule file", "did you mean 'exceptions.yaml'"]),
        ("suites/other.yml", ["is no rule file", "end in .yaml"]),
        ("codelists/other.xlsx", ["is no rule file", "end in .csv"]),
        ("other.txt", ["holds no rule files"]),
    ],
)
def test_files_that_would_be_passed_over(tmp_path: Path, name: str, words: list[str]) -> None:
    write(tmp_path, name, "x: 1\n")
    with pytest.raises(RulebookError) as raised:
        load_rulebook(tmp_path)
    assert [word for word in words if word not in str(raised.value)] == []


def test_readmes_stand_aside(tmp_path: Path) -> None:
    rulebook_folder(tmp_path)
    write(tmp_path, "README.md", "words")
    write(tmp_path, "suites/README.md", "words")
    write(tmp_path, "suites/.hidden.yaml", "words")
    assert "small" in load_rulebook(tmp_path).suites


def test_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="no such directory"):
        load_rulebook(tmp_path / "none")
