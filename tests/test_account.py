"""The accessible report of a check: the same content as a paper, without a committee's form."""

from __future__ import annotations

import papers
from papers import words, words_under, written
from reports import small_report
from test_paper import check
from writer_reports import full_report, public_report

from eqmon.disclosure.protect import protect
from eqmon.document.model import figures_of, tables_of
from eqmon.report.each_unit import report_of_unit
from eqmon.vocabulary import Level


def test_it_begins_with_the_headline_and_has_every_rule_by_verdict() -> None:
    report = full_report()
    document = written(report, "account")
    assert report.headline in words_under(document, "summary")
    rules = words_under(document, "rules")
    assert "DV-ARR-01: 6 of 7 expected units arrived: missing Harrow." in rules
    assert "Recommendations" not in words(document)
    assert "[report number]" not in words(document)


def test_hashes_of_inputs_are_in_internal_copies_alone() -> None:
    def hashes(document: object) -> bool:
        return "cd" * 32 in repr(document)

    assert hashes(written(full_report(), "account"))
    assert hashes(written(full_report()))
    assert not hashes(written(public_report(), "account"))
    assert "table-inputs" not in {t.id for t in tables_of(written(public_report()))}


def test_a_unit_of_its_own_is_shown_its_own_figures() -> None:
    report = report_of_unit(small_report(), "Barnet")
    document = written(report, "account")
    barnet = {r.strand: r for r in report.collections[0].recorded if r.level is Level.UNIT}[
        "ethnicity"
    ]
    ours = {t.id: t for t in tables_of(document)}
    (row,) = (r for r in ours["table-strands-1"].rows if r[0].text == "Ethnicity")
    assert row[1].number == barnet.applicable
    units = ours["table-boroughs-1"].rows
    assert {row[0].text for row in units} == {"All units", "Barnet"}
    assert figures_of(document) == ()
    assert document.title == "Equality monitoring check: Barnet, January 2007"
    assert "has Barnet beside all units together." in words(document)
    check(document)


def test_change_has_a_heading_only_where_a_baseline_was_given() -> None:
    assert "Change since the baseline" not in words(written(papers.one_unit(), "account"))
    assert "cannot be compared" in words(written(papers.not_comparable(), "account"))


def test_people_stand_by_unit_there_and_all_together_in_a_paper() -> None:
    report = papers.with_people()
    by_unit = {t.id: t for t in tables_of(written(report, "account")) if "people" in t.id}
    assert set(by_unit) == {"table-people-1-1", "table-people-1-2"}
    assert [row[0].text for row in by_unit["table-people-1-1"].rows] == ["All together", "Barnet"]
    (together,) = (t for t in tables_of(written(report)) if "people" in t.id)
    assert [[cell.text for cell in row] for row in together.rows[:3]] == [
        ["Ethnicity", "White", "60", "80"],
        ["Ethnicity", "Black", "20", "80"],
        ["Ethnicity", "Other", "[c]", "80"],
    ]
    notes = words(written(report))
    assert "[c]: withheld, so that nobody can be made out." in notes
    assert "Motivation: one record may be in several groups, so they do not add up." in notes


def test_people_of_whom_nothing_is_shown_are_said_to_be_so() -> None:
    report = papers.with_people(withheld=True)
    assert "people by ethnicity: Too few people." in words(written(report, "account"))
    assert "table-people-1" not in {t.id for t in tables_of(written(report))}


def test_the_same_tables_and_charts_as_in_the_paper_show_the_same() -> None:
    report = protect(small_report(32))
    paper, account = written(report), written(report, "account")
    for of in (tables_of, figures_of):
        shown = {one.id: one for one in of(account)}  # type: ignore[operator]
        same = [one for one in of(paper) if one.id in shown]  # type: ignore[operator]
        assert same
        for one in same:
            other = shown[one.id]
            assert (one.title, one.notes) == (other.title, other.notes)
            assert getattr(one, "rows", None) == getattr(other, "rows", None)
