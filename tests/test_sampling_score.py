"""Scores worked by hand: rates, bounds, and what a sample supports."""

from __future__ import annotations

from collections import Counter

import pytest
from samples import a_sample

from eqmon.sampling.answers import Answers
from eqmon.sampling.manifest import DrawnRecord, Manifest, PlannedStratum
from eqmon.sampling.model import QuestionScore, Score
from eqmon.sampling.score import score_of
from eqmon.sampling.support import supported
from eqmon.statistics.strata import Stratum, interval

QUESTION = "TS-SMP-01"


def manifest(*sizes: tuple[int, int], limit: float = 0.05) -> Manifest:
    """Of strata of these sizes and numbers drawn, one a unit."""
    drawn = [(at, n) for at, (_, many) in enumerate(sizes) for n in range(many)]
    return Manifest(
        eqmon="0", rulebook="small", rulebook_sha256="0" * 64, suite="small",
        title="Small sample", period="2007-01", method="", salt="00" * 16, by=("unit",), flags=(),
        aim="show_under", aim_value=limit, at_least=1, whole_under=0, frame_sha256="0" * 64,
        records=1, not_applicable=0, without_reference=0, repeats=0, elsewhere=0, inputs=(),
        questions=a_sample().questions,
        strata=tuple(
            PlannedStratum(unit=f"U{at}", flag="", month="", size=n, drawn=k, whole=n == k)
            for at, (n, k) in enumerate(sizes)
        ),
        drawn=tuple(
            DrawnRecord(digest=f"{at:032x}{n:032x}", stratum=at, unit=f"U{at}") for at, n in drawn
        ),
    )  # fmt: skip


def scored(*strata: tuple[int, str | list[str]], limit: float = 0.05) -> QuestionScore:
    """Of strata of these sizes with an answer for each record drawn: y, n, a (n/a) or space."""
    words = {"y": "yes", "n": "no", "a": "not applicable", " ": ""}
    answers: Answers = {
        QUESTION: {at: Counter(words[a] for a in given) for at, (_, given) in enumerate(strata)}
    }
    planned = manifest(*((size, len(given)) for size, given in strata), limit=limit)
    score = score_of(answers, planned)
    assert score.drawn == sum(len(given) for _, given in strata)
    assert score.size == sum(size for size, _ in strata)
    return score.questions[0]


def test_each_record_counts_for_those_it_stands_for() -> None:
    found = scored((300, "yyyyyyyyyn"), (100, "yyyyynnnnn"))
    # 300 x 9/10 and 100 x 5/10 of 400
    assert found.estimate is not None
    assert found.estimate.rate == pytest.approx(0.8)
    assert (found.counts.yes, found.counts.no, found.counts.applicable) == (14, 6, 20)
    assert [s.estimate.rate for s in found.strata if s.estimate] == pytest.approx([0.9, 0.5])
    expected = interval([Stratum(300, 10, 9), Stratum(100, 10, 5)])
    assert (found.estimate.lower, found.estimate.upper) == pytest.approx(expected)


def test_not_applicable_records_leave_the_rate_with_those_they_stand_for() -> None:
    # Half of the first stratum is not applicable: 100 of its 200 remain, beside all 100.
    found = scored((200, "yyaa"), (100, "yn"))
    assert found.estimate is not None
    assert found.estimate.rate == pytest.approx((100 * 1 + 100 * 0.5) / 200)
    assert found.counts.not_applicable == 2


def test_unanswered_records_leave_the_rate_and_count_as_defects_in_what_is_supported() -> None:
    found = scored((100, "y" * 28 + "  "))
    assert found.estimate is not None
    assert found.estimate.rate == 1
    assert found.estimate.lower == interval([Stratum(100, 28, 28)])[0]
    assert found.supports.startswith(
        "None of the 28 answered is no; the 2 not answered are counted as if they were:"
    )
    assert found.at_most_no is not None
    assert found.at_most_no > 0.05


def test_a_stratum_without_answers_is_said_not_to_be_in_the_rate() -> None:
    found = scored((90, "yyyn"), (10, "  "))
    assert found.estimate is not None
    assert found.estimate.rate == pytest.approx(0.75)
    assert found.silent == 10
    assert found.strata[1].estimate is None


def test_a_census_has_no_interval() -> None:
    found = scored((4, "yyyn"), (2, "yy"))
    assert found.estimate is not None
    assert found.estimate.lower == found.estimate.rate == found.estimate.upper
    assert found.estimate.rate == pytest.approx(5 / 6)
    assert found.supports == (
        "1 of 6 are no. Every applicable record was looked at. This shows that 5 % or more are."
    )


@pytest.mark.parametrize("answers", ["aaaa", "    ", "aa  "])
def test_without_an_applicable_answer_there_is_no_rate(answers: str) -> None:
    found = scored((50, answers))
    assert (found.estimate, found.at_most_no) == (None, None)
    assert found.supports == "Nothing can be concluded: no applicable record is answered."


@pytest.mark.parametrize(
    ("strata", "unanswered", "limit", "said"),
    [
        (
            [Stratum(1_000_000, 59, 0)],
            [0],
            0.05,
            "0 of 59 are no: at 95 % confidence at most 4.96 % of all applicable ones are."
            " This shows that under 5 % are.",
        ),
        (
            [Stratum(1_000_000, 58, 0)],
            [0],
            0.05,
            "0 of 58 are no: at 95 % confidence at most 5.1 % of all applicable ones are."
            " This shows neither that under 5 % are nor that more are.",
        ),
        (
            [Stratum(1_000, 29, 0)],
            [0],
            None,
            "0 of 29 are no: at 95 % confidence at most 9.6 % of all applicable ones are.",
        ),
        (
            [Stratum(1_000, 50, 10)],
            [0],
            0.05,
            "10 of 50 are no: at 95 % confidence at most 31.2 % of all applicable ones are."
            " This shows that 5 % or more are.",
        ),
        (
            # Answered they might all be yes: nothing is shown.
            [Stratum(1_000, 50, 10)],
            [9],
            0.05,
            "1 of the 41 answered is no; the 9 not answered are counted as if they were:"
            " at 95 % confidence at most 31.2 % of all applicable ones are."
            " This shows neither that under 5 % are nor that more are.",
        ),
    ],
)
def test_what_a_sample_supports(
    strata: list[Stratum], unanswered: list[int], limit: float | None, said: str
) -> None:
    assert supported(strata, unanswered, limit)[1] == said


def test_a_limit_is_spoken_of_only_where_the_sample_was_to_show_it() -> None:
    planned = manifest((100, 2)).model_copy(update={"aim": "size", "aim_value": 2.0})
    score = score_of({QUESTION: {0: Counter({"yes": 2})}}, planned)
    assert "shows" not in score.questions[0].supports


def test_a_score_is_internal() -> None:
    score = score_of({QUESTION: {0: Counter({"yes": 2})}}, manifest((100, 2)))
    assert isinstance(score, Score)
    assert (score.audience, score.marking) == ("internal", "OFFICIAL-SENSITIVE")
