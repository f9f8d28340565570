"""What a filled sheet tells of all records: rates, intervals, and what the sample supports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

from eqmon import __version__
from eqmon.rulebook.samples import Question
from eqmon.sampling.answers import NO, NOT_APPLICABLE, UNANSWERED, YES, Answers
from eqmon.sampling.manifest import Manifest, PlannedStratum
from eqmon.sampling.model import Estimate, QuestionScore, Score, StratumScore, Tallied
from eqmon.sampling.support import supported
from eqmon.statistics.strata import Stratum, interval, weighted_rate


def score_of(answers: Answers, manifest: Manifest) -> Score:
    """The score of the answers that a sheet holds."""
    return Score(
        eqmon=__version__,
        suite=manifest.suite,
        title=manifest.title,
        period=manifest.period,
        asked_for=manifest.asked.words,
        by=manifest.by,
        units=_units(manifest),
        size=sum(stratum.size for stratum in manifest.strata),
        drawn=len(manifest.drawn),
        frame_sha256=manifest.frame_sha256,
        questions=tuple(
            _question(question, answers[question.id], manifest) for question in manifest.questions
        ),
    )


def _units(manifest: Manifest) -> tuple[str, ...]:
    """Of the strata where they are made by unit, otherwise of the records drawn."""
    places = manifest.strata if "unit" in manifest.by else manifest.drawn
    return tuple(sorted({place.unit for place in places}))


def _question(
    question: Question, answers: Mapping[int, Counter[str]], manifest: Manifest
) -> QuestionScore:
    counted = [
        _tallied(stratum, answers.get(number, Counter()))
        for number, stratum in enumerate(manifest.strata)
    ]
    limit = manifest.aim_value if manifest.aim == "show_under" else None
    asked = [one for one in counted if one.applicable + one.unanswered]
    at_most, supports = supported(
        [_stratum(one, one.no + one.unanswered, one.unanswered) for one in asked],
        [one.unanswered for one in asked],
        limit,
    )
    return QuestionScore(
        question=question,
        counts=_summed(counted),
        estimate=_estimate(counted),
        silent=sum(one.size for one in counted if one.unanswered == one.drawn),
        at_most_no=at_most,
        supports=supports,
        strata=tuple(
            StratumScore(
                **planned.place._asdict(),
                counts=one,
                estimate=_estimate([one]),
            )
            for planned, one in zip(manifest.strata, counted, strict=True)
        ),
    )


def _tallied(stratum: PlannedStratum, answers: Counter[str]) -> Tallied:
    return Tallied(
        size=stratum.size,
        drawn=stratum.drawn,
        yes=answers[YES],
        no=answers[NO],
        not_applicable=answers[NOT_APPLICABLE],
        unanswered=answers[UNANSWERED],
    )


def _summed(counted: Sequence[Tallied]) -> Tallied:
    return Tallied(
        **{name: sum(getattr(one, name) for one in counted) for name in Tallied.model_fields}
    )


def _estimate(counted: Sequence[Tallied]) -> Estimate | None:
    strata = [_stratum(one, one.yes) for one in counted if one.applicable]
    if not strata:
        return None
    lower, upper = interval(strata)
    return Estimate(rate=weighted_rate(strata), lower=lower, upper=upper)


def _stratum(counted: Tallied, found: int, added: int = 0) -> Stratum:
    """The applicable records of a stratum, and those not answered that are `added` to them.

    How many of all its records are applicable is estimated from those answered, and rounded up.
    """
    looked_at = counted.applicable + added
    size = ceil(counted.size * looked_at / (looked_at + counted.not_applicable))
    return Stratum(size, looked_at, found)
