"""Registers told as at a day before their last entries, long after them, and without any row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st
from rule_files import write

from eqmon.registers import csv, json, terminal
from eqmon.registers.document import returns_document
from eqmon.registers.grid import grid_of
from eqmon.registers.model import ReturnMade, Returns
from eqmon.registers.read import read_register
from eqmon.registers.returns import returns_of
from eqmon.registers.sentences import silent_lines
from eqmon.rulebook.load import load_rulebook

RETURNS = "Return,Body,Due,Received\n"
STANDARDS = "Borough,Quarter,Standard,Met\n"
POLICIES = "Policy,Owner,Last monitored,Report\n"
ITEMS = ("One", "Two", "Three")


def returns(folder: Path, on: date, *texts: str) -> Returns:
    rulebook = load_rulebook()
    paths = [write(folder, f"register{n}.csv", text) for n, text in enumerate(texts)]
    return returns_of([read_register(path, rulebook) for path in paths], [], on, rulebook)


def only(made: Returns) -> ReturnMade:
    return made.registers[0].returns[0]


@pytest.mark.parametrize(("on", "required"), [("2007-04-28", 0), ("2007-04-29", 64)])
@pytest.mark.parametrize("answer", ["yes", "no", ""])
def test_a_quarter_that_is_not_due_is_in_no_figure_answered_or_not(
    tmp_path: Path, on: str, required: int, answer: str
) -> None:
    rows = f"Camden,2007-Q1,One,{answer}\nBarnet,2007-Q1,Two,{answer}\n"
    made = only(returns(tmp_path, date.fromisoformat(on), STANDARDS + rows))
    counts = made.counts
    assert counts.required == required
    assert counts.made + counts.not_met == (2 if required and answer else 0)
    if not required:
        shown = {cell.text for row in grid_of(made).rows for cell in row.cells}
        assert shown == {"not yet due"}


answers = st.dictionaries(
    st.tuples(
        st.sampled_from(["Camden", "Barnet"]),
        st.sampled_from(["2006-Q3", "2006-Q4", "2007-Q1"]),
        st.sampled_from(ITEMS),
    ),
    st.sampled_from(["yes", "no", ""]),
    min_size=1,
)


@given(answers, st.dates(date(2006, 9, 1), date(2007, 8, 1)))
def test_the_cells_of_a_row_add_up_to_what_it_says_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    told: dict[tuple[str, str, str], str],
    on: date,
) -> None:
    text = STANDARDS + "".join(f"{','.join(place)},{met}\n" for place, met in told.items())
    made = only(returns(tmp_path_factory.mktemp("cells"), on, text))
    items = len({item for _, _, item in told})
    of_words = {
        "not yet due": (0, 0),
        "met": (1, 1),
        "not met": (0, 1),
        "not told": (0, items),
    }
    for row in grid_of(made).rows:
        cells = [
            of_words.get(cell.text) or tuple(map(int, cell.text.split(" of ")))
            for cell in row.cells
        ]
        assert sum(came for came, _ in cells) == row.counts.made
        assert sum(due for _, due in cells) == row.counts.required


def test_what_was_done_after_the_day_is_not_called_never_done_nor_its_report_published(
    tmp_path: Path,
) -> None:
    rows = "A,TP,2007-05-01,https://example.org/a\nB,TP,2007-01-01,https://example.org/b\n"
    made = returns(tmp_path, date(2007, 2, 10), POLICIES + rows)
    one = only(made)
    assert (one.counts.besides, one.counts.entries) == (1, 2)
    assert "1 is not known to have been done by then" in one.notes[0]
    shown = " ".join(terminal.write(made, width=200).split())
    assert "TP: not known to have been done by then" in shown
    assert "never" not in shown
    later = only(returns(tmp_path, date(2007, 6, 10), POLICIES + rows))
    assert later.counts.besides == 2


def test_bodies_never_heard_from_are_named_with_their_register(tmp_path: Path) -> None:
    kept = f"{RETURNS}RT-VAW-01,MPS,2006-02,\nRT-VAW-01,SWG1,2006-02,2006-02-01\n"
    policies = f"{POLICIES}Hate crime,SWG1,,\nStalking,TP,,\n"
    made = returns(tmp_path, date(2006, 11, 16), kept, policies)
    assert silent_lines(made) == (
        "Returns: nothing at all came from 1 body: MPS.",
        "Policies monitored each year: nothing at all came from 1 body: TP.",
    )
    document = repr(returns_document(made, created=None))  # type: ignore[arg-type]
    assert all(
        line in document and line in terminal.write(made, width=200) for line in silent_lines(made)
    )


@pytest.mark.parametrize("text", [RETURNS, STANDARDS, POLICIES])
def test_a_register_of_headings_alone_is_written_in_every_format(
    tmp_path: Path, run_cli: Callable[..., Run], text: str
) -> None:
    path = write(tmp_path, "register.csv", text)
    endings = ("json", "csv", "md", "html", "docx", "pdf")
    outputs = [word for ending in endings for word in ("-o", tmp_path / f"written.{ending}")]
    run = run_cli("returns", path, "--format", "terminal", *outputs)
    assert (run.code, "The register holds no row." in run.out) == (0, True)


def test_no_row_is_told_in_words_everywhere(tmp_path: Path) -> None:
    made = returns(tmp_path, date(2026, 11, 22), RETURNS, STANDARDS, POLICIES)
    assert [one.returns[0].sentence for one in made.registers] == ["The register holds no row."] * 3
    assert [one.returns[0].notes for one in made.registers] == [()] * 3
    assert terminal.write(made).count("The register holds no row.") == 3
    document = returns_document(made, created=None)  # type: ignore[arg-type]
    assert repr(document).count("The register holds no row.") == 3
    assert len(csv.write(made).splitlines()) == 1
    assert "holds no row" in json.write(made)


def test_bodies_of_which_none_is_listed_are_all_of_them(tmp_path: Path) -> None:
    rows = "".join(f"RT-VAW-01,B{n:02},2006-02,2006-02-01\n" for n in range(13))
    made = returns(tmp_path, date(2006, 11, 16), RETURNS + rows)
    assert "all 13 bodies made all that was due" in terminal.write(made)
    lacking = f"{RETURNS}{rows}RT-VAW-01,C,2006-02,\n"
    shown = terminal.write(returns(tmp_path, date(2006, 11, 16), lacking))
    assert "13 more bodies made all that was due" in shown


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        (f"{STANDARDS}Camden,2007-Q1,One,yes\n", "2007-08-31", ""),
        (f"{STANDARDS}Camden,2007-Q1,One,yes\n", "2007-09-01", "quarter 1 of 2007"),
        (f"{POLICIES}A,TP,2006-02-28,\n", "2007-08-28", ""),
        (f"{POLICIES}A,TP,2006-02-28,\n", "2007-08-29", "28 February 2006"),
        (f"{RETURNS}RT-VAW-01,A,2006-02-28,\n", "2007-08-29", "28 February 2006"),
        (f"{RETURNS}RT-VAW-01,A,2006-02-28,2006-06-01\n", "2007-08-29", ""),
        (RETURNS, "2026-01-01", ""),
    ],
)
def test_a_register_that_ends_a_cycle_and_a_half_before_the_day_says_so(
    tmp_path: Path, text: str, on: str, said: str
) -> None:
    notes = " ".join(only(returns(tmp_path, date.fromisoformat(on), text)).notes)
    assert (f"The last entry is of {said}, long before this day." in notes) == bool(said)


def test_today_is_named_where_the_register_ended_long_ago_and_no_day_was_given(
    tmp_path: Path, run_cli: Callable[..., Run]
) -> None:
    path = write(tmp_path, "register.csv", f"{STANDARDS}Camden,2007-Q1,One,yes\n")
    run = run_cli("returns", path, "--format", "csv")
    assert "the register's last entry is of quarter 1 of 2007: give --on" in run.err
    assert "give --on" not in run_cli("returns", path, "--on", "2020-01-01").err
    yesterday = date.today() - timedelta(days=1)
    fresh = write(tmp_path, "fresh.csv", f"{RETURNS}RT-QTR-01,A,{yesterday},\n")
    assert "give --on" not in run_cli("returns", fresh).err
