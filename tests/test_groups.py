"""Groups: to which unit, month and side of applicability each record belongs."""

from __future__ import annotations

from collections import Counter as Counts

import pytest
from counting import a_plan, chunk, count, of, pieces, table

from eqmon.engines.counter import Counter
from eqmon.vocabulary import BLANK_UNIT, NO_DATE, UNKNOWN_UNIT, UNREADABLE_DATE


def groups_of(text: str, **suite: object) -> list[tuple[str, str, bool]]:
    """Each record's group by its labels, in the records' order."""
    plan = a_plan(**suite)
    counter = Counter(plan)
    numbers = counter.groups.numbers(counter.rows(chunk(table(text), plan)))
    labels = counter.groups.labels()
    return [labels[number] for number in numbers]


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("Ash", "Ash"),
        ("' ASH '", "Ash"),
        ("A", "Ash"),
        ("East", "East"),
        ("''", BLANK_UNIT),
        ("' '", BLANK_UNIT),
        ("'\\0'", BLANK_UNIT),
        ("'\\t\\xa0'", BLANK_UNIT),
        ("Nowhere", UNKNOWN_UNIT),
        ("-", UNKNOWN_UNIT),
        ("NA", UNKNOWN_UNIT),
    ],
)
def test_a_unit_is_found_by_its_spellings_or_told_why_not(cell: str, unit: str) -> None:
    [(found, _, _)] = groups_of(f"ref | unit | day\n1 | {cell} | 2007-01-05")
    assert found == unit


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2007-01-31", "2007-01"),
        ("01/02/2007", "2007-02"),
        ("''", NO_DATE),
        ("'\\0'", NO_DATE),
        ("someday", UNREADABLE_DATE),
        ("31/02/2007", UNREADABLE_DATE),
    ],
)
def test_a_date_places_a_record_in_a_month_or_tells_why_not(cell: str, month: str) -> None:
    [(_, found, _)] = groups_of(f"ref | unit | day\n1 | Ash | {cell}")
    assert found == month


def test_without_a_column_every_record_is_in_the_blank_bucket() -> None:
    assert groups_of("ref\n1\n2") == [(BLANK_UNIT, NO_DATE, True)] * 2


def test_a_collection_without_a_date_has_no_months() -> None:
    assert groups_of("ref | unit | day\n1 | Ash | 2007-01-05", date=None) == [
        ("Ash", NO_DATE, True)
    ]


def test_spellings_are_units_of_their_own_where_they_are_taken_as_found() -> None:
    cells = "ref | unit\n1 | 'Ash '\n2 | Ash\n3 | ash\n4 | '\\0'\n5 | 'A  B'"
    assert [unit for unit, _, _ in groups_of(cells, units="as_found")] == [
        "Ash",
        "Ash",
        "ash",
        BLANK_UNIT,
        "A B",
    ]


FIRM = {"when": {"field": "kind", "is_in": ["firm"]}, "reason": "a firm"}
CASES = {
    "is_in": ({"field": "kind", "is_in": ["Firm", "shop"]}, "kind"),
    "is_in a phrase": ({"field": "kind", "is_in": ["Ex-partner & kin"]}, "kind"),
    "is_in a code": ({"field": "ethnicity", "is_in": ["n/a"]}, "ethnicity"),
    "is_in blank": ({"field": "kind", "is_in": [""]}, "kind"),
    "has_flag": ({"field": "marks", "has_flag": ["firm"]}, "marks"),
    "has_flag with a dash": ({"field": "marks", "has_flag": ["ex-firm"]}, "marks"),
    "recording": ({"field": "ethnicity", "recording": ["blank", "refused"]}, "ethnicity"),
    "of the key": ({"field": "ref", "is_in": ["x1"]}, "ref"),
}


@pytest.mark.parametrize(
    ("case", "cell", "applicable"),
    [
        ("is_in", "FIRM", False),
        ("is_in", "' firm  '", False),
        ("is_in", "shop", False),
        ("is_in", "firms", True),
        ("is_in", "''", True),
        ("is_in a phrase", "ex\N{EN DASH}partner  and kin", False),
        ("is_in a phrase", "ex partner and kin", True),
        ("is_in a code", "N/A", False),
        ("is_in a code", "yes", True),
        ("is_in a code", "''", True),
        ("is_in blank", "''", False),
        ("is_in blank", "' '", False),
        ("is_in blank", "firm", True),
        ("has_flag", "firm", False),
        ("has_flag", "a; Firm ,b", False),
        ("has_flag", "a firm", True),
        ("has_flag with a dash", "a;Ex\N{NON-BREAKING HYPHEN}Firm", False),
        ("has_flag", "''", True),
        ("recording", "''", False),
        ("recording", "refused", False),
        ("recording", "yes", True),
        ("of the key", "X1", False),
        ("of the key", "x2", True),
    ],
)
def test_a_record_is_not_applicable_where_a_condition_holds(
    case: str, cell: str, applicable: bool
) -> None:
    when, column = CASES[case]
    found = groups_of(
        f"{column} | unit\n{cell} | Ash", not_applicable=[{"when": when, "reason": "a test"}]
    )
    assert found == [("Ash", NO_DATE, applicable)]


def test_any_one_exclusion_is_enough_and_a_missing_column_excludes_nobody() -> None:
    marked = {"when": {"field": "marks", "has_flag": ["x"]}, "reason": "marked"}
    both = {"not_applicable": [FIRM, marked]}
    assert groups_of("kind | marks\nfirm | a\nman | x\nman | a", **both) == [
        (BLANK_UNIT, NO_DATE, False),
        (BLANK_UNIT, NO_DATE, False),
        (BLANK_UNIT, NO_DATE, True),
    ]
    assert groups_of("kind\nman", **both) == [(BLANK_UNIT, NO_DATE, True)]


@pytest.mark.parametrize(("units", "months"), [(1, 1), (150, 2), (2, 150), (70, 70)])
def test_any_number_of_units_and_months_keeps_each_record_in_its_own_group(
    units: int, months: int
) -> None:
    every = [
        (f"U{n % units}", f"{1900 + n % months // 12}-{n % months % 12 + 1:02}")
        for n in range(3 * units + months)
    ]
    lines = [f"{n} | {unit} | {month}-03" for n, (unit, month) in enumerate(every)]
    records = table("\n".join(("ref | unit | day", *lines)))
    tally = count(a_plan(units="as_found"), *pieces(records, [5, 90, len(lines) - 1]))
    assert of(tally, "record", "unit", "month") == Counts(every)
