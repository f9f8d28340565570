"""Which field of a shipped suite a heading stands for: aliases, and words for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.extract.headings import match_fields
from eqmon.rulebook.accepted import Accepted
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.model import Suite, SuiteField

RULEBOOK = load_rulebook()
MET = yaml.safe_load((Path(__file__).parent / "headings_met.yaml").read_text(encoding="utf-8"))
MET_IN = [
    (suite, field, heading)
    for suites, fields in MET.items()
    for suite in suites.split(" and ")
    for field, headings in fields.items()
    for heading in headings
]
OF_ANYBODY = (
    *("Ethnicity", "Gender", "Sex", "Age", "Date of Birth", "Disability", "Religion", "SDE"),
    *("Sexual Orientation", "IC Code", "Self-defined Ethnicity", "Ethnicity (Officer Observed)"),
)


def field_of(heading: str, suite: str = "domestic_violence") -> str | None:
    return RULEBOOK.accepted_by(RULEBOOK.suites[suite]).field_of(heading)


def test_every_heading_that_was_met_still_stands_for_its_field() -> None:
    otherwise = [
        (suite, heading, field_of(heading, suite))
        for suite, field, heading in MET_IN
        if field_of(heading, suite) != field
    ]
    assert otherwise == []
    assert len(MET_IN) > 900


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Complainant Gender", "gender"),
        ("COMPLAINANT_GENDER", "gender"),
        ("Injured Party Ethnicity", "ethnicity"),
        ("Victim's Ethnicity", "ethnicity"),
        ("Victims ethnicity", "ethnicity"),
        ("Ethnicity - Victim", "ethnicity"),
        ("Ethnicity of the victim", "ethnicity"),
        ("Victim_1_Ethnicity", "ethnicity"),
        ("Ethnicity (Victim 1)", "ethnicity"),
        ("IP Religion or Belief", "religion_belief"),
        ("Suspect Ethnicity", "accused_ethnicity"),
        ("Ethnicity of Suspect", "accused_ethnicity"),
        ("Perp's sex", "accused_gender"),
        ("Offender DOB", "accused_date_of_birth"),
        ("Person Arrested: Age", "accused_age"),
        ("Defendant Ref", "accused_id"),
        ("Complainant Ref", "victim_id"),
        # an alias of a whole heading wins, and what describes nobody is no person's
        ("Victim Ref", "victim_id"),
        ("Ref", "crime_ref"),
        ("Accused Crime Ref", None),
        ("Victim Borough", None),
        ("Relationship to Suspect", "relationship"),
        ("Vulnerable Victim", "vulnerable"),
        ("Victim Withdrew", "withdrawn"),
        # others are nobody's whom the suite has fields for
        ("Witness Ethnicity", None),
        ("Informant Sex", None),
        ("Person Searched Gender", None),
        ("Officer Gender", None),
        ("Victim and Suspect Ethnicity", None),
        # a single letter stands for a person in front alone
        ("V Age", "age"),
        ("A Age", "accused_age"),
        ("Disability A", None),
        ("Victim", None),
        ("Of Victim", None),
        ("", None),
    ],
)
def test_whose_a_column_is(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Gender of person searched", "gender"),
        ("Subject's self-defined ethnicity", "ethnicity"),
        ("Victim Gender", None),
        ("Suspect self-defined ethnicity", None),
    ],
)
def test_a_suite_says_whose_strands_it_monitors(heading: str, field: str | None) -> None:
    assert field_of(heading, "stop_and_search") == field


@pytest.mark.parametrize("suite", ["domestic_violence", "hate_crime"])
@settings(max_examples=40)
@given(
    stem=st.sampled_from(OF_ANYBODY),
    form=st.sampled_from(["{p} {s}", "{p}'s {s}", "{p}_{s}", "{s} of {p}", "{s} ({p})"]),
    person=st.sampled_from(["accused", "victim"]),
    data=st.data(),
)
def test_victims_and_accused_side_by_side_are_told_apart(
    suite: str, stem: str, form: str, person: str, data: st.DataObject
) -> None:
    words = [w for w in RULEBOOK.persons.words[person] if len(w) > 1]
    heading = form.format(p=data.draw(st.sampled_from(words)), s=stem)
    own = field_of(stem, suite)
    prefix = "accused_" if person == "accused" else ""
    assert own
    assert field_of(heading, suite) == f"{prefix}{own}"
    both = (stem, heading) if person == "accused" else (f"Suspect {stem}", heading)
    found = match_fields(both, RULEBOOK.suites[suite], RULEBOOK)
    assert set(found) == {own, f"accused_{own}"}


@pytest.mark.parametrize("suite", sorted(RULEBOOK.suites))
@settings(max_examples=40)
@given(
    heading=st.lists(
        st.sampled_from(
            ["Suspect", "Offender", "Witness", "Caller", "Age", "Sex", "SDE", "of", "1"]
        ),
        min_size=2,
        max_size=4,
    )
)
def test_a_heading_that_names_another_is_never_the_monitored_persons(
    suite: str, heading: list[str]
) -> None:
    chosen = RULEBOOK.suites[suite]
    named = {*heading} & {"Suspect", "Perp", "Witness", "Caller"}
    field = field_of(" ".join(heading), suite)
    assert not named or field not in chosen.strand_fields


def a_suite(**fields: SuiteField) -> Suite:
    small = RULEBOOK.suites["stop_and_search"]
    return small.model_copy(update={"fields": fields, "strands": {}, "person": "victim"})


def test_a_field_may_take_its_headings_as_they_stand_only() -> None:
    about = {"headings": ("Sex",), "person": "victim"}
    plain = Accepted(a_suite(sex=SuiteField(**about)), RULEBOOK.persons)
    exact = Accepted(a_suite(sex=SuiteField(**about, exact=True)), RULEBOOK.persons)
    assert (plain.field_of("Vic Sex"), exact.field_of("Vic Sex")) == ("sex", None)
    assert exact.field_of("SEX") == "sex"


def test_a_bare_heading_of_another_person_is_not_the_monitored_persons() -> None:
    suite = a_suite(sex=SuiteField(headings=("Sex",), person="accused"))
    accepted = Accepted(suite, RULEBOOK.persons)
    assert accepted.field_of("Sex") is None
    assert accepted.field_of("Suspect Sex") == "sex"


def test_headings_that_two_fields_accept_are_told_also_by_persons() -> None:
    suite = a_suite(
        one=SuiteField(headings=("Victim Sex",), person="victim"),
        two=SuiteField(headings=("Sex of Complainant",), person="victim"),
        three=SuiteField(headings=("victim_sex",)),
    )
    claims = Accepted(suite, RULEBOOK.persons).claims
    assert [(c.field, c.already) for c in claims] == [("two", "one"), ("three", "one")]
