"""Measures in public copies: outcomes of people, rounded, and nothing of few people."""

from __future__ import annotations

from reports import Unit, collection_of, report_of

from eqmon.disclosure.protect import protect
from eqmon.measures.model import Measured, Placed
from eqmon.rates import rate_of
from eqmon.vocabulary import Level


def measured(*places: Placed) -> Measured:
    return Measured(
        measure="DV-DET-01",
        title="Sanction detections",
        topic="Outcomes",
        kind="share",
        numerator="offences with a sanction detection",
        denominator="domestic violence offences",
        tells="How often somebody was sanctioned.",
        owner="Borough crime managers",
        frequency="monthly",
        limb="eliminate",
        desired="higher",
        source=("S1 paragraph 68",),
        status="measured",
        places=places,
    )


def test_no_exact_count_of_a_measure_is_published() -> None:
    of_all = Placed(level=Level.OVERALL, unit=None, rate=rate_of(3, 187))
    collection = collection_of([Unit("Barnet", 187)])
    found = collection.model_copy(update={"measures": (measured(of_all),)})
    [public] = protect(report_of([found])).collections
    assert "187" not in str([m.places for m in public.measures])
