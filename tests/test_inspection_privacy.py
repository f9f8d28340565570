"""What an inspection never shows: planted tokens, dates of birth, few people, a first record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run, run_command
from small_extracts import HEADINGS, records
from test_inspection import counted, inspected, of_records, strand

from eqmon.inspection.model import StrandColumn
from eqmon.inspection.personal import may_be_shown, nearest_labels
from eqmon.inspection.public import TOO_FEW, public
from eqmon.inspection.values import BIRTHS, FREE_TEXT, SINGLE_YEARS, UNCONFIRMED
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.model import Suite
from eqmon.vocabulary import Audience, Recording

BOOK = load_rulebook()
TOKEN = "Xyzzyqua"
WAYS = [
    ("--format", "terminal"),
    ("--format", "json"),
    ("--format", "terminal", "--audience", "internal"),
    ("--format", "json", "--audience", "internal"),
]


def planted(suite: Suite) -> list[list[str]]:
    """Every column holds the token: often where no strand is told, as rare free text where one is.

    Each strand's column holds it beside a code too, and its list's words between good ones.
    """
    fields = {n: f.headings[0] for n, f in suite.fields.items() if not f.exact and f.headings}
    good = dict.fromkeys(fields, "") | {suite.unit: "Barnet", str(suite.date): "15/01/2007"}
    strands = (suite.strand_fields | {"ethnicity_observed"}) & fields.keys()
    token = {name: TOKEN + name.title() for name in fields.keys() - strands}
    rows = [good] * 40 + [good | token] * 60
    for name in strands:
        rows += [good | {name: f"{TOKEN} {n}"} for n in range(5)]
        rows += [good | {name: TOKEN}] * 9 + [good | {name: f"W1 - {TOKEN}"}] * 9
        rows += [good | {name: f"{TOKEN}@example.org"}] * 40
        rows += [good | {name: f"{TOKEN} 15011987"}] * 40
    found = [[*fields.values(), "Remarks"]]
    return [*found, *([*row.values(), f"{TOKEN} in free text"] for row in rows)]


def write(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = {heading: [row[at] for row in rows[1:]] for at, heading in enumerate(rows[0])}
        pq.write_table(pa.table(columns), path)
        return path
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def assert_silent(run: Run, *tokens: str) -> None:
    assert run.code == 0, run.err
    for token in (TOKEN, *tokens):
        assert token.casefold() not in (run.out + run.err).casefold()


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
@pytest.mark.parametrize("name", sorted(BOOK.suites))
def test_no_text_that_may_be_personal_is_shown(tmp_path: Path, name: str, ending: str) -> None:
    path = write(tmp_path / f"extract{ending}", planted(BOOK.suites[name]))
    for way in WAYS if (name, ending) == ("domestic_violence", ".csv") else WAYS[3:]:
        assert_silent(run_command("inspect", path, "--suite", name, *way))


def test_the_tokens_are_read_and_counted(tmp_path: Path) -> None:
    """Were the planted cells not looked at, their absence would show nothing."""
    suite = BOOK.suites["domestic_violence"]
    path = write(tmp_path / "extract.csv", planted(suite))
    run = run_command("inspect", path, "--suite", suite.suite, "--format", "json")
    found = json.loads(run.out)
    religion = next(s for s in found["strands"] if s["field"] == "religion_belief")
    told = {one["what"]: one["records"] for one in religion["folded"]}
    assert told[FREE_TEXT] == 5 + 9 + 9 + 40 + 40
    assert found["unit"]["unknown"] == 60


@pytest.mark.parametrize(
    "first",
    [
        ["0100001/07", TOKEN, "Camden", "15/01/2007", "W1"],
        [TOKEN, "Male", "Camden", "W1", "None"],
        [TOKEN, "12 Acacia Avenue", TOKEN, "", "x"],
        [TOKEN, "one", "two", "three", "four"],
        ["Arrest", TOKEN, "Female", "Camden", "Outcome"],
    ],
)
def test_a_first_record_is_never_shown_as_headings(tmp_path: Path, first: list[str]) -> None:
    rows = [first, *([cell.replace(TOKEN, "Abc") for cell in first] for _ in range(20))]
    path = write(tmp_path / "extract.csv", rows)
    for way in WAYS[2:]:
        run = run_command("inspect", path, *way)
        assert_silent(run, "Acacia")
    found = json.loads(run.out)
    assert found["headless"]
    assert {one["heading"] for one in found["columns"]} == {None}
    assert (found["questions"], found["next"]) == ([], [])


@pytest.mark.parametrize(
    "headings",
    [
        list(HEADINGS.values()),
        ["Colour", "Count"],
        ["Ward 2021", "Sex", "SDE"],
        ["Sex", "Age", "Remarks", "Remarks"],
    ],
)
def test_a_row_of_headings_is_one(headings: list[str]) -> None:
    body = [["1"] * len(headings), ["2"] * len(headings)]
    assert not inspected([headings, *body]).headless


def test_dates_of_birth_and_single_years_are_counted_together() -> None:
    rows = [*records(40), *records(3, age="Not known", first=41)]
    named = [*HEADINGS.values(), "DOB"]
    body = [[*row.values(), f"{1 + n:02}/02/1970"] for n, row in enumerate(rows[:20])]
    body += [[*row.values(), "01/01/1900"] for row in rows[20:]]
    found = inspected([named, *body])
    births, ages = strand(found, "date_of_birth"), strand(found, "age")
    assert births.values == ()
    assert [(one.what, one.recording, one.values, one.records) for one in births.folded] == [
        (BIRTHS, Recording.DEFAULT, 1, 23),
        (BIRTHS, Recording.KNOWN, 20, 20),
    ]
    assert counted(ages) == {"Not known": 3}
    assert [(one.what, one.records) for one in ages.folded] == [(SINGLE_YEARS, 40)]


def of_genders(**counts: int) -> StrandColumn:
    """The gender column of the public copy, where so many records have each text."""
    first, rows = 1, []
    for text, n in counts.items():
        rows += records(n, gender=text.replace("_", " "), first=first)
        first += n
    return strand(public(of_records(rows)), "gender")


@pytest.mark.parametrize(
    ("counts", "shown", "together"),
    [
        ({"Male": 30, "Female": 50}, {"Male": 30, "Female": 50}, []),
        ({"Male": 10, "Female": 50}, {"Male": 10, "Female": 50}, []),
        ({"Male": 9, "Female": 50}, {"Male": None, "Female": None}, []),
        ({"Male": 9, "Female": 50, "Other": 20}, {"Male": None, "Female": 50, "Other": None}, []),
        ({"Male": 3, "": 50}, {}, [(TOO_FEW, 1, 3)]),
        ({"Male": 3, "Female": 4}, {}, [(TOO_FEW, 2, 7)]),
        ({"M": 4, "Male": 30, "Female": 50}, {"M": 4, "Male": 30, "Female": 50}, []),
        (
            {"Male": 30, "Not_known": 1, "Refused": 2},
            {"Male": 30, "Not known": 1, "Refused": 2},
            [],
        ),
        ({"Male": 30, "Femal": 3}, {"Male": 30}, [(TOO_FEW, 1, 3)]),
        ({"Male": 30, "Femal": 12}, {"Male": 30, "Femal": 12}, []),
        ({"Male": 30, "Zed": 3}, {"Male": 30}, [(FREE_TEXT, 1, 3)]),
    ],
)
def test_few_people_with_one_value_cannot_be_worked_out(
    counts: dict[str, int], shown: dict[str, int | None], together: list[tuple[str, int, int]]
) -> None:
    found = of_genders(**counts)
    assert counted(found) == shown
    assert [(one.what, one.values, one.records) for one in found.folded] == together


def test_the_order_of_withheld_values_tells_nothing() -> None:
    found = of_genders(Male=9, Female=50, Other=20)
    assert [value.text for value in found.values] == ["Female", "Male", "Other"]


def test_a_public_copy_keeps_recordings_exact_and_is_made_once() -> None:
    found = of_records([*records(40), *records(3, gender="", first=41)])
    copy = public(found)
    assert strand(copy, "gender").recordings == strand(found, "gender").recordings
    assert (copy.audience, public(copy)) == (Audience.PUBLIC, copy)
    assert (copy.sha256, copy.size) == (None, None)
    assert found.sha256
    assert found.size


@pytest.mark.parametrize(
    ("text", "count", "shown"),
    [
        ("Femal", 1, True),
        ("Femal Smith", 1, False),
        ("Ann Smith", 9, False),
        ("Ann Smith", 10, True),
        ("07700 900123", 50, False),
        ("ann@example.org", 50, False),
        ("15/01/1987", 50, False),
        ("Q7", 1, True),
        ("NW1 2AB", 9, False),
        ("Jan", 1, False),
        ("she said that she would rather not have it written down anywhere", 50, False),
    ],
)
def test_which_texts_that_the_list_has_not_are_shown(text: str, count: int, shown: bool) -> None:
    near = nearest_labels(BOOK.code_lists["gender"], text)
    assert may_be_shown(text, count, near) is shown


def test_a_column_that_is_only_suggested_shows_nothing_unrecognised() -> None:
    rows = [*records(300), *records(290, gender="Male", first=301)]
    rows += records(12, gender=TOKEN, first=591)
    found = strand(of_records(rows, gender="M or F"), "gender")
    assert found.asked
    assert counted(found) == {"Female": 300, "Male": 290}
    assert [(one.what, one.records) for one in found.folded] == [(UNCONFIRMED, 12)]
