"""The shipped rule files: what they must say, whoever edits them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.rules import RecordingRule
from eqmon.rulebook.spelling import tidy_heading
from eqmon.vocabulary import Measure, Strand

RULES = Path(__file__).parent.parent / "rules"
EXAMPLES = Path(__file__).parent.parent / "examples" / "homicides"
SHIPPED = load_rulebook()
HOMICIDES = load_rulebook(EXAMPLES)
SUITES = list(HOMICIDES.suites.values())

ABSENT = {
    "not_recorded": (
        *("Not recorded", "NR", "Unrecorded", "Not entered", "NULL", "Missing", "N/A", "#N/A"),
        *("Not specified", "Unspecified", "Not obtained", "None recorded", "TBC"),
    ),
    "not_known": (
        *("Not known", "Unknown", "UNK", "NK", "N/K", "D/K", "Don't know", "U", "?"),
        *("Unknown/Not recorded", "Not known / Not recorded", "Not known/Not provided"),
    ),
    "not_asked": ("Not asked",),
    "not_stated": (
        *("Not stated", "Not answered", "NS", "N/S", "Z", "None given", "No response"),
        *("Not given", "Not provided"),
    ),
    "refused": (
        *("Refused", "Declined", "Prefer not to say", "PNTS", "Prefer not to disclose"),
        *("Does not wish to say", "Does not wish to answer", "Doesn't wish to disclose"),
        *("Prefers not to say", "Prefer not say", "Rather not say", "Would rather not say"),
        *("Victim refused", "Victim declined to answer", "Declined to state", "Refused to state"),
        *("Not willing to disclose", "Unwilling to answer", "Did not want to say"),
    ),
    "blank": ("", " ", "-", "--", ".", "(blank)", "nan", "NaN"),
}
STRAND_LISTS = (
    "age",
    "date_of_birth",
    "disability",
    "ethnicity_self_defined",
    "ethnicity_observed",
    "gender",
    "religion_belief",
    "sexual_orientation",
)

TOKENS = [
    # one text, and how each list reads it
    ("None", "religion_belief", "known", "R0"),
    ("None", "disability", "known", "N"),
    ("None", "gender", "not_recorded", "not_recorded"),
    ("None", "ethnicity_self_defined", "not_recorded", "not_recorded"),
    ("None", "age", "not_recorded", "not_recorded"),
    ("0", "gender", "not_known", "not_known"),
    ("0", "ethnicity_observed", "not_known", "not_known"),
    ("0", "ethnicity_self_defined", "invalid", "other_scheme"),
    ("0", "age", "known", "0"),
    ("9", "gender", "not_recorded", "not_recorded"),
    ("9", "ethnicity_observed", "not_known", "not_known"),
    ("9", "age", "known", "9"),
    ("X", "gender", "known", "X"),
    ("X", "ethnicity_self_defined", "not_known", "not_known"),
    ("99", "ethnicity_self_defined", "not_known", "not_known"),
    ("99", "age", "known", "99"),
    ("Other", "religion_belief", "known", "R7"),
    ("Other", "sexual_orientation", "known", "S4"),
    ("Other", "gender", "known", "X"),
    # ethnicity
    ("W1", "ethnicity_self_defined", "known", "W1"),
    ("W3", "ethnicity_self_defined", "known", "W3"),
    ("W7", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("C1", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("IC3", "ethnicity_self_defined", "invalid", "other_scheme"),
    ("NS", "ethnicity_self_defined", "not_stated", "NS"),
    ("N1", "ethnicity_self_defined", "not_asked", "N1"),
    ("N3", "ethnicity_self_defined", "not_asked", "N3"),
    ("N4", "ethnicity_self_defined", "refused", "N4"),
    ("Z", "ethnicity_self_defined", "not_stated", "NS"),
    ("Other ethnic group - Not stated", "ethnicity_self_defined", "not_stated", "NS"),
    ("Other ethnic group - Any other ethnic group", "ethnicity_self_defined", "known", "O9"),
    ("Asian/Asian British - Chinese", "ethnicity_self_defined", "known", "A4"),
    ("Mixed/Multiple ethnic groups - White and Asian", "ethnicity_self_defined", "known", "M3"),
    ("IC1", "ethnicity_observed", "known", "1"),
    ("Black", "ethnicity_observed", "known", "3"),
    ("Unrecorded / Unknown", "ethnicity_observed", "not_known", "not_known"),
    ("White and Asian & other", "ethnicity_self_defined", "invalid", "unrecognised"),
    # a code with its label, also one that the list has not
    ("A1 - Asian or Asian British - Indian", "ethnicity_self_defined", "known", "A1"),
    ("W3 - Gypsy/Traveller", "ethnicity_self_defined", "known", "W3"),
    ("White - Irish Traveller", "ethnicity_self_defined", "known", "W3"),
    ("W1 - Irish Traveller (W3)", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("White - Scottish", "ethnicity_self_defined", "known", "W1"),
    ("W1 - Wh. Brit.", "ethnicity_self_defined", "known", "W1"),
    ("W1 - White - Irish", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("W1 - Not stated", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("W1 - IC1", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("W1 2AB", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("W1 Example Street", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("N4 - Declined to define ethnicity", "ethnicity_self_defined", "refused", "N4"),
    ("N4 - Refused", "ethnicity_self_defined", "refused", "N4"),
    ("N4 - Not stated", "ethnicity_self_defined", "refused", "N4"),
    ("N1 - Not stated", "ethnicity_self_defined", "not_asked", "N1"),
    ("N1 - Officer called away", "ethnicity_self_defined", "not_asked", "N1"),
    ("N1 - Refused", "ethnicity_self_defined", "invalid", "unrecognised"),
    ("IC3 - Black", "ethnicity_self_defined", "invalid", "other_scheme"),
    ("IC3 - Afro Caribbean", "ethnicity_observed", "known", "3"),
    ("White & South European", "ethnicity_observed", "invalid", "unrecognised"),
    ("S1 - Hetero/straight", "sexual_orientation", "known", "S1"),
    ("S1 - Gay", "sexual_orientation", "invalid", "unrecognised"),
    ("9 - Not known", "gender", "not_known", "not_known"),
    ("9 - Not specified", "gender", "not_recorded", "not_recorded"),
    ("0 - Not known", "gender", "not_known", "not_known"),
    # the other strands
    ("Not religious", "religion_belief", "known", "R0"),
    ("No religious belief", "religion_belief", "known", "R0"),
    ("Nan", "religion_belief", "blank", ""),
    ("Jewish", "religion_belief", "known", "R4"),
    ("Atheist", "religion_belief", "known", "R0"),
    ("Gay/Lesbian", "sexual_orientation", "known", "S2"),
    ("1", "gender", "known", "M"),
    ("f", "gender", "known", "F"),
    ("Unrecorded Gender", "gender", "not_recorded", "not_recorded"),
    ("None known", "disability", "not_known", "not_known"),
    ("Mental health", "disability", "known", "I7"),
    # age and date of birth
    ("34", "age", "known", "34"),
    ("034", "age", "known", "34"),
    ("34.0", "age", "known", "34"),
    ("120", "age", "known", "120"),
    ("121", "age", "invalid", "unrecognised"),
    ("999", "age", "default", "placeholder"),
    ("-1", "age", "default", "placeholder"),
    ("18-24", "age", "known", "18-24"),
    ("45 to 54", "age", "known", "45-54"),
    ("13 to19", "age", "known", "13-19"),
    ("over 34", "age", "known", "over 34"),
    ("under 10", "age", "known", "under 10"),
    ("65+", "age", "known", "65+"),
    ("65 and over", "age", "known", "65+"),
    ("65 & over", "age", "known", "65+"),
    ("24/12", "age", "invalid", "unrecognised"),
    ("05/06", "age", "invalid", "unrecognised"),
    ("12-05", "age", "invalid", "unrecognised"),
    ("34-25", "age", "invalid", "unrecognised"),
    ("18-18", "age", "invalid", "unrecognised"),
    ("5-9", "age", "known", "5-9"),
    ("90-120", "age", "known", "90-120"),
    ("thirty", "age", "invalid", "unrecognised"),
    ("1980-02-03", "date_of_birth", "known", "born 1980"),
    ("1980-02-03T00:00:00", "date_of_birth", "known", "born 1980"),
    ("03/02/1980", "date_of_birth", "known", "born 1980"),
    ("3-Feb-1980", "date_of_birth", "known", "born 1980"),
    ("13/13/1980", "date_of_birth", "invalid", "unrecognised"),
    ("1900-01-01", "date_of_birth", "default", "placeholder"),
    ("01/01/1900", "date_of_birth", "default", "placeholder"),
    ("1/1/1900 00:00", "date_of_birth", "default", "placeholder"),
    ("9999-12-31", "date_of_birth", "default", "placeholder"),
    ("31/12/9999", "date_of_birth", "default", "placeholder"),
    ("31-Dec-9999", "date_of_birth", "default", "placeholder"),
    ("00/00/0000", "date_of_birth", "default", "placeholder"),
    ("01/01/1901", "date_of_birth", "default", "placeholder"),
    ("02/01/1900", "date_of_birth", "known", "born 1900"),
]


@pytest.mark.parametrize(("text", "name", "recording", "code"), TOKENS)
def test_tokens_are_per_list(text: str, name: str, recording: str, code: str) -> None:
    reading = SHIPPED.code_lists[name].read(text)
    assert (reading.recording.value, reading.code) == (recording, code)


ASIAN = ("Asian", "Asian/Asian British", "Asian or Asian British", "Asian / Asian British")
BLACK = ("Black", "Black/African/Caribbean/Black British", "Black or Black British")
MIXED = ("Mixed", "Mixed/Multiple ethnic groups", "Mixed or Multiple ethnic groups")
OTHER = ("Other", "Other ethnic group", "Chinese or other ethnic group")
WORDINGS = {
    # the words of the census of 2001 and of 16+1, of 2011 and 18+1, and of 2021
    "W1": (("White",), ("British", "English/Welsh/Scottish/Northern Irish/British")),
    "W2": (("White",), ("Irish",)),
    "W3": (("White",), ("Gypsy or Irish Traveller",)),
    "W9": (("White",), ("Any other White background", "Any other background", "Other")),
    "M1": (MIXED, ("White and Black Caribbean", "White & Black Caribbean")),
    "M2": (MIXED, ("White and Black African", "White & Black African")),
    "M3": (MIXED, ("White and Asian", "White & Asian")),
    "M9": (MIXED, ("Any other Mixed background", "Any other background", "Any other")),
    "A1": (ASIAN, ("Indian",)),
    "A2": (ASIAN, ("Pakistani",)),
    "A3": (ASIAN, ("Bangladeshi",)),
    "A4": (ASIAN, ("Chinese",)),
    "A9": (ASIAN, ("Any other Asian background", "Any other background", "Other")),
    "B1": (BLACK, ("Caribbean",)),
    "B2": (BLACK, ("African",)),
    "B9": (BLACK, ("Any other Black background", "Any other background", "Other")),
    "O1": (OTHER, ("Chinese",)),
    "O2": (OTHER, ("Arab",)),
    "O9": (OTHER, ("Any other ethnic group", "Any other", "Any other background")),
    "NS": (OTHER, ("Not stated",)),
}


@pytest.mark.parametrize("between", [" - ", ": ", " ", "-", " \N{EN DASH} "])
@pytest.mark.parametrize("code", WORDINGS)
def test_the_censuses_words_for_a_code(code: str, between: str) -> None:
    read = SHIPPED.code_lists["ethnicity_self_defined"].read
    groups, answers = WORDINGS[code]
    texts = [f"{group}{between}{answer}" for group in groups for answer in answers]
    assert {text: read(text).code for text in texts} == dict.fromkeys(texts, code)


@pytest.mark.parametrize("group", ["White", *ASIAN, *BLACK, *MIXED, *OTHER])
def test_a_group_alone_is_no_code(group: str) -> None:
    read = SHIPPED.code_lists["ethnicity_self_defined"].read
    assert read(group).recording.value == "invalid"


@pytest.mark.parametrize("name", STRAND_LISTS)
def test_every_kind_of_absence_is_told_apart(name: str) -> None:
    read = SHIPPED.code_lists[name].read
    found = {t: read(t).recording.value for texts in ABSENT.values() for t in texts}
    assert found == {t: recording for recording, texts in ABSENT.items() for t in texts}


@pytest.mark.parametrize("path", sorted(RULES.glob("*/*.csv")), ids=lambda path: path.name)
def test_every_row_has_its_source(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        assert [row for row in csv.DictReader(file) if not row["source"].strip()] == []


def test_self_defined_codes_are_those_of_the_two_schemes() -> None:
    codes = SHIPPED.code_lists["ethnicity_self_defined"]
    every = [f"{a}{n}" for a in "WMABO" for n in range(10)]
    groups = {"W": "129", "M": "1239", "A": "1239", "B": "129", "O": "9"}
    both = {letter + digit for letter, digits in groups.items() for digit in digits}
    for scheme, own in (("16+1", ["O1"]), ("18+1", ["W3", "A4", "O2"])):
        known = {c for c in every if codes.read(c, scheme=scheme).recording == "known"}
        assert known == {*both, *own}
        assert len(known) == int(scheme[:2])


def test_na_is_a_unit() -> None:
    london = SHIPPED.units["london"]
    assert london.find("NA") == "North Area"
    codes = ("AW", "AS", "CE", "CN", "EA", "NA", "NE", "NW", "SE", "SN", "SW", "WA")
    assert {london.find(code) for code in codes} == set(london.expected("bcu"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.suite)
def test_every_strand_has_a_rule(suite) -> None:
    judged = {
        rule.strand
        for rule in suite.rules
        if isinstance(rule, RecordingRule) and rule.measure is Measure.NOT_OBTAINED
    }
    assert judged == set(suite.strands)


@pytest.mark.parametrize("name", ["domestic_violence", "hate_crime", "homicide"])
def test_the_six_strands_are_required(name: str) -> None:
    strands = HOMICIDES.suites[name].strands.values()
    assert {strand.strand for strand in strands if strand.required} == set(Strand)


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.suite)
def test_rules_explain_themselves(suite) -> None:
    for rule in suite.rules:
        assert rule.title
        assert rule.reason.endswith(".")
        assert rule.action.endswith(".")
        assert not rule.title.endswith(".")


@pytest.mark.parametrize("name", ["domestic_violence", "hate_crime"])
def test_no_heading_of_the_accused_stands_for_the_victim(name: str) -> None:
    suite = SHIPPED.suites[name]
    accused = re.compile(r"\b(acc|accused|sus|suspect|defendant|offender|a)\b")
    told = {field for strand in suite.strands.values() for field in strand.fields}
    for field in (*told, "victim_id", "victim_type", "vulnerable"):
        headings = map(tidy_heading, suite.fields[field].headings)
        assert [heading for heading in headings if accused.search(heading)] == []
    for field in suite.fields:
        if field.startswith("accused_"):
            headings = map(tidy_heading, suite.fields[field].headings)
            assert [heading for heading in headings if not accused.search(heading)] == []


def test_collections_are_told_apart() -> None:
    for suite in SHIPPED.suites.values():
        for other in SHIPPED.suites.values():
            if other is not suite:
                assert not set(suite.recognised_by) <= set(other.fields)


def _quotes() -> list[tuple[str, str, str]]:
    sources = [
        (rule.id, source) for suite in SUITES for rule in suite.rules for source in rule.source
    ]
    sources += [(suite.suite, source) for suite in SUITES for source in suite.decides.source]
    sources += [(strand, SHIPPED.duties.of(strand).source) for strand in Strand]
    sources += [(benchmark.name, benchmark.source) for benchmark in SHIPPED.benchmarks]
    measures = [one for file in SHIPPED.measures.values() for one in file.measures]
    sources += [(measure.id, source) for measure in measures for source in measure.source]
    return [(name, s.work, s.quote) for name, s in sources if re.fullmatch(r"S\d", s.work)]


def test_papers_are_quoted_as_they_stand(shared_data: Path) -> None:
    papers = shared_data.parent / "papers"
    if not papers.is_dir():
        pytest.skip("the committee papers are not beside the real extracts")
    texts = {path.name[:2]: _plain(path.read_text("utf-8")) for path in papers.glob("S*.txt")}
    quotes = _quotes()
    assert len(quotes) > 50
    assert [q for q in quotes if not q[2] or _plain(q[2]) not in texts[q[1]]] == []


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


STOP_AND_SEARCH = {
    "gender": "Gender",
    "age_band": "Age range",
    "ethnicity": "Self-defined ethnicity",
    "ethnicity_observed": "Officer-defined ethnicity",
}
HOMICIDE = {
    "gender": "Sex",
    "age_band": "Age Group",
    "ethnicity_observed": "Officer Observed Ethnicity",
}


def _read_all(
    path: Path, suite_name: str, headings: dict[str, str], *, applicable: bool
) -> tuple[list[dict[str, str]], dict[str, dict[str, int]]]:
    """The records kept, and by field how many were recorded in which way but `known`."""
    suite = HOMICIDES.suites[suite_name]
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.DictReader(file))
    left_out = [
        (heading, text)
        for not_applicable in suite.not_applicable
        for heading in suite.fields[not_applicable.when.field].headings
        for text in not_applicable.when.is_in or ()
    ]
    if applicable:
        records = [r for r in records if not any(r.get(h) == text for h, text in left_out)]
    counts = {
        field: Counter(HOMICIDES.read(suite, field, r[heading]).recording.value for r in records)
        for field, heading in headings.items()
    }
    for counted in counts.values():
        del counted["known"]
    return records, {field: dict(counted) for field, counted in counts.items()}


@pytest.mark.parametrize(
    ("applicable", "records", "gender", "age", "self_defined", "officer"),
    [
        (False, 17286, {"blank": 243}, 2700, {"blank": 237, "not_stated": 4955}, 392),
        (True, 17014, {}, 2460, {"not_stated": 4950}, 157),
    ],
)
def test_stop_and_search_as_counted_by_hand(
    shared_data: Path,
    applicable: bool,
    records: int,
    gender: dict[str, int],
    age: int,
    self_defined: dict[str, int],
    officer: int,
) -> None:
    path = shared_data / "met-stop-search-2022-08.csv"
    kept, counts = _read_all(path, "stop_and_search", STOP_AND_SEARCH, applicable=applicable)
    assert len(kept) == records
    assert counts == {
        "gender": gender,
        "age_band": {"blank": age},
        "ethnicity": self_defined,
        "ethnicity_observed": {"blank": officer},
    }


@pytest.mark.parametrize(
    ("suite", "records", "gender", "ethnicity", "units"),
    [
        ("homicide", 2912, {"not_recorded": 2}, {"not_known": 24}, 33),
        ("homicide_domestic", 493, {}, {"not_known": 2}, 32),
    ],
)
def test_homicides_as_counted_by_hand(
    shared_data: Path,
    suite: str,
    records: int,
    gender: dict[str, int],
    ethnicity: dict[str, int],
    units: int,
) -> None:
    path = shared_data / "london-homicides-2003-2023.csv"
    kept, counts = _read_all(path, suite, HOMICIDE, applicable=True)
    assert len(kept) == records
    assert counts == {"gender": gender, "age_band": {}, "ethnicity_observed": ethnicity}
    london = HOMICIDES.units_of(HOMICIDES.suites[suite])
    found = {london.find(record["Borough"]) for record in kept}
    assert None not in found
    assert len(found) == units
