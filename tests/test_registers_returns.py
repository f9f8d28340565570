"""Returns: the papers' figures, what is due on which day, and what must always hold."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_files import write

from eqmon.errors import InputError
from eqmon.registers import terminal
from eqmon.registers.grid import grid_of
from eqmon.registers.json import schema_text
from eqmon.registers.json import write as write_json
from eqmon.registers.model import CAME, ReturnMade, Returns, Standing
from eqmon.registers.read import read_register
from eqmon.registers.returns import returns_of
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Verdict

PAPER = """\
Return,Body,Requested,Received
RT-QTR-01,MPS,2006-02,
RT-QTR-01,MPS,2006-04,
RT-QTR-01,MPS,2006-07,
RT-QTR-01,MPS,2006-09,5 September 2006
RT-QTR-01,Strand Working Group 1,February 2006,14/02/2006
RT-QTR-01,Strand Working Group 1,April 2006,
RT-QTR-01,Strand Working Group 1,July 2006,
RT-QTR-01,Strand Working Group 1,September 2006,
RT-QTR-01,Strand Working Group 3,Feb 2006,28/02/2006
RT-QTR-01,Strand Working Group 3,Apr 2006,28/04/2006
RT-QTR-01,Strand Working Group 3,Jul 2006,
RT-QTR-01,Strand Working Group 3,Sep 2006,
"""
"""S0, paragraph 12; the day of the service's own is in paragraph 21, others' days are supposed."""
MEETING = date(2006, 11, 16)
MADE, LATE, MISSING, NOT_DUE = Standing.MADE, Standing.LATE, Standing.MISSING, Standing.NOT_DUE


def returns(folder: Path, text: str, on: date = MEETING, *, name: str = "register.csv") -> Returns:
    rulebook = load_rulebook()
    return returns_of([read_register(write(folder, name, text), rulebook)], [], on, rulebook)


def only(made: Returns) -> ReturnMade:
    return made.registers[0].returns[0]


def test_the_papers_returns_are_1_1_and_2_of_4_and_4_of_12_together(tmp_path: Path) -> None:
    made = only(returns(tmp_path, PAPER))
    assert [(b.body, b.counts.made, b.counts.required) for b in made.bodies] == [
        ("MPS", 1, 4),
        ("Strand Working Group 1", 1, 4),
        ("Strand Working Group 3", 2, 4),
    ]
    assert (made.counts.made, made.counts.required, made.counts.verdict) == (4, 12, Verdict.FAIL)
    assert made.sentence == "4 of 12 (33.3 %) returns made, of 3 bodies: 8 missing."


def test_the_papers_calendar_is_said_to_be_quarterly_and_is_not(tmp_path: Path) -> None:
    (calendar,) = only(returns(tmp_path, PAPER)).calendars
    assert (calendar.gaps, calendar.unit, calendar.regular) == ((2, 3, 2), "months", False)
    assert calendar.sentence == (
        "Said to be quarterly; asked for in February, April, July and September 2006: "
        "gaps of 2, 3 and 2 months."
    )


@pytest.mark.parametrize(
    ("due", "received", "on", "standing"),
    [
        ("2006-09", "2006-09-30", "2006-11-16", MADE),
        ("2006-09", "2006-10-01", "2006-11-16", LATE),
        ("2006-09", "", "2006-10-01", MISSING),
        ("2006-09", "", "2006-09-30", NOT_DUE),  # its last day is not over
        ("2006-09-05", "2006-09", "2006-11-16", MADE),  # some day of the month was in time
        ("2006-09-05", "2006-09-06", "2006-09-05", NOT_DUE),  # what came later had not come
        ("2006-09-05", "2006-09-06", "2006-09-06", LATE),
        ("2006-12-01", "2006-09-06", "2006-11-16", MADE),  # before it was due
        ("31/01/2007", "", "2006-11-16", NOT_DUE),
    ],
)
def test_what_came_is_told_as_at_the_day(
    tmp_path: Path, due: str, received: str, on: str, standing: Standing
) -> None:
    text = f"return,body,due,received\nRT-VAW-01,MPS,{due},{received}\n"
    made = only(returns(tmp_path, text, date.fromisoformat(on)))
    assert made.entries[0].standing is standing
    assert made.counts.required == (standing is not NOT_DUE)
    assert made.counts.made == (standing in CAME)


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        (("2006-02-01", "2006-04-01"), Verdict.PASS),
        (("2006-02-01", "2006-05-01"), Verdict.WARN),
        (("", "2006-05-01"), Verdict.FAIL),
    ],
)
def test_late_warns_and_missing_fails(
    tmp_path: Path, received: tuple[str, str], verdict: Verdict
) -> None:
    rows = "".join(
        f"RT-QTR-01,MPS,2006-{month},{came}\n"
        for month, came in zip(("02", "04"), received, strict=True)
    )
    later = "RT-QTR-01,MPS,2006-12,\n"
    made = returns(tmp_path, f"return,body,due,received\n{rows}{later}")
    assert made.verdict is verdict


def test_nothing_due_yet_is_not_assessed(tmp_path: Path) -> None:
    made = returns(tmp_path, "return,body,due,received\nRT-QTR-01,MPS,2007-02,\n")
    assert made.verdict is Verdict.NOT_ASSESSED
    assert only(made).sentence == "Nothing is due by this day; 1 not yet due."


def test_bodies_never_heard_from_are_named_once_for_all(tmp_path: Path) -> None:
    text = "return,body,due,received\n" + "".join(
        f"{kind},{body},2006-02,{came}\n"
        for kind, body, came in (
            ("RT-QTR-01", "MPS", "2006-02-01"),
            ("RT-QTR-01", "SWG1", ""),
            ("RT-VAW-01", "MPS", ""),
            ("RT-VAW-01", "SWG1", ""),
        )
    )
    made = returns(tmp_path, text)
    assert [one.silent for one in made.registers[0].returns] == [("SWG1",), ("MPS", "SWG1")]
    assert made.silent == ("SWG1",)


def test_one_body_has_one_name_however_it_is_spelt(tmp_path: Path) -> None:
    text = "return,body,due,received\nRT-QTR-01,MPS,2006-02,\nRT-QTR-01, mps ,2006-04,\n"
    assert [b.body for b in only(returns(tmp_path, text)).bodies] == ["MPS"]


POLICIES = "Policy,Owner,Last monitored,Report\n"


@pytest.mark.parametrize(
    ("last", "on", "standing"),
    [
        ("2006-02-28", "2007-02-28", MADE),  # due by that day, which is not over
        ("2006-02-28", "2007-03-01", MISSING),
        ("2008-02-29", "2009-02-28", MADE),  # the month's last day where it has no 29th
        ("2008-02-29", "2009-03-01", MISSING),
        ("", "2007-03-01", MISSING),
        ("2007-04-01", "2007-03-01", MISSING),  # had not been done yet
    ],
)
def test_policies_are_due_again_twelve_months_after_the_last(
    tmp_path: Path, last: str, on: str, standing: Standing
) -> None:
    text = f"{POLICIES}Hate crime,Territorial Policing,{last},\n"
    assert only(returns(tmp_path, text, date.fromisoformat(on))).entries[0].standing is standing


def test_what_is_published_is_counted_of_all(tmp_path: Path) -> None:
    rows = "A,TP,2006-05-01,https://example.org/a\nB,TP,,\nC,SC,2004-05-01,https://example.org/c\n"
    made = only(returns(tmp_path, POLICIES + rows))
    assert (made.counts.made, made.counts.besides, made.counts.entries) == (1, 2, 3)
    assert "monitoring report published for 2 of 3 (66.7 %)" in made.sentence
    assert "1 is not known to have been done by then" in made.notes[0]


STANDARDS = "Borough,Quarter,Standard,Met\n"


def test_every_borough_is_due_every_quarter_though_it_has_no_row(tmp_path: Path) -> None:
    rows = "Camden,2006-Q1,One,yes\nEK,April 2006,One,no\nBarnet,Q1 2006,Two,yes\n"
    made = only(returns(tmp_path, STANDARDS + rows, date(2006, 7, 29)))
    # 32 boroughs, two quarters, two standards
    assert (made.counts.required, made.counts.made, made.counts.not_met) == (128, 2, 1)
    assert made.counts.missing == 125
    by_place = {(e.body, e.item, e.period): e.standing for e in made.entries}
    assert by_place["Camden", "One", "2006-Q2"] is Standing.NOT_MET
    assert len(made.silent) == 30
    cells = {row.body: [cell.text for cell in row.cells] for row in grid_of(made).rows}
    assert cells["Camden"] == ["1 of 2", "0 of 2"]  # told no, and told nothing
    assert cells["Merton"] == ["not told", "not told"]


@pytest.mark.parametrize(("on", "last"), [("2006-07-28", "2006-Q1"), ("2006-07-29", "2006-Q2")])
def test_a_quarter_is_due_28_days_after_its_end(tmp_path: Path, on: str, last: str) -> None:
    text = f"{STANDARDS}Camden,2006-Q1,One,yes\n"
    made = only(returns(tmp_path, text, date.fromisoformat(on)))
    assert max(entry.period for entry in made.entries) == last


rows_of_returns = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.dates(date(2006, 1, 1), date(2007, 12, 31)),
        st.none() | st.dates(date(2006, 1, 1), date(2007, 12, 31)),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda row: row[:2],
)


@given(rows=rows_of_returns, on=st.dates(date(2006, 1, 1), date(2007, 12, 31)))
def test_counts_add_up_and_nothing_that_came_is_lost_by_waiting(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, date, date | None]],
    on: date,
) -> None:
    text = "return,body,due,received\n" + "".join(
        f"RT-VAW-01,{body},{due},{came or ''}\n" for body, due, came in rows
    )
    path = write(tmp_path_factory.mktemp("register"), "register.csv", text)
    rulebook = load_rulebook()
    register = read_register(path, rulebook)
    made, later = (
        only(returns_of([register], [], day, rulebook)) for day in (on, on + timedelta(days=30))
    )
    counts = made.counts
    assert counts.required == counts.made + counts.missing + counts.not_met
    assert counts.required + counts.not_due == counts.entries == len(rows)
    assert sum(body.counts.made for body in made.bodies) == counts.made
    assert later.counts.made >= counts.made
    assert later.counts.not_due <= counts.not_due


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("return,body,due,received\nRT-QTR-1,MPS,2006-02,\n", ["line 2", "return", "RT-QTR-01"]),
        ("return,body,due,received\nRT-QTR-01,MPS,soon,\n", ["line 2", "'due'", "no date"]),
        ("return,body,due,received\nRT-QTR-01,,2006-02,\n", ["line 2", "'body'", "blank"]),
        ("return,body,due,received\nRT-QTR-01,MPS,,\n", ["line 2", "'due'", "no date"]),
        ("return,body,due,received\nRT-EXT-01,MPS,2006-02,\n", ["line 2", "checked drops"]),
        (
            "return,body,due,received\nRT-QTR-01,MPS,2006-02,\nRT-QTR-01,mps,Feb 2006,\n",
            ["line 3", "line 2"],
        ),
        ("return,body,due\nRT-QTR-01,MPS,2006-02\n", ["fit no register", "Received"]),
        ("return,body,due,received,came\nRT-QTR-01,M,2006-02,,\n", ["2 columns", "received"]),
        (f"{STANDARDS}Gotham,2006-Q1,One,yes\n", ["line 2", "no unit of the list 'london'"]),
        (f"{STANDARDS}NW,2006-Q1,One,yes\n", ["line 2", "another level than borough"]),
        (f"{STANDARDS}Camden,2006-Q5,One,yes\n", ["line 2", "no quarterly period"]),
        (f"{STANDARDS}Camden,2006,One,yes\n", ["line 2", "no quarterly period"]),
        (f"{STANDARDS}Camden,2006-Q1,One,perhaps\n", ["line 2", "'Met'", "no answer"]),
        (f"{STANDARDS}Camden,2006-Q1,One\n", ["line 2", "3 cells under 4 headings"]),
    ],
)
def test_problems_name_their_line_and_column(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        returns(tmp_path, text)
    assert [word for word in words if word not in str(raised.value)] == []


def test_all_problems_are_told_at_once_and_no_cell_is_quoted(tmp_path: Path) -> None:
    rows = "RT-QTR-01,MPS,sekret,\nsekret,MPS,2006-02,\nRT-QTR-01,MPS,2006-02,sekret\n"
    with pytest.raises(InputError) as raised:
        returns(tmp_path, f"return,body,due,received\n{rows}")
    said = str(raised.value)
    assert [f"line {line}" in said for line in (2, 3, 4)] == [True, True, True]
    assert "sekret" not in said


def test_a_register_in_yaml_says_the_same(tmp_path: Path) -> None:
    rows = [line.split(",") for line in PAPER.splitlines()[1:]]
    text = "register: returns\nrows:\n" + "".join(
        f"  - {{return: {kind}, body: {body}, due: {due}, received: {came}}}\n"
        for kind, body, due, came in rows
    )
    from_yaml = only(returns(tmp_path, text, name="register.yaml"))
    assert from_yaml == only(returns(tmp_path, PAPER))


def test_the_published_schema_is_that_of_the_model_and_json_keeps_to_it(tmp_path: Path) -> None:
    published = files("eqmon.registers").joinpath("returns.schema.json").read_text("utf-8")
    assert published == schema_text()
    jsonschema.validate(json.loads(write_json(returns(tmp_path, PAPER))), json.loads(published))


def test_few_bodies_are_all_shown_and_of_many_those_that_lack_something_the_least_first(
    tmp_path: Path,
) -> None:
    def told(bodies: int) -> list[str]:
        rows = "".join(
            f"RT-VAW-01,B{n:02},2006-{month:02},{'' if n % 5 < month - 1 else '2006-01-01'}\n"
            for n in range(bodies)
            for month in (1, 2, 3)
        )
        made = only(returns(tmp_path, f"return,body,due,received\n{rows}"))
        return [row.body for row in grid_of(made).told]

    assert told(12) == [f"B{n:02}" for n in range(12)]
    assert told(13) == ["B00", "B05", "B10", "B01", "B06", "B11"]


def test_a_table_of_the_latest_dates_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    rows = "".join(f"RT-VAW-01,MPS,2006-{month:02},\n" for month in range(1, 6))
    other = "RT-VAW-01,SWG1,2006-05,2006-05-01\n"
    made = only(returns(tmp_path, f"return,body,due,received\n{rows}{other}"))
    grid = grid_of(made, 2)
    assert (grid.periods, grid.left_out) == (("2006-04", "2006-05"), 3)
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["missing", "missing"],
        ["not asked", "made"],
    ]
    assert grid_of(made, 0).periods == ()


@pytest.mark.parametrize(("width", "left_out"), [(80, False), (60, False), (40, True)])
def test_a_terminal_shows_the_latest_dates_that_it_has_room_for(
    tmp_path: Path, width: int, left_out: bool
) -> None:
    shown = terminal.write(
        returns(tmp_path, PAPER.replace("Strand Working Group ", "SWG")), width=width
    )
    assert max(map(len, shown.splitlines())) <= width
    assert "Sep 2006" in shown
    assert ("earlier dates not shown" in shown) == left_out
    assert ("Feb 2006" in shown) != left_out
