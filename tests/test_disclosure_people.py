"""Tables of people in public: which counts are withheld, with which others, and why."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from people_drops import Truth, report_on, with_sums
from reports import rate_of

from eqmon.disclosure import widening
from eqmon.disclosure.audit import audit, audit_csv
from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect, protected
from eqmon.errors import UsageError
from eqmon.report.model import Finding, Report
from eqmon.report.people_model import People
from eqmon.vocabulary import Level, Recording, Verdict

AREA_OF = {"Barnet": "North", "Brent": "North", "Camden": "South", "Sutton": "South"}
SUPPRESS, ROUND = Method("suppress"), Method("round")
Counts = tuple[int | None, ...]


def drop(applicable: int = 200, **counts: tuple[int, ...]) -> Report:
    """An internal report of four boroughs; those not named have 40, 50 and 60 people."""
    units: Truth = {
        (Level.UNIT, unit): (applicable, counts.get(unit, (40, 50, 60))) for unit in AREA_OF
    }
    return report_on(with_sums(units, AREA_OF), AREA_OF)


def table(public: Report) -> People:
    return public.collections[0].people[0]


def shown(public: Report) -> dict[str | None, Counts]:
    return {row.unit: row.counts for row in table(public).rows}


def withheld(public: Report) -> set[tuple[str | None, int]]:
    return {
        (unit, at) for unit, row in shown(public).items() for at, n in enumerate(row) if n is None
    }


def test_without_small_counts_everything_is_exact() -> None:
    public = protect(drop(), control=SUPPRESS)
    assert shown(public)["Barnet"] == (40, 50, 60)
    assert shown(public)[None] == (160, 200, 240)
    assert not withheld(public)


@pytest.mark.parametrize("method", [SUPPRESS, ROUND])
def test_a_small_count_takes_others_with_it(method: Method) -> None:
    """The row has exact known answers, and the column exact totals, by suppression."""
    found = withheld(protect(drop(Barnet=(4, 50, 60)), control=method))
    assert ("Barnet", 0) in found
    of_row = {at for unit, at in found if unit == "Barnet"}
    assert len(of_row) > (method is SUPPRESS)
    if method is SUPPRESS:
        assert {unit for unit, at in found if at == 0} >= {"Barnet", "Brent"}
        assert not {unit for unit, _ in found} & {None, "North"}


def test_without_secondary_suppression_it_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eqmon.disclosure.people.widen", lambda table: True)
    assert withheld(protect(drop(Barnet=(4, 50, 60)))) == {("Barnet", 0)}


def test_rounded_counts_are_shown_to_the_nearest_five() -> None:
    public = protect(drop(Barnet=(0, 51, 93)), control=ROUND)
    assert shown(public)["Barnet"] == (0, 50, 95)
    assert table(public).rounded_to == 5
    assert public.disclosure is not None
    assert (public.disclosure.method, public.disclosure.small) == ("round", 7)


@pytest.mark.parametrize("method", [SUPPRESS, ROUND])
def test_that_all_are_alike_is_withheld(method: Method) -> None:
    public = protect(drop(Barnet=(150, 0, 0)), control=method)
    assert shown(public)["Barnet"][0] is None
    assert None in shown(public)["Barnet"][1:]


def test_a_withheld_unit_shows_none_of_its_people() -> None:
    units: Truth = {
        (Level.UNIT, "Barnet"): (6, (1, 2, 3)),
        (Level.UNIT, "Brent"): (60, (20, 15, 20)),
        (Level.UNIT, "Camden"): (200, (40, 50, 60)),
        (Level.UNIT, "Sutton"): (200, (40, 50, 60)),
    }
    public = protect(report_on(with_sums(units, AREA_OF), AREA_OF))
    hidden = {r.unit for r in public.collections[0].recorded if r.withheld}
    assert hidden == {"Barnet", "Brent", "North"}
    for row in table(public).rows:
        if row.unit in hidden:
            assert row.counts == (None, None, None)
            assert row.known is None


def test_a_table_that_does_not_add_up_is_withheld_whole() -> None:
    report = drop()
    [collection] = report.collections
    [people] = collection.people
    rows = (people.rows[0].model_copy(update={"counts": (1, 2, 3), "known": 6}), *people.rows[1:])
    spoilt = collection.model_copy(update={"people": (people.model_copy(update={"rows": rows}),)})
    public = protect(report.model_copy(update={"collections": (spoilt,)}))
    assert table(public).withheld
    assert table(public).rows == ()
    assert public.disclosure is not None
    assert any("do not add up" in text for text in public.disclosure.said)


def test_of_motivations_each_column_is_a_total_of_its_own() -> None:
    """A crime may have several, so that no row gives a count away; its column does."""
    report = drop(Barnet=(4, 50, 60))
    [collection] = report.collections
    [people] = collection.people
    rows = tuple(r.model_copy(update={"known": (r.known or 0) - 3}) for r in people.rows)
    several = people.model_copy(update={"rows": rows, "adds_up": False, "subject": "motivation"})
    inside = collection.model_copy(update={"people": (several,)})
    found = withheld(protect(report.model_copy(update={"collections": (inside,)})))
    assert {unit for unit, at in found if at == 0} == {"Barnet", "Brent"}
    assert {at for _, at in found} == {0}


def test_one_more_in_a_withheld_count_changes_nothing() -> None:
    """Two drops that differ within what is withheld have the same public copy, byte for byte."""

    def copy(few: int) -> tuple[set[tuple[str | None, int]], str]:
        public = protect(drop(Barnet=(few, 54 - few, 60), Brent=(44 - few, 46 + few, 60)))
        return withheld(public), public.model_dump_json()

    one, other = copy(3), copy(4)
    assert one[0] == other[0]
    assert one[1] == other[1]


def test_the_public_copy_holds_no_withheld_count() -> None:
    """No count of 1 to 9 of the table stands anywhere in its JSON."""
    public = protect(drop(Barnet=(4, 50, 60), Camden=(40, 3, 60)))
    people = json.loads(public.model_dump_json())["collections"][0]["people"]
    found = [n for row in people[0]["rows"] for n in row["counts"] if n is not None]
    assert found
    assert not [n for n in found if 0 < n < 10]


def dominance(known: int, most: int, verdict: Verdict) -> Finding:
    return Finding(
        rule="DV-ETH-02",
        title="No ethnicity dominates",
        kind="dominance",
        strand="ethnicity",
        measure=None,
        level=Level.UNIT,
        unit="Barnet",
        verdict=verdict,
        reason="",
        rate=rate_of(most, known),
        warn_above=0.9,
        fail_above=None,
        duty=None,
        decides=True,
        sentence="",
        action="",
    )


@pytest.mark.parametrize(
    ("counts", "shows"),
    [((96, 3, 1), False), ((190, 6, 4), False), ((380, 16, 4), True)],
)
def test_a_verdict_that_would_tell_counts_is_withheld(counts: tuple[int, ...], shows: bool) -> None:
    """Above nine tenths of a hundred at most nine are others; of four hundred up to 39 are."""
    report = drop(500, Barnet=counts)
    [collection] = report.collections
    finding = dominance(sum(counts), counts[0], Verdict.WARN)
    inside = collection.model_copy(update={"findings": (finding,)})
    public = protect(report.model_copy(update={"collections": (inside,)}))
    verdict = public.collections[0].findings[0].verdict
    assert verdict is (Verdict.WARN if shows else Verdict.NOT_ASSESSED)


def test_the_audit_says_what_was_withheld_and_why() -> None:
    made = protected(drop(Barnet=(4, 50, 60)), control=SUPPRESS)
    rows = audit(made)
    assert {
        (r.place, made.report.collections[0].people[0].groups.index(r.group)) for r in rows
    } == {(unit, at) for unit, at in withheld(made.report)}
    [small] = (r for r in rows if r.why == "small")
    assert (small.place, small.count) == ("Barnet", 4)
    assert all(r.least is not None and r.most is not None for r in rows)
    assert all((r.least or 0) <= r.count <= (r.most or 0) for r in rows)
    assert all((r.most or 0) - (r.least or 0) >= 4 for r in rows)
    assert {r.why.split(",")[0] for r in rows} >= {"with Barnet"}
    written = list(csv.DictReader(audit_csv(rows).splitlines()))
    assert [int(row["count"]) for row in written] == [r.count for r in rows]


def test_strict_controls_recordings_too() -> None:
    report = drop(Barnet=(50, 60, 85))  # five of the two hundred are blank
    exact, strict = protect(report), protect(report, control=replace(SUPPRESS, strict=True))

    def blanks(public: Report) -> dict[str | None, int | None]:
        return {
            r.unit: None if r.withheld else r.recordings.get(Recording.BLANK, 0)
            for r in public.collections[0].recorded
            if r.strand == "ethnicity"
        }

    assert blanks(exact)["Barnet"] == 5
    assert blanks(strict)["Barnet"] is None
    assert sum(n is None for n in blanks(strict).values()) > 2
    assert strict.disclosure is not None
    assert strict.disclosure.strict
    assert shown(strict)["Barnet"] == (None, None, None)
    made = audit(protected(report, control=replace(SUPPRESS, strict=True)))
    assert ("Barnet", 195) in {(r.place, r.count) for r in made if r.why == "strict"}


def test_nothing_changed_is_nothing_told() -> None:
    first = protect(drop(Barnet=(4, 50, 60)))
    again = protect(drop(Barnet=(4, 50, 60)), published=first)
    assert shown(again) == shown(first)
    assert again.disclosure is not None
    assert again.disclosure.compared_with.startswith("2007-01")


def test_what_was_withheld_stays_so_though_it_grew() -> None:
    first = protect(drop(Barnet=(9, 50, 60)))
    again = drop(Barnet=(12, 60, 72))
    assert ("Barnet", 0) not in withheld(protect(again))
    assert ("Barnet", 0) in withheld(protect(again, published=first))


def test_a_few_added_people_are_not_told() -> None:
    first = protect(drop())
    again = drop(Barnet=(44, 55, 66))
    assert not withheld(protect(again))
    found = withheld(protect(again, published=first))
    assert {("Barnet", 0), ("Barnet", 1), ("Barnet", 2)} <= found


def test_reports_of_other_periods_are_not_compared() -> None:
    first = protect(drop()).model_copy(update={"period": "2006-12"})
    again = protect(drop(Barnet=(44, 55, 66)), published=first)
    assert not withheld(again)
    assert again.disclosure is not None
    assert again.disclosure.compared_with == ""
    assert any("another period" in text for text in again.disclosure.said)


@pytest.mark.parametrize("what", ["internal", "other"])
def test_only_the_publication_itself_is_held_against(what: str) -> None:
    published = drop()
    if what == "other":
        public = protect(published)
        [collection] = public.collections
        other = collection.model_copy(update={"suite": "stop_and_search"})
        published = public.model_copy(update={"collections": (other,)})
    with pytest.raises(UsageError, match="--published"):
        protect(drop(), published=published)


def test_a_unit_that_two_publications_tell_is_refused() -> None:
    """Barnet's are new, and Brent, which would cover them, was shown with all it has: up to 60."""

    def report(barnet: int) -> Report:
        units: Truth = {
            (Level.UNIT, "Barnet"): (barnet, (0, 0, 0)),
            (Level.UNIT, "Brent"): (60, (20, 15, 20)),
            (Level.UNIT, "Camden"): (200, (40, 50, 60)),
            (Level.UNIT, "Sutton"): (200, (40, 50, 60)),
        }
        return report_on(with_sums(units, AREA_OF), AREA_OF)

    first = protect(report(0))
    assert protect(report(5), published=first).collections[0].people[0].rows
    assert protect(report(3)).collections[0].people[0].rows
    with pytest.raises(UsageError, match="few records"):
        protect(report(3), published=first)


def test_a_whole_that_is_alike_takes_a_zero_of_every_level() -> None:
    alike = dict.fromkeys(AREA_OF, (150, 0, 0))
    public = protect(drop(**alike))
    assert shown(public)[None][0] is None
    assert None in shown(public)[None][1:]
    made = protected(drop(**alike))
    [[found]] = made.tables
    assert found.table is not None
    assert all(
        widening.values_left(found.table, row, column, 3) == 3
        for row, column in found.table.withheld
    )
