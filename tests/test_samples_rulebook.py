"""What a dip sample's file may say, and that the shipped ones ask what the papers ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import SUITE, rulebook_folder, write

from eqmon.cli.rules import list_rules
from eqmon.errors import RulebookError
from eqmon.rulebook.describe_samples import describe_question, describe_samples
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.named_files import read_suite
from eqmon.rulebook.problems import raise_problems
from eqmon.rulebook.rules import Source
from eqmon.rulebook.samples import lint_sample, read_sample

SAMPLE = """\
suite: small
title: Small sample
flags:
  - flag: GT
    label: GT flag
    when: [{field: flags, has_flag: [GT]}]
questions:
  - id: SM-SMP-01
    title: Matter
    asks: The record is sound.
    look_for: Yes where it is. No otherwise.
    owner: supervisor
    source: [{work: a test}]
"""


def test_the_shipped_questions_ask_what_the_papers_ask() -> None:
    samples = load_rulebook().samples
    by_id = {q.id: q for sample in samples.values() for q in sample.questions}
    assert list(by_id) == [f"{c}-SMP-0{n}" for c in ("DV", "HC") for n in (1, 2, 3)]
    quoted = {id_: question.source[0] for id_, question in by_id.items()}
    assert quoted["DV-SMP-01"] == Source(
        work="S1", where="paragraph 68", quote="Dip sampling of Risk assessments completed"
    )
    assert quoted["HC-SMP-02"].where == "Appendix 1, paragraph 19"
    flags = {name: [flag.flag for flag in sample.flags] for name, sample in samples.items()}
    assert flags == {"domestic_violence": ["GT", "RI", "DV"], "hate_crime": ["GT", "RI"]}
    assert all(sample.flags[0].whole_under > 1 for sample in samples.values())


def test_a_sample_of_ones_own_stands_in_a_rulebook(tmp_path: Path) -> None:
    folder = rulebook_folder(tmp_path)
    write(folder, "samples/small.yaml", SAMPLE)
    book = load_rulebook(folder)
    assert [q.id for q in book.samples["small"].questions] == ["SM-SMP-01"]
    assert "domestic_violence" in book.samples
    assert book.sha256 != load_rulebook().sha256


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("small", "suite: small", "suite: smaller", "is not the name of the file"),
        ("none", "suite: small", "suite: none", "there is no such suite"),
        ("small", "field: flags", "field: flag", "the suite has no such field"),
        ("small", "field: flags", "field: ref", "the field is not of kind flags"),
        ("small", "has_flag: [GT]", "recording: [blank]", "told by is_in or has_flag"),
        ("small", "SM-SMP-01", "SM-REL-01", "not of the form"),
        ("small", "look_for:", "looks_for:", "unknown key 'looks_for'"),
        ("small", "The record is sound.", "Phone the victim to ask.", "speaks of chasing"),
        ("small", "flag: GT", "flag: =GT", "not of the form"),
    ],
)
def test_what_makes_no_sense_is_refused(
    name: str, old: str, new: str, problem: str, tmp_path: Path
) -> None:
    assert old in SAMPLE
    path = write(tmp_path, f"samples/{name}.yaml", SAMPLE.replace(old, new, 1))
    with pytest.raises(RulebookError, match=problem):
        refused(path)


def refused(path: Path) -> None:
    """Read a file as a rulebook does, beside the small suite."""
    suite = read_suite(write(path.parent, "suites/small.yaml", SUITE)).suite
    raise_problems(lint_sample(read_sample(path), {"small": suite}))


def test_nothing_stands_twice(tmp_path: Path) -> None:
    flags, questions = SAMPLE.split("questions:\n")
    more = flags + flags[flags.index("  - ") :].replace("GT", "gt", 1)
    path = write(tmp_path, "small.yaml", f"{more}questions:\n{questions}{questions}")
    with pytest.raises(RulebookError) as twice:
        refused(path)
    assert "two flags gt" in str(twice.value)
    assert "two questions SM-SMP-01" in str(twice.value)


def test_a_suite_of_ones_own_may_lack_what_the_shipped_sample_reads(tmp_path: Path) -> None:
    own = SUITE.replace("suite: small", "suite: hate_crime").replace("SM-", "HX-")
    write(tmp_path, "suites/hate_crime.yaml", own)
    assert "hate_crime" in load_rulebook(tmp_path).samples


def test_questions_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    book = load_rulebook()
    sample = book.samples["hate_crime"]
    said = describe_question(sample.questions[0], sample)
    assert "HC-SMP-01" in said
    assert 'S2, Appendix 1, paragraph 19: "identify crimes where G&T are victims"' in said
    listed = describe_samples(book.samples.values())
    assert all(question.id in listed for question in sample.questions)
    assert describe_samples(()) == ""
    list_rules()
    assert listed in capsys.readouterr().out
