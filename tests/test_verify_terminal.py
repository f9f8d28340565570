"""Claims on the terminal."""

from __future__ import annotations

import pytest
from test_verify import claims_file

from eqmon.verify.terminal import write
from eqmon.verify.verify import verify


@pytest.mark.parametrize(
    ("where", "head"),
    [("", "claim-0 (percentage)"), ("page 3", "claim-0, page 3 (percentage)")],
)
def test_a_claim_is_headed_by_its_place_and_kind(where: str, head: str) -> None:
    row = {"kind": "percentage", "value": "90 %", "n": "45", "where": where}
    assert head in write(verify([claims_file(row)])).splitlines()
