"""Inspecting an extract: what columns are taken for, values, questions; on real files too."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_extracts import HEADINGS, records

from eqmon.errors import UsageError
from eqmon.extract.declared import Declared
from eqmon.extract.source import Source
from eqmon.inspection.inspect import inspect
from eqmon.inspection.json import schema_text
from eqmon.inspection.model import Certainty, Column, How, Inspection, Looks, Role, StrandColumn
from eqmon.inspection.public import public
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Recording

BOOK = load_rulebook()
Rows = Sequence[Sequence[str]]


def inspected(rows: Rows, **declared: str) -> Inspection:
    """The inspection of these rows, the first of them the headings."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    source = Source("extract.csv", data=text.getvalue().encode())
    return inspect(source, BOOK, Declared(**declared))


def of_records(
    rows: Iterable[Mapping[str, str]], declared: Mapping[str, str] | None = None, **headings: str
) -> Inspection:
    """The inspection of small domestic violence records; `headings` are other ones for fields."""
    named = {field: headings.get(field, heading) for field, heading in HEADINGS.items()}
    kept = {field: heading for field, heading in named.items() if heading}
    body = [[row[field] for field in kept] for row in rows]
    return inspected([list(kept.values()), *body], **(declared or {}))


def column(inspection: Inspection, field: str) -> Column:
    return next(c for c in inspection.columns if c.field == field)


def strand(inspection: Inspection, field: str) -> StrandColumn:
    return next(s for s in inspection.strands if s.field == field)


def counted(strand: StrandColumn) -> dict[str, int | None]:
    return {value.text: value.count for value in strand.values}


def ids(inspection: Inspection) -> list[str]:
    return [question.id for question in inspection.questions]


def file_of(folder: Path, name: str) -> Inspection:
    return inspect(Source(name, folder / name), BOOK)


def test_stop_and_search_is_read_rightly_and_asks_nothing(shared_data: Path) -> None:
    found = file_of(shared_data, "met-stop-search-2022-08.csv")
    assert (found.records, found.suite, found.questions) == (17_286, "stop_and_search", ())
    taken = {
        c.heading: c.field for c in found.columns if c.role in (Role.STRAND, Role.UNIT, Role.DATE)
    }
    assert taken == {
        "Borough": "unit",
        "Date": "searched_at",
        "Gender": "gender",
        "Age range": "age_band",
        "Self-defined ethnicity": "ethnicity",
        "Officer-defined ethnicity": "ethnicity_observed",
    }
    assert {c.certainty for c in found.columns if c.heading in taken} == {Certainty.SURE}
    blank = {field: strand(found, field).recordings[Recording.BLANK] for field in (
        "gender", "age_band", "ethnicity", "ethnicity_observed")}  # fmt: skip
    assert blank == {"gender": 243, "age_band": 2_700, "ethnicity": 237, "ethnicity_observed": 392}
    ethnicity = strand(found, "ethnicity")
    assert ethnicity.recordings[Recording.NOT_STATED] == 4_955
    assert (ethnicity.proposed_scheme, len(ethnicity.values)) == ("18+1", 17)
    assert all(s.recordings.get(Recording.INVALID, 0) == 0 for s in found.strands)
    assert found.unit is not None
    assert (found.unit.blank, found.unit.unknown) == (1_687, 0)
    assert found.date is not None
    assert (found.date.read, found.date.formats) == (17_286, ("ISO 8601",))
    assert found.next == ("eqmon check met-stop-search-2022-08.csv",)


def test_homicides_are_read_rightly_and_ask_one_thing(shared_data: Path) -> None:
    found = file_of(shared_data, "london-homicides-2003-2023.csv")
    assert (found.records, found.suite, found.fitting) == (2_912, None, ())
    assert {c.heading: c.field for c in found.columns if c.field} == {
        "Age Group": "age_band",
        "Sex": "gender",
        "Recorded Date": "recorded_on",
        "Borough": "unit",
        "Officer Observed Ethnicity": "ethnicity_observed",
    }
    assert column(found, "recorded_on").role is Role.DATE
    assert found.date is not None
    assert (found.date.formats, found.date.unread) == (("%b-%y",), 0)
    assert found.unit is not None
    assert (found.unit.units, found.unit.known) == (33, 2_912)
    assert strand(found, "gender").recordings == {
        Recording.KNOWN: 2_910,
        Recording.NOT_RECORDED: 2,
    }
    assert strand(found, "ethnicity_observed").recordings[Recording.NOT_KNOWN] == 24
    assert strand(found, "ethnicity_observed").basis == "officer observed"
    assert strand(found, "age_band").recordings == {Recording.KNOWN: 2_912}
    bands = {value.text: value.code for value in strand(found, "age_band").values}
    assert bands["13 to19"] == "13-19"
    assert ids(found) == ["observed-ethnicity"]
    assert found.questions[0].confirm == "--confirm observed-ethnicity"
    assert found.next[0].endswith("--confirm observed-ethnicity")
    assert {missing.name for missing in found.missing} >= {"ethnicity", "disability"}


