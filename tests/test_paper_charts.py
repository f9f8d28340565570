"""Charts of a report: every figure drawn is in the figure's table, and nobody's who is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from reports import Unit, collection_of, small_report

from eqmon.charts.model import Chart, Funnel, Intervals, Stacked
from eqmon.document.model import Table, plain
from eqmon.paper.chart_units import Charted
from eqmon.paper.charts import (
    STRANDS_AT_MOST,
    charted_strands,
    figures_of_collection,
    figures_of_strand,
    funnel_figure,
    stacked_figure,
    strands_figure,
    units_figure,
)
from eqmon.report.model import Collection, StrandLabel
from eqmon.vocabulary import BLANK_UNIT, Level, Measure, Recording, Strand, Verdict

ETHNICITY = "ethnicity"


def boroughs() -> Collection:
    return small_report(boroughs=32).collections[0]


def label_of(collection: Collection, strand: str = ETHNICITY) -> StrandLabel:
    return next(s for s in collection.strands if s.name == strand)


def like(blank: Mapping[str, int]) -> Collection:
    """A collection whose units have 200 records each and so many blank ethnicities."""
    units = [Unit(name, 200, gaps={ETHNICITY: {Recording.BLANK: n}}) for name, n in blank.items()]
    return collection_of(units, areas={})


def all_of(collection: Collection) -> Iterator[Charted]:
    yield from figures_of_collection(collection, "1")
    for strand in charted_strands(collection):
        yield from figures_of_strand(collection, strand, "1")


def names_in(chart: Chart) -> list[str]:
    if isinstance(chart, Funnel):
        return [point.name for point in chart.points]
    if isinstance(chart, Stacked):
        return list(chart.bars)
    return [row.name for row in chart.rows]


def per_cent(table: Table, row: int) -> list[float]:
    cells = zip(table.columns, table.rows[row], strict=True)
    return [float(c.number or 0) for column, c in cells if column.kind == "percent"]


def drawn_rates(chart: Chart) -> list[list[float]]:
    if isinstance(chart, Funnel):
        return [[point.rate] for point in chart.points]
    if isinstance(chart, Intervals):
        return [[row.rate] for row in chart.rows]
    used = [part for part in chart.parts if any(part.shares)]
    return [[part.shares[bar] for part in used] for bar in range(len(chart.bars))]


def test_every_figure_drawn_is_in_the_table_of_the_figure() -> None:
    charted = list(all_of(boroughs()))
    assert {type(figure.chart) for figure, _ in charted} == {Funnel, Stacked, Intervals}
    for figure, table in charted:
        assert figure.table == table.id
        assert names_in(figure.chart) == [row[0].text for row in table.rows]
        for place, rates in enumerate(drawn_rates(figure.chart)):
            assert per_cent(table, place) == pytest.approx([100 * r for r in rates], abs=0.06)
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_ids_stand_once_and_say_what_they_are_of() -> None:
    ids = [part.id for charted in all_of(boroughs()) for part in charted]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"(figure|table)-[a-z0-9-]+", id) for id in ids)


def test_alternatives_are_of_the_chart_and_not_empty() -> None:
    for figure, _ in all_of(boroughs()):
        assert figure.alternative
        assert figure.title == figure.chart.title


def test_ethnicity_is_charted_and_the_worst_that_fails_beside_it() -> None:
    collection = boroughs()
    names = [strand.name for strand in charted_strands(collection)]
    assert names == ["ethnicity", "sexual_orientation"]
    assert len(names) <= STRANDS_AT_MOST
    without = tuple(
        s.model_copy(update={"column": None}) if s.name == ETHNICITY else s
        for s in collection.strands
    )
    changed = collection.model_copy(update={"strands": without})
    assert ETHNICITY not in [strand.name for strand in charted_strands(changed)]
    for draw in (funnel_figure, stacked_figure, units_figure):
        assert draw(changed, label_of(changed), "1") is None


def test_a_second_strand_of_ethnicity_gives_way_to_one_that_fails() -> None:
    collection = like(UNLIKE)
    strands = tuple(
        s.model_copy(update={"strand": Strand.ETHNICITY}) if s.name == "age" else s
        for s in collection.strands
    )
    changed = collection.model_copy(update={"strands": strands})
    assert [strand.name for strand in charted_strands(changed)] == ["age", "ethnicity"]
    passing = tuple(f.model_copy(update={"verdict": Verdict.PASS}) for f in changed.findings)
    changed = changed.model_copy(update={"findings": passing})
    assert [strand.name for strand in charted_strands(changed)] == ["age"]


def test_units_with_too_few_records_are_not_drawn_but_counted() -> None:
    collection = boroughs()
    few = {
        r.unit
        for r in collection.recorded
        if r.level is Level.UNIT and 0 < r.applicable < collection.min_records
    }
    assert few
    for figure, table in figures_of_strand(collection, label_of(collection), "1"):
        assert not few & set(names_in(figure.chart))
        said = f"Not drawn: {len(few)} boroughs with fewer than 30 applicable records"
        assert any(said in plain(note) for note in figure.notes)
        assert any(said in plain(note) for note in table.notes)


def test_withheld_units_are_not_drawn_but_counted() -> None:
    collection = boroughs()
    hidden = {"Barnet", "Brent"}
    recorded = tuple(
        r.model_copy(update={"withheld": r.unit in hidden}) for r in collection.recorded
    )
    changed = collection.model_copy(update={"recorded": recorded})
    for figure, table in figures_of_strand(changed, label_of(changed), "1"):
        assert not hidden & set(names_in(figure.chart))
        assert not hidden & {row[0].text for row in table.rows}
        assert not any(name in figure.alternative for name in hidden)
        assert any(
            "Not drawn: 2 boroughs whose figures are withheld" in plain(n) for n in figure.notes
        )


def test_a_withheld_total_draws_no_strand() -> None:
    collection = boroughs()
    recorded = tuple(
        r.model_copy(update={"withheld": r.strand == ETHNICITY}) for r in collection.recorded
    )
    changed = collection.model_copy(update={"recorded": recorded})
    charted = strands_figure(changed, "1")
    assert charted
    assert "Ethnicity" not in names_in(charted[0].chart)
    assert any(plain(note) == "Not drawn, withheld: Ethnicity." for note in charted[0].notes)
    assert stacked_figure(changed, label_of(changed), "1") is None


def test_records_of_no_unit_are_told_and_no_point() -> None:
    collection = boroughs()
    renamed = tuple(
        r.model_copy(update={"unit": BLANK_UNIT}) if r.unit == "Barnet" else r
        for r in collection.recorded
    )
    changed = collection.model_copy(update={"recorded": renamed})
    for figure, _ in figures_of_strand(changed, label_of(changed), "1"):
        assert BLANK_UNIT not in names_in(figure.chart)
        assert any("whose borough is blank or not recognised" in plain(n) for n in figure.notes)


def test_areas_are_drawn_where_most_units_have_too_few() -> None:
    units = [
        Unit(name, 20, gaps={ETHNICITY: {Recording.BLANK: 5 + n}})
        for n, name in enumerate(("Barnet", "Brent", "Camden", "Islington", "Harrow"))
    ]
    collection = collection_of(units)
    charted = stacked_figure(collection, label_of(collection), "1")
    assert charted
    assert names_in(charted[0].chart) == ["All units", "Central North", "North West"]
    assert any("Drawn by area (BCU)" in plain(note) for note in charted[0].notes)


ALIKE = {f"U{n}": 50 + n % 3 + 17 * (n == 0) for n in range(12)}
"""One of them stands out, and the others do not."""
UNLIKE = {f"U{n}": 5 + 15 * n for n in range(12)}


@pytest.mark.parametrize(("blank", "random"), [(ALIKE, False), (UNLIKE, True)])
def test_random_effects_limits_stand_where_units_differ_by_more_than_chance(
    blank: dict[str, int], random: bool
) -> None:
    collection = like(blank)
    charted = funnel_figure(collection, label_of(collection), "1")
    assert charted
    figure, table = charted
    assert isinstance(figure.chart, Funnel)
    assert bool(figure.chart.random_limits) is random
    assert any("Random-effects" in column.title for column in table.columns) is random
    assert any(point.outside for point in figure.chart.points)
    if not random:
        assert not any(point.outside_random for point in figure.chart.points)
    centre = sum(blank.values()) / (200 * len(blank))
    assert figure.chart.centre == pytest.approx(centre)


def test_who_lies_outside_is_the_same_in_the_chart_and_its_table() -> None:
    collection = like(UNLIKE)
    charted = funnel_figure(collection, label_of(collection), "1")
    assert charted
    figure, table = charted
    assert isinstance(figure.chart, Funnel)
    place = [column.title for column in table.columns].index("Outside")
    for point, row in zip(figure.chart.points, table.rows, strict=True):
        side = "above" if point.rate > figure.chart.centre else "below"
        assert row[place].text == (f"{side} {point.outside} %" if point.outside else "within")
    assert {point.outside for point in figure.chart.points} >= {"", "99.8"}


def test_no_more_rows_are_drawn_than_a_page_holds() -> None:
    collection = like({f"U{n}": 10 + n for n in range(45)})
    for draw in (stacked_figure, units_figure):
        charted = draw(collection, label_of(collection), "1")
        assert charted
        figure, table = charted
        assert len(names_in(figure.chart)) == len(table.rows) == 41
        assert names_in(figure.chart)[1] == "U44"
        assert any("Not drawn: 5 more boroughs" in plain(note) for note in figure.notes)
    funnel = funnel_figure(collection, label_of(collection), "1")
    assert funnel
    assert len(names_in(funnel[0].chart)) == 45


def test_one_unit_alone_has_no_chart_of_units() -> None:
    collection = like({"Barnet": 50})
    assert figures_of_strand(collection, label_of(collection), "1") == ()
    assert len(figures_of_collection(collection, "1")) == 1


@pytest.mark.parametrize("blank", [{f"U{n}": 0 for n in range(9)}, {f"U{n}": 9 for n in range(4)}])
def test_too_few_units_or_nothing_missing_make_no_funnel(blank: dict[str, int]) -> None:
    collection = like(blank)
    assert funnel_figure(collection, label_of(collection), "1") is None


def test_nothing_missing_makes_no_chart_of_intervals_by_unit() -> None:
    collection = like({f"U{n}": 0 for n in range(9)})
    assert units_figure(collection, label_of(collection), "1") is None


def test_recordings_are_kept_apart_and_add_up() -> None:
    collection = boroughs()
    charted = stacked_figure(collection, label_of(collection), "1")
    assert charted
    figure, table = charted
    assert isinstance(figure.chart, Stacked)
    for bar in range(len(figure.chart.bars)):
        assert sum(part.shares[bar] for part in figure.chart.parts) == pytest.approx(1)
    assert figure.chart.parts[0].label == "Known"
    assert {"Blank, %", "Not recorded, %", "Refused, %", "Not stated, %"} <= {
        column.title for column in table.columns
    }
    assert any("No record is not asked" in plain(note) for note in table.notes)


def test_strands_are_judged_by_the_finding_of_all_units_against_its_own_limit() -> None:
    collection = boroughs()
    charted = strands_figure(collection, "1")
    assert charted
    chart = charted[0].chart
    assert isinstance(chart, Intervals)
    overall = {
        f.strand: f
        for f in collection.findings
        if f.level is Level.OVERALL and f.measure is Measure.NOT_OBTAINED
    }
    labels = {s.label: s.name for s in collection.strands}
    for row in chart.rows:
        finding = overall[labels[row.name]]
        assert (row.verdict, row.limit) == (finding.verdict, finding.fail_above)


@pytest.mark.parametrize(
    ("decided_by", "told"), [("at least 80 % of units", True), ("all units together", False)]
)
def test_marks_of_strands_are_told_apart_from_what_decides(decided_by: str, told: bool) -> None:
    collection = boroughs().model_copy(update={"decided_by": decided_by})
    charted = strands_figure(collection, "1")
    assert charted
    for part in charted:
        notes = [plain(note) for note in part.notes]
        assert any(f"decided by {decided_by}." in note for note in notes) is told


def test_a_strand_without_a_column_stands_in_the_notes() -> None:
    collection = boroughs()
    strands = tuple(
        s.model_copy(update={"column": None}) if s.name == "age" else s for s in collection.strands
    )
    charted = strands_figure(collection.model_copy(update={"strands": strands}), "1")
    assert charted
    assert "Age" not in names_in(charted[0].chart)
    assert any("for want of a column: Age" in plain(note) for note in charted[0].notes)


def test_published_figures_stand_beside_victims_ethnicity_alone() -> None:
    collection = boroughs()
    ethnicity = units_figure(collection, label_of(collection), "1")
    assert ethnicity
    figure = ethnicity[0]
    assert isinstance(figure.chart, Intervals)
    beside = [mark for mark in figure.chart.marks if not mark.is_limit]
    assert {(mark.low, mark.high) for mark in beside} == {(0.39, 0.49), (0.61, 0.61)}
    assert all("not like for like" in mark.label for mark in beside)
    notes = " ".join(plain(note) for note in figure.notes)
    for mark in beside:
        assert mark.label.partition(" (")[0] in notes
    assert notes.count("Denominator:") == notes.count("Source:") == len(beside)
    other = units_figure(collection, label_of(collection, "sexual_orientation"), "1")
    searched = collection.model_copy(update={"about": "the person searched"})
    persons = units_figure(searched, label_of(searched), "1")
    for charted in (other, persons):
        assert charted
        assert isinstance(charted[0].chart, Intervals)
        assert all(mark.is_limit for mark in charted[0].chart.marks)


def test_limits_are_the_rules_own() -> None:
    collection = boroughs()
    charted = units_figure(collection, label_of(collection), "1")
    assert charted
    assert isinstance(charted[0].chart, Intervals)
    limits = [(mark.label, mark.low) for mark in charted[0].chart.marks if mark.is_limit]
    assert limits == [("warn above 10 %", 0.1), ("fail above 25 %", 0.25)]
    verdicts = {f.unit: f.verdict for f in collection.findings if f.rule == "DV-ETH-01"}
    for row in charted[0].chart.rows[1:]:
        assert (row.verdict, row.limit) == (verdicts[row.name], None)
    assert {row.verdict for row in charted[0].chart.rows} >= {Verdict.FAIL, Verdict.WARN}


def test_a_collection_of_nobody_has_no_charts() -> None:
    collection = boroughs()
    empty = collection.model_copy(update={"recorded": (), "findings": ()})
    assert list(all_of(empty)) == []
    assert Strand.ETHNICITY in {s.strand for s in empty.strands}
