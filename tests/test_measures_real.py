"""What is concluded from the real extracts, against counts of their own by the csv module."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from completions import MARGIN, completions, interval

from eqmon.extract.declared import Declared
from eqmon.measures.model import ByAnswer
from eqmon.pipeline import Order, run_measures
from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.margin import Region, region_of
from eqmon.statistics.wilson import Z95

EXAMPLES = Path(__file__).parent.parent / "examples"
NOT_STATED = "Other ethnic group - Not stated"
GROUPS = {
    "White": "White",
    "Mixed/Multiple ethnic groups": "Mixed",
    "Asian/Asian British": "Asian",
    "Black/African/Caribbean/Black British": "Black",
    "Other ethnic group": "Other",
}


def by_ethnicity(path: Path, suite: str, rules: Path | None = None) -> list[ByAnswer]:
    order = Order([str(path)], rules=rules, declared=Declared(suite=suite))
    [collection] = run_measures(order, lambda worker: None).collections
    return [by for one in collection.measures for by in one.by if by.by == "ethnicity"]


@pytest.fixture(scope="module")
def searches(shared_data: Path) -> ByAnswer:
    found = by_ethnicity(shared_data / "met-stop-search-2022-08.csv", "stop_and_search")
    return next(by for by in found if by.unit is None)


@pytest.fixture(scope="module")
def arrests(shared_data: Path) -> Mapping[str, Outcome]:
    """Searches of a person by self-defined ethnicity, that not stated under an empty text."""
    counts: Counter[tuple[str, bool]] = Counter()
    with (shared_data / "met-stop-search-2022-08.csv").open(encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            told = row["Self-defined ethnicity"]
            if row["Type"] != "Vehicle search":
                group = GROUPS[told.partition(" - ")[0]] if told not in ("", NOT_STATED) else ""
                counts[group, row["Outcome"] == "Arrest"] += 1
    return {group: Outcome(counts[group, True], counts[group, False]) for group, _ in counts}


def test_arrests_are_counted_as_they_are(
    searches: ByAnswer, arrests: Mapping[str, Outcome]
) -> None:
    found = {one.group: (one.rate.count, one.rate.denominator) for one in searches.groups}
    unknown = searches.not_known
    counted = {group: (one.yes, one.records) for group, one in arrests.items()}
    assert found | {"": (unknown.count, unknown.denominator)} == counted
    assert round(100 * unknown.denominator / searches.gap.denominator, 1) == 29.1


@pytest.mark.parametrize("group", ["Mixed", "Asian", "Black", "Other"])
def test_arrests_by_ethnicity_within_what_is_not_stated(
    searches: ByAnswer, arrests: Mapping[str, Outcome], group: str
) -> None:
    contrast = next(one.contrast for one in searches.groups if one.group == group)
    assert contrast is not None
    a, b, unknown = arrests[group], arrests["White"], arrests[""]
    least = (a.yes / (a.records + unknown.no)) / ((b.yes + unknown.yes) / (b.records + unknown.yes))
    most = ((a.yes + unknown.yes) / (a.records + unknown.yes)) / (b.yes / (b.records + unknown.no))
    assert contrast.least == pytest.approx(least, abs=0.0005)
    assert contrast.most == pytest.approx(most, abs=0.0005)
    ratio = (a.yes / a.records) / (b.yes / b.records)
    assert contrast.ratio == pytest.approx(ratio)
    assert least < ratio < most
    inside = all_regions(Table(a, b, unknown))
    known = region_of(interval(Table(a, b, unknown)), MARGIN)
    told = len(inside) == 1
    expected = "usable" if told else "usable with bounds"
    assert contrast.usable == ("not usable" if known is Region.NOT_TOLD else expected)
    assert contrast.region == known


@pytest.fixture(scope="module")
def solved(shared_data: Path) -> list[ByAnswer]:
    path = shared_data / "london-homicides-2003-2023.csv"
    return by_ethnicity(path, "homicide", EXAMPLES / "homicides")


def test_homicides_solved_are_those_of_every_completion(
    solved: list[ByAnswer], shared_data: Path
) -> None:
    counts: Counter[tuple[str, str, bool]] = Counter()
    path = shared_data / "london-homicides-2003-2023.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            group = row["Officer Observed Ethnicity"].replace("Unrecorded / Unknown", "")
            for unit in ("", row["Borough"].strip()):
                counts[unit, group, row["Solved Status"] == "Solved"] += 1
    compared = list(with_tables(solved, counts))
    assert len({unit for unit, *_ in compared}) > 10
    for unit, group, table, (usable, region, least, most) in compared:
        known = region_of(interval(table), MARGIN)
        regions = {region_of(interval(case), MARGIN) for case in every(table)}
        conclusion = "usable" if len(regions) == 1 else "usable with bounds"
        expected = "not usable" if known is Region.NOT_TOLD else conclusion
        assert (usable, region) == (expected, known), (unit, group)
        assert least is None or most is None or least <= most


def test_homicides_are_solved_alike(solved: list[ByAnswer]) -> None:
    overall = next(by for by in solved if by.unit is None)
    told = {one.group: one.contrast for one in overall.groups if one.contrast}
    found = {group: (one.usable, one.region) for group, one in told.items()}
    assert found == {
        "Black": ("usable", "alike"),
        "Asian": ("usable", "alike"),
        "Other": ("not usable", "not told"),
    }
    black = told["Black"]
    assert (black.ratio, black.least, black.most) == pytest.approx(
        (0.9486, 0.9394, 0.9571), abs=5e-5
    )


def with_tables(
    solved: Iterable[ByAnswer], counts: Mapping[tuple[str, str, bool], int]
) -> Iterator[tuple[str, str, Table, tuple[str, str, float | None, float | None]]]:
    def outcome(unit: str, group: str) -> Outcome:
        return Outcome(counts.get((unit, group, True), 0), counts.get((unit, group, False), 0))

    for by in solved:
        unit = by.unit or ""
        if unit and (unit, "White", True) not in counts:
            continue
        for one in by.groups:
            told = one.contrast
            if told is not None:
                table = Table(*(outcome(unit, group) for group in (one.group, "White", "")))
                assert (one.rate.count, one.rate.denominator) == (
                    table.group.yes,
                    table.group.records,
                )
                figures = told.usable, told.region, told.least, told.most
                yield unit, one.group, table, figures


def every(table: Table) -> Iterator[Table]:
    """Every completion of a unit's; of all of them together those that leave nobody of neither."""
    return completions(table, closed=table.unknown.records > 8)


