"""A rulebook of one or two small suites, for tests of reading."""

from __future__ import annotations

from eqmon.rulebook.duties import Duties
from eqmon.rulebook.load import Rulebook
from eqmon.rulebook.model import Decides, MonitoredStrand, Suite, SuiteField
from eqmon.rulebook.units import UnitList
from eqmon.vocabulary import Strand

HEADINGS = {
    "reference": ("Crime reference", "Crime ref"),
    "unit": ("BOCU", "Borough"),
    "reported": ("Date reported",),
    "ethnicity": ("Ethnicity", "Victim ethnicity"),
    "gender": ("Gender", "Sex"),
    "age": ("Age",),
    "date_of_birth": ("Date of birth",),
}
FIELDS = tuple(HEADINGS)
STRANDS = {
    Strand.ETHNICITY: ("ethnicity",),
    Strand.GENDER: ("gender",),
    Strand.AGE: ("age", "date_of_birth"),
}


def small_suite(name: str = "small", recognised_by: tuple[str, ...] = ("ethnicity",)) -> Suite:
    """A suite of seven fields, three strands and no rules."""
    return Suite(
        suite=name,
        title=name,
        collection=name,
        grain="a victim",
        about="the victim",
        units="as_found",
        unit="unit",
        date="reported",
        key="reference",
        recognised_by=recognised_by,
        decides=Decides(level="overall", reason="a test"),
        fields={field: SuiteField(headings=headings) for field, headings in HEADINGS.items()},
        strands={
            str(strand): MonitoredStrand(strand=strand, label=strand, fields=fields)
            for strand, fields in STRANDS.items()
        },
        rules=(),
    )


def small_rulebook(*suites: Suite) -> Rulebook:
    """A rulebook of the suites given, or of `small_suite()`."""
    return Rulebook(
        name="small",
        directory=None,
        sha256="",
        suites={suite.suite: suite for suite in suites or (small_suite(),)},
        code_lists={},
        units={"as_found": UnitList.as_found()},
        duties=Duties({}),
        exceptions=(),
    )
