"""Measures in papers: what they came to, what may be concluded, and where each stands."""

from __future__ import annotations

from datetime import UTC, datetime

import papers
import pytest
from measured import by_answer, every_status, hostile, measured, places, report_with
from papers import words, words_under, written
from reports import AREA_OF, Unit

from eqmon.charts.draw import png, svg
from eqmon.charts.model import Bounds, Funnel
from eqmon.document import write_document
from eqmon.document.model import Document, Table, blocks_of, figures_of, plain, tables_of
from eqmon.paper.chart_bounds import bounds_figure
from eqmon.paper.concluded import called, compared_in, told
from eqmon.paper.measure_funnel import measure_funnel
from eqmon.paper.measures_document import measures_document
from eqmon.paper.own_unit import as_a_whole
from eqmon.rates import rate_of
from eqmon.report.each_unit import report_of_unit
from eqmon.report.measures_model import measures_report
from eqmon.vocabulary import Form, Level

REPORT = papers.with_measures()
[COLLECTION] = REPORT.collections


FIVE = papers.one_collection(*(Unit(name, 200) for name in list(AREA_OF)[:5]))


def alone(*measures: object) -> Document:
    report = report_with(*measures) if measures else REPORT
    return measures_document(measures_report(report), datetime(2007, 2, 6, tzinfo=UTC))


def table(document: Document, id: str) -> Table:
    [found] = [one for one in tables_of(document) if one.id == id]
    return found


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("form", [*Form, "account"])
def test_measures_stand_in_every_form(form: str) -> None:
    said = words_under(written(REPORT, form), "measures")
    assert "2 of 5 measures have figures" in said
    assert "It is currently not possible to measure dual arrests, for want of accused" in said


def test_the_body_tells_all_together_and_how_many_groups_can_be_compared() -> None:
    assert texts(table(written(REPORT), "table-measures-1")) == [
        ["Sanction detections", "1,000", "35.5 (355)", "32.6 to 38.5 %", "0", "2", "1"],
        ["Days from report to record", "1,000", "35.5 (355)", "32.6 to 38.5 %", "0", "0", "0"],
    ]


def test_two_versions_of_a_measure_are_told_apart() -> None:
    later = measured(version="outcomes", since="2013-04-01", until=None)
    rows = texts(table(written(report_with(measured(), later)), "table-measures-1"))
    assert [row[0] for row in rows] == [
        "Sanction detections, detections (until 2013-03-31)",
        "Sanction detections, outcomes (from 2013-04-01)",
    ]


def test_units_out_of_chance_are_named_and_topics_without_are() -> None:
    report = papers.measures_in_many_units()
    said = words_under(written(report), "measures")
    assert (
        "On sanction detections 1 borough lies outside the 99.8 % limits of chance: above" in said
    )
    calm = report_with(measured(places=places(dict.fromkeys(list(AREA_OF)[:6], (30, 200)))))
    said = words_under(written(calm), "measures")
    assert (
        "No borough lies outside the 99.8 % limits of chance on measures under ‘Outcomes’." in said
    )


def test_conclusions_tell_differences_first_with_both_rates() -> None:
    said = words_under(written(REPORT), "conclusions")
    assert "3 comparisons of groups on measures: 0 usable, 2 usable with bounds, 1 not" in said
    difference = "sanction detections, by ethnicity. Asian: "
    assert difference in said
    assert "Asian 10.0 % (20 of 200), White 50.0 % (200 of 400)." in said
    assert said.index(difference) < said.index("sanction detections, by ethnicity. Black: ")
    assert "1 comparison, 1 by gender" in said


def test_many_that_are_alike_are_told_in_numbers() -> None:
    groups = dict.fromkeys(("White", "Mixed", "Black", "Asian", "Other"), (95, 100))
    by = by_answer("ethnicity", "Ethnicity", groups, (0, 0), "White")
    said = words_under(written(report_with(measured(by=(by,)))), "conclusions")
    assert "4 groups on sanction detections." in said
    assert "Asian: " not in said


def test_without_measures_nothing_is_said_of_them() -> None:
    document = written(papers.with_people())
    assert "measures" not in {getattr(block, "id", "") for block in blocks_of(document.blocks)}
    assert "comparison" not in words_under(document, "conclusions")


def test_ethnicity_is_compared_first_then_gender() -> None:
    by = (
        by_answer("age", "Age", {"18-24": (10, 50), "25-34": (12, 50)}),
        by_answer("ethnicity", "Ethnicity", {"White": (9, 50), "Black": (9, 50)}, (0, 0), "White"),
    )
    [collection] = report_with(measured(by=by)).collections
    assert [one.by.by for one in compared_in(collection)] == ["ethnicity", "age", "age"]


