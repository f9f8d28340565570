"""A file that another command wrote is named for what it is, where a check's report is wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reports import small_report
from test_sampling_written import QUESTION, a_score
from test_verify import claims_file

from eqmon.errors import InputError
from eqmon.registers import json as returns_json
from eqmon.registers.returns import returns_of
from eqmon.report.measures_json import write as write_measures
from eqmon.report.measures_model import measures_report
from eqmon.report.read import read_report
from eqmon.rulebook.load import load_rulebook
from eqmon.sampling.score_json import write as write_score
from eqmon.verify.json import write as write_claims
from eqmon.verify.verify import verify

HINT = "give the report.json that `eqmon check` wrote"


def returns_text() -> str:
    return returns_json.write(returns_of([], [], date(2007, 1, 31), load_rulebook()))


WRITTEN: dict[str, Callable[[], str]] = {
    "measures": lambda: write_measures(measures_report(small_report())),
    "returns": returns_text,
    "verify": lambda: write_claims(verify([claims_file({"kind": "percentage"})])),
    "sample score": lambda: write_score(a_score(QUESTION)),
}


@pytest.mark.parametrize("command", WRITTEN)
def test_it_is_said_which_command_wrote_it_and_which_file_is_wanted(
    tmp_path: Path, command: str
) -> None:
    path = tmp_path / "given.json"
    path.write_text(WRITTEN[command](), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_report(path, called="the report", hint=HINT)
    assert f"`eqmon {command}`" in str(raised.value)
    assert HINT in str(raised.value)
    assert "schema version" not in str(raised.value)
