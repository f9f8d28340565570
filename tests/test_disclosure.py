from __future__ import annotations

import pytest
from attacker import possible_values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from public_copies import boroughs, of, public, withheld_units
from reports import AREA_OF, Unit, collection_of, report_of, small_report

from eqmon.compare import compare
from eqmon.disclosure import differencing
from eqmon.disclosure.protect import protect
from eqmon.report.model import Finding, Input, Report
from eqmon.vocabulary import Audience, Level, Movement, Recording

THREE_VALUES = 3


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(boroughs(), st.booleans())
def test_no_small_count_can_be_worked_out(units: tuple[Unit, ...], areas: bool) -> None:
    collection = public(*units, areas=areas)
    small = {u.name for u in units if 0 < u.records < 10 or 0 < u.applicable < 10}
    for quantity in ("records", "applicable"):
        truth = {u.name: getattr(u, quantity) for u in units}
        for value in possible_values(collection, truth, quantity, small=small).values():
            assert value >= THREE_VALUES


def test_without_complementary_suppression_they_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differencing, "safe_to_add_up", lambda counts, most: True)
    with pytest.raises(AssertionError):
        test_no_small_count_can_be_worked_out()


def test_with_areas_shown_they_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Camden and Sutton hide one another, but not from the totals of their own areas."""
    units = (Unit("Barnet", 200), Unit("Camden", 5), Unit("Islington", 50), Unit("Sutton", 6))
    truth = {u.name: u.records for u in units}

    def fewest_values() -> int:
        values = possible_values(public(*units), truth, "records", small={"Camden", "Sutton"})
        return min(values.values())

    assert withheld_units(public(*units)) == {"Camden", "Sutton"}
    assert fewest_values() >= THREE_VALUES
    monkeypatch.setattr(
        "eqmon.disclosure.control.Control.hides",
        lambda self, level, unit: level is Level.UNIT and unit in self.withheld.names,
    )
    assert fewest_values() == 1


@settings(deadline=None)
@given(st.integers(1, 8), st.integers(31, 80), st.booleans())
def test_a_record_more_or_less_in_a_withheld_unit_changes_nothing(
    small: int, beside: int, areas: bool
) -> None:
    """Two drops that differ only in what is withheld have the same public copy, byte for byte."""

    def copy(barnet: int, brent: int) -> tuple[set[str | None], str]:
        units = [Unit("Barnet", barnet), Unit("Brent", brent), Unit("Harrow", 100)]
        inside = report_of([collection_of([*units, Unit("Camden", 200)])])
        outside = protect(inside, AREA_OF if areas else None)
        return withheld_units(outside.collections[0]), outside.model_dump_json()

    one, other = copy(small, beside), copy(small + 1, beside - 1)
    assert one[0] >= {"Barnet", "Brent"}
    if one[0] == other[0]:
        assert one == other


def test_a_collection_of_few_records_shows_no_figure() -> None:
    few = collection_of([Unit("Barnet", 1), Unit("Brent", 10)], suite="hate_crime")
    many = collection_of([Unit("Barnet", 300), Unit("Brent", 400)])
    report = protect(report_of([many, few]), AREA_OF)
    assert report.records == 0
    shown, hidden = report.collections
    assert shown.records == 700
    assert (hidden.records, hidden.applicable, hidden.months) == (0, 0, {})
    assert all(r.withheld for r in hidden.recorded)
    assert all(f.withheld or f.rate is None for f in hidden.findings)
    assert all(s.duty and not s.duty.in_force + s.duty.not_then for s in hidden.strands)
    assert any("too few records to show any" in notice for notice in report.notices)


SECRET = "Zq-secret"


def test_no_text_of_a_withheld_part_and_no_file_is_published() -> None:
    """Planted wherever the internal report may name a file or say a withheld figure."""
    inside = collection_of([Unit("Barnet", 300), Unit("Brent", 5), Unit("Camden", 80)])

    def planted(finding: Finding) -> Finding:
        if finding.unit == "Brent":
            return finding.model_copy(update={"sentence": SECRET, "reason": SECRET})
        of_people = finding.kind in ("dominance", "implies")
        return finding.model_copy(update={"sentence": SECRET} if of_people else {})

    rules = tuple(r.model_copy(update={"sentence": SECRET}) for r in inside.rules if r.strand)
    about_files = rules[0].model_copy(update={"rule": "DV-INP-01"})
    update = {
        "findings": tuple(map(planted, inside.findings)),
        "rules": (*rules, about_files),
        "arrival": inside.arrival.model_copy(update={"repeated": (SECRET, SECRET)}),
    }
    came = Input(
        name=SECRET,
        suite=None,
        status="unreadable",
        sha256=SECRET,
        records=385,
        encoding=None,
        delimiter=None,
        extracted_on=None,
        notes=(SECRET,),
        problem=SECRET,
    )
    report = report_of(
        [inside.model_copy(update=update)],
        inputs=(came,),
        headline=SECRET,
        notices=(
            f"5 records of {SECRET}",
            f"{SECRET} is odd",
            "Intervals are 95 % Wilson score intervals.",
        ),
        could_not_run=(SECRET,),
    )
    report = compare(report, report, name=SECRET, sha256=SECRET)
    outside = protect(report, AREA_OF)
    assert SECRET not in outside.model_dump_json()
    (files,) = (r for r in outside.collections[0].rules if r.rule == "DV-INP-01")
    assert files.sentence == "Age is obtained: not assessed."
    assert "Intervals are 95 % Wilson score intervals." in outside.notices
    assert len(outside.could_not_run) == 1
    assert len(outside.collections[0].arrival.repeated) == 2


def test_the_baselines_figures_are_not_published() -> None:
    def barnet(blank: int) -> Report:
        units = (Unit("Barnet", 300, gaps={"ethnicity": {Recording.BLANK: blank}}),)
        rest = (Unit("Brent", 5), Unit("Camden", 80, gaps={"ethnicity": {Recording.BLANK: blank}}))
        return report_of([collection_of((*units, *rest))])

    inside = compare(barnet(70), barnet(0), name="last.json", sha256="ab" * 32)
    outside = protect(inside, AREA_OF)
    assert inside.baseline
    assert outside.baseline
    assert (inside.baseline.worse, outside.baseline.worse) == (2, 1)
    assert all(f.baseline is None for f in outside.collections[0].findings)
    assert of(outside.collections[0], "DV-ETH-01", Level.UNIT, "Barnet").movement is Movement.WORSE
    assert of(outside.collections[0], "DV-ETH-01", Level.UNIT, "Camden").movement is None


def test_notices_say_what_was_withheld() -> None:
    units = [Unit("Barnet", 5), Unit("Brent", 60), Unit("Harrow", 70), Unit("Camden", 80)]
    report = protect(report_of([collection_of(units)]), AREA_OF)
    collection = report.collections[0]
    cells = sum(r.withheld for r in collection.recorded) + sum(
        f.withheld and f.kind not in ("dominance", "implies") for f in collection.findings
    )
    by_size, by_people = report.notices[-2:]
    assert by_size.startswith(f"Domestic violence: {cells} figures of 2 of 4 units")
    assert "DV-DIS-02, DV-ETH-02 are withheld" in by_people
    assert "1 input," in report.notices[0]


@given(st.integers(1, 32))
@settings(max_examples=8, deadline=None)
def test_verdicts_of_the_whole_stay_and_a_public_copy_stays_as_it_is(number: int) -> None:
    inside = small_report(number)
    outside = protect(inside, AREA_OF)
    assert outside.audience is Audience.PUBLIC
    assert outside.verdict is inside.verdict
    assert outside.exceptions == inside.exceptions
    for collection, was in zip(outside.collections, inside.collections, strict=True):
        assert [r.verdict for r in collection.rules] == [r.verdict for r in was.rules]
    assert protect(outside) is outside
    assert Report.model_validate_json(outside.model_dump_json()) == outside


def test_areas_are_told_apart_by_the_report_itself() -> None:
    inside = report_of(
        [collection_of([Unit("Sutton", 5), Unit("Bromley", 60), Unit("Barnet", 70)])]
    )
    [collection] = inside.collections
    told = inside.model_copy(
        update={"collections": (collection.model_copy(update={"areas": dict(AREA_OF)}),)}
    )
    assert protect(told) == protect(told, AREA_OF)
    assert protect(told).collections[0].findings != protect(inside).collections[0].findings
