"""Columns become fields by their headings, and headings tell which suite fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_rulebook import small_rulebook, small_suite

from eqmon.errors import EqmonError, InputError, UsageError
from eqmon.extract.headings import choose_suite, match_fields, require_strand
from eqmon.rulebook.spelling import tidy_heading

SUITE = small_suite()
ETHNICITY = small_suite("by_ethnicity", ("ethnicity",))
AGE = small_suite("by_age", ("age",))
RULEBOOK = small_rulebook(SUITE)


@pytest.mark.parametrize(
    ("heading", "tidied"),
    [
        ("Self-defined ethnicity", "self defined ethnicity"),
        ("SELF_DEFINED__ETHNICITY ", "self defined ethnicity"),
        ("  Religion / Belief (victim)", "religion belief victim"),
        ("Date\nof birth", "date of birth"),
        ("Straße", "strasse"),
        ("...", ""),
    ],
)
def test_case_punctuation_and_spacing_of_headings_do_not_matter(heading: str, tidied: str) -> None:
    assert tidy_heading(heading) == tidied


@given(st.text())
def test_a_tidied_heading_stays_as_it_is(heading: str) -> None:
    assert tidy_heading(tidy_heading(heading)) == tidy_heading(heading)


@pytest.mark.parametrize(
    ("header", "unit", "fields"),
    [
        (("BOCU", "Ethnicity"), None, {"unit": 0, "ethnicity": 1}),
        (("ethnicity ", "", "", " _SEX_"), None, {"ethnicity": 0, "gender": 3}),
        (("Notes", "Notes", "Age"), None, {"age": 2}),
        (("Ward", "Borough", "Age"), "ward", {"unit": 0, "age": 2}),
        (("BOCU", "Borough", "Age"), "Borough", {"unit": 1, "age": 2}),
        ((), None, {}),
    ],
)
def test_fields_are_found_by_their_headings(
    header: tuple[str, ...], unit: str | None, fields: dict[str, int]
) -> None:
    assert match_fields(header, SUITE, RULEBOOK, unit_heading=unit) == fields


@pytest.mark.parametrize(
    ("header", "unit", "words"),
    [
        (
            ("Ethnicity", "Age", "VICTIM ETHNICITY "),
            None,
            ("'Ethnicity' (column 1) and 'VICTIM ETHNICITY' (column 3)", "rename it"),
        ),
        (("Age", "Age"), None, ("'Age' (column 1) and 'Age' (column 2)",)),
        (("Borough", "BOCU", "Age"), None, ("'Borough' (column 1) and 'BOCU'", "with --unit")),
        (("Ward", "Ward", "Age"), "Ward", ("2 columns claim the field 'unit'",)),
    ],
)
def test_two_columns_that_claim_one_field_are_both_named(
    header: tuple[str, ...], unit: str | None, words: tuple[str, ...]
) -> None:
    with pytest.raises(InputError) as caught:
        match_fields(header, SUITE, RULEBOOK, unit_heading=unit, where="a.csv")
    for part in ("a.csv: ", *words):
        assert part in str(caught.value)


def test_the_only_suite_that_fits_is_chosen() -> None:
    rulebook = small_rulebook(ETHNICITY, AGE)
    assert choose_suite(("Ethnicity",), rulebook) is ETHNICITY
    assert choose_suite(("Age", "Sex"), rulebook) is AGE
    assert choose_suite(("Ethnicity",), rulebook, name="by_age") is AGE


def test_the_unit_that_a_user_names_counts_for_recognition() -> None:
    by_unit = small_suite("by_unit", ("unit", "age"))
    rulebook = small_rulebook(ETHNICITY, by_unit)
    assert choose_suite(("Ward", "Age"), rulebook, unit_heading="Ward") is by_unit


@pytest.mark.parametrize(
    ("header", "name", "unit", "kind", "phrase"),
    [
        (("Ethnicity", "Age"), None, None, InputError, "fit several suites (allowed: by_age, by_e"),
        (("Sex",), None, None, InputError, "fit no suite (allowed: by_age by 'Age'; by_ethnicity"),
        (("Sex", "Faith"), None, None, InputError, "nearest is by_age, without 'Age'"),
        (("Amount", "Supplier"), None, None, InputError, "no column is recognised as a strand"),
        (("Age",), "by_gender", None, UsageError, "no suite 'by_gender' (allowed: by_age, by_eth"),
        (("Age",), None, "Ward", UsageError, "no column has the heading that --unit names"),
    ],
)
def test_where_no_one_suite_fits_it_says_what_to_do(
    header: tuple[str, ...],
    name: str | None,
    unit: str | None,
    kind: type[EqmonError],
    phrase: str,
) -> None:
    rulebook = small_rulebook(ETHNICITY, AGE)
    with pytest.raises(kind) as caught:
        choose_suite(header, rulebook, name=name, unit_heading=unit, where="a.csv")
    assert phrase in str(caught.value)
    assert "Amount" not in str(caught.value)


def test_one_strand_is_enough_and_none_is_too_few() -> None:
    require_strand({"unit": 0, "age": 1}, SUITE)
    with pytest.raises(InputError, match="no column is recognised as a strand"):
        require_strand({"unit": 0, "reference": 1}, SUITE)
