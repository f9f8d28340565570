"""What `eqmon init --from FILE` writes for an extract: a rulebook that reads it as it is."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import assert_one_clear_error, run_command
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from small_extracts import record, records, write_extract
from started_rulebooks import SHIPPED, counts, in_memory, inspected, start, started_from, tally_of

from eqmon.cli import init_from
from eqmon.errors import InputError, UsageError
from eqmon.init.starter import NewFile
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.spelling import tidy_heading
from eqmon.rulebook.yaml_reader import parse_yaml

HOMICIDES = "london-homicides-2003-2023.csv"
SEARCHES = "met-stop-search-2022-08.csv"
NO_RELATIONSHIP = {"relationship": "How they met", "flags": "Marks"}


def written(folder: Path, rows: list[dict[str, str]], **headings: str) -> Path:
    """An extract of a kind that no suite knows, unless the headings say otherwise."""
    return write_extract(folder / "my extract 2007.csv", rows, **{**NO_RELATIONSHIP, **headings})


def test_the_homicides_get_a_suite_that_counts_them_truly(
    shared_data: Path, tmp_path: Path
) -> None:
    file, folder = shared_data / HOMICIDES, tmp_path / "mine"
    run = run_command("init", folder, "--from", file)
    assert (run.code, run.err) == (0, "")
    assert "--confirm observed-ethnicity" in run.out
    assert f"eqmon check {file} --rules {folder}" in run.out
    rulebook = load_rulebook(folder)
    assert rulebook.suites["london_homicides"].fields["recorded_on"].formats == ("%b-%y",)
    tally = tally_of(file, rulebook)
    assert counts(tally, "ethnicity") == {"not_recorded": 2912}
    assert counts(tally, "ethnicity_observed")["not_known"] == 24
    assert counts(tally, "ethnicity_observed", "Southwark") == {"known": 147, "not_known": 6}
    assert counts(tally, "gender") == {"known": 2910, "not_recorded": 2}
    assert counts(tally, "age") == {"known": 2912}
    assert counts(tally, "LH-DAT-01") == {"holds": 2912}
    assert tally["unit"].nunique() == 33


def test_the_searches_get_the_suite_that_they_fit(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / SEARCHES
    started = started_from(file)
    assert [name for name in started.files if name.endswith(".yaml")] == [
        "suites/stop_and_search.yaml",
        "exceptions.yaml",
    ]
    tally = tally_of(file, in_memory(started, tmp_path))
    assert counts(tally, "ethnicity") == {"blank": 237, "not_stated": 4955, "known": 12094}
    searched = tally[tally["applicable"]]
    assert sum(counts(searched, "record").values()) == 17014
    assert counts(searched, "age")["blank"] == 2460
    assert counts(searched, "ethnicity")["not_stated"] == 4950


def test_every_strand_is_there_and_required_until_somebody_says_otherwise(tmp_path: Path) -> None:
    file = written(tmp_path, records(12), ethnicity="IC Code", disability="", religion_belief="")
    suite = in_memory(started_from(file), tmp_path).suites["my_extract"]
    assert {name: strand.required for name, strand in suite.strands.items()} == {
        **dict.fromkeys(("age", "disability", "ethnicity", "gender"), True),
        **dict.fromkeys(("religion_belief", "sexual_orientation"), True),
        "ethnicity_observed": False,
    }
    assert suite.strands["ethnicity"].fields == ("ethnicity",)
    assert suite.rules[0].id == "ME-AGE-01"
    assert {r.id.split("-")[1] for r in suite.manifest_rules} == {"UNT", "FIL"}


@pytest.mark.parametrize("headings", [{}, NO_RELATIONSHIP], ids=["a suite fits", "none fits"])
def test_observed_ethnicity_is_a_line_of_its_own_by_confirmation(
    headings: dict[str, str], tmp_path: Path
) -> None:
    rows = records(4, ethnicity="IC1")
    file = write_extract(tmp_path / "mine.csv", rows, ethnicity="IC Code", **headings)
    started = started_from(file, "observed-ethnicity")
    rulebook = in_memory(started, tmp_path)
    strands = rulebook.suites[started.suite].strands
    assert strands["ethnicity"].fields == ("ethnicity",)
    assert not strands["ethnicity"].required
    assert strands["ethnicity_observed"].label == "Ethnicity (officer observed)"
    tally = tally_of(file, rulebook)
    assert (counts(tally, "ethnicity"), counts(tally, "ethnicity_observed")) == ({}, {"known": 4})


def test_a_layout_tells_what_a_fitting_suite_does_not_know(tmp_path: Path) -> None:
    rows = [
        record(n, gender="Female", ethnicity="Whit British", reported_on="31-Jan-07")
        for n in range(1, 13)
    ]
    file = write_extract(tmp_path / "barnet 2007-01.csv", rows, gender="Gendr", recorded_on="")
    started = started_from(file, "gender-column")
    layout = started.files["layouts/barnet.yaml"].text
    rulebook = in_memory(started, tmp_path)
    assert rulebook.layouts["barnet"].fields["gender"].headings == ("Gendr",)
    told = rulebook.layouts["barnet"].fields["reported_on"].formats or ()
    assert told[0] == "%d-%b-%y"
    assert set(SHIPPED.suites["domestic_violence"].fields["reported_on"].formats) < set(told)
    assert rulebook.layouts["barnet"].fields["ethnicity"].values == {}
    assert re.search("\n    #   Whit British: .*W1 White", layout)
    tally = tally_of(file, rulebook)
    assert counts(tally, "gender") == {"known": 12}
    assert counts(tally, "DV-DAT-01") == {"holds": 12}
    assert counts(tally, "ethnicity") == {"invalid": 12}

    said = layout.replace("    # values:", "    values:").replace("    #   Whit", "      Whit")
    confirmed = {**started.files, "layouts/barnet.yaml": NewFile(said, "")}
    again = in_memory(replace(started, files=confirmed), tmp_path)
    assert counts(tally_of(file, again), "ethnicity") == {"known": 12}


@pytest.mark.parametrize("headings", [{}, NO_RELATIONSHIP], ids=["a suite fits", "none fits"])
def test_columns_that_claim_one_field_are_none_until_somebody_says(
    headings: dict[str, str], tmp_path: Path
) -> None:
    rows = records(3, gender="Female")
    file = write_extract(tmp_path / "mine.csv", rows, **headings, risk_level="Gender")
    inspection = inspected(file)
    unsaid = start(inspection)
    assert counts(tally_of(file, in_memory(unsaid, tmp_path)), "gender") == {"not_recorded": 3}
    said = start(inspection, "gender-column=12")
    assert counts(tally_of(file, in_memory(said, tmp_path)), "gender") == {"known": 3}


def test_a_workbook_is_an_extract_too(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Data")
    book["Sheet"].append(["About these records"])
    book["Data"].append(["Reference", "Borough", "Date Reported", "Sex", "Kind of call"])
    for number in range(1, 13):
        day = datetime.date(2007, 1, number)
        book["Data"].append([f"{number}/07", "Camden", day, "Male" if number > 5 else None, "x"])
    book.save(tmp_path / "calls.xlsx")
    started = started_from(tmp_path / "calls.xlsx")
    tally = tally_of(tmp_path / "calls.xlsx", in_memory(started, tmp_path))
    assert counts(tally, "gender") == {"known": 7, "blank": 5}
    assert counts(tally, "CA-DAT-01") == {"holds": 12}


HEADINGS = (
    *("a: b", "# c", '"q" \\ n', "'s", "x\ny", "- z", "{{ 7 * 7 }}", "[u", "}", "!tag", "&a1"),
    *("*a2", "yes", "Null", "é 民族", "g\u2028h", "%TAG ! t:", "? k", "1e5", "="),
    "rules:\n  - id: XX-AGE-01",
)


def test_a_heading_says_nothing_but_itself(tmp_path: Path) -> None:
    rows = [["Ref", "Sex", "Age", "Faith", *HEADINGS], *(["1", "M", "34", "None"] for _ in "ab")]
    rows[1:] = [[*row, *("anything" for _ in HEADINGS)] for row in rows[1:]]
    file = tmp_path / "x; rules: [] #'z\" {{ 7 * 7 }}.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    started = started_from(file)
    rulebook = in_memory(started, tmp_path)
    assert counts(tally_of(file, rulebook), "gender") == {"known": 2}
    text = started.files[f"suites/{started.suite}.yaml"].text
    taken = re.sub(r"^  # (\w+: \{headings)", r"  \1", text, flags=re.MULTILINE)
    fields = parse_yaml(taken)["fields"]
    named = {heading for field in fields.values() for heading in field["headings"]}
    assert named >= {heading.strip() for heading in HEADINGS if tidy_heading(heading)}


def test_what_inspect_withholds_stands_nowhere(tmp_path: Path) -> None:
    rows = [*records(12), record(20, ethnicity="Jo Bloggs 0207 1234567", gender="Femail")]
    rows[0]["ethnicity"] = "Whit British"
    for headings in ({}, NO_RELATIONSHIP):
        file = write_extract(tmp_path / "mine.csv", rows, **headings)
        texts = "".join(f.text for f in started_from(file).files.values())
        assert not any(word in texts for word in ("Bloggs", "Femail", "Whit British"))


def test_values_that_no_list_reads_are_counted_and_the_command_that_shows_them_told(
    tmp_path: Path,
) -> None:
    rows = [*records(20), *records(12, gender="Zed", first=21)]
    file = write_extract(tmp_path / "mine.csv", rows)
    run = run_command("init", tmp_path / "mine", "--from", file)
    assert run.code == 0
    assert "Gender 12 of 32" in " ".join(run.out.split())
    assert f"To see them: eqmon inspect {file} --rules {tmp_path / 'mine'}" in run.out
    assert "Gender 12 of 32" in (tmp_path / "mine/README.md").read_text(encoding="utf-8")


def test_months_first_are_read_only_by_confirmation(tmp_path: Path) -> None:
    rows = [record(n, reported_on=f"01/{n + 12}/2007") for n in range(1, 13)]
    file = written(tmp_path, rows, recorded_on="")
    inspection = inspected(file)
    for confirmed, found in (
        ((), {"broken": 12}),
        (("date-order=%m/%d/%Y",), {"holds": 12}),
    ):
        tally = tally_of(file, in_memory(start(inspection, *confirmed), tmp_path))
        assert counts(tally, "ME-DAT-01") == found


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [
        ("observed-ethnicty", ["--confirm observed-ethnicty", "did you mean 'observed-ethnicity'"]),
        ("observed-ethnicity=yes", ["observed-ethnicity has no such choice"]),
    ],
)
def test_an_unknown_answer_names_those_there_are(
    confirmed: str, words: list[str], tmp_path: Path
) -> None:
    file = written(tmp_path, records(3), ethnicity="IC Code")
    with pytest.raises(UsageError) as refused:
        started_from(file, confirmed)
    assert all(word in str(refused.value) for word in words)


def test_an_answer_is_given_once(tmp_path: Path) -> None:
    file = written(tmp_path, records(3), ethnicity="IC Code")
    with pytest.raises(UsageError, match="answered twice"):
        started_from(file, "observed-ethnicity", "observed-ethnicity")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Make,Price", "Ford,1000", "Fiat,2000"], "no column is recognised as a strand"),
        (["1/07,31/01/2007,Female,W1", "2/07,31/01/2007,Male,W1"], "looks like a record"),
    ],
)
def test_what_is_no_extract_starts_nothing(lines: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        started_from(tmp_path / "mine.csv")


def test_of_several_suites_that_fit_one_is_to_be_named(tmp_path: Path) -> None:
    file = write_extract(tmp_path / "mine.csv", records(3), flags="Motivation")
    with pytest.raises(UsageError, match="fit several suites"):
        started_from(file)
    assert started_from(file, suite="hate_crime").suite == "hate_crime"


def test_questions_are_asked_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_extract(
        tmp_path / "mine.csv", records(3), ethnicity="IC Code", risk_level="Gender"
    )
    monkeypatch.setattr(init_from, "is_at_terminal", lambda: True)
    run = run_command("init", tmp_path / "mine", "--from", file, stdin=b"elephant\n10\ny\n")
    assert run.code == 0
    assert "One of 12, 10" in run.out or "One of 10, 12" in run.out
    assert "Nobody has said" not in run.out
    layout = (tmp_path / "mine/layouts/mine.yaml").read_text(encoding="utf-8")
    assert "headings: [Gender]" in layout
    assert "but for ethnicity" in (tmp_path / "mine/README.md").read_text(encoding="utf-8")


def test_confirming_without_an_extract_is_refused(tmp_path: Path) -> None:
    run = run_command("init", tmp_path / "mine", "--confirm", "observed-ethnicity")
    assert_one_clear_error(run, "name it with --from")


KNOWN = {
    "gender": ("Sex", ("Male", "Female", "", "Not known", "Refused", "?!")),
    "age": ("Age Group", ("18-24", "25-34", "", "Not stated", "unclear!")),
    "religion_belief": ("Faith", ("None", "Muslim", "", "Not recorded", "Prefer not to say")),
    "ethnicity": ("Self Defined Ethnicity", ("W1", "B2", "", "N1", "Whte")),
    "disability": ("Disability", ("Yes", "No", "", "Not known")),
}
UNITS = ("Camden", "Barnet", "Ealing ", "Nowhere", "")
JUNK = st.text(min_size=1, max_size=12).filter(
    lambda h: (
        h.isprintable()
        and h.strip() == h
        and any(c.isalpha() for c in h)
        and all(SHIPPED.accepted_by(s).field_of(h) is None for s in SHIPPED.suites.values())
    )
)


@settings(max_examples=6)
@given(data=st.data())
def test_whatever_the_extract_the_tally_is_that_of_the_file(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    strands = data.draw(st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, unique=True))
    junk = data.draw(st.lists(JUNK, max_size=3, unique_by=tidy_heading))
    fits = data.draw(st.booleans())
    headings = ["Crime Ref", "Borough", "Date Reported", *(["Relationship"] if fits else [])]
    headings += [KNOWN[strand][0] for strand in strands]
    rows = [
        [
            f"{number}/07",
            data.draw(st.sampled_from(UNITS)),
            "31/01/2007",
            *(["Partner"] if fits else []),
            *(data.draw(st.sampled_from(KNOWN[strand][1])) for strand in strands),
            *("anything" for _ in junk),
        ]
        for number in range(1, data.draw(st.integers(1, 4)) + 1)
    ]
    name = data.draw(
        st.sampled_from(["hate crime 07.csv", "2007.csv", "no.csv", "Bexley DV é.csv"])
    )
    folder = tmp_path_factory.mktemp("any")
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([[*headings, *junk], *rows])
    try:
        started = started_from(file)
    except InputError as error:
        assume("looks like a record" not in str(error))
        raise
    tally = tally_of(file, in_memory(started, folder))
    assert sum(counts(tally, "record").values()) == len(rows)
    for at, strand in enumerate(strands, len(headings) - len(strands)):
        cells = Counter(row[at] for row in rows)
        found = counts(tally, strand)
        assert sum(found.values()) == len(rows)
        assert found.get("blank", 0) == cells[""]
        suite = SHIPPED.suites["domestic_violence"]
        field = "age_band" if strand == "age" else strand
        read = Counter(SHIPPED.read(suite, field, row[at]).recording.value for row in rows)
        assert found == dict(read)
    for unit in ("Camden", "Ealing"):
        held = sum(row[1].strip() == unit for row in rows)
        assert sum(counts(tally, "record", unit).values()) == held