def test_an_answer_that_two_strands_have_is_told_with_its_strand() -> None:
    groups = {"White": (9, 50), "Black": (9, 50)}
    by = (
        by_answer("ethnicity", "Ethnicity (self-defined)", groups, (0, 0), "White"),
        by_answer("ethnicity_observed", "Ethnicity (observed)", groups, (0, 0), "White"),
    )
    [collection] = report_with(measured(by=by)).collections
    assert {called(one) for one in compared_in(collection)} == {
        "Sanction detections: Black, ethnicity (self-defined)",
        "Sanction detections: Black, ethnicity (observed)",
    }
    assert told(compared_in(collection)[0]).startswith(
        "sanction detections, by ethnicity (self-defined). Black: "
    )


def test_the_dictionary_has_every_measure_with_what_row_415_asks() -> None:
    rows = texts(table(written(REPORT), "table-dictionary-1"))
    assert [row[0].split()[0] for row in rows] == [one.measure for one in every_status()]
    assert rows[0] == [
        "DV-DET-01 Sanction detections, detections (until 2013-03-31)",
        "offences with a sanction detection",
        "domestic violence offences",
        "S1 paragraph 68",
        "Community Safety Unit Service Delivery Team; monthly; eliminate discrimination",
    ]


def test_few_records_give_a_rough_rate_and_very_few_none() -> None:
    units = {"Barnet": (60, 300), "Brent": (2, 7), "Camden": (5, 20)}
    rows = texts(table(alone(measured(places=places(units))), "table-measures-units-1-1"))
    assert rows == [
        ["All together", "20.5 (67 of 327)"],
        ["Barnet", "20.0 (60 of 300)"],
        ["Brent", "too few"],
        ["Camden", "25.0 (5 of 20) [u]"],
    ]


def test_what_is_withheld_has_no_figure_in_any_table() -> None:
    hidden = tuple(p.model_copy(update={"withheld": True, "rate": rate_of(0, 0)}) for p in places())
    rows = texts(table(alone(measured(places=hidden)), "table-measures-units-1-1"))
    assert {cell for row in rows for cell in row[1:]} == {"[c]"}
    assert set(texts(table(alone(measured(places=hidden)), "table-measures-1"))[0][1:]) == {"[c]"}


def test_every_answer_has_its_row_in_the_document_of_measures() -> None:
    rows = {row[0]: row[1:] for row in texts(table(alone(), "table-answers-1-1"))}
    assert rows["Ethnicity: White"] == ["50.0 (200 of 400)", "the comparator", *["[z]"] * 5]
    assert rows["Ethnicity: Other"] == ["too few", *["[z]"] * 6]
    assert rows["Ethnicity: not known"][:2] == ["19.0 (37 of 195)", "19.5 % (195 of 1,000) of all"]
    assert rows["Ethnicity: Asian"][:4] == [
        "10.0 (20 of 200)",
        "White",
        "0.20 (0.13 to 0.30)",
        "0.10 to 0.67",
    ]
    assert rows["Ethnicity: Asian"][-1] == "usable with bounds: among known answers only, lower"
    assert "Ethnicity and gender: White, Female" in rows


def test_days_are_told_by_their_median_and_the_days_within_which_nine_in_ten_lie() -> None:
    assert texts(table(alone(), "table-days-1-1")) == [["All together", "1,000", "1", "4"]]
    [row] = texts(table(written(REPORT), "table-days-1"))
    assert row == ["Days from report to record", "1,000", "1", "4"]


def test_the_matrix_counts_verdicts_by_measure_and_strand() -> None:
    assert texts(table(alone(), "table-matrix-1")) == [
        ["DV-DET-01 Sanction detections, detections (until 2013-03-31)", "0 / 2 / 0", "0 / 0 / 1"]
    ]


def test_nothing_to_measure_is_said() -> None:
    document = measures_document(
        measures_report(papers.with_people()), datetime(2007, 2, 6, tzinfo=UTC)
    )
    assert "The rulebook has no measure of what was read." in words(document)


def test_a_unit_sees_its_own_measures_and_no_other_units() -> None:
    cut = report_of_unit(REPORT, "Barnet")
    [collection] = cut.collections
    units = {p.unit for m in collection.measures for p in (*m.places, *m.months, *m.by, *m.days)}
    assert units == {"Barnet", None}
    [whole] = as_a_whole(cut).collections
    [own] = whole.measures[0].places
    assert (own.level, own.rate.count, own.rate.denominator) == (Level.OVERALL, 60, 300)
    assert "sanction detections 20.0 % (60 of 300)" in words_under(
        written(cut, "account"), "measures"
    )


def test_the_chart_of_groups_stands_in_the_body_of_one_collection_with_its_table_after() -> None:
    document = written(REPORT)
    [figure] = [one for one in figures_of(document) if isinstance(one.chart, Bounds)]
    assert not figure.label.startswith("Figure A")
    assert table(document, figure.table).label.startswith("Table A")
    both = REPORT.model_copy(update={"collections": (COLLECTION, COLLECTION)})
    labels = [one.label for one in figures_of(written(both)) if isinstance(one.chart, Bounds)]
    assert labels
    assert all(label.startswith("Figure A") for label in labels)


