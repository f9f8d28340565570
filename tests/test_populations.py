from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command_line import Run
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.populations import read_populations

HEADER = "strand,group,unit,count,share,of,date,source\n"
CENSUS = "residents,2021-03-21,Census 2021"
ACTIVE = "economically active residents,2008-02-07,S2 paragraph 48"


def read(folder: Path, *lines: str, header: str = HEADER) -> Path:
    return write(folder, "populations/mine.csv", header + "".join(f"{line}\n" for line in lines))


def test_counts_are_shares_of_all_groups(tmp_path: Path) -> None:
    path = read(
        tmp_path,
        f"ethnicity,White,,600,,{CENSUS}",
        f"ethnicity,Black,,300,,{CENSUS}",
        f"ethnicity,Asian,,100,,{CENSUS}",
        f"ethnicity,White,Camden,6,,{CENSUS}",
        f"ethnicity,Black,EK,4,,{CENSUS}",
    )
    whole, white, black = read_populations(path)
    assert [(one.name, one.share, one.count) for one in whole.shares] == [
        ("White", 0.6, 600),
        ("Black", 0.3, 300),
        ("Asian", 0.1, 100),
    ]
    assert (whole.strand, whole.unit, whole.of) == ("ethnicity", "", "residents")
    assert (whole.date, whole.source) == (date(2021, 3, 21), "Census 2021")
    assert (white.unit, black.unit) == ("Camden", "EK")


def test_shares_may_be_of_several_groups_together(tmp_path: Path) -> None:
    path = read(
        tmp_path,
        f"ethnicity,BME = Mixed + Asian + Black + Other,,,0.26,{ACTIVE}",
        f"gender,Female,,,0.44,{ACTIVE}",
        f"age,65+,,,0.1,{ACTIVE}",
    )
    bme, female, old = read_populations(path)
    [share] = bme.shares
    assert (share.name, share.groups) == ("BME", ("Mixed", "Asian", "Black", "Other"))
    assert (share.share, share.count) == (0.26, None)
    assert female.shares[0].groups == ("Female",)
    assert old.shares[0].groups == ("65+",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f",White,,6,,{CENSUS}", "no strand"),
        (f"ethnicity,,,6,,{CENSUS}", "no group"),
        (f"ethnicity,White,,6,0.5,{CENSUS}", "both a count and a share"),
        (f"ethnicity,White,,,,{CENSUS}", "neither a count nor a share"),
        (f'ethnicity,White,,"1,200",,{CENSUS}', "not a count"),
        (f"ethnicity,White,,-4,,{CENSUS}", "not a count"),
        (f"ethnicity,White,,{'9' * 5000},,{CENSUS}", "not a count"),
        (f"ethnicity,White,,,26,{CENSUS}", "write 0.26 for 26 %"),
        (f"ethnicity,White,,,0,{CENSUS}", "not a share"),
        (f"ethnicity,White,,,nan,{CENSUS}", "not a share"),
        (f"ethnicity,White + Black,,6,,{CENSUS}", "one count of several groups"),
        ("ethnicity,White,,6,,residents,2021,Census", "not a date"),
        ("ethnicity,White,,6,,residents,20210321,Census", "not a date"),
        ("ethnicity,White,,6,,,2021-03-21,Census", "no of"),
        ("ethnicity,White,,6,,residents,2021-03-21,", "no source"),
        (f"ethnicity,White,,0,,{CENSUS}", "a population of nobody"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = read(tmp_path, f"gender,Female,,7,,{CENSUS}", line)
    with pytest.raises(RulebookError) as caught:
        read_populations(path)
    assert said in str(caught.value)
    assert "line 3" in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((f"gender,Male,,6,,{CENSUS}", f"gender,Male,,7,,{CENSUS}"), "stands twice"),
        ((f"gender,Male,,6,,{CENSUS}", f"gender,Female,,,0.5,{CENSUS}"), "counts and shares"),
        ((f"gender,Male,,,0.6,{CENSUS}", f"gender,Female,,,0.5,{CENSUS}"), "over 1"),
        ((), "holds no populations"),
    ],
)
def test_rows_that_do_not_go_together(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(RulebookError, match=said):
        read_populations(read(tmp_path, *lines))


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    path = read(tmp_path, ",White,,6,,residents,2021,", f"gender,,,x,,{CENSUS}")
    with pytest.raises(RulebookError, match="5 problems"):
        read_populations(path)


def test_a_rulebook_holds_them(tmp_path: Path) -> None:
    assert load_rulebook().populations == ()
    read(tmp_path, f"ethnicity,White,Camden,6,,{CENSUS}", f"age,10-17,,,0.2,{CENSUS}")
    found = load_rulebook(tmp_path)
    assert [one.unit for one in found.populations] == ["Camden", ""]
    assert found.sha256 != load_rulebook().sha256


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"ethnic,White,,6,,{CENSUS}", "did you mean 'ethnicity'"),
        (f"ethnicity,Whyte,,6,,{CENSUS}", "did you mean 'White'"),
        (f"ethnicity,BME,,,0.26,{CENSUS}", "not a group of ethnicity in any suite"),
        (f"ethnicity,White,Atlantis,6,,{CENSUS}", "a unit of no suite's list"),
    ],
)
def test_groups_and_units_must_be_known(tmp_path: Path, line: str, said: str) -> None:
    read(tmp_path, line)
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tmp_path)
    assert said in str(caught.value)
    assert "Atlantis" not in str(caught.value)


def test_the_rulebooks_list_tells_them(tmp_path: Path, run_cli: Callable[..., Run]) -> None:
    assert "Populations" not in run_cli("rules", "list").out
    read(tmp_path, f"gender,Female,EK,3,,{CENSUS}", f"gender,Male,EK,1,,{CENSUS}")
    told = run_cli("rules", "list", "--rules", str(tmp_path)).out
    assert "  gender, EK: residents on 2021-03-21: Female 75.0 %, Male 25.0 %\n" in told
