"""A rule's limits: which of its two warns, which fails, and by which bound."""

from __future__ import annotations

from typing import Any

import pytest
from counting import a_rule, a_suite

from eqmon.limits import Limit, limits_of
from eqmon.vocabulary import Verdict

UNITS_DECIDE = {"level": "share_of_units", "at_least": 0.8, "reason": "a test"}


def limits(kind: str, **rule: Any) -> list[tuple[str, float, str]]:
    suite = a_suite(rules=[a_rule(kind, **rule)], decides=UNITS_DECIDE, min_records=30)
    return [(x.verdict.value, x.above, x.bound) for x in limits_of(suite.rules[0], suite)]


RECORDING = {"kind": "recording", "strand": "ethnicity", "measure": "not_obtained"}
DOMINANCE = {"kind": "dominance", "strand": "ethnicity"}


@pytest.mark.parametrize("rule", [RECORDING, DOMINANCE])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            {"warn_above": 0.1, "fail_above": 0.25},
            [("warn", 0.1, "observed"), ("fail", 0.25, "wilson_lower")],
        ),
        (
            {"fail_above": 0.25},
            [("warn", 0.25, "observed"), ("fail", 0.25, "wilson_lower")],
        ),
        ({"warn_above": 0.1}, [("warn", 0.1, "observed")]),
    ],
)
def test_a_rate_of_recording_warns_as_observed_and_fails_beyond_chance(
    rule, written, expected
) -> None:
    assert limits(**rule, **written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            {"warn_above": 0.1, "fail_above": 0.2},
            [("warn", 0.1, "above_the_others"), ("fail", 0.2, "above_the_others")],
        ),
        ({"warn_above": 0.1}, [("warn", 0.1, "above_the_others")]),
    ],
)
def test_a_share_left_out_is_put_to_that_of_the_others(written, expected) -> None:
    assert limits("left_out", **written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            {"warn_above": 0.0, "fail_above": 0.02},
            [("warn", 0.0, "observed"), ("fail", 0.02, "observed")],
        ),
        ({"fail_above": 0.0}, [("fail", 0.0, "observed")]),
        ({"warn_above": 0.0}, [("warn", 0.0, "observed")]),
    ],
)
def test_a_check_is_compared_as_it_stands(written, expected) -> None:
    assert limits("key_unique", **written) == expected


@pytest.mark.parametrize(
    ("rule", "decided_by", "at_least", "min_records"),
    [
        (RECORDING, "share_of_units", 0.8, 30),
        (DOMINANCE, "share_of_units", 0.8, 30),
        ({"kind": "left_out"}, "share_of_units", 0.8, 30),
        ({"kind": "key_present"}, "overall", None, 1),
    ],
)
def test_the_suite_decides_rates_and_a_check_is_a_full_count_overall(
    rule, decided_by, at_least, min_records
) -> None:
    suite = a_suite(rules=[a_rule(**rule, warn_above=0.1)], decides=UNITS_DECIDE, min_records=30)
    [limit] = limits_of(suite.rules[0], suite)
    assert limit == Limit(Verdict.WARN, 0.1, limit.bound, min_records, decided_by, at_least)
