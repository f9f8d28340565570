"""Which answers were given before and are given no more, or come from nowhere, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.rates import rate_of
from eqmon.report import figures
from eqmon.report.model import Collection, Recorded, Report, Signal
from eqmon.rulebook.signals import VanishedSignal
from eqmon.statistics.newcombe import difference_interval
from eqmon.statistics.wilson import Z998
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.rulebook.codelists import CodeList
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

NOTHING = "Every answer that was common is given before and now."
NO_CODES = "the earlier report tells no codes of this strand"


@dataclass(frozen=True)
class _Change:
    """An answer that one of two drops has and the other has not."""

    code: str
    vanished: bool
    count: int
    of: int
    """Known answers of the strand in the drop that has it."""
    other: int
    """Known answers of the strand in the drop that has it not."""


def look_for_vanished(report: Report, baseline: Report, rulebook: Rulebook) -> Report:
    """The report with its `vanished` signals filled in, where it could be compared at all.

    Codes are compared by what became of them, so that Chinese recorded as O1 before and as A4 now
    is there in both. A change counts where Newcombe's 99.8 % interval for the difference of the two
    shares leaves out 0, as for every other comparison with a baseline.
    """
    before = {c.suite: c for c in baseline.collections}
    comparable = report.baseline is not None and report.baseline.comparable
    reason = report.baseline.reason if report.baseline else ""
    collections = []
    for now in report.collections:
        signals: list[Signal] = []
        for signal in now.accuracy:
            asked = _asked(signal, rulebook.suites[now.suite])
            if asked is None:
                signals.append(signal)
            elif not comparable or now.suite not in before:
                why = f"not comparable with the earlier report: {reason}"
                signals.append(signal.model_copy(update={"reason": why}))
            else:
                signals += _told(asked, _compared(asked, now, before[now.suite], rulebook))
        collections.append(now.model_copy(update={"accuracy": tuple(signals)}))
    return report.model_copy(update={"collections": tuple(collections)})


def _asked(signal: Signal, suite: Suite) -> VanishedSignal | None:
    for asked in suite.signals:
        if asked.id == signal.signal and isinstance(asked, VanishedSignal):
            return asked
    return None


def _told(asked: VanishedSignal, found: Iterator[Signal]) -> list[Signal]:
    """What was found, all units together first; where nothing was, that."""
    rows = sorted(found, key=lambda row: row.unit is not None)
    if len(rows) == len(asked.strands) and all(row.reason for row in rows):
        return rows
    if any(row.look for row in rows):
        return rows
    nothing = Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about="",
        level=Level.OVERALL,
        unit=None,
        look=False,
        sentence=NOTHING,
    )
    return [nothing, *rows]


def _compared(
    asked: VanishedSignal, now: Collection, before: Collection, rulebook: Rulebook
) -> Iterator[Signal]:
    """Each strand over all units together, then in each unit that both drops have."""
    suite = rulebook.suites[now.suite]
    earlier = {(r.strand, r.unit): r for r in before.recorded if r.level is not Level.AREA}
    for strand in asked.strands:
        fields = suite.strands[strand].fields
        code_list = rulebook.code_lists[suite.fields[fields[0]].code_list]
        for row in now.recorded:
            was = earlier.get((row.strand, row.unit))
            if row.strand == strand and row.level is not Level.AREA and row.unit not in BUCKETS:
                yield from _rows(asked, row, was, code_list)


def _rows(
    asked: VanishedSignal, row: Recorded, was: Recorded | None, code_list: CodeList
) -> Iterator[Signal]:
    codes, codes_before = _codes(row, code_list), _codes(was, code_list)
    if not codes or not codes_before:
        if row.unit is None:
            why = NO_CODES if codes else "no known answers now"
            yield _signal(asked, row, "", look=False, reason=why)
        return
    changes = [c for c in _changes(codes, codes_before) if _counts(c, asked)]
    for change in changes:
        rate = rate_of(change.count, change.of)
        said = _sentence(change, row, code_list)
        yield _signal(asked, row, said, look=True).model_copy(
            update={"rate": rate, "value": change.code}
        )


def _codes(row: Recorded | None, code_list: CodeList) -> Mapping[str, int]:
    """Known records by the code that is compared over time."""
    codes: Counter[str] = Counter()
    for code, n in (row.codes if row else {}).items():
        codes[code_list.comparable(code)] += n
    return +codes


def _changes(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[_Change]:
    known, known_before = sum(now.values()), sum(before.values())
    for code in sorted(before.keys() - now.keys()):
        yield _Change(code, True, before[code], known_before, known)
    for code in sorted(now.keys() - before.keys()):
        yield _Change(code, False, now[code], known, known_before)


def _counts(change: _Change, asked: VanishedSignal) -> bool:
    common = change.count >= asked.least_records and change.count / change.of >= asked.share
    lower, _ = difference_interval(change.count, change.of, 0, change.other, Z998)
    return common and lower > 0


def _sentence(change: _Change, row: Recorded, code_list: CodeList) -> str:
    rate = rate_of(change.count, change.of)
    share = f"{figures.percent(rate)} ({figures.counts(rate)})"
    what = f"{f'In {row.unit}: ' if row.unit else ''}{_words(row.strand)} {change.code}"
    if change.vanished:
        said = f"{what}, {share} of known answers before, is given by none of {change.other:,} now."
    else:
        said = f"{what}, given by none of {change.other:,} before, is {share} of known answers now."
    scheme = code_list.scheme_of(change.code)
    moved = f" It is a code of {scheme} alone: was the scheme changed?" if scheme else ""
    return said + moved


def _words(strand: str) -> str:
    words = strand.replace("_", " ")
    return f"{words[0].upper()}{words[1:]}"


def _signal(
    asked: VanishedSignal, row: Recorded, sentence: str, *, look: bool, reason: str = ""
) -> Signal:
    return Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about=row.strand,
        level=row.level,
        unit=row.unit,
        look=look,
        sentence=sentence,
        reason=reason,
    )
