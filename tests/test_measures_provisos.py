"""What is said of where repeats and links were looked for, and why nothing could be."""

from __future__ import annotations

from datetime import date

import pytest
from measuring import a_measure, measures

from eqmon.engines.measure_counts import MeasureCounts, Searched, Seen
from eqmon.measures.provisos import provisos, why_not_searched

ID = "TS-TST-01"
(MEASURE,) = measures(a_measure(ID)).measures
FIRST, LAST = date(2006, 11, 26), date(2007, 1, 4)
SPAN = "Looked for among records of 26 November 2006 to 4 January 2007 alone; "
SPAN += "what lies outside is not seen."

SEEN = {
    "a span": (Seen(FIRST, LAST), [SPAN]),
    "days astray": (
        Seen(FIRST, LAST, astray=2),
        [SPAN, "2 more records have a day before or after these."],
    ),
    "one day astray": (
        Seen(FIRST, LAST, astray=1),
        [SPAN, "1 more record has a day before or after these."],
    ),
    "several on one day": (
        Seen(FIRST, LAST, same_day=12),
        [SPAN, "12 people have several records on one day alone: no repeat by themselves."],
    ),
    "one person": (
        Seen(None, None, same_day=1),
        ["1 person has several records on one day alone: no repeat by themselves."],
    ),
    "nobody named": (
        Seen(None, None, nameless=2),
        ["2 records have no reference of the person, and are in no figure."],
    ),
    "one of each": (
        Seen(FIRST, LAST, nameless=1, undated=1),
        [
            SPAN,
            "1 record has no reference of the person, and is in no figure.",
            "1 record has no day that can be read, and never counts as coming again.",
        ],
    ),
}
LINKED = {
    "everywhere": (Searched("calls", "ref", True, records=9), []),
    "not in two units": (
        Searched("calls", "ref", True, records=9, units_without=("Ash", "Elm")),
        ["No record of calls came from Ash, Elm: nothing could be looked for there."],
    ),
    "not in five": (
        Searched("calls", "ref", True, records=9, units_without=("A", "B", "C", "D", "E")),
        ["No record of calls came from A, B, C and 2 more: nothing could be looked for there."],
    ),
    "not in some extracts": (
        Searched("calls", "call_ref", True, records=9, without_column=1_200),
        ["1,200 records of calls have no column for call ref."],
    ),
}
WHY_NOT = {
    "it did not come": (
        Searched("calls", "ref", False),
        "Currently not measurable: there is no record of calls to look in.",
    ),
    "no column": (
        Searched("calls", "call_ref", True, without_column=3),
        "Currently not measurable: no extract of calls has a column for call ref.",
    ),
    "it came": (Searched("calls", "ref", True, records=1), ""),
}


@pytest.mark.parametrize(("seen", "said"), SEEN.values(), ids=SEEN)
def test_repeats_are_seen_among_some_records_alone(seen: Seen, said: list[str]) -> None:
    assert list(provisos(MEASURE, MeasureCounts(seen={ID: seen}), {})) == said


@pytest.mark.parametrize(("searched", "said"), LINKED.values(), ids=LINKED)
def test_links_are_looked_for_in_another_collection(searched: Searched, said: list[str]) -> None:
    assert list(provisos(MEASURE, MeasureCounts(searched={ID: searched}), {})) == said


@pytest.mark.parametrize(("searched", "said"), WHY_NOT.values(), ids=WHY_NOT)
def test_why_nothing_could_be_looked_for(searched: Searched, said: str) -> None:
    assert why_not_searched(MEASURE, MeasureCounts(searched={ID: searched}), {}) == said


def test_other_measures_have_none() -> None:
    assert list(provisos(MEASURE, MeasureCounts(), {})) == []
    assert why_not_searched(MEASURE, MeasureCounts(), {}) == ""
