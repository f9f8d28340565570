"""Random collections with measures nested in one another, made directly from a table of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
from people_drops import NO_RATE, collection_on
from reports import report_of

from eqmon.measures.model import ByAnswer, GroupRate, Measured, Monthly, Placed
from eqmon.rates import Rate, rate_of
from eqmon.report.model import Recorded, Report, StrandLabel
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Level, Measure, Recording, Strand

Counts = npt.NDArray[np.int64]
Line = tuple[str, str]
"""`unit`, `month`, a strand or both crossed, and which; two empty texts for all together."""

NOT_KNOWN = "(not known)"
STRANDS = ("ethnicity", "gender")
CROSSED = "ethnicity x gender"
STATES = ("offence, arrest", "offence", "incident, arrest", "incident", "neither")
ASKED: Mapping[str, tuple[frozenset[int], frozenset[int]]] = {
    "offences": (frozenset({0, 1}), frozenset({0})),
    "incidents": (frozenset({2, 3}), frozenset({2})),
    "both": (frozenset({0, 1, 2, 3}), frozenset({0, 2})),
    "records": (frozenset(range(5)), frozenset({0, 2})),
    "arrests": (frozenset({0, 2}), frozenset({0})),
}
"""Each measure's denominator and numerator, as states of records. `both` holds the two before it,
`records` holds all, so that its denominators stand elsewhere in the report too, and what of
`arrests` is beside its numerator is the difference of two others."""


@dataclass(frozen=True)
class Drop:
    """Records by unit, month, ethnicity, gender and state; the last answer is `not known`."""

    counts: Counts
    areas: Mapping[str, str]

    @property
    def units(self) -> list[str]:
        return [f"Unit {n}" for n in range(self.counts.shape[0])]

    @property
    def months(self) -> list[str]:
        return [f"2007-{n + 1:02}" for n in range(self.counts.shape[1])]

    def answers(self, strand: str) -> list[str]:
        size = self.counts.shape[2 + STRANDS.index(strand)]
        return [*(f"{strand[0].upper()}{n}" for n in range(size - 1)), NOT_KNOWN]

    def split(self, measure: str, of: Mapping[int, int]) -> tuple[int, int]:
        """Numerator and the rest of it, of some units, months or answers by their axes."""
        within, counted = ASKED[measure]
        where = tuple(of.get(axis, slice(None)) for axis in range(4))
        by_state = self.counts[where].reshape(-1, len(STATES)).sum(axis=0)
        yes = sum(by_state[s] for s in counted)
        return int(yes), int(sum(by_state[s] for s in within) - yes)

    def lines(self) -> Iterator[tuple[Line, dict[int, int]]]:
        """Every line that a public copy may show, and which records are of it."""
        yield ("", ""), {}
        yield from ((("unit", unit), {0: n}) for n, unit in enumerate(self.units))
        yield from ((("month", month), {1: n}) for n, month in enumerate(self.months))
        for axis, strand in enumerate(STRANDS, 2):
            yield from (((strand, a), {axis: n}) for n, a in enumerate(self.answers(strand)))
        first, second = (self.answers(strand)[:-1] for strand in STRANDS)
        for n, one in enumerate(first):
            yield from (
                ((CROSSED, f"{one}, {other}"), {2: n, 3: m}) for m, other in enumerate(second)
            )


def random_drop(rng: Random) -> Drop:
    """Four to seven units in two areas, one to three months, three to five ethnicities."""
    units, months = rng.randint(4, 7), rng.randint(1, 3)
    groups = rng.randint(2, 4)
    uneven = rng.choice([0.5, 1.5, 3])

    def shares(size: int) -> npt.NDArray[np.float64]:
        drawn = np.array([rng.random() ** uneven + 0.01 for _ in range(size)])
        return drawn / drawn.sum()

    mean = rng.choice([30, 60, 150]) * units
    given = [shares(size) for size in (units, months, groups + 1, 3)]
    of_state = shares(len(STATES))
    chances = np.einsum("u,m,e,g,s->umegs", *given, of_state).ravel()
    draw = np.random.default_rng(rng.getrandbits(32))
    shape = (units, months, groups + 1, 3, len(STATES))
    counts = draw.multinomial(mean, chances).reshape(shape)
    areas = {f"Unit {n}": f"Area {n % 2}" for n in range(units)}
    return Drop(counts, areas)


def report_on(drop: Drop) -> Report:
    """The internal report of a drop: how strands were recorded, people by both, all measures."""
    by_unit = drop.counts.sum(axis=(1, 3, 4))[:, :-1]
    truth = {
        (Level.OVERALL, None): (int(drop.counts.sum()), tuple(map(int, by_unit.sum(axis=0)))),
        **{
            (Level.UNIT, unit): (int(drop.counts[n].sum()), tuple(map(int, by_unit[n])))
            for n, unit in enumerate(drop.units)
        },
    }
    collection = collection_on(truth, dict(drop.areas))
    recorded, people = [], []
    for axis, strand in enumerate(STRANDS, 2):
        other = 5 - axis
        counts = drop.counts.sum(axis=(1, other, 4))
        recorded += [_recorded(strand, None, counts.sum(axis=0))]
        recorded += [_recorded(strand, u, counts[n]) for n, u in enumerate(drop.units)]
        people.append(_people(drop, strand, counts))
    strands = tuple(
        StrandLabel(name=s, strand=Strand(s), label=s.capitalize(), column=s, duty=None)
        for s in STRANDS
    )
    found = collection.model_copy(
        update={
            "strands": strands,
            "recorded": tuple(recorded),
            "people": tuple(people),
            "months": {m: int(drop.counts[:, n].sum()) for n, m in enumerate(drop.months)},
            "measures": tuple(measured(drop, name) for name in ASKED),
        }
    )
    return report_of([found], inputs=())


def measured(drop: Drop, measure: str) -> Measured:
    """One measure of a drop, as eqmon would have counted it."""
    rates = {line: rate_of(yes, yes + no) for line, (yes, no) in _splits(drop, measure)}
    there = {line: rate for line, rate in rates.items() if rate.denominator}
    status = "measured" if there else "no records"
    return Measured(
        measure=measure,
        title=measure,
        topic="Arrests",
        kind="share",
        numerator=f"{measure}: numerator",
        denominator=measure,
        tells="",
        owner="",
        frequency="monthly",
        limb="eliminate",
        desired="neither",
        source=(),
        status=status,
        places=tuple(
            Placed(level=Level.UNIT if unit else Level.OVERALL, unit=unit or None, rate=rate)
            for (of, unit), rate in there.items()
            if of in ("", "unit")
        ),
        months=tuple(
            Monthly(level=Level.OVERALL, unit=None, month=month, rate=rate)
            for (of, month), rate in there.items()
            if of == "month"
        ),
        by=tuple(_by(of, there, rates["", ""]) for of in (*STRANDS, CROSSED) if there),
    )


def _splits(drop: Drop, measure: str) -> Iterator[tuple[Line, tuple[int, int]]]:
    yield from ((line, drop.split(measure, of)) for line, of in drop.lines())


def _by(of: str, rates: Mapping[Line, Rate], total: Rate) -> ByAnswer:
    groups = {name: rate for (by, name), rate in rates.items() if by == of and name != NOT_KNOWN}
    known = sum(rate.denominator for rate in groups.values())
    yes = sum(rate.count for rate in groups.values())
    gap = total.denominator - known
    return ByAnswer(
        by=of,
        label=of,
        level=Level.OVERALL,
        unit=None,
        groups=tuple(GroupRate(group=name, rate=rate) for name, rate in groups.items()),
        not_known=rate_of(total.count - yes, gap),
        gap=rate_of(gap, total.denominator),
    )


def _recorded(strand: str, unit: str | None, answers: Counts) -> Recorded:
    known, n = int(answers[:-1].sum()), int(answers.sum())
    recordings = {r: k for r, k in ((Recording.KNOWN, known), (Recording.BLANK, n - known)) if k}
    return Recorded(
        strand=strand,
        level=Level.UNIT if unit else Level.OVERALL,
        unit=unit,
        records=n,
        applicable=n,
        recordings=recordings,
        as_read=recordings,
        measures=dict.fromkeys(Measure, NO_RATE),
        reported_in={},
    )


def _people(drop: Drop, strand: str, counts: Counts) -> People:
    known = counts[:, :-1]
    rows: list[tuple[Level, str | None, Counts]] = [(Level.OVERALL, None, known.sum(axis=0))]
    rows += [(Level.UNIT, unit, known[n]) for n, unit in enumerate(drop.units)]
    return People(
        subject=strand,
        label=strand,
        groups=tuple(drop.answers(strand)[:-1]),
        rows=tuple(
            PeopleRow(level=level, unit=unit, counts=tuple(map(int, n)), known=int(n.sum()))
            for level, unit, n in rows
        ),
    )
