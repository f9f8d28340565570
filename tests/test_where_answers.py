"""Which fields' answers a condition reads, as against whether and how they were recorded."""

from __future__ import annotations

from typing import Any

import pytest

from eqmon.rulebook.where import Where, answers_read


@pytest.mark.parametrize(
    ("condition", "fields"),
    [
        ({"field": "gender", "is_in": ["M"]}, ["gender"]),
        ({"field": "gender", "is_in": ["M"], "not": True}, ["gender"]),
        ({"field": "age", "below": 18}, ["age"]),
        ({"field": "motivation", "has_flag": ["RI"]}, ["motivation"]),
        ({"field": "gender", "recording": ["known"]}, []),
        ({"field": "f124d_ref", "filled": True}, []),
        ({"field": "arrested_on", "dated": True}, []),
        (
            {
                "any_of": [
                    {"field": "gender", "recording": ["known"]},
                    {"field": "ethnicity", "is_in": ["W1"]},
                ]
            },
            ["ethnicity"],
        ),
    ],
)
def test_answers_that_a_condition_reads(condition: dict[str, Any], fields: list[str]) -> None:
    assert list(answers_read(Where.model_validate(condition))) == fields
