from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.duties import read_duties
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Strand

DUTY = """\
duties:
  - strand: gender
    name: a duty
    commencement: 2007-04-06
    source: {work: an act}
"""


@pytest.mark.parametrize(
    ("strand", "first_day"),
    [
        (Strand.ETHNICITY, date(2001, 4, 2)),
        (Strand.DISABILITY, date(2006, 12, 4)),
        (Strand.GENDER, date(2007, 4, 6)),
        (Strand.AGE, date(2011, 4, 5)),
        (Strand.RELIGION_BELIEF, date(2011, 4, 5)),
        (Strand.SEXUAL_ORIENTATION, date(2011, 4, 5)),
    ],
)
def test_each_strand_has_its_first_day(strand: Strand, first_day: date) -> None:
    assert load_rulebook().duties.of(strand).commencement == first_day


@pytest.mark.parametrize("strand", [Strand.ETHNICITY, Strand.DISABILITY, Strand.GENDER])
def test_the_first_three_became_one_with_the_others(strand: Strand) -> None:
    duty = load_rulebook().duties.of(strand)
    assert duty.commencements[1:] == (date(2011, 4, 5),)
    assert duty.name_at(earlier=False, later=True) == "public sector equality duty"
    assert duty.name_at(earlier=True, later=False) == duty.name
    both = duty.name_at(earlier=True, later=True)
    assert both == f"{duty.name}, later the public sector equality duty"


def test_own_duties_replace_a_strand_and_leave_the_others(tmp_path: Path) -> None:
    write(tmp_path, "duties.yaml", DUTY.replace("2007-04-06", "2010-01-01"))
    duties = load_rulebook(tmp_path).duties
    assert duties.of(Strand.GENDER).commencement == date(2010, 1, 1)
    assert duties.of(Strand.AGE).commencement == date(2011, 4, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DUTY.replace("gender", "gendr"), ["line 2", "strand", "did you mean 'gender'"]),
        (DUTY.replace("2007-04-06", "soon"), ["line 4", "not a date", "YYYY-MM-DD"]),
        (DUTY.replace("name", "nmae"), ["unknown key 'nmae'", "did you mean 'name'"]),
        (DUTY + DUTY.partition("\n")[2], ["line 6", "two duties for gender"]),
        (
            DUTY + "    became: {name: b, commencement: 2001-01-01, source: {work: w}}\n",
            ["line 2", "after its own commencement"],
        ),
    ],
)
def test_problems_are_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_duties(write(tmp_path, "duties.yaml", text))
    assert [word for word in words if word not in str(raised.value)] == []
