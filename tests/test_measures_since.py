"""Since when a measure could not be computed."""

from __future__ import annotations

import pytest

from eqmon.measures.model import Measured
from eqmon.measures.since import since_before


def measured(status: str, since: str | None) -> Measured:
    return Measured.model_validate(
        {
            "measure": "DV-DUA-01",
            "title": "Dual arrests",
            "topic": "Arrests",
            "kind": "share",
            "numerator": "incidents with both arrested",
            "denominator": "incidents with an arrest",
            "tells": "how often both are arrested",
            "owner": "a post",
            "frequency": "monthly",
            "limb": "eliminate",
            "desired": "lower",
            "source": ("S0 paragraph 21",),
            "status": status,
            "not_measurable_since": since,
        }
    )


@pytest.mark.parametrize(
    ("status", "now", "before", "before_since", "said"),
    [
        ("not measurable", "2007-02", "not measurable", "2006-11", "2006-11"),
        ("not measurable", None, "not measurable", "2006-11", "2006-11"),
        ("not measurable", "2007-02", "not measurable", None, "2007-02"),
        ("not measurable", "2007-02", "not measurable", "2007-03", "2007-02"),
        ("not measurable", "2007-02", "measured", None, "2007-02"),
        ("measured", None, "not measurable", "2006-11", None),
    ],
)
def test_a_gap_goes_back_to_the_earliest_report_that_has_it(
    status: str, now: str | None, before: str, before_since: str | None, said: str | None
) -> None:
    (found,) = since_before([measured(status, now)], [measured(before, before_since)])
    assert found.not_measurable_since == said
