"""Benchmarks: published figures, never without their definition, denominator and caution."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.benchmarks import load_benchmarks, read_benchmarks
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Measure, Strand

ONE = """\
benchmarks:
  - name: neighbours
    label: "Our neighbours, 2024: 12 %"
    strand: ethnicity
    measure: unknown
    low: 0.12
    high: 0.12
    definition: Ethnicity blank.
    denominator: All records.
    caution: Not like for like.
    source: {work: their report}
"""


@pytest.mark.parametrize(
    ("name", "strand", "low", "high"),
    [
        ("four_bocus_2006", Strand.ETHNICITY, 0.39, 0.49),
        ("victims_ethnicity_2021_22", Strand.ETHNICITY, 0.61, 0.61),
        ("victims_gender_2021_22", Strand.GENDER, 0.26, 0.26),
        ("victims_age_2021_22", Strand.AGE, 0.27, 0.27),
    ],
)
def test_the_shipped_ones_are_as_published(
    name: str, strand: Strand, low: float, high: float
) -> None:
    found = {benchmark.name: benchmark for benchmark in load_benchmarks()}
    assert (found[name].strand, found[name].low, found[name].high) == (strand, low, high)
    assert found[name].measure is Measure.UNKNOWN


def test_each_says_that_it_is_not_like_for_like_and_in_its_label_what_it_is() -> None:
    for benchmark in load_benchmarks():
        assert benchmark.caution.startswith("Not like for like: ")
        for bound in (benchmark.low, benchmark.high):
            assert f"{100 * bound:g} %" in benchmark.label


def test_those_of_ones_own_stand_after_the_shipped_ones_or_in_their_place(tmp_path: Path) -> None:
    shipped = load_rulebook().benchmarks
    assert shipped == load_benchmarks()
    write(tmp_path, "benchmarks.yaml", ONE)
    own = load_rulebook(tmp_path).benchmarks
    assert own[:-1] == shipped
    assert own[-1].name == "neighbours"
    write(tmp_path, "benchmarks.yaml", ONE.replace("neighbours", shipped[0].name))
    replaced = load_rulebook(tmp_path).benchmarks
    assert [b.name for b in replaced] == [b.name for b in shipped]
    assert replaced[0].low == 0.12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ONE.replace("high: 0.12", "high: 0.1"), ["line 2", "low is above high"]),
        (ONE.replace("high: 0.12", "high: 12"), ["line 7", "high"]),
        (ONE.replace("caution: Not like for like.", "caution: ''"), ["line 10", "caution"]),
        (ONE.replace("    caution: Not like for like.\n", ""), ["caution"]),
        (ONE.replace("measure: unknown", "measure: unknwon"), ["did you mean 'unknown'"]),
        (ONE + ONE.partition("\n")[2], ["line 12", "two benchmarks neighbours"]),
    ],
)
def test_problems_are_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_benchmarks(write(tmp_path, "benchmarks.yaml", text))
    assert [word for word in words if word not in str(raised.value)] == []
