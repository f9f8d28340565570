"""What is said of cells that measures compare with words that no list knows."""

from __future__ import annotations

import pytest
from measured import measured, report_with
from measuring import a_measure, a_plan_of, a_version, counts_of, measures

from eqmon.engines.measure_counts import MeasureCounts, WordCount
from eqmon.measures.build import measured_of
from eqmon.measures.heard import DOUBT, doubts, heard, unheard
from eqmon.report import measures_terminal
from eqmon.report.measure_words import standing_of
from eqmon.report.measures_model import measures_report

ID = "TS-TST-01"
(MEASURE,) = measures(a_measure(ID)).measures
WHERE = " See which words it holds; rules/README.md says how to name them."

NOTES = {
    "one in twenty": (
        WordCount(1, 0, 20),
        [],
        ["1 of 20 records has a word in record type that no list knows: it counts as none of "
         "those named." + WHERE],
    ),
    "more": (
        WordCount(1_800, 0, 3_900),
        ["Not to be relied on: 1,800 of 3,900 records have a word in record type that no list "
         "knows: they count as none of those named." + WHERE],
        [],
    ),
    "blank": (
        WordCount(0, 3, 9),
        [],
        ["3 of 9 records have nothing in record type: they count as none of the words named."],
    ),
    "every word known": (WordCount(0, 0, 9), [], []),
    "nobody asked": (WordCount(), [], []),
}  # fmt: skip


def counts(count: WordCount) -> MeasureCounts:
    other = WordCount(9, 9, 9)
    words = {(ID, 0, "record_type"): count, (ID, 1, "x"): other, ("TS-TST-02", 0, "x"): other}
    return MeasureCounts(words=words)


@pytest.mark.parametrize(("count", "first", "then"), NOTES.values(), ids=NOTES)
def test_notes_of_words(count: WordCount, first: list[str], then: list[str]) -> None:
    assert list(doubts(MEASURE, 0, counts(count))) == first
    assert list(heard(MEASURE, 0, counts(count))) == then


def test_records_without_a_date_are_noted() -> None:
    said = "3 records have no date that can be read, and are in no figure: what counts depends on "
    said += "the date."
    assert list(heard(MEASURE, 0, MeasureCounts(undated={ID: 3, "TS-TST-02": 1}))) == [said]


def test_where_nothing_is_left_the_words_may_be_why_and_no_number_is_told() -> None:
    said = " No list of the rulebook knows many of the words in record type."
    assert unheard(MEASURE, 0, counts(WordCount(5, 0, 5))) == said
    assert unheard(MEASURE, 0, counts(WordCount(0, 5, 5))) == ""


def built(text: str) -> tuple[str, tuple[str, ...]]:
    version = a_version(
        [{"field": "marks", "has_flag": ["M"]}], [{"field": "kind", "is_in": ["case"]}]
    )
    asked = measures(a_measure(versions=[version]))
    plan = a_plan_of(asked)
    found = ("unit", "kind", "marks")
    [one] = measured_of(plan.suite, plan.rulebook, counts_of(asked, text), found)
    return one.reason, one.notes


def test_a_measure_holds_its_doubts_first() -> None:
    _, notes = built("unit | kind | marks\nAsh | case | D\nElm | case | M\n | case |")
    assert [note.startswith(DOUBT) for note in notes] == [True, False, False]
    assert notes[1:] == (
        "1 of 3 records has nothing in marks: it counts as none of the words named.",
        "1 of 3 records is of no known unit, and in no unit's figure.",
    )


def test_a_measure_without_a_record_says_that_its_words_are_not_known() -> None:
    reason, notes = built("unit | kind | marks\nAsh | caes | M")
    assert reason.startswith("There is no record of all of them.")
    assert reason.endswith("No list of the rulebook knows many of the words in kind.")
    assert notes == ()


def test_what_is_not_to_be_relied_on_is_said_before_its_figure_and_counted() -> None:
    one = measured(notes=("A note.", f"{DOUBT}most words are not known."))
    other = measured(measure="DV-DET-02")
    lines = measures_terminal.write(measures_report(report_with(one, other))).splitlines()
    [doubt] = [at for at, line in enumerate(lines) if DOUBT.strip() in line]
    [note] = [at for at, line in enumerate(lines) if "A note." in line]
    figure = min(at for at, line in enumerate(lines) if line.startswith("all"))
    assert doubt < figure < note
    said = "2 of 2 measures have figures, 1 of which is not to be relied on"
    assert standing_of([one, other]) == said
    assert standing_of([one, one]).endswith("2 of which are not to be relied on")
    assert standing_of([other]) == "1 of 1 measure has figures"
