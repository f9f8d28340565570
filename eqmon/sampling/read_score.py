"""Reads back the score.json that `eqmon sample score` wrote."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from eqmon.errors import InputError
from eqmon.sampling.model import Score

HINT = "give the score.json that `eqmon sample score --output score.json` wrote"
LARGEST = 20_000_000
"""Bytes; a score of two questions in thirty-two boroughs is some 100 kB."""


def read_score(path: Path) -> Score:
    """The score in a file; InputError, which never quotes it, where it holds none."""
    where = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(where, "too large to be a score", hint=HINT)
        data = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror or 'unknown cause'})"
        raise InputError(where, problem, hint=HINT) from None
    try:
        return Score.model_validate_json(data)
    except ValidationError as error:
        number = error.error_count()
        problems = "1 problem" if number == 1 else f"{number} problems"
        raise InputError(where, f"is no score of a dip sample: {problems}", hint=HINT) from None