@pytest.mark.parametrize(
    ("heading", "how", "asked"),
    [
        ("Sex", How.HEADING, []),
        ("VICTIM SEX", How.HEADING, []),
        ("Vic. Gendr", How.SIMILAR, ["gender-column"]),
        ("Gneder", How.SIMILAR, ["gender-column"]),
        ("M or F", How.VALUES, ["gender-column"]),
    ],
)
def test_a_heading_is_taken_by_rule_and_otherwise_asked(
    heading: str, how: How, asked: list[str]
) -> None:
    rows = [*records(30), *records(10, gender="Male", first=31)]
    found = of_records(rows, gender=heading)
    taken = column(found, "gender")
    assert (taken.how, ids(found)) == (how, asked)
    assert taken.certainty is (Certainty.UNSURE if asked else Certainty.SURE)
    assert strand(found, "gender").asked is bool(asked)


@pytest.mark.parametrize(
    ("boroughs", "asked"),
    [
        (("Camden", "Camden"), ["unit-column"]),
        (("Camden", "Brent"), ["unit-column"]),
        (("Camden", "Smith"), []),
    ],
)
def test_a_column_of_one_borough_alone_is_asked_to_name_the_unit(
    boroughs: tuple[str, str], asked: list[str]
) -> None:
    rows = [*records(30, unit=boroughs[0]), *records(30, unit=boroughs[1], first=31)]
    found = of_records(rows, unit="LA")
    assert ids(found) == asked
    [need] = [n for n in found.needs if "names the unit" in n]
    assert ("unless it is one that is asked about above" in need) is bool(asked)


@pytest.mark.parametrize("values", [("Yes", "No"), ("1", "2"), ("Smith", "Jones")])
def test_values_that_many_lists_have_suggest_nothing(values: tuple[str, str]) -> None:
    rows = [*records(30, disability=values[0]), *records(30, disability=values[1], first=31)]
    found = of_records(rows, disability="Remarks")
    assert ids(found) == []
    assert {c.heading: c.field for c in found.columns}["Remarks"] is None


@pytest.mark.parametrize("heading", ["Suspect Ethnicity", "Accused SDE", "Suspect Ethnictiy"])
def test_another_persons_column_is_never_the_victims(heading: str) -> None:
    found = of_records(records(40), ethnicity=heading)
    theirs = next(c for c in found.columns if c.heading == heading)
    assert (theirs.role, theirs.person) == (Role.PERSON, "accused")
    assert [s.field for s in found.strands if s.field == "ethnicity"] == []
    assert "ethnicity" in {missing.name for missing in found.missing}
    assert ids(found) == []


def test_two_columns_that_claim_a_field_are_asked_about() -> None:
    found = of_records(records(40), offence="", religion_belief="Gender")
    assert ids(found) == ["gender-column"]
    assert [choice.choice for choice in found.questions[0].choices] == ["12", "14"]
    assert found.questions[0].confirm == "--confirm gender-column=12"
    assert {c.certainty for c in found.columns if c.field == "gender"} == {Certainty.UNSURE}


def test_several_suites_that_fit_are_asked_about() -> None:
    found = of_records(records(40), risk_level="Hate Motivation")
    assert found.suite is None
    assert found.fitting == ("domestic_violence", "hate_crime")
    assert ids(found) == ["suite"]
    assert len(found.next) == 2
    assert of_records(records(40), {"suite": "hate_crime"}).suite == "hate_crime"


@pytest.mark.parametrize(
    ("dates", "formats", "ambiguous", "asked"),
    [
        (["2007-01-15", "2007-02-28"], ("ISO 8601",), 0, []),
        (["15/01/2007", "28/02/2007"], ("%d/%m/%Y",), 0, []),
        (["05/01/2007", "28/02/2007"], ("%d/%m/%Y",), 20, []),
        (["05/05/2007", "28/02/2007"], ("%d/%m/%Y",), 0, []),
        (["01/15/2007", "02/28/2007"], ("%m/%d/%Y",), 0, ["date-order"]),
        (["15/01/2007", "02/28/2007"], ("%d/%m/%Y", "%m/%d/%Y"), 0, ["date-order"]),
        (["15 January 2007", "Jan-07"], ("%d %B %Y", "%b-%y"), 0, []),
        (["15/01/2007 23:59", "16/01/2007 00:10"], ("%d/%m/%Y %H:%M",), 0, []),
    ],
)  # fmt: skip
def test_dates_are_read_by_the_formats_that_read_most(
    dates: list[str], formats: tuple[str, ...], ambiguous: int, asked: list[str]
) -> None:
    rows = [*records(20, reported_on=dates[0]), *records(20, reported_on=dates[1], first=21)]
    found = of_records(rows)
    assert found.date is not None
    assert (found.date.formats, found.date.ambiguous) == (formats, ambiguous)
    assert (found.date.read, found.date.unread, ids(found)) == (40, 0, asked)


