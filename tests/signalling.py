"""A small suite that asks for every accuracy signal, and what its records come to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from counting import SOURCE, a_rulebook, a_suite, chunk, shipped_rulebook

from eqmon.arrivals import Arrivals
from eqmon.checked import Checked
from eqmon.engines.counter import Counter, Plan
from eqmon.intake import TakenCollection, TakenInput
from eqmon.report.accuracy import accuracy_of
from eqmon.report.model import Signal

CODED = {
    "ethnicity": "ethnicity_self_defined",
    "observed": "ethnicity_observed",
    "gender": "gender",
    "age": "age",
}


def a_signal(kind: str, signal_id: str, **more: Any) -> dict[str, Any]:
    """One signal of a suite as its file says it."""
    said = {"id": signal_id, "title": kind, "reason": "a test", "source": [SOURCE]}
    return {**said, "kind": kind, **more}


AGREEMENT = a_signal(
    "agreement",
    "TS-SIG-01",
    self_defined="ethnicity",
    observed="observed",
    left_out=["Mixed"],
    look_below=0.6,
    least_records=30,
)
SAME_PERSON = a_signal(
    "same_person",
    "TS-SIG-02",
    reference="person",
    fields=["gender", "ethnicity", "born"],
    look_above=0.02,
)
HEAPED_DAY = a_signal("heaped_day", "TS-SIG-03", field="day", by="date", times=3, share=0.05)
HEAPED_AGES = a_signal("heaped_ages", "TS-SIG-04", strand="age", field="age", look_above=125)
VANISHED = a_signal(
    "vanished", "TS-SIG-05", strands=["ethnicity", "gender"], least_records=10, share=0.01
)


def born_by(by: str, **more: Any) -> dict[str, Any]:
    """A signal on dates of birth."""
    usual = {"field": "born", "by": by, "times": 3, "share": 0.01}
    return a_signal("heaped_day", "TS-SIG-06", **(usual | more))


def a_plan(*signals: dict[str, Any], scheme: str = "") -> Plan:
    """A suite of three strands that asks for these signals."""
    usual = a_suite()
    fields = {name: field.model_dump() for name, field in usual.fields.items()}
    for name, code_list in CODED.items():
        fields[name] = {"headings": [name], "kind": "code", "code_list": code_list}
    fields["ethnicity"]["scheme"] = scheme
    fields["born"]["formats"] = ["%d/%m/%Y"]
    strands = {
        "ethnicity": {"strand": "ethnicity", "label": "Ethnicity", "fields": ["ethnicity"]},
        "gender": {"strand": "gender", "label": "Gender", "fields": ["gender"]},
        "age": {"strand": "age", "label": "Age", "fields": ["age"], "required": False},
    }
    suite = a_suite(fields=fields, strands=strands, signals=list(signals))
    lists = {**a_rulebook(suite).code_lists, **shipped_rulebook().code_lists}
    return Plan(suite, replace(a_rulebook(suite), code_lists=lists))


def counted(plan: Plan, *records: pd.DataFrame) -> Counter:
    """What counting gives of records, each frame a chunk."""
    counter = Counter(plan)
    for frame in records:
        counter.add(chunk(frame, plan))
    return counter


def checked(plan: Plan, *records: pd.DataFrame) -> Checked:
    """A collection whose columns are those of the records."""
    counter = counted(plan, *records)
    headings = tuple((c, c) for c in dict.fromkeys(c for frame in records for c in frame.columns))
    taken = TakenInput("small.csv", "read", suite=plan.suite.suite, headings=headings)
    collection = TakenCollection(plan.suite.suite, counter.frame(), 0, counter.signal_counts())
    return Checked(collection, plan, Arrivals(False, "", (), (), (), (), (), inputs=(taken,)), ())


def signals(plan: Plan, *records: pd.DataFrame) -> tuple[Signal, ...]:
    """What the signals of a plan come to."""
    return accuracy_of(checked(plan, *records))


def records(n: int, **columns: Any) -> pd.DataFrame:
    """So many records of Ash; a column is one text for all or a list of one for each."""
    usual = {"ref": [f"R{i}" for i in range(n)], "unit": "ash", "day": "2007-01-15"}
    return pd.DataFrame(usual | columns, index=range(n), dtype="str")