def test_the_chart_of_groups_draws_what_differs_first_and_says_it_in_words() -> None:
    charted = bounds_figure(COLLECTION, "1")
    assert charted
    figure, drawn = charted
    assert isinstance(figure.chart, Bounds)
    assert [row.name for row in figure.chart.rows] == ["Asian", "Black", "Female"]
    assert "Asian 0.20 (interval 0.13 to 0.30, bounds 0.10 to 0.67)" in figure.alternative
    assert len(drawn.rows) == 3
    assert svg(figure.chart) == svg(figure.chart)
    assert png(figure.chart).startswith(b"\x89PNG")


def test_a_ratio_without_end_is_drawn_at_the_edge() -> None:
    by = by_answer("gender", "Gender", {"Female": (40, 80), "Male": (0, 90)}, (0, 5), "Male")
    [collection] = report_with(measured(by=(by, *measured().by[:1]))).collections
    charted = bounds_figure(collection, "1")
    assert charted
    assert "Female without end (interval" in charted[0].alternative
    assert "no ratio" in svg(charted[0].chart)


def test_the_funnel_is_of_the_measure_on_which_most_units_stand_out() -> None:
    [collection] = papers.measures_in_many_units().collections
    calm = measured(places=places(dict.fromkeys(list(AREA_OF)[:12], (30, 200))))
    both = collection.model_copy(update={"measures": (calm, *collection.measures)})
    charted = measure_funnel(both, "1")
    assert charted
    figure, drawn = charted
    assert isinstance(figure.chart, Funnel)
    assert len(figure.chart.points) == len(drawn.rows) == 12
    assert sum(point.outside == "99.8" for point in figure.chart.points) == 1
    assert plain(figure.notes[0]).startswith("The centre is the rate of the 12 boroughs drawn")
    assert measure_funnel(COLLECTION, "1") is None


def test_the_later_form_ties_measures_to_the_limbs_of_the_duty() -> None:
    said = words_under(written(REPORT, "2011"), "impact")
    assert "to eliminate discrimination, 2 measures (outcomes and timeliness); to advance" in said
    assert "equality of opportunity, none; to foster good relations, none." in said
    assert "eliminate discrimination" not in words_under(written(REPORT), "impact")


def test_one_measure_alone_is_told_in_words_and_has_no_table() -> None:
    document = written(report_with(measured()))
    assert "Sanction detections 35.5 % (355 of 1,000)." in words_under(document, "measures")
    assert "table-measures-1" not in {one.id for one in tables_of(document)}


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_hostile_words_do_nothing(format: str) -> None:
    report = measures_report(hostile())
    data = write_document(measures_document(report, datetime(2007, 2, 6, tzinfo=UTC)), format)
    assert b"<img src=x>" not in data
    assert "\x1b" not in words(written(hostile()))


def test_words_and_works_of_measures_stand_where_there_are_measures() -> None:
    told = {"appendix-definitions": "Usable with bounds", "sources": "Donner and G. Y. Zou"}
    told["appendix-method"] = "in force at the record's date"
    for id, said in told.items():
        assert said in words_under(written(REPORT), id)
        assert said not in words_under(written(papers.with_people()), id)


def test_a_paper_has_a_table_by_unit_only_where_one_stands_out() -> None:
    calm = measured(places=places(dict.fromkeys(list(AREA_OF)[:6], (30, 200))), measure="DV-CALM")
    loud = [t for t in tables_of(written(REPORT)) if t.id.startswith("table-measures-units")]
    assert loud[0].title.endswith("outcomes, by borough")
    document = written(report_with(calm))
    assert not [t for t in tables_of(document) if t.id.startswith("table-measures-units")]
    assert not [t for t in tables_of(document) if "funnel" in t.id and "measure" in t.id]
    assert "on 1 measure none is shown outside chance" in words_under(document, "appendix-measures")
    assert [
        t
        for t in tables_of(written(report_with(calm), "account"))
        if t.id.startswith("table-measures-units")
    ]


def test_a_table_of_what_is_withheld_is_told_in_a_sentence() -> None:
    hidden = [p.model_copy(update={"withheld": p.unit is not None}) for p in places()]
    said = words_under(written(report_with(measured(places=tuple(hidden)))), "appendix-measures")
    assert (
        "of 1 measure all or nearly all boroughs are withheld, so that nobody can be made out."
        in said
    )
    assert "Barnet" not in said


@pytest.mark.parametrize(("withheld", "told"), [(2, False), (4, True)])
def test_recordings_of_which_most_are_withheld_are_told_in_a_sentence(
    withheld: int, told: bool
) -> None:
    (collection,) = FIVE.collections
    names = list(collection.units)[:withheld]
    recorded = tuple(
        r.model_copy(update={"withheld": r.unit in names}) for r in collection.recorded
    )
    report = papers.changed(FIVE, lambda _: {"recorded": recorded})
    document = written(report)
    tables = [t for t in tables_of(document) if t.id.startswith("table-recorded")]
    assert bool(tables) is not told
    assert ("No table of recordings by borough is given of" in words(document)) is told
    account = tables_of(written(report, "account"))
    assert any(t.id.startswith("table-recorded") for t in account)