def test_day_numbers_and_texts_that_are_no_dates_are_counted() -> None:
    rows = [*records(20), *records(5, reported_on="39097", first=21)]
    rows += records(3, reported_on="31/02/2007", first=26)
    found = of_records(rows)
    assert found.date is not None
    assert (found.date.read, found.date.excel_serials, found.date.unread) == (20, 5, 3)
    assert any("5 records with a spreadsheet's number" in need for need in found.needs)
    assert of_records(records(40, reported_on="39097")).columns[4].looks is Looks.EXCEL_DATE


@pytest.mark.parametrize(
    ("cells", "looks"),
    [
        ([""] * 40, Looks.BLANK),
        (["Y", "N"] * 20, Looks.YES_NO),
        ([str(n) for n in range(40)], Looks.NUMBER),
        ([f"{n}.5" for n in range(80)], Looks.NUMBER),
        ([f"R{n:05}/07" for n in range(80)], Looks.REFERENCE),
        (["15/01/2007"] * 40, Looks.DATE),
        (["Red", "Green"] * 20, Looks.CODES),
        ([f"words of her own {chr(97 + n % 26) * (n + 1)}" for n in range(80)], Looks.TEXT),
    ],
)
def test_what_a_column_looks_like(cells: list[str], looks: Looks) -> None:
    found = inspected([["Sex", "Remarks"], *(["Male", cell] for cell in cells)])
    assert found.columns[1].looks is looks
    assert found.columns[1].distinct == len({cell for cell in cells if cell})


def test_rows_that_are_no_records_are_left_out_as_check_leaves_them_out() -> None:
    width = len(HEADINGS)
    rows = [[*HEADINGS.values()], *([*row.values()] for row in records(40))]
    rows += [[""] * (width - 1) + [" "], ["Total", "40", *[""] * (width - 2)], ["cut", "short"]]
    found = inspected(rows)
    assert found.records == 40
    assert found.left_out == {"ragged": 1, "blank": 1, "total": 1}


def test_a_file_that_fits_nothing_is_described_all_the_same() -> None:
    found = inspected([["Colour", "Number"], ["red", "17"], ["green", "22"]])
    assert [(c.heading, c.looks, c.how) for c in found.columns] == [
        ("Colour", Looks.TEXT, How.NONE),
        ("Number", Looks.NUMBER, How.NONE),
    ]
    assert (found.strands, found.questions, found.next, found.missing) == ((), (), (), ())
    assert found.needs == ("Columns that eqmon knows: not one heading is accepted by any suite.",)


def test_the_column_that_unit_names_is_the_units() -> None:
    found = of_records(records(40), {"unit_heading": "Patch"}, record_type="Patch")
    assert found.unit is not None
    assert (found.unit.heading, found.unit.known, found.unit.unknown) == ("Patch", 0, 40)
    assert found.unit.unknown_spellings == 1
    with pytest.raises(UsageError, match="no column has the heading"):
        of_records(records(40), {"unit_heading": "Nowhere"})


def test_units_in_a_column_of_another_heading_are_asked_about() -> None:
    rows = [*records(20), *records(20, unit="Camden", first=21)]
    found = of_records(rows, unit="Where")
    assert ids(found) == ["unit-column"]
    assert found.unit is not None
    assert (found.unit.heading, found.unit.known) == ("Where", 40)


@pytest.mark.parametrize(
    ("text", "count", "nearest"),
    [
        ("Femal", 2, ("F Female",)),
        ("Hindoo Jedi", 10, ()),
    ],
)
def test_what_is_not_recognised_is_shown_with_the_nearest(
    text: str, count: int, nearest: tuple[str, ...]
) -> None:
    rows = [*records(40), *records(count, gender=text, first=41)]
    value = next(v for v in strand(of_records(rows), "gender").values if v.text == text)
    assert (value.recording, value.count, value.nearest) == (Recording.INVALID, count, nearest)


def test_a_code_of_another_list_is_shown_with_those_of_its_letter() -> None:
    rows = [*records(40), *records(1, ethnicity="W7", first=41)]
    value = next(v for v in strand(of_records(rows), "ethnicity").values if v.text == "W7")
    assert [near.split()[0] for near in value.nearest] == ["W1", "W2", "W3"]


