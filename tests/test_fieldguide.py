"""The blank extract and its guide: derived from the rulebook, and filled in by it read whole."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from command_line import json_of, run_command
from rule_files import SUITE, rulebook_folder

from eqmon.fieldguide.asked import asked_of
from eqmon.fieldguide.blank import blank_extract
from eqmon.fieldguide.guide import field_guide
from eqmon.rulebook.lint import CHASING
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.vocabulary import Recording

ROOT = Path(__file__).parent.parent
RULEBOOK = load_rulebook(ROOT / "examples" / "homicides")
SUITES = sorted(name for name, suite in RULEBOOK.suites.items() if suite.strands)
"""Calls have no strands: nobody is asked anything for them."""
TWO_SHEETS = 5800
"""Characters. Set in DejaVu Sans of 10.5 points, the widest of usual faces, with margins of 2 cm,
guides of up to 4,900 took two sheets of A4, with a quarter of the second left."""


def guide(suite: str, rulebook: Rulebook = RULEBOOK) -> str:
    return field_guide(rulebook.suites[suite], rulebook)


def columns(text: str) -> dict[str, tuple[str, str, str]]:
    """Needed, use and what to write by heading, as the guide's table has them."""
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.*?) \| (.*?) \| (.*) \|$", text, re.MULTILINE)
    return {heading: (needed, use, write) for heading, needed, use, write in rows}


def by_the_guide(text: str, heading: str) -> str:
    """The first thing that the guide says may stand in a column."""
    write = columns(text)[heading][2]
    if write == "A code of its list below.":
        paragraph = re.search(rf"^\*\*(?:.+, )?{re.escape(heading)}\b.*", text, re.MULTILINE)
        assert paragraph is not None
        return re.findall(r"`(.+?)`", paragraph[0])[0]
    if write == "As your system has it.":
        return "4012345/07"
    if "no person" in write:
        return ""
    such = re.sub(r"^.*?(?:such as|, as) |\.$", "", write, flags=re.IGNORECASE)
    return re.split(r", | or | \(", such)[0]


def own(folder: Path, *changes: tuple[str, str]) -> Rulebook:
    suite = SUITE
    for old, new in changes:
        assert old in suite
        suite = suite.replace(old, new)
    return load_rulebook(rulebook_folder(folder, suite))


def test_a_template_filled_in_by_its_guide_is_read_whole(tmp_path: Path) -> None:
    drop = tmp_path / "2007-01"
    shipped = load_rulebook()
    for name, suite in shipped.suites.items():
        assert run_command("rules", "export", name, "--template", "-o", tmp_path).code == 0
        text = (tmp_path / f"{name}-guide.md").read_text(encoding="utf-8")
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            [headings] = csv.reader(file)
        drop.mkdir(exist_ok=True)
        with (drop / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, [by_the_guide(text, h) for h in headings]])
        assert set(columns(text)) >= set(headings)
        assert len(headings) == len(asked_of(suite, shipped))
    blank = (tmp_path / "hate_crime.csv").read_bytes()
    (drop / "brent.csv").write_bytes(blank)
    report = tmp_path / "report.json"
    run = run_command("check", drop, "-o", report, "--fail-on", "never")
    assert run.code == 0, run.err
    read = json_of(report)
    status = {one["name"].rpartition("/")[2]: one["status"] for one in read["inputs"]}
    assert status == {"brent.csv": "nil_return", **{f"{n}.csv": "read" for n in shipped.suites}}
    notes = [note for one in read["inputs"] for note in one["notes"]]
    assert notes == ["a nil return, with a heading and no record"]
    for collection in read["collections"]:
        assert collection["units"] == ["Brent"]
        overall = [one for one in collection["recorded"] if one["level"] == "overall"]
        assert {one["strand"] for one in overall} == set(
            shipped.suites[collection["suite"]].strands
        )
        assert [one["recordings"] for one in overall] == [{"known": 1}] * len(overall)


@pytest.mark.parametrize("suite", SUITES)
def test_the_guide_prints_on_two_sheets_in_plain_words(suite: str) -> None:
    text = guide(suite)
    assert len(text) < TWO_SHEETS
    assert CHASING.search(text) is None
    assert "accept no. Never infer. A refusal is an answer." in text
    assert "No names, addresses" in text
    assert "this; ask at the next planned safe contact, explain why" in text


def test_a_guide_without_strands_says_nothing_of_asking_anybody() -> None:
    text = guide("domestic_violence_calls")
    assert "no value" not in text
    assert "contact" not in text
    assert "ethnicity" not in text
    assert set(columns(text)) == {"CAD No", "BOCU", "Date of Call", "Closing Code"}


def test_the_reference_that_calls_are_looked_for_by_is_asked_for() -> None:
    assert "CAD No" in columns(guide("domestic_violence"))


