"""How far self-defined and officer-observed ethnicity agree; the one never replaces the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.counts import Place, places
from eqmon.engines.pairs import BETWEEN, BOTH, LEFT_OUT, NOT_OBSERVED, NOT_SELF_DEFINED
from eqmon.rates import rate_of
from eqmon.report import figures
from eqmon.report.model import Signal
from eqmon.report.words import number_of
from eqmon.statistics.agreement import Agreement, agreement
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.rulebook.signals import AgreementSignal

WORDS = {NOT_SELF_DEFINED: "not self-defined", NOT_OBSERVED: "not observed"}
LOOK = " Look at how each is filled in; the person's own word stands."


@dataclass
class _Sums:
    """What one place's records tell."""

    pairs: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    left_out: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def agreement_of(asked: AgreementSignal, checked: Checked) -> Iterator[Signal]:
    """Over all units together, and in each unit with enough records that tell both."""
    sums = _sums(asked, checked)
    level = Level.OVERALL
    yield _signal(asked, (level, ""), sums.get((level, ""), _Sums()), checked)
    for (level, unit), found in sorted(sums.items()):
        enough = sum(found.pairs.values()) >= asked.least_records
        if level is Level.UNIT and unit not in BUCKETS and enough:
            yield _signal(asked, (level, unit), found, checked)


def _sums(asked: AgreementSignal, checked: Checked) -> dict[Place, _Sums]:
    """The applicable records of each unit and of all."""
    found: dict[Place, _Sums] = defaultdict(_Sums)
    for entry in tallies.of_subject(checked.collection.tally, asked.id):
        for place in places(entry):
            sums = found[place]
            if entry.recording == BOTH:
                one, _, other = entry.code.partition(BETWEEN)
                sums.pairs[one, other] += entry.n
            else:
                why = entry.code if entry.recording == LEFT_OUT else WORDS[entry.recording]
                sums.left_out[why] += entry.n
    return found


def _signal(asked: AgreementSignal, place: Place, sums: _Sums, checked: Checked) -> Signal:
    level, unit = place
    found = agreement(sums.pairs)
    reason = _reason(asked, found, checked)
    below = found.upper is not None and found.upper < asked.look_below
    look = below and not reason
    return Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about=asked.self_defined,
        level=level,
        unit=unit or None,
        look=look,
        rate=rate_of(found.agreeing, found.records),
        index=found.kappa,
        lower=found.lower,
        upper=found.upper,
        left_out=dict(sorted(sums.left_out.items())),
        sentence=_sentence(found, sums, unit) + (LOOK if look else "") if found.records else "",
        reason=reason,
    )


def _reason(asked: AgreementSignal, found: Agreement, checked: Checked) -> str:
    if not found.records:
        missing = checked.without_column(asked.named_fields)
        return f"no column for {' or '.join(missing)}" if missing else "no record tells both"
    if found.records < asked.least_records:
        return (
            f"only {number_of(found.records, 'record')} with both, {asked.least_records} are needed"
        )
    return ""


def _sentence(found: Agreement, sums: _Sums, unit: str) -> str:
    rate = rate_of(found.agreeing, found.records)
    where = f"In {unit} " if unit else ""
    said = f"{where}{figures.percent(rate)} ({figures.counts(rate)}) of records with both agree; "
    if found.kappa is None or found.lower is None or found.upper is None:
        said += "Cohen's kappa is not defined, as both put every record in one group."
    else:
        kappa, lower, upper = map(figures.coefficient, (found.kappa, found.lower, found.upper))
        said += f"Cohen's kappa is {kappa} (95 % interval {lower} to {upper})."
    left_out = ", ".join(f"{n:,} {why}" for why, n in sorted(sums.left_out.items()))
    return f"{said} Left out: {left_out}." if left_out else said
