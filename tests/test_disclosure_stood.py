"""Measures beside the last publication: nothing moves for few records, whatever they are."""

from __future__ import annotations

from random import Random

import pytest
from measure_drops import Drop, random_drop, report_on
from test_disclosure_measures import measure, moved, small_drop, units_shown

from eqmon.disclosure.protect import protect
from eqmon.measures.model import Measured
from eqmon.report.model import Report

ARREST, NONE = 0, 1


def again(before: Drop, after: Drop) -> tuple[Measured, Measured]:
    """A measure as it was published, and as it is when it is published again."""
    old = protect(report_on(before))
    new = protect(report_on(after), published=old)
    return measure(old), measure(new)


def in_unit(unit: int, state: int, n: int) -> tuple[tuple[int, ...], int]:
    return (unit, 0, 0, 0, state), n


@pytest.mark.parametrize("seed", range(3))
def test_fewer_than_ten_records_move_nothing(seed: int) -> None:
    """Some came, and of some it is now known what happened."""
    rng = Random(seed)
    before = random_drop(rng)
    after = Drop(before.counts.copy(), before.areas)
    for _ in range(9):
        after.counts[tuple(rng.randrange(size) for size in after.counts.shape)] += 1
    old, new = again(before, after)
    assert new.model_copy(update={"notes": old.notes}) == old
    assert old.withheld or new.notes[-1].startswith("As last published: fewer than 10 records")


def test_a_rounded_count_does_not_tell_of_the_one_record_that_came() -> None:
    """24 arrests are shown as 25, and 28 would be as 30; published anew each stands as it was."""
    drop = small_drop()
    one, two = (moved(drop, in_unit(2, ARREST, n)) for n in (3, 4))
    assert units_shown(measure(protect(report_on(one))))["Unit 2"] == (25, 100)
    assert units_shown(measure(protect(report_on(two))))["Unit 2"] == (30, 100)
    old, new = again(one, two)
    assert units_shown(new) == units_shown(old)


def test_a_line_moves_once_enough_of_its_records_did_and_the_others_stand() -> None:
    drop = small_drop()
    after = moved(drop, in_unit(2, ARREST, 15), in_unit(3, ARREST, 4))
    old, new = again(drop, after)
    assert units_shown(new) == {**units_shown(old), "Unit 2": (40, 110)}


def test_what_happened_to_as_many_records_as_before_moves_their_line_too() -> None:
    """Cases are closed over months, so that outcomes change where no record comes."""
    drop = small_drop()
    after = moved(drop, in_unit(2, ARREST, 15), in_unit(2, NONE, -12))
    old, new = again(drop, after)
    assert units_shown(old)["Unit 2"] == (25, 95)
    assert units_shown(new)["Unit 2"] == (40, 100)


def test_what_was_hidden_stays_hidden() -> None:
    drop = small_drop()
    after = moved(drop, in_unit(1, ARREST, 40), in_unit(1, NONE, 20))
    assert "Unit 1" in units_shown(measure(protect(report_on(after))))
    old, new = again(drop, after)
    assert units_shown(new).keys() == units_shown(old).keys()
    assert new.places[0].rate != old.places[0].rate


def test_a_measure_that_was_withheld_whole_stays_so() -> None:
    drop = small_drop()
    after = moved(drop, in_unit(0, 2, 60), in_unit(0, 3, 60), in_unit(2, 2, 60), in_unit(2, 3, 60))
    old = protect(report_on(drop))
    new = protect(report_on(after), published=old)
    assert measure(old, "incidents").withheld
    assert measure(new, "incidents").withheld
    assert not measure(protect(report_on(after)), "incidents").withheld


def test_another_definition_is_published_as_if_for_the_first_time() -> None:
    drop = small_drop()
    old = protect(report_on(drop))
    after = report_on(moved(drop, in_unit(2, ARREST, 4)))
    new = protect(_redefined(after), published=old)
    assert units_shown(measure(new))["Unit 2"] == (30, 100)


def _redefined(report: Report) -> Report:
    [collection] = report.collections
    found = tuple(m.model_copy(update={"numerator": "newly put"}) for m in collection.measures)
    return report.model_copy(
        update={"collections": (collection.model_copy(update={"measures": found}),)}
    )


def test_the_copy_says_how_it_was_held_against_the_last() -> None:
    drop = small_drop()
    old = protect(report_on(drop))
    new = protect(report_on(drop), published=old)
    assert new.disclosure is not None
    assert any("stands as it was last published" in text for text in new.disclosure.said)