@pytest.mark.parametrize("suite", SUITES)
def test_what_the_guide_says_where_there_is_no_value_is_read_so(suite: str) -> None:
    said = dict(re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", guide(suite), re.MULTILINE))
    fields = RULEBOOK.suites[suite].fields
    for text, recording in (
        ("Refused", Recording.REFUSED),
        ("Not stated", Recording.NOT_STATED),
        ("Not asked", Recording.NOT_ASKED),
        ("Not known", Recording.NOT_KNOWN),
    ):
        assert text in said
        for asked in asked_of(RULEBOOK.suites[suite], RULEBOOK):
            if fields[asked.name].kind == "code":
                read = RULEBOOK.read(RULEBOOK.suites[suite], asked.name, text)
                assert read.recording is recording


def test_a_word_that_one_column_reads_otherwise_is_not_advised(tmp_path: Path) -> None:
    faith = "code_list: religion_belief"
    rulebook = own(tmp_path, (faith, f"{faith}, tokens: {{not_known: [Refused]}}"))
    text = guide("small", rulebook)
    assert "| **Refused** |" not in text
    assert "| **Declined** |" in text


@pytest.mark.parametrize("suite", SUITES)
def test_every_code_of_a_list_that_is_written_out_is_known(suite: str) -> None:
    text, rulebook = guide(suite), RULEBOOK
    for asked in asked_of(rulebook.suites[suite], rulebook):
        paragraph = re.search(rf"^\*\*(?:.+, )?{re.escape(asked.heading)}\b.*", text, re.MULTILINE)
        for code in re.findall(r"`(.+?)`", paragraph[0] if paragraph else ""):
            read = rulebook.read(rulebook.suites[suite], asked.name, code)
            assert (read.recording, read.code) == (Recording.KNOWN, code)


@pytest.mark.parametrize(
    ("heading", "needed", "write"),
    [
        ("CRIS No", "yes", "As your system has it."),
        ("BOCU", "yes", "Its name or code, such as Brent."),
        ("Date Reported", "yes", "A date, as 31/01/2007 or 2007-01-31."),
        ("Relationship", "yes", "Partner, Ex-partner, Former partner,"),
        ("Flags", "if held", "Codes, parted by ; or , or \\|, such as DV, GT."),
        (
            "Victim Type",
            "if held",
            "Organisation, State, Unidentified or the like, where there is no",
        ),
        ("Age", "one of 3", "Such as 34, 25-34,"),
        ("DOB", "one of 3", "A date, as 31/01/2007 or 2007-01-31."),
        ("Sex", "yes", "M (Male), F (Female), X (Other)."),
        ("SDE", "yes", "A code of its list below."),
        ("Risk Level", "if held", "Standard, Medium, High."),
    ],
)
def test_columns_of_domestic_violence(heading: str, needed: str, write: str) -> None:
    told = columns(guide("domestic_violence"))[heading]
    assert told[0] == needed
    assert told[2].startswith(write)


def test_every_motivation_that_is_counted_is_named() -> None:
    told = columns(guide("hate_crime"))["Motivation"][2]
    assert told == "Codes, parted by ; or , or \\|, such as RI, FH, HO, DH, TH."


def test_columns_of_one_strand_say_how_many_they_are() -> None:
    asked = asked_of(RULEBOOK.suites["domestic_violence"], RULEBOOK)
    several = {one.name: one.one_of for one in asked if one.one_of}
    assert several == {"age": 3, "date_of_birth": 3, "age_band": 3}


def test_a_date_is_asked_for_without_its_time() -> None:
    date = columns(guide("stop_and_search"))["Date"]
    assert date[2] == "A date, as 31/01/2007 or 2007-01-31."


def test_no_more_is_asked_for_than_is_used(tmp_path: Path) -> None:
    rulebook = own(tmp_path, ("  flags: {", "  notes: {headings: [Notes]}\n  flags: {"))
    headings = [asked.heading for asked in asked_of(rulebook.suites["small"], rulebook)]
    assert headings == ["Ref", "Person", "Borough", "Reported", "Faith"]
    shipped = asked_of(RULEBOOK.suites["domestic_violence"], RULEBOOK)
    # The measure of dual arrests asks whether the accused was arrested, and nothing else of them.
    assert [one.name for one in shipped if one.name.startswith("accused")] == ["accused_id"]


def test_a_heading_of_another_person_says_whose_it_is(tmp_path: Path) -> None:
    rulebook = own(
        tmp_path,
        ("faith: {headings: [Faith],", "faith: {headings: [Faith], person: accused,"),
    )
    headings = [asked.heading for asked in asked_of(rulebook.suites["small"], rulebook)]
    assert headings[-1] == "Accused Faith"


def test_codes_of_another_scheme_are_left_out(tmp_path: Path) -> None:
    def codes(scheme: str) -> set[str]:
        faith = "kind: code, code_list: religion_belief"
        ethnic = f'kind: code, code_list: ethnicity_self_defined, scheme: "{scheme}"'
        rulebook = own(tmp_path, (faith, ethnic))
        return set(re.findall(r"`(\w\d)`", guide("small", rulebook)))

    assert codes("16+1") ^ codes("18+1") == {"O1", "W3", "A4", "O2"}
    assert codes("") == codes("16+1") | codes("18+1")
    rulebook = own(tmp_path, ("religion_belief}", "ethnicity_self_defined}"))
    assert "`A4` Chinese (18+1 only)" in guide("small", rulebook)


def test_the_blank_extract_is_one_that_excel_opens_rightly(tmp_path: Path) -> None:
    rulebook = own(tmp_path, ("headings: [Faith]", 'headings: ["Croyance, é"]'))
    data = blank_extract(asked_of(rulebook.suites["small"], rulebook))
    assert data == '\ufeffRef,Person,Borough,Reported,"Croyance, é"\r\n'.encode()
