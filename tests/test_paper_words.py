"""What a paper says follows its report: each branch of the narrative, and none that it contradicts.

One row of the tables: a report, where to look, what is said there and what is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import papers
import pytest
from papers import gap, words, words_under, written
from reports import AREA_OF, Unit, small_report
from writer_reports import compared_report, full_report

from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect
from eqmon.disclosure.said import disclosure_of
from eqmon.disclosure.withholding import OTHER_MONTHS
from eqmon.document.model import Document
from eqmon.paper import background, impact
from eqmon.paper.forms import heads_of
from eqmon.paper.implications import LEFT_TO_AUTHOR
from eqmon.report.model import Report
from eqmon.vocabulary import Form, Verdict

SAID = [
    # whether the standard is met
    (papers.nothing_fails, "front", "The standard is met. 0 of 7 rules fail", "What fails"),
    (papers.one_unit, "front", "The standard is not met. 3 of 7 rules fail", "The standard is met"),
    (papers.nothing_assessed, "front", "Nothing could be judged.", "standard is"),
    (papers.could_not_run, "front", "1 of what came could not be read or judged.", "harrow"),
    (papers.one_unit, "front", "Ethnicity not obtained 60.0 % (120 of 200).", "boroughs"),
    (full_report, "front", "Domestic violence: nothing came from Harrow; no extract", "withheld"),
    (full_report, "front", "no extract has a column for sexual orientation;", "withheld"),
    (papers.some_withheld, "front", "the figures of 4 boroughs are withheld.", "Barnet"),
    # the summary
    (papers.nothing_fails, "summary", "none of 3 strands judged fails.", "Too much"),
    (papers.one_unit, "summary", "3 of 3 strands judged fail:", "boroughs judged fail"),
    (papers.everything_warns, "summary", "Age (2.5 % (10 of 400) not obtained)", "Too much"),
    (papers.nothing_assessed, "summary", "no strand could be judged.", "Too much"),
    (papers.one_unit, "summary", "Too much is not known of age, ethnicity and sexual", "is met"),
    (papers.totals_withheld, "summary", "no strand could be judged.", "0 records"),
    (full_report, "summary", ", for want of a column", "None"),
    # recommendations
    (papers.nothing_fails, "recommendations", "was met in January 2007.", "no difference"),
    (papers.everything_warns, "recommendations", "at most 22.5 % (90 of 400) for sexual", "Action"),
    (papers.one_unit, "recommendations", "be taken by a date that members set;", "which are not"),
    (papers.could_not_run, "recommendations", "what could not be read or judged be put", "met;"),
    (full_report, "recommendations", "ask for the domestic violence records of Harrow", "was met"),
    # duty
    (papers.part_of_them, "background", "(380 of 500 applicable records; 20 are dated", "good pra"),
    (papers.not_dated, "background", "the Authority's", "Equality duties"),
    (papers.nothing_fails, "background", "no equality duty was in force yet", "for part"),
    (papers.every_unit, "background", "A strand passes only where no unit fails. Each", "units"),
    (papers.part_of_units, "background", "at least 80 % of units judged do not fail.", "only"),
    # what came
    (papers.no_persons, "received", "40 of them are not applicable", "All are"),
    (papers.nothing_fails, "received", "All are applicable: each", "of them are"),
    (papers.totals_withheld, "received", "How many records came is withheld", "0 records"),
    (papers.could_not_run, "received", "harrow.csv: it is not text.", "Missing"),
    (
        full_report,
        "received",
        "Missing: Harrow. Nil return (a heading without records): Enf",
        "tak",
    ),
    # by strand
    (papers.no_records, "strands", "No record is applicable", "Table"),
    (papers.nothing_fails, "strands", "Of 3 judged, 3 pass.", "FAIL"),
    (papers.nothing_assessed, "strands", "None of them could be judged.", "FAIL."),
    (papers.one_unit, "strands", "above the limit of 25 % beyond chance.", "so do"),
    (full_report, "strands", "(12,608 of 12,608): no extract has a column for it.", "None of"),
    (full_report, "strands", "but 1 of 4 boroughs judged is.", "None of"),
    # by unit
    (papers.nothing_fails, "units", "None of 2 boroughs fails a strand.", "too few"),
    (papers.one_unit, "units", "1 of 1 borough fails at least one strand.", "withheld"),
    (papers.nothing_assessed, "units", "has all together: no borough has enough", "the worst"),
    (papers.totals_withheld, "units", "The figures of 1 borough are withheld", "Table"),
    (papers.some_withheld, "units", "([c]), so that nobody can be made out: Barnet, ", "too few"),
    # kinds of gap
    (papers.nothing_fails, "gaps", "No strand has any of these.", "highest"),
    (
        papers.one_unit,
        "gaps",
        "Unknown is highest for sexual orientation, 75.0 % (150 of 2",
        "Decl",
    ),
    (small_report, "gaps", "Declined is highest for", "No strand has"),
    # change
    (papers.one_unit, "change", "No earlier report was given", "worse beyond"),
    (papers.not_comparable, "change", "cannot be compared with december.json. The extr", "better"),
    (
        compared_report,
        "change",
        "of 5 figures that decide a rule 1 are worse, 0 are better",
        "No e",
    ),
    (compared_report, "change", "Before: 9.3 % (50 of 540).", "Better:"),
    # what can be concluded
    (papers.nothing_fails, "conclusions", "Every answer is known.", "Where some answers"),
    (papers.nothing_assessed, "conclusions", "there are too few records.", "too much"),
    (papers.totals_withheld, "conclusions", "Nothing can be concluded on any strand", "Can be"),
    (papers.one_unit, "conclusions", "from 20.0 % (40 of 200) to 80.0 % (160 of 200)", "within "),
    (papers.with_people, "conclusions", "‘White’ is recorded of 60 of the 80 whose", "about"),
    (papers.everything_warns, "conclusions", "by age to within 2.5 percentage points", "Cannot"),
    # where much is withheld, no more is said than of what is shown
    (papers.one_strand_withheld, "recommendations", "answers not known (see", "at most"),
    (papers.one_strand_withheld, "gaps", "Of the strands shown, unknown is highest", "Unknown is"),
    (papers.one_strand_withheld, "gaps", "Of the strands shown, declined is", "Declined is"),
    (papers.one_strand_withheld, "impact", "violence, of the strands shown, most", "violence most"),
    (papers.one_strand_withheld, "conclusions", "how far each strand shown was", "each strand was"),
    (papers.two_strands_withheld, "gaps", "One strand is shown, so there is", "highest"),
    (papers.two_strands_withheld, "front", "of the 2 boroughs shown, Barnet fails 1", "not obt,"),
    (papers.one_figure_left, "front", "What fails", "Where it is worst"),
    (papers.one_figure_left, "units", "2 of the 2 boroughs shown fail at least one", "the worst"),
    (papers.some_withheld, "front", "What fails", "Where it is worst"),
    (papers.one_strand_withheld, "received", "400 records came", "is withheld"),
    (papers.few_in_areas, "units", "of which 2 stand at the foot and the figures of 1", "they st"),
    (full_report, "units", "1 borough (Sutton) has fewer than 30 applicable records", "they st"),
    (small_report, "units", "boroughs judged differ in ethnicity by more than", "they differ"),
    # a verdict that is withheld is no verdict on nothing
    (
        papers.few_concerned,
        "front",
        "0 of 7 rules fail, 1 warn, 5 pass, 1 withheld.",
        "not assessed",
    ),
    (papers.few_concerned, "appendix-definitions", "Withheld (of a verdict): fewer", "None"),
    (papers.nothing_fails, "appendix-definitions", "Not assessed: too few", "(of a verdict)"),
    # searches
    (papers.searches, "front", "15 of 200 records name no borough that is known", "victim"),
    (papers.searches, "recommendations", "was not met in July to August 2022;", "September"),
    (papers.searches, "action", "Never ask the person again only for this.", "Never contact"),
    (papers.searches, "appendix-quality", "A count is withheld.", "shown as 0"),
    # how far shares of groups are told
    (papers.roughly, "conclusions", "only roughly: shares of groups by sexual ori", "20.0 perc"),
    (
        papers.roughly,
        "conclusions",
        "by ethnicity to within 2.0 percentage points;",
        "by sexual to",
    ),
    # the summary says no more than once what the paper is about
    (small_report, "summary", "judged fail:\nEthnicity was not obtained in", "This report says"),
    (papers.one_unit, "impact", "too little is known of ethnicity, age and sexual", "known of age"),
    # what is asked
    (papers.nothing_assessed, "action", "No rule fails or warns, so nothing is asked.", "Correct"),
    (papers.everything_warns, "action", "Rules that warn ask for 1 thing.", "more"),
    (papers.one_unit, "action", "Never contact anybody only for this.", "victim"),
    (papers.one_unit, "action", "Domestic violence, age: Barnet.", "more thing"),
    # method
    (full_report, "appendix-method", "about 2.1 of 29 rates of units would fail by chance", "99.8"),
    (papers.no_records, "appendix-method", "Fewer than 30 applicable records", "would fail by"),
    (compared_report, "appendix-method", "Newcombe's 99.8 % interval", "None"),
    # background papers
    (papers.one_unit, "sources", "check of January 2007, made with eqmon 0.1.0", "the records of"),
    (small_report, "sources", "HMICFRS, Race and policing, 25 August 2023", "S0"),
    (papers.no_collections, "sources", "Project Umbra, concurrent report", "HMICFRS"),
    # race and equality
    (papers.nothing_fails, "impact", "everybody's ethnicity is known.", "too little"),
    (papers.one_unit, "impact", "in 60.0 % (120 of 200) of the applicable records.", "declined"),
    (papers.totals_withheld, "impact", "No figure of ethnicity can be shown", "is not known"),
    (small_report, "impact", "Some people declined to tell:", "everybody's"),
]


@cache
def paper(make: Callable[[], Report]) -> Document:
    return written(make())


@pytest.mark.parametrize(("make", "where", "said", "unsaid"), SAID)
def test_a_paper_says_what_its_report_holds(
    make: Callable[[], Report], where: str, said: str, unsaid: str
) -> None:
    text = words_under(paper(make), where)
    assert said in text
    assert unsaid not in text


def test_areas_that_are_all_withheld_stand_nowhere() -> None:
    text = words_under(written(papers.few_in_areas(3)), "units")
    assert "judged with their areas, but the figures of 3 areas are withheld." in text
    assert "the foot" not in text


def test_areas_that_are_all_shown_stand_at_the_foot() -> None:
    text = words_under(written(papers.few_in_areas(0)), "units")
    assert "alone; they are judged with their areas, which stand at the foot." in text


def test_what_it_is_about_says_nothing_of_numbers_that_are_withheld() -> None:
    about = written(papers.totals_withheld()).subject
    assert "recorded in the records of domestic violence of January 2007, and" in about


def test_a_paper_without_a_period_says_the_months_of_its_records() -> None:
    assert written(papers.searches()).title.endswith("of stop and search, July to August 2022")
    hidden = papers.changed(papers.searches(), lambda _: {"months": {OTHER_MONTHS: 200}})
    assert written(hidden).title.endswith("of stop and search")


def test_a_rule_that_names_files_keeps_its_number_in_public() -> None:
    report = papers.one_unit()
    (file,) = (one.name for one in report.inputs)
    said = f"1 of 33 files came twice: {file}."
    rules = (r.model_copy(update={"sentence": said}) for r in report.collections[0].rules)
    named = papers.changed(report, lambda _: {"rules": tuple(rules)})
    assert protect(named).collections[0].rules[0].sentence == "1 of 33 files came twice."


def test_who_differs_is_said_and_whether_any_lies_outside_alone() -> None:
    text = words_under(written(small_report()), "units")
    assert "The 5 boroughs judged differ in ethnicity by more than chance explains, and 4" in text
    near = (Unit(name, 200, gaps=gap(0, 20 + n, 0)) for n, name in enumerate(list(AREA_OF)[:12]))
    text = words_under(written(papers.one_collection(*near)), "units")
    said = (
        "The 12 boroughs judged do not differ in ethnicity by more than chance explains, and none"
    )
    assert said in text


def test_units_told_together_are_said_so_once() -> None:
    (collection,) = papers.with_people().collections
    (of, *_) = collection.people
    rows = tuple(row.model_copy(update={"together": ("Brent",)}) for row in of.rows)
    people = (of.model_copy(update={"rows": rows}),)
    said = disclosure_of(Method(), [collection.model_copy(update={"people": people})]).said
    (line,) = (line for line in said if "one or two known answers" in line)
    assert "told together with its smallest neighbours" in line


def test_rounded_counts_of_people_are_said_to_be_about_that() -> None:
    text = words_under(written(papers.with_people(5)), "conclusions")
    assert "‘White’ is recorded of about 60 of the 80" in text
    assert "from about 30.0 % (60 of 200)" in text


def test_no_count_of_people_is_made_of_what_is_withheld() -> None:
    text = words(written(papers.with_people(withheld=True)))
    assert "White" not in text
    assert "A group that is half of those" in text


GIVEN_BESIDE = (
    *("returns", "coverage", "phases", "samples"),
    *("appendix-returns", "appendix-phases", "appendix-claims"),
)
"""Heads that a paper has where such files are given beside its report."""


@pytest.mark.parametrize("form", Form)
def test_each_form_has_its_headings_in_order(form: Form) -> None:
    [with_measures] = papers.with_measures().collections
    report = papers.changed(papers.could_not_run(), lambda _: {"measures": with_measures.measures})
    lines = iter(words(written(report, form)).splitlines())
    for head in heads_of(form):
        if head.id not in GIVEN_BESIDE:
            assert any(line.endswith(head.title) for line in lines), head.title


def test_the_later_form_has_law_where_it_asks_for_it_and_duties_once() -> None:
    document = written(papers.one_unit(), Form.FORM_2011)
    assert "Equality duties" not in words_under(document, "background")
    assert "Equality duties" in words_under(document, "legal")


def test_a_concurrent_report_comments_and_asks_the_service() -> None:
    document = written(papers.one_unit(), Form.CONCURRENT)
    assert document.title.endswith("– concurrent report")
    assert "from the Authority's point of view" in words_under(document, "summary")
    assert "to note this report" in words_under(document, "recommendations")
    assert "What will be done about age in domestic violence?" in words_under(document, "questions")
    calm = written(papers.nothing_fails(), Form.CONCURRENT)
    assert "No finding calls for a question." in words_under(calm, "questions")


def test_what_is_known_of_a_meeting_stands_where_it_belongs_and_nothing_else_is_made_up() -> None:
    bare = words(written(papers.one_unit()))
    assert "[report author]" in bare
    document = written(
        papers.one_unit(),
        number="7",
        board="Equal Opportunities and Diversity Board",
        meeting=date(2007, 3, 1),
        author="Race and Diversity Unit",
        contact="020 7946 0000",
        asked_by="30 April 2007",
    )
    facts = [(name, *text) for name, text in document.facts.items]
    assert ("Report", "7") in facts
    assert ("By", "Race and Diversity Unit") in facts
    assert document.subject.startswith(
        "Report 7 of the 1 March 2007 meeting of the Equal Opportunities and Diversity Board. "
    )
    said = words(document)
    assert "be taken by 30 April 2007" in said
    assert re.findall(r"\[[a-z ][^]]{3,}\]", said) == [LEFT_TO_AUTHOR["financial"]]


QUOTED = re.compile(r"‘((?:[^‘’]|‘[^‘’]*’)*)’")


@pytest.mark.parametrize("text", [background.WHY, impact.SHOWS])
def test_papers_are_quoted_as_they_stand(shared_data: Path, text: str) -> None:
    folder = shared_data.parent / "papers"
    if not folder.is_dir():
        pytest.skip("the committee papers are not beside the real extracts")
    (paper,) = (path.read_text("utf-8") for path in folder.glob("S0*.txt"))
    quotes = QUOTED.findall(text)
    assert quotes
    assert [quote for quote in quotes if quote not in paper] == []


def with_calls(*titles: str) -> Report:
    """Collections of these titles, of which the calls have no strands."""
    (one,) = papers.one_unit().collections
    collections = tuple(
        one.model_copy(update={"title": title} | ({"strands": ()} if "calls" in title else {}))
        for title in titles
    )
    return papers.one_unit().model_copy(update={"collections": collections})


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (
            ("Domestic violence", "Domestic violence calls", "Hate crime"),
            "of domestic violence and hate crime, J",
        ),
        (
            ("Arrests", "Hate crime", "Stop and search"),
            "of arrests, hate crime, and stop and search, J",
        ),
        (("Domestic violence calls",), "of domestic violence calls, J"),
    ],
)
def test_a_title_lists_what_has_strands(titles: tuple[str, ...], said: str) -> None:
    assert said in written(with_calls(*titles)).title


def test_calls_are_not_said_to_fail_for_want_of_strands() -> None:
    text = words_under(
        written(with_calls("Domestic violence", "Domestic violence calls")), "summary"
    )
    assert "Domestic violence calls: these records say nothing of who somebody is" in text
    assert "no strand could be judged" not in text
    race = words_under(
        written(with_calls("Domestic violence", "Domestic violence calls")), "impact"
    )
    assert "domestic violence calls" not in race


def test_every_strand_that_fails_stands_on_the_front_sheet_before_other_rules() -> None:
    report = papers.one_unit()
    (one,) = report.collections
    failing = one.rules[0].model_copy(update={"verdict": Verdict.FAIL, "strand": None})
    others = tuple(
        failing.model_copy(update={"rule": f"X-{n}", "sentence": f"Other {n}."}) for n in range(4)
    )
    text = words_under(
        written(papers.changed(report, lambda _: {"rules": (*others, *one.rules)})), "front-fails"
    )
    strands = [text.index(s.label) for s in one.strands]
    assert max(strands) < text.index("Other 0.") < text.index("Other 1.")
    assert "2 more rules fail." in text
