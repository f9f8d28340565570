"""What `eqmon init --from FILE` writes for an extract: a rulebook that reads it as it is."""

from __future__ import annotations

from pathlib import Path

from command_line import run_command
from started_rulebooks import (
    counts,
    in_memory,
    started_from,
    tally_of,
)

from eqmon.rulebook.load import load_rulebook

HOMICIDES = "london-homicides-2003-2023.csv"
SEARCHES = "met-stop-search-2022-08.csv"


def test_the_homicides_get_a_suite_that_counts_them_truly(
    shared_data: Path, tmp_path: Path
) -> None:
    file, folder = shared_data / HOMICIDES, tmp_path / "mine"
    run = run_command("init", folder, "--from", file)
    assert (run.code, run.err) == (0, "")
    assert "--confirm observed-ethnicity" in run.out
    assert f"eqmon check {file} --rules {folder}" in run.out
    rulebook = load_rulebook(folder)
    suite = rulebook.suites["london_homicides"]
    assert suite.fields["recorded_on"].formats == ("%b-%y",)
    tally = tally_of(file, rulebook)
    assert counts(tally, "ethnicity") == {"not_recorded": 2912}
    assert counts(tally, "ethnicity_observed")["not_known"] == 24
    assert counts(tally, "ethnicity_observed", "Southwark") == {"known": 147, "not_known": 6}
    assert counts(tally, "gender") == {"known": 2910, "not_recorded": 2}
    assert counts(tally, "age") == {"known": 2912}
    assert tally["unit"].nunique() == 33
    assert counts(tally, "LH-DAT-01") == {"holds": 2912}


def test_the_searches_get_the_suite_that_they_fit(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / SEARCHES
    started = started_from(file)
    assert started.suite == "stop_and_search"
    assert not any(name.endswith(".yaml") for name in started.files if "layouts" in name)
    tally = tally_of(file, in_memory(started, tmp_path))
    assert counts(tally, "ethnicity") == {"blank": 237, "not_stated": 4955, "known": 12094}
    searched = tally[tally["applicable"]]
    assert sum(counts(searched, "record").values()) == 17014
    assert counts(searched, "age")["blank"] == 2460
    assert counts(searched, "ethnicity")["not_stated"] == 4950
