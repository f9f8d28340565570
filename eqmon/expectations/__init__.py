"""Great Expectations, and only here: importing this package registers eqmon's expectations.

A user of plain Great Expectations writes ``import eqmon.expectations`` before loading a suite that
`eqmon rules export` wrote; without it Great Expectations drops expectations that it does not know,
and the suite's tripwire stops its validation.
"""

from eqmon.expectations import bootstrap

bootstrap.import_great_expectations()

from eqmon.expectations.rates import (  # noqa: E402 - Great Expectations is tamed first
    ExpectCheckBrokenRateToBeAtMost,
    ExpectMostCommonValueShareToBeAtMost,
    ExpectNotApplicableShareToBeLikeTheOthers,
    ExpectStrandRecordingRateToBeAtMost,
)
from eqmon.expectations.suite import check_seal  # noqa: E402
from eqmon.expectations.tripwire import give_function  # noqa: E402

give_function()

__all__ = [
    "ExpectCheckBrokenRateToBeAtMost",
    "ExpectMostCommonValueShareToBeAtMost",
    "ExpectNotApplicableShareToBeLikeTheOthers",
    "ExpectStrandRecordingRateToBeAtMost",
    "check_seal",
]