def all_regions(table: Table) -> set[Region]:
    """The regions of the intervals of every way to give the unknown to the one or the other."""
    (a, a_no), (b, b_no), (yes, no) = table
    more, spare = np.mgrid[0 : yes + 1, 0 : no + 1]
    one = limits(a + more, a + a_no + more + spare)
    other = limits(b + yes - more, b + b_no + yes - more + no - spare)
    low, high = mover(one, other)
    found = set()
    found |= {Region.LOWER} if (high < 0.8).any() else set()
    found |= {Region.HIGHER} if (low > 1.25).any() else set()
    alike = (low >= 0.8) & (high <= 1.25)
    found |= {Region.ALIKE} if alike.any() else set()
    rest = ~((high < 0.8) | (low > 1.25) | alike)
    return found | ({Region.NOT_TOLD} if rest.any() else set())


Array = np.ndarray


def limits(count: Array, n: Array) -> tuple[Array, Array, Array]:
    """Wilson's, as Fagerland, Lydersen and Laake write them."""
    p = count / n
    middle, spread = (
        (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n),
        Z95 / (1 + Z95**2 / n) * np.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2)),
    )
    return p, middle - spread, middle + spread


def mover(
    one: tuple[Array, Array, Array], other: tuple[Array, Array, Array]
) -> tuple[Array, Array]:
    """MOVER-R as Donner and Zou write it."""
    p, low, high = one
    q, low2, high2 = other
    lower = (p * q - np.sqrt((p * q) ** 2 - low * high2 * (2 * p - low) * (2 * q - high2))) / (
        high2 * (2 * q - high2)
    )
    upper = (p * q + np.sqrt((p * q) ** 2 - high * low2 * (2 * p - high) * (2 * q - low2))) / (
        low2 * (2 * q - low2)
    )
    return lower, upper
