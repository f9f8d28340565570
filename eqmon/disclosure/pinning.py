"""What verdicts tell of counts of people: that one group has most of a place's people, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from eqmon.disclosure.network import ANY
from eqmon.report.model import Finding
from eqmon.report.people_model import People
from eqmon.statistics.wilson import as_written, exceeds_beyond_chance, within_limit
from eqmon.vocabulary import Level, Verdict

Where = tuple[Level, str | None]
Within = tuple[tuple[int, int], ...]

SLACK = 20
"""People beside the largest group below which a verdict on its share is withheld."""
OVER = (Verdict.WARN, Verdict.FAIL)


def all_but_tells(finding: Finding) -> bool:
    """Whether a verdict on the largest share would all but tell the counts of the other groups."""
    if finding.kind != "dominance" or finding.verdict not in OVER or finding.rate is None:
        return False
    return finding.rate.denominator - _least_over(finding) < SLACK


def told_by_verdicts(people: People, findings: Iterable[Finding]) -> Mapping[Where, Within]:
    """The least and greatest count of each group by the verdicts that are shown of it.

    A reader is taken to know which group is the largest. A limit is one of single codes, of which
    a group may hold several, so that only what holds of the group too is told.
    """
    rows = {(row.level, row.unit): row for row in people.rows}
    told: dict[Where, Within] = {}
    for finding in findings:
        where = finding.level, finding.unit
        of_subject = finding.kind == "dominance" and finding.strand == people.subject
        if not of_subject or where not in rows or not rows[where].known or all_but_tells(finding):
            continue
        counts = [n or 0 for n in rows[where].counts]
        if finding.verdict in OVER:
            least = _least_over(finding)
            within = [(least if n >= least else 0, ANY) for n in counts]
        elif finding.verdict is Verdict.PASS:
            most = _most_within(finding)
            within = [(0, most if n <= most else ANY) for n in counts]
        else:
            continue
        known = told.get(where, tuple((0, ANY) for _ in counts))
        told[where] = tuple(
            (max(a, c), min(b, d)) for (a, b), (c, d) in zip(within, known, strict=True)
        )
    return told


def _least_over(finding: Finding) -> int:
    """The least count that is over the limit which the finding is over."""
    assert finding.rate is not None
    known = finding.rate.denominator
    failing = finding.verdict is Verdict.FAIL and finding.fail_above is not None
    limit = finding.fail_above if failing else finding.warn_above
    if limit is None:
        limit = finding.fail_above or 0.0
    if failing:
        return _first(known, lambda n: exceeds_beyond_chance(n, known, limit))
    return _first(known, lambda n: not within_limit(n, known, limit))


def _most_within(finding: Finding) -> int:
    """The greatest count that is within every limit."""
    assert finding.rate is not None
    limits = [x for x in (finding.warn_above, finding.fail_above) if x is not None]
    return int(Fraction(finding.rate.denominator) * as_written(min(limits, default=1.0)))


def _first(known: int, is_over: Callable[[int], bool]) -> int:
    """The least count up to `known` that is over; one more where none is."""
    low, high = 0, known + 1
    while low < high:
        middle = (low + high) // 2
        if middle > known or is_over(middle):
            high = middle
        else:
            low = middle + 1
    return low