@pytest.mark.parametrize(
    ("codes", "schemes", "proposed"),
    [
        (("W1", "A1"), {}, ""),
        (("O1", "A1"), {"16+1": 40}, "16+1"),
        (("A4", "W3"), {"18+1": 80}, "18+1"),
        (("O1", "A4"), {"16+1": 40, "18+1": 40}, ""),
    ],
)
def test_a_scheme_is_proposed_from_the_codes_that_one_alone_has(
    codes: tuple[str, str], schemes: dict[str, int], proposed: str
) -> None:
    rows = [*records(40, ethnicity=codes[0]), *records(40, ethnicity=codes[1], first=41)]
    found = of_records(rows)
    told = strand(found, "ethnicity")
    assert (told.schemes, told.proposed_scheme) == (schemes, proposed)
    assert strand(public(found), "ethnicity").schemes == dict.fromkeys(schemes)


def test_a_header_alone_is_inspected_too() -> None:
    found = of_records([])
    assert (found.records, found.suite, found.questions) == (0, "domestic_violence", ())
    assert {c.filled for c in found.columns} == {0}


ANSWERS = st.sampled_from(
    ["W1", "A2", "white irish", "NS", "N4", "", " ", "-", "Not known", "W7", "zzz", "W1 - my own",
     "Asian", "O1", "12/03/1984", "someone@example.org"]
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(st.tuples(ANSWERS, st.integers(1, 30)), min_size=1, max_size=12))
def test_values_and_what_is_counted_together_add_up_to_the_records(
    answers: list[tuple[str, int]],
) -> None:
    rows = [["SDE", "Sex"], *(["Self", "M"] for _ in range(1))]
    rows += [[text, "F"] for text, n in answers for _ in range(n)]
    found = inspected(rows)
    for copy in (found, public(found)):
        told = strand(copy, "ethnicity")
        assert sum(told.recordings.values()) == copy.records == len(rows) - 1
        by_recording: Counter[Recording] = Counter()
        for value in told.values:
            by_recording[value.recording] += value.count or 0
        for one in told.folded:
            by_recording[one.recording] += one.records
        hidden = {v.recording for v in told.values if v.count is None}
        for recording, n in told.recordings.items():
            if recording is Recording.BLANK:
                assert by_recording[recording] <= n
            elif recording in hidden:
                assert by_recording[recording] < n
            else:
                assert by_recording[recording] == n


def test_a_layouts_headings_and_what_it_says_of_every_record_are_told() -> None:
    camden = Path(__file__).parent.parent / "examples" / "camden"
    source = Source("camden-2007-01.csv", camden / "camden-2007-01.csv")
    found = inspect(source, load_rulebook(camden))
    assert (found.suite, found.layout, found.questions) == ("domestic_violence", "camden", ())
    told = column(found, "gender")
    assert (told.heading, told.how, told.why) == (
        "Client M/F",
        How.LAYOUT,
        "heading of layout camden; all filled records are read",
    )
    assert "read by layout camden; every record: unit Camden" in found.notes
    assert not any("names the unit" in need for need in found.needs)


ALIKE = Path(__file__).parent / "awkward" / "alike"


@pytest.mark.parametrize(
    "name",
    ["workbook_of_text.xlsx", "old_workbook.xls", "open_document.ods", "columns_of_text.parquet",
     "columns.feather", "titles_above.csv", "utf-16_as_windows_saves_it.txt", "semicolons.csv"],
)  # fmt: skip
def test_one_table_is_inspected_alike_in_every_format(name: str) -> None:
    one, other = (inspect(Source(n, ALIKE / n), BOOK) for n in ("plain.csv", name))
    assert one.strands == other.strands
    assert one.unit == other.unit
    assert [(c.field, c.filled, c.distinct) for c in one.columns] == [
        (c.field, c.filled, c.distinct) for c in other.columns
    ]


def test_a_column_of_too_many_texts_still_tells_its_blanks() -> None:
    words = "words of more than one block " * 20
    text = "Sex,Remarks\n" + "".join(f"Male,{words}{n}\nMale,\n" for n in range(15_000))
    found = inspect(Source("extract.csv", data=text.encode()), BOOK)
    assert (found.columns[1].filled, found.columns[1].blank) == (15_000, 15_000)
    assert found.columns[1].distinct is None


def test_every_inspection_keeps_to_the_published_schema() -> None:
    from importlib.resources import files

    published = files("eqmon.inspection").joinpath("inspection.schema.json")
    assert published.read_text("utf-8") == schema_text()
