"""Phrases of a paper's sentences."""

from __future__ import annotations

import pytest
from reports import rate_of, small_report

from eqmon.paper import phrases
from eqmon.paper.particulars import MARKERS, Particulars, missing_particulars, said


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2007-01", "January 2007"),
        ("2007-12", "December 2007"),
        ("2007-13", "2007-13"),
        ("summer", "summer"),
        (None, "January to February 2007"),  # the months of its records
    ],
)
def test_a_period_in_words(given: str | None, expected: str) -> None:
    assert phrases.period(small_report(period=given)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("Barnet",), "Barnet"),
        (("Barnet", "Brent"), "Barnet and Brent"),
        (("Barnet", "Brent", "Ealing"), "Barnet, Brent and Ealing"),
        (("Bexley", "Kensington and Chelsea"), "Bexley, and Kensington and Chelsea"),
        (("age", "religion and belief", "gender"), "age, religion and belief, and gender"),
    ],
)
def test_a_list_can_be_told_apart(names: tuple[str, ...], expected: str) -> None:
    assert phrases.listed(names) == expected


def test_many_names_are_told_by_number_and_one_more_is_named() -> None:
    names = [f"B{n}" for n in range(8)]
    assert phrases.some(names) == "B0, B1, B2, B3, B4, B5 and 2 more"
    assert phrases.some(names[:7]) == "B0, B1, B2, B3, B4, B5 and B6"


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Domestic violence", "domestic violence"), ("LGBT", "LGBT"), ("", ""), ("A", "a")],
)
def test_a_title_within_a_sentence(title: str, expected: str) -> None:
    assert phrases.within(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("age is so", "Age is so."), ("Why?", "Why?"), (" ", ""), ("It ended.", "It ended.")],
)
def test_a_sentence_begins_and_ends_as_one(text: str, expected: str) -> None:
    assert phrases.sentence(text) == expected


def test_a_rate_has_its_count_and_denominator_and_shows_on_which_side_of_a_limit_it_is() -> None:
    assert phrases.rate_of(rate_of(135, 551)) == "24.5 % (135 of 551)"
    assert (
        phrases.rate_of(rate_of(2501, 10_000), limits=(None, 0.25)) == "25.01 % (2,501 of 10,000)"
    )


def test_facts_that_nobody_gave_are_markers_and_those_given_are_not_missing() -> None:
    assert missing_particulars(Particulars()) == list(MARKERS.values())
    assert said(Particulars(), "number") == "[report number]"
    known = Particulars(number="7", author="Race and Diversity Unit", contact="post")
    assert missing_particulars(known) == ["[date of the meeting]"]
    assert said(known, "by") == "Race and Diversity Unit"
    assert said(Particulars(by="Clerk", author="Unit"), "by") == "Clerk"
