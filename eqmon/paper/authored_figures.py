"""Percentages in an author's text that the report has not: most likely left from an earlier one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.rulebook.benchmarks import load_benchmarks

if TYPE_CHECKING:
    from eqmon.paper.authored import Authored
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Report

_ROUNDING = 1e-9


def stale_figures(authored: Authored, report: Report) -> list[str]:
    """A note on each line of the author's with a percentage that is no figure of the report.

    A percentage is one of the report if some rate, end of an interval, limit or published figure
    in it rounds to it at the decimals written. What people wrote is not quoted: only its place is.
    """
    if not authored.quoted:
        return []
    known = sorted(set(_percentages(report)))
    strange = [one for one in authored.quoted if not _is_known(one.written, known)]
    places = dict.fromkeys((one.heading, one.line) for one in strange)
    said = "says a percentage that this report does not have"
    return [f"{heading}, line {line}: {said}" for heading, line in places]


def _is_known(written: str, known: list[float]) -> bool:
    decimals = len(written.partition(".")[2])
    half = 0.5 * 10**-decimals + _ROUNDING
    at = bisect_left(known, float(written) - half)
    return at < len(known) and known[at] <= float(written) + half


def _percentages(report: Report) -> Iterator[float]:
    for benchmark in load_benchmarks():
        yield from (benchmark.low * 100, benchmark.high * 100)
    for collection in report.collections:
        yield from (100 * fraction for fraction in _fractions(collection))


def _fractions(collection: Collection) -> Iterator[float]:
    for recorded in collection.recorded:
        for rate in recorded.measures.values():
            yield from _of(rate)
        if recorded.applicable:
            yield from (n / recorded.applicable for n in recorded.recordings.values())
    for finding in collection.findings:
        yield from (*_of(finding.rate), *_of(finding.baseline))
        yield from (f for f in (finding.warn_above, finding.fail_above) if f is not None)
    for signal in collection.accuracy:
        yield from _of(signal.rate)
    for people in collection.people:
        for row in people.rows:
            if row.known:
                yield from (n / row.known for n in row.counts if n is not None)


def _of(rate: Rate | None) -> Iterator[float]:
    """The rate, its complement, and the ends of its interval."""
    if rate is None or rate.rate is None:
        return
    yield from (rate.rate, 1 - rate.rate)
    yield from (end for end in (rate.lower, rate.upper) if end is not None)
