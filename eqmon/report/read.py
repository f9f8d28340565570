"""Reads back a report.json that an earlier check wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

from eqmon.errors import InputError
from eqmon.part import Part
from eqmon.rates import Rate
from eqmon.report.model import SCHEMA_VERSION, Report

LARGEST_REPORT = 100_000_000
"""Bytes; a report of three suites and 32 boroughs is about 3 MB."""
MOST_RECORDS = 10**12
"""A file altered by hand may hold any number; no collection holds more records than this."""


def read_report(path: Path, *, called: str, hint: str) -> tuple[Report, str]:
    """The report in a file, of either audience, and the sha256 of its bytes.

    InputError, which never quotes the file, where it cannot be read, is no report.json of this
    schema version, or holds what no check can have counted. `called` is what the reader knows it
    as: `the baseline`.
    """
    where = str(path)
    try:
        if path.stat().st_size > LARGEST_REPORT:
            raise InputError(where, "too large to be a report", hint=hint)
        data = path.read_bytes()
    except OSError as error:
        problem = f"{called} cannot be read ({error.strerror or 'unknown cause'})"
        raise InputError(where, problem, hint=hint) from None
    try:
        report = Report.model_validate_json(data)
    except ValidationError as error:
        wrong = _of_another_command(data) or _what_is_wrong(error)
        raise InputError(where, f"{called} {wrong}", hint=hint) from None
    if report.schema_version != SCHEMA_VERSION:
        problem = f"{called} is not a report of schema version {SCHEMA_VERSION}"
        raise InputError(where, problem, hint=hint)
    if not all(map(_is_possible, _rates(report))):
        raise InputError(where, f"{called} holds a rate that cannot be", hint=hint)
    if not all(0 <= n <= MOST_RECORDS for n in _counts(report)):
        raise InputError(where, f"{called} holds a count that cannot be", hint=hint)
    return report, hashlib.sha256(data).hexdigest()


def _rates(report: Report) -> Iterator[Rate | None]:
    for collection in report.collections:
        yield from (finding.rate for finding in collection.findings)
        for recorded in collection.recorded:
            yield from recorded.measures.values()
        for measured in collection.measures:
            yield from (place.rate for place in measured.places)
            yield from (month.rate for month in measured.months)
            for by in measured.by:
                yield from (by.not_known, by.gap, *(group.rate for group in by.groups))


def _counts(report: Report) -> Iterator[int]:
    for collection in report.collections:
        for recorded in collection.recorded:
            yield from recorded.codes.values()
            yield from recorded.recordings.values()
        for people in collection.people:
            for row in people.rows:
                yield from (n for n in (*row.counts, row.known) if n is not None)


def _is_possible(rate: Rate | None) -> bool:
    return rate is None or 0 <= rate.count <= rate.denominator <= MOST_RECORDS


def _of_another_command(data: bytes) -> str:
    """What a file is that another command wrote; empty where it is none."""
    from eqmon.registers.model import Returns
    from eqmon.report.measures_model import MeasuresReport
    from eqmon.sampling.model import Score
    from eqmon.verify.model import Verification

    written: tuple[tuple[type[BaseModel], str], ...] = (
        (MeasuresReport, "holds measures alone, as `eqmon measures` wrote them"),
        (Returns, "holds what was due and what came, as `eqmon returns` wrote it"),
        (Verification, "holds figures that were held to their arithmetic by `eqmon verify`"),
        (Score, "is the score of a dip sample, as `eqmon sample score` wrote it"),
    )
    for model, said in written:
        with suppress(ValidationError):
            model.model_validate_json(data)
            return said
    return ""


def _what_is_wrong(error: ValidationError) -> str:
    """How many problems there are and where the first is, in field names and positions alone."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if problems[0]["type"] == "json_invalid":
        return "is not JSON"
    fields = {name for part in Part.__subclasses__() for name in part.model_fields}
    first = [str(p) for p in problems[0]["loc"] if isinstance(p, int) or p in fields]
    place = f", the first at {'.'.join(first)}" if first else ""
    number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"is not a report of schema version {SCHEMA_VERSION} ({number}{place})"
