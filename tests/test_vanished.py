"""Answers that vanish between drops or come from nowhere, whichever scheme they are recorded by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reports import report_of, small_report
from signalling import VANISHED, a_plan, checked, records

from eqmon.compare import compare, read_baseline
from eqmon.errors import InputError
from eqmon.report import write
from eqmon.report.accuracy import accuracy_of
from eqmon.report.model import Report, Signal
from eqmon.report.recorded import recorded_strands
from eqmon.vanished import NO_CODES, NOTHING, look_for_vanished

PLAN = a_plan(VANISHED)


def report(**answers: Any) -> Report:
    """A report on one collection whose records bear these answers: code and number by strand."""
    columns = {
        strand: [code for code, n in of.items() for _ in range(n)] for strand, of in answers.items()
    }
    n = max(map(len, columns.values()))
    padded = {strand: texts + [""] * (n - len(texts)) for strand, texts in columns.items()}
    one = checked(PLAN, records(n, **padded))
    collection = (
        small_report()
        .collections[0]
        .model_copy(
            update={
                "suite": PLAN.suite.suite,
                "recorded": recorded_strands(PLAN.suite, one.collection.tally),
                "accuracy": accuracy_of(one),
            }
        )
    )
    return report_of([collection])


def found(now: Report, before: Report) -> list[Signal]:
    compared = compare(now, before, name="last.json", sha256="ef" * 32)
    return list(look_for_vanished(compared, before, PLAN.rulebook).collections[0].accuracy)


def changes(now: dict[str, int], before: dict[str, int]) -> list[tuple[str, str | None]]:
    """Codes that ask for a look, with the unit; of ethnicity, gender staying as it is."""
    rows = found(
        report(ethnicity=now, gender={"F": 50}), report(ethnicity=before, gender={"F": 50})
    )
    return [(row.value, row.unit) for row in rows if row.look]


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        ({"W1": 300, "B1": 40}, {"W1": 300, "B1": 30}, []),
        ({"W1": 300, "B1": 40}, {"W1": 300}, ["B1"]),
        ({"W1": 300}, {"W1": 300, "B1": 40}, ["B1"]),
        ({"W1": 300, "B1": 9}, {"W1": 3000}, []),  # fewer than ten
        ({"W1": 3000, "B1": 29}, {"W1": 3000}, []),  # less than one in a hundred
        ({"W1": 300, "B1": 10}, {"W1": 20}, []),  # so few now that chance does it
        ({"W1": 300, "O1": 40}, {"W1": 300, "A4": 40}, []),  # Chinese under both schemes
        ({"W1": 300, "A4": 40}, {"W1": 300, "O1": 40}, []),
        ({"W1": 300, "O1": 20, "A4": 20}, {"W1": 300}, ["A4"]),
        ({"W1": 300, "NS": 90}, {"W1": 300}, []),  # is no known answer
    ],
)
def test_an_answer_vanishes_beyond_chance(
    before: dict[str, int], now: dict[str, int], codes: list[str]
) -> None:
    assert changes(now, before) == [(c, None) for c in codes] + [(c, "Ash") for c in codes]


def test_a_vanished_answer_is_told_with_its_counts() -> None:
    rows = found(report(ethnicity={"W1": 300}), report(ethnicity={"W1": 300, "W3": 100}))
    assert rows[0].sentence == (
        "Ethnicity W3, 25.0 % (100 of 400) of known answers before, is given by none of 300 now. "
        "It is a code of 18+1 alone: was the scheme changed?"
    )
    assert rows[0].rate is not None
    assert (rows[0].rate.count, rows[0].about) == (100, "ethnicity")
    rows = found(report(ethnicity={"W1": 300, "B1": 100}), report(ethnicity={"W1": 250}))
    assert rows[0].sentence == (
        "Ethnicity B1, given by none of 250 before, is 25.0 % (100 of 400) of known answers now."
    )


def test_that_nothing_vanished_is_said_once() -> None:
    same = report(ethnicity={"W1": 30}, gender={"F": 30})
    [row] = found(same, same)
    assert (row.sentence, row.look, row.reason) == (NOTHING, False, "")


def test_why_it_could_not_be_computed() -> None:
    now = report(ethnicity={"W1": 30}, gender={"F": 30})
    [alone] = now.collections[0].accuracy
    assert alone.reason == "there is no earlier report to compare with (--baseline)"
    [collection] = now.collections
    bare = tuple(r.model_copy(update={"codes": {}}) for r in collection.recorded)
    older = now.model_copy(
        update={"collections": (collection.model_copy(update={"recorded": bare}),)}
    )
    assert [row.reason for row in found(now, older)] == [NO_CODES, NO_CODES]
    none = report(ethnicity={"": 30}, gender={"F": 30})
    assert [row.reason for row in found(none, now) if row.reason] == ["no known answers now"]


def test_a_baseline_altered_by_hand_ends_in_no_crash(tmp_path: Path) -> None:
    now = report(ethnicity={"W1": 300, "B1": 100})
    nought = written(tmp_path, now, '"B1": 100', '"B1": 0')
    assert [row.value for row in found(now, read_baseline(nought)[0]) if row.look] == ["B1"] * 2
    for n in ("-1", str(10**13)):
        with pytest.raises(InputError, match="a count that cannot be"):
            read_baseline(written(tmp_path, now, '"B1": 100', f'"B1": {n}'))


def written(folder: Path, one: Report, text: str, altered: str) -> Path:
    path = folder / "report.json"
    path.write_text(write(one, "json").replace(text, altered), encoding="utf-8")
    return path


def test_reports_that_cannot_be_compared_say_so() -> None:
    now = report(ethnicity={"W1": 300})
    other = report(ethnicity={"W1": 300, "B1": 100})
    before = other.model_copy(update={"schema_version": "0"})
    [row] = found(now, before)
    assert row.reason.startswith("not comparable with the earlier report: ")
    assert not row.look
