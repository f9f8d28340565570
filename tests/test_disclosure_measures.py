"""Measures in public copies: outcomes of people, rounded, and nothing of few people."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attacker_measures import Reader
from hypothesis import given
from hypothesis import strategies as st
from measure_drops import ASKED, Drop, random_drop, report_on

from eqmon.disclosure.audit import audit
from eqmon.disclosure.lines import Key, is_enough, left_of, shown_of
from eqmon.disclosure.measures import DOUBTED, TOO_FEW
from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect, protected
from eqmon.measures.heard import DOUBT
from eqmon.measures.model import DaysTold, Measured
from eqmon.measures.sums import Split
from eqmon.rates import rate_of
from eqmon.report.json import write
from eqmon.report.model import Report
from eqmon.vocabulary import Level

DROPS_OF_A_BATCH, BATCHES = 8, 6


def attacked(
    method: Method, seed: int, drops: int, *, apart: bool = False, whole: bool = False
) -> list[str]:
    """The small counts that a reader of so many public copies narrows to fewer than three.

    With `apart` he looks at one measure of each, another one each time.
    """
    rng = Random(seed)
    found = []
    for number in range(drops):
        drop = random_drop(rng)
        measures = [list(ASKED)[number % len(ASKED)]] if apart else list(ASKED)
        public = protect(report_on(drop), control=method)
        base, least = method.measures_to, method.each_side
        reader = Reader(public, drop, base=base, least=least, measures=measures)
        found += reader.narrowed(Random(number), whole=whole)
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("base", [1, 5])
def test_one_measure_narrows_no_small_count_even_where_it_is_exact(seed: int, base: int) -> None:
    assert attacked(Method(measures_to=base), seed, 10, apart=True) == []


def test_without_a_line_hidden_besides_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eqmon.disclosure.lines.left_of", lambda total, lines, shown: Split())
    assert attacked(Method(measures_to=1), 0, 10, apart=True)


@pytest.mark.parametrize("seed", range(BATCHES))
def test_five_measures_nested_in_one_another_narrow_none_of_these_drops(seed: int) -> None:
    """Of all drops they do in one of a hundred: see docs/decisions/0037-public-measures.md."""
    assert attacked(Method(), seed, DROPS_OF_A_BATCH) == []


def test_nor_one_that_takes_whole_numbers_alone_for_possible() -> None:
    assert attacked(Method(), 1, 1, whole=True) == []


def test_nested_in_one_another_and_exact_they_do() -> None:
    assert attacked(Method(measures_to=1), 5, 2)


lines = st.dictionaries(
    st.text("ab", min_size=1, max_size=4).map(lambda name: Key("unit", name)),
    st.builds(Split, st.integers(0, 40), st.integers(0, 40)),
    max_size=6,
)


@given(lines, st.integers(0, 12), st.integers(0, 12))
def test_what_is_left_of_a_total_is_enough_or_nobody(
    found: dict[Key, Split], yes: int, no: int
) -> None:
    """Beside the lines the total holds records of no line."""
    method = Method()
    total = Split(sum(x.yes for x in found.values()) + yes, sum(x.no for x in found.values()) + no)
    shown = shown_of([total], found, method)
    left = left_of(total, found, shown)
    assert all(is_enough(found[key], method) for key in shown)
    assert not shown or not left.all or is_enough(left, method)


def small_drop() -> Drop:
    """Five units of which the second has few arrests, of three ethnicities alike."""
    drop = random_drop(Random(3))
    counts = drop.counts[:5, :1, :3, :, :].copy() * 0
    counts[:, 0, :, :2, 0] = 4
    counts[:, 0, :, :2, 1] = 12
    counts[1, 0, :, :2, 0] = 1
    return Drop(counts, {f"Unit {n}": "Area" for n in range(5)})


def moved(drop: Drop, *changes: tuple[tuple[int, ...], int]) -> Drop:
    counts = drop.counts.copy()
    for cell, n in changes:
        counts[cell] += n
    return Drop(counts, drop.areas)


def measure(report: Report, name: str = "offences") -> Measured:
    [found] = [m for m in report.collections[0].measures if m.measure == name]
    return found


def units_shown(measured: Measured) -> dict[str | None, tuple[int, int]]:
    return {
        p.unit: (p.rate.count, p.rate.denominator)
        for p in measured.places
        if not p.withheld and p.unit
    }


def test_a_unit_of_few_arrests_is_hidden_and_another_with_it() -> None:
    public = measure(protect(report_on(small_drop())))
    assert units_shown(public) == dict.fromkeys(("Unit 2", "Unit 3", "Unit 4"), (25, 95))
    assert [p.unit for p in public.places if p.withheld] == ["Unit 0", "Unit 1"]
    assert public.places[0].rate == rate_of(100, 460)
    assert public.notes[0].startswith("Counts are rounded to the nearest 5")


def test_an_arrest_that_moves_between_hidden_units_changes_no_byte() -> None:
    """The whole report is the same, and so are all formats, which are made from it alone."""
    drop = small_drop()
    arrest, none = (0, 0, 0, 0, 0), (0, 0, 0, 0, 1)
    other, no_other = (1, 0, 0, 0, 0), (1, 0, 0, 0, 1)
    swapped = moved(drop, (arrest, -2), (none, 2), (other, 2), (no_other, -2))
    assert measure(report_on(drop)) != measure(report_on(swapped))
    assert write(protect(report_on(drop))) == write(protect(report_on(swapped)))


def test_a_measure_of_few_and_one_of_nobody_look_alike() -> None:
    """`incidents` has no record in the one and one arrest more in the other."""
    drop = small_drop()
    few = moved(drop, ((0, 0, 0, 0, 2), 1), ((0, 0, 0, 0, 0), -1))
    one, other = (measure(protect(report_on(d)), "incidents") for d in (drop, few))
    assert (one.status, one.reason, one.withheld) == ("no records", TOO_FEW, True)
    assert one == other


def with_measure(report: Report, **changes: Any) -> Report:
    [collection] = report.collections
    found = (measure(report).model_copy(update=changes),)
    return report.model_copy(
        update={"collections": (collection.model_copy(update={"measures": found}),)}
    )


def test_a_measure_that_asks_what_people_are_follows_the_table_of_them() -> None:
    asking = with_measure(report_on(small_drop()), asks=("gender",))
    public = measure(protect(asking))
    assert units_shown(public) == {}
    assert [by.by for by in public.by] == ["ethnicity", "gender"]
    nowhere = with_measure(report_on(small_drop()), asks=("motivation",))
    assert measure(protect(nowhere)).withheld


@pytest.mark.parametrize(
    ("records", "told"), [(19, (0, None, None)), (22, (20, 2.0, None)), (101, (100, 2.0, 9.0))]
)
def test_days_are_told_where_enough_records_lie_beyond(
    records: int, told: tuple[int, float | None, float | None]
) -> None:
    days = DaysTold(
        level=Level.OVERALL,
        unit=None,
        records=records,
        median=2.0,
        ninetieth=9.0,
        undated=3,
        out_of_order=1,
    )
    [public] = measure(protect(with_measure(report_on(small_drop()), days=(days,)))).days
    assert (public.records, public.median, public.ninetieth) == told
    assert (public.undated, public.out_of_order) == (0, 0)


def test_what_cannot_be_measured_says_so_and_dates_it_by_public_months_alone() -> None:
    changes = {"status": "not measurable", "reason": "no extract has a column for detection."}
    for month, told in (("2007-01", "2007-01"), ("2006-11", None)):
        report = with_measure(report_on(small_drop()), not_measurable_since=month, **changes)
        public = measure(protect(report))
        assert (public.reason, public.not_measurable_since) == (changes["reason"], told)


def test_the_audit_tells_what_was_hidden_and_what_was_rounded() -> None:
    rows = [r for r in audit(protected(report_on(small_drop()))) if r.table == "offences"]
    found = {(r.place, r.group): (r.count, r.why, r.least, r.most) for r in rows}
    assert found["Unit 1", "numerator"] == (6, "few on a side", 0, 30)
    assert found["Unit 0", "numerator"] == (24, "with others", 0, 30)
    assert found["Unit 2", "numerator"] == (24, "rounded", 23, 27)
    assert found["Unit 2", "others"] == (72, "rounded", 66, 74)


def test_what_is_said_of_them() -> None:
    public = protect(report_on(small_drop()))
    assert public.disclosure is not None
    said = " ".join(public.disclosure.said)
    assert "Counts of measures are rounded to the nearest 5" in said
    assert "10 records and more are in its numerator and 10 and more beside it" in said


def test_a_figure_that_is_not_to_be_relied_on_is_told_so_in_public_too() -> None:
    inside = with_measure(report_on(small_drop()), notes=(f"{DOUBT}18 of 39 records.",))
    [note, *_] = measure(protect(inside)).notes
    assert note == DOUBTED
    assert "18" not in note
