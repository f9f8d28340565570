"""What a measure came to, by place, month and answer, or why it could not be measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from measuring import a_measure, a_plan_of, a_version, counts_of, measures

from eqmon.measures.build import measured_of
from eqmon.measures.model import Measured
from eqmon.rulebook.measures import Measures

MARKED = [{"field": "marks", "has_flag": ["M"]}]
EVERY_FIELD = ("unit", "day", "marks", "kind", "ethnicity", "religion", "age")


def built(asked: Measures, text: str, found: tuple[str, ...] = EVERY_FIELD) -> list[Measured]:
    plan = a_plan_of(asked)
    return list(measured_of(plan.suite, plan.rulebook, counts_of(asked, text), found))


def marked(**changes: object) -> dict[str, object]:
    return a_measure(versions=[a_version(MARKED)], **changes)


TEXT = """unit    | day        | marks | kind | ethnicity
          Ash     | 01/01/2007 | M     |      | yes
          Ash     | 01/02/2007 |       |      | yes
          Elm     | 01/01/2007 | M     |      | refused
          Oak     | 01/01/2007 |       |      | no
          Oak     | 01/01/2007 | M     | firm |
          Nowhere | 01/01/2007 | M     |      | """


def test_rates_stand_overall_first_then_areas_then_units_and_no_unit_last() -> None:
    [one] = built(measures(marked()), TEXT)
    assert [(p.level, p.unit, p.rate.count, p.rate.denominator) for p in one.places] == [
        ("overall", None, 3, 5),
        ("area", "East", 2, 3),
        ("unit", "Ash", 1, 2),
        ("unit", "Elm", 1, 1),
        ("unit", "Oak", 0, 1),
        ("unit", "(unit not recognised)", 1, 1),
    ]
    months = [(m.unit, m.month, m.rate.count, m.rate.denominator) for m in one.months]
    assert months[:2] == [(None, "2007-01", 3, 4), (None, "2007-02", 0, 1)]
    assert ("Ash", "2007-02", 0, 1) in months


def test_a_measure_of_all_records_counts_those_without_a_person() -> None:
    [one] = built(measures(marked(persons_only=False)), TEXT)
    assert (one.places[0].rate.count, one.places[0].rate.denominator) == (4, 6)


def test_by_a_strand_known_groups_stand_beside_the_gap() -> None:
    [one] = built(measures(marked(), by=["ethnicity"]), TEXT)
    [overall] = one.by
    assert [(g.group, g.rate.count, g.rate.denominator) for g in overall.groups] == [
        ("no", 0, 1),
        ("yes", 1, 2),
    ]
    assert (overall.not_known.count, overall.not_known.denominator) == (2, 2)
    assert (overall.gap.count, overall.gap.denominator) == (2, 5)
    assert (overall.label, overall.level, overall.unit) == ("Ethnicity", "overall", None)


@pytest.mark.parametrize(("least", "units"), [(2, ["Ash"]), (3, []), (1, ["Ash", "Elm", "Oak"])])
def test_a_unit_is_told_by_strand_where_numbers_allow(least: int, units: list[str]) -> None:
    [one] = built(measures(marked(), by=["ethnicity"], least_in_unit=least), TEXT)
    assert [by.unit for by in one.by if by.level != "overall"] == units


def test_two_strands_crossed_are_told_over_all_units_alone() -> None:
    text = "unit | marks | ethnicity | religion\nAsh | M | yes | no\nAsh | | no | no"
    [one] = built(measures(marked(), by=["ethnicity x religion"], least_in_unit=1), text)
    [overall] = one.by
    assert overall.label == "Ethnicity and religion"
    assert [group.group for group in overall.groups] == ["no, no", "yes, no"]


def test_ages_stand_in_the_order_of_their_list() -> None:
    text = "marks | age\nM | 70\n | 20\nM | 3\n | 33\n | odd"
    [one] = built(measures(marked(), by=["age"]), text)
    assert [group.group for group in one.by[0].groups] == ["under 18", "18-24", "25-34", "65+"]


def test_what_no_extract_has_a_column_for_is_named_with_the_month() -> None:
    text = "unit | day\nAsh | 01/02/2007\nAsh | 01/01/2007\nAsh | soon"
    [one] = built(measures(marked()), text, found=("unit", "day"))
    assert (one.status, one.missing) == ("not measurable", ("marks",))
    assert one.not_measurable_since == "2007-01"
    assert one.reason == "Currently not measurable: no extract has a column for marks."
    assert (one.places, one.months, one.by) == ((), (), ())


def test_columns_that_no_extract_has_together_are_told_so() -> None:
    both = a_measure(versions=[a_version(MARKED, [{"field": "kind", "filled": True}])])
    plan = a_plan_of(measures(both))
    counts = counts_of(measures(both), "marks\nM", "kind\nx")
    [one] = measured_of(plan.suite, plan.rulebook, counts, EVERY_FIELD)
    assert one.reason.endswith("no extract has all the columns that it needs together.")


def test_an_extract_without_the_column_leaves_the_others_measured() -> None:
    asked = measures(marked())
    plan = a_plan_of(asked)
    counts = counts_of(asked, "unit | marks\nAsh | M", "unit | kind\nElm | x\nElm | y")
    [one] = measured_of(plan.suite, plan.rulebook, counts, EVERY_FIELD)
    assert (one.places[0].rate.denominator, one.places[0].without_column) == (1, 2)
    assert one.notes == (
        "2 records are in extracts that lack a column for it, and in none of its figures.",
    )


def test_no_record_of_the_denominator_is_no_rate_of_nought() -> None:
    nobody = a_version(MARKED, [{"field": "kind", "is_in": ["nobody"]}])
    [one] = built(measures(a_measure(versions=[nobody])), TEXT)
    assert (one.status, one.reason) == ("no records", "There is no record of all of them.")


def test_each_version_that_has_records_stands_by_itself() -> None:
    spans = [{"until": "2007-01-31", "label": "old"}, {"since": "2007-02-01", "label": "new"}]
    asked = measures(a_measure(versions=[a_version(MARKED, **span) for span in spans]))
    assert [(one.version, one.places[0].rate.denominator) for one in built(asked, TEXT)] == [
        ("old", 4),
        ("new", 1),
    ]


def test_a_suite_without_measures_has_none() -> None:
    plan = a_plan_of(measures())
    book = replace(plan.rulebook, measures={})
    assert measured_of(plan.suite, book, counts_of(measures(), TEXT), EVERY_FIELD) == ()
