"""Random collections with a table of people, made directly: a thousand of them are cheap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from reports import report_of

from eqmon.rates import Rate
from eqmon.report.model import Arrival, Collection, Recorded, Report
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Level, Measure, Recording, Verdict

Row = tuple[Level, str | None]
Truth = dict[Row, tuple[int, tuple[int, ...]]]
"""Applicable records, and people of each group, in every place."""

OVERALL: Row = (Level.OVERALL, None)
NO_RATE = Rate(count=0, denominator=0, rate=None, lower=None, upper=None)


def random_truth(rng: Random) -> tuple[Truth, dict[str, str]]:
    """Eight to thirteen units in three areas, some of them tiny, and what area each lies in."""
    groups = rng.randint(3, 7)
    shares = [rng.random() ** rng.choice([1, 3, 6]) + 0.002 for _ in range(groups)]
    answered = rng.choice([0.04, 0.15, 0.4, 0.6, 0.9])
    mean = rng.choice([15, 40, 120])
    units: Truth = {}
    area_of = {}
    for place in range(rng.randint(8, 13)):
        name = f"Unit {place:02}"
        applicable = int(rng.lognormvariate(0, 0.8) * mean)
        known = sum(rng.random() < answered for _ in range(applicable))
        found = Counter(rng.choices(range(groups), shares, k=known))
        units[Level.UNIT, name] = applicable, tuple(found[g] for g in range(groups))
        area_of[name] = f"Area {rng.randrange(3)}"
    return with_sums(units, area_of), area_of


def with_sums(units: Truth, area_of: dict[str, str]) -> Truth:
    """The units after their areas and all together."""
    sums: Truth = {OVERALL: added(list(units.values()))}
    for area in sorted(set(area_of.values())):
        inside = [n for (_, unit), n in units.items() if unit and area_of[unit] == area]
        sums[Level.AREA, area] = added(inside)
    return {**sums, **units}


def added(parts: Sequence[tuple[int, tuple[int, ...]]]) -> tuple[int, tuple[int, ...]]:
    """Places counted together."""
    columns = zip(*(counts for _, counts in parts), strict=True)
    return sum(n for n, _ in parts), tuple(map(sum, columns))


def random_motivations(rng: Random) -> tuple[Truth, dict[str, str]]:
    """The same where each person is in one group or two: known answers, and people by group."""
    truth, area_of = random_truth(rng)
    units: Truth = {}
    for row, (_, counts) in truth.items():
        if row[0] is Level.UNIT:
            again = [rng.randint(0, n) // 2 for n in counts]
            twice = [min(n, sum(counts) - m) for n, m in zip(again, counts, strict=True)]
            both = tuple(n + m for n, m in zip(counts, twice, strict=True))
            units[row] = sum(counts), both
    return with_sums(units, area_of), area_of


def report_on(
    truth: Truth, area_of: dict[str, str], *, adds_up: bool = True, **changes: object
) -> Report:
    """An internal report of one collection with this table of people alone."""
    report = report_of([collection_on(truth, area_of)], inputs=(), **changes)
    if adds_up:
        return report
    [collection] = report.collections
    [people] = collection.people
    rows = tuple(r.model_copy(update={"known": truth[r.level, r.unit][0]}) for r in people.rows)
    several = {"rows": rows, "adds_up": False, "subject": "motivation"}
    found = collection.model_copy(update={"people": (people.model_copy(update=several),)})
    return report.model_copy(update={"collections": (found,)})


def collection_on(truth: Truth, area_of: dict[str, str]) -> Collection:
    """A collection of two strands; of the people by the other one nothing is said."""
    applicable, counts = truth[OVERALL]
    return Collection(
        suite="domestic_violence",
        title="Domestic violence",
        grain="an offence",
        about="the victim",
        decided_by="any_unit",
        decided_because="",
        verdict=Verdict.PASS,
        records=applicable,
        applicable=applicable,
        units=tuple(unit for level, unit in truth if level is Level.UNIT and unit),
        months={"2007-01": applicable},
        areas=area_of,
        strands=(),
        arrival=Arrival(
            level="borough",
            expected=0,
            received=0,
            missing=(),
            nil_returns=(),
            repeated=(),
            not_expected=(),
            records_unit_blank=0,
            records_unit_not_recognised=0,
            shared_keys=0,
        ),
        rules=(),
        recorded=tuple(
            _recorded(strand, row, n, sum(counts) if strand == "ethnicity" else n)
            for strand in ("age", "ethnicity")
            for row, (n, counts) in truth.items()
        ),
        findings=(),
        people=(people_on(truth, len(counts)),),
    )


def people_on(truth: Truth, groups: int) -> People:
    return People(
        subject="ethnicity",
        label="Ethnicity",
        groups=tuple(f"Group {g}" for g in range(groups)),
        rows=tuple(
            PeopleRow(level=level, unit=unit, counts=counts, known=sum(counts))
            for (level, unit), (_, counts) in truth.items()
        ),
    )


def _recorded(strand: str, row: Row, applicable: int, known: int) -> Recorded:
    found = {Recording.KNOWN: known, Recording.BLANK: applicable - known}
    recordings = {recording: n for recording, n in found.items() if n}
    return Recorded(
        strand=strand,
        level=row[0],
        unit=row[1],
        records=applicable,
        applicable=applicable,
        recordings=recordings,
        as_read=recordings,
        measures=dict.fromkeys(Measure, NO_RATE),
        reported_in={},
    )


def random_drops(seed: int) -> Iterator[tuple[Truth, dict[str, str]]]:
    """Drops without end, the same for the same seed."""
    rng = Random(seed)
    while True:
        yield random_truth(rng)
