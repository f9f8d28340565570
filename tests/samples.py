"""Small drops to draw from, and frames made without one, for tests of dip samples."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from counting import a_rulebook, a_suite, table

from eqmon.engines.counter import Plan
from eqmon.extract.declared import Declared
from eqmon.extract.drop import Drop
from eqmon.extract.source import Source
from eqmon.intake import take_in
from eqmon.rulebook.samples import DipSample, SampleFlag
from eqmon.sampling.frame import BY, Frame, Place, frame_of

SALT = "00" * 16
SUITE = a_suite()
RULEBOOK = a_rulebook(SUITE)
SOURCE = {"work": "a test"}


def a_flag(code: str, **more: Any) -> SampleFlag:
    when = [{"field": "marks", "has_flag": [code]}]
    return SampleFlag.model_validate({"flag": code, "label": f"{code} flag", "when": when} | more)


def a_question(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": f"TS-SMP-{number:02}",
        "title": f"Matter {number}",
        "asks": f"The record is sound in matter {number}.",
        "look_for": "Yes where it is. No otherwise.",
        "owner": "supervisor",
        "source": [SOURCE],
    } | more


def a_sample(flags: Sequence[SampleFlag] = (), questions: int = 1) -> DipSample:
    asked = [a_question(number + 1) for number in range(questions)]
    said = {"suite": "small", "title": "Small sample", "questions": asked}
    return DipSample.model_validate(said | {"flags": [flag.model_dump() for flag in flags]})


def source_of(records: pd.DataFrame, name: str = "a.csv") -> Source:
    headings = {field: told.headings[0] for field, told in SUITE.fields.items()}
    named = records.rename(columns=headings)
    return Source(name, data=named.to_csv(index=False, quoting=csv.QUOTE_ALL).encode())


def a_drop(*records: pd.DataFrame | str) -> Drop:
    """A drop of files a.csv, b.csv ... that hold these records, or tables of them."""
    frames = [table(one) if isinstance(one, str) else one for one in records]
    sources = [source_of(f, f"{name}.csv") for f, name in zip(frames, "abcd", strict=False)]
    return Drop("drop", tuple(sources), "2007-01", None, is_many=True)


def frame_from(
    *records: pd.DataFrame | str, flags: Sequence[str] = ("G", "M"), by: Sequence[str] = BY
) -> Frame:
    """What can be drawn of a drop."""
    drop, declared = a_drop(*records), Declared(suite="small")
    taken = take_in(drop, RULEBOOK, period=drop.period, declared=declared)
    plan = Plan(SUITE, RULEBOOK, drop.period)
    return frame_of(
        drop, taken, plan, declared=declared, flags=[a_flag(code) for code in flags], by=by
    )


def a_frame(members: Sequence[tuple[str, str]]) -> Frame:
    """A frame of pairs of a unit and a reference, one stratum a unit."""
    units = sorted({unit for unit, _ in members})
    places = [units.index(unit) for unit, _ in members]
    return Frame(
        suite="small",
        period=None,
        inputs=(),
        references=pa.array([reference for _, reference in members], pa.large_string()),
        places=np.array(places, dtype=np.int64),
        labels=tuple(Place(unit, "", "") for unit in units),
        units=tuple(unit for unit, _ in members),
        records=len(members),
        not_applicable=0,
        without_reference=0,
        elsewhere=0,
    )


def strata_of(frame: Frame) -> dict[tuple[str, str, str], set[str]]:
    """The references of each stratum."""
    found: dict[tuple[str, str, str], set[str]] = {tuple(place): set() for place in frame.labels}
    for reference, at in zip(frame.references.to_pylist(), frame.places.tolist(), strict=True):
        found[tuple(frame.labels[at])].add(reference)
    return found
