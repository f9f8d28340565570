"""Makes plain Great Expectations stop where it has lost eqmon's expectations.

Great Expectations drops expectations that it does not know, and logs it: a suite that is loaded
without eqmon is smaller, and may succeed. So an exported suite holds one of Great Expectations'
own expectations too, whose limit is a function that only eqmon gives it. Without that function
the suite raises SuiteParameterError, which names it, before anything is validated.
"""

from __future__ import annotations

from great_expectations.core.suite_parameters import SuiteParameterParser
from great_expectations.expectations import ExpectTableRowCountToBeBetween

IMPORT_FIRST = "import_eqmon_expectations_first"
"""The function's name is all of the message that its absence gives."""


def give_function() -> None:
    """Give Great Expectations' suite parameters the function that a tripwire calls."""
    SuiteParameterParser.fn[IMPORT_FIRST] = lambda: 0


def tripwire() -> ExpectTableRowCountToBeBetween:
    """An expectation that always holds where eqmon's are known, and raises where they are not."""
    return ExpectTableRowCountToBeBetween(
        min_value={"$PARAMETER": f"{IMPORT_FIRST}()"},
        description="eqmon.expectations was imported before this suite was loaded",
    )
