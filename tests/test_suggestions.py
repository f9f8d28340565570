"""Headings that are only like an accepted one are suggested, for the right person, never taken."""

from __future__ import annotations

import pytest

from eqmon.extract.headings import match_fields
from eqmon.extract.suggestions import suggestions
from eqmon.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
DV = RULEBOOK.suites["domestic_violence"]


@pytest.mark.parametrize(
    ("heading", "field", "like"),
    [
        ("Ethnictiy", "ethnicity", "Ethnicity"),
        ("Vic Relgion", "religion_belief", "Religion"),
        ("Suspect Gendre", "accused_gender", "Accused Gender"),
        ("Sexual orientaton of victim", "sexual_orientation", "Sexual Orientation"),
        ("Dissability", "disability", "Disability"),
        ("Crime Refrence", "crime_ref", "Crime Reference"),
        ("Notes", None, None),
        ("Witness Ethnictiy", None, None),
        ("", None, None),
    ],
)
def test_the_nearest_field_of_the_right_person(
    heading: str, field: str | None, like: str | None
) -> None:
    found = suggestions([heading, "Borough"], DV, RULEBOOK)
    assert [(s.heading, s.field, s.like) for s in found] == [(heading, field, like)][: bool(field)]
    assert field not in match_fields([heading], DV, RULEBOOK)


def test_a_field_that_has_a_column_is_not_suggested_and_the_closest_comes_first() -> None:
    assert suggestions(["Ethnicity", "Ethnictiy"], DV, RULEBOOK) == ()
    found = suggestions(["Ethniicty", "Ethnicityy", "Gendr"], DV, RULEBOOK)
    assert [(s.heading, s.field) for s in found] == [
        ("Ethnicityy", "ethnicity"),
        ("Gendr", "gender"),
    ]
    assert [s.closeness for s in found] == sorted((s.closeness for s in found), reverse=True)


def test_only_the_fields_asked_for() -> None:
    assert suggestions(["Gendr"], DV, RULEBOOK, fields=["ethnicity"]) == ()
