from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import pytest
from rule_files import write

from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect
from eqmon.extract.declared import Declared
from eqmon.pipeline import Order, run_measures
from eqmon.report.each_unit import report_of_unit
from eqmon.report.model import Collection, Report

SAMPLE = Path(__file__).parent.parent / "sample_data" / "2007-01"
ROWS = """\
strand,group,unit,count,share,of,date,source
gender,Female,,52000,,adults,2006-06-30,made up for a test
gender,Male,,48000,,adults,2006-06-30,made up for a test
gender,Female,,,0.9,adults,2020-06-30,made up for a test
ethnicity,BME = Mixed + Asian + Black + Other,Barnet,,0.3,residents,2006-06-30,made up for a test
ethnicity,White,Camden,,0.7,residents,2006-06-30,made up for a test
"""
HOMICIDES = """\
Borough,Recorded Date,Homicide Offence Type,Method of Killing,Age Group,Officer Observed Ethnicity
Camden,Jan-21,Murder,Other,18 to 24,White
Camden,Jan-21,Murder,Other,18 to 24,Black
Camden,Jan-21,Murder,Other,18 to 24,Asian
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Report:
    rules = tmp_path_factory.mktemp("rules")
    write(rules, "populations/mine.csv", ROWS)
    return run_measures(Order([str(SAMPLE / "dv-barnet.csv")], rules=rules), lambda worker: None)


@pytest.fixture(scope="module")
def collection(whole: Report) -> Collection:
    [found] = whole.collections
    return found


def test_people_are_held_beside_the_populations_given(collection: Collection) -> None:
    found = [(r.strand, r.unit, r.beside.kind, r.beside.group) for r in collection.represented]
    assert found == [
        ("ethnicity", "Barnet", "share", "BME"),
        ("gender", None, "share", "Female"),
        ("gender", None, "share", "Male"),
        ("gender", None, "rate", "Female"),
    ]


def test_counts_are_those_of_the_table_of_people(collection: Collection) -> None:
    table = next(people for people in collection.people if people.subject == "ethnicity")
    row = next(row for row in table.rows if row.unit == "Barnet")
    counts = dict(zip(table.groups, row.counts, strict=True))
    recorded = next(
        one for one in collection.recorded if (one.strand, one.unit) == ("ethnicity", "Barnet")
    )
    bme = collection.represented[0]
    assert bme.people.count == sum(counts[one] or 0 for one in ("Mixed", "Asian", "Black", "Other"))
    assert bme.people.denominator == row.known
    assert bme.gap.count == recorded.applicable - (row.known or 0)
    assert bme.gap.denominator == recorded.applicable
    assert bme.people.rate is not None
    assert bme.ratio == pytest.approx(bme.people.rate / 0.3)


@pytest.mark.parametrize("method", ["suppress", "round"])
def test_a_public_copy_tells_what_its_own_tables_tell(
    whole: Report, method: Literal["suppress", "round"]
) -> None:
    control = Method(method)
    [inside], [public] = whole.collections, protect(whole, control=control).collections
    assert 0 < len(public.represented) <= len(inside.represented)
    for one in public.represented:
        table = next(people for people in public.people if people.subject == one.strand)
        row = next(row for row in table.rows if row.unit == one.unit)
        counts = dict(zip(table.groups, row.counts, strict=True))
        assert one.people.count == sum(counts[group] or 0 for group in one.beside.groups)
        assert one.people.denominator == sum(count or 0 for count in row.counts)


@pytest.mark.parametrize(
    ("row", "label", "why"),
    [
        ("age,10-17,,,0.1,residents", "Age", "it has no group 10-17."),
        (
            "ethnicity,White,,900,,residents",
            "Ethnicity (officer observed)",
            "people of Black and Asian are not counted there.",
        ),
    ],
)
def test_other_groups_are_of_another_whole(tmp_path: Path, row: str, label: str, why: str) -> None:
    header, line = ROWS.splitlines()[0], f"{row},2020-06-30,made up for a test"
    write(tmp_path, "populations/mine.csv", f"{header}\n{line}\n")
    write(tmp_path, "homicide.csv", HOMICIDES)
    examples = Path(__file__).parent.parent / "examples" / "homicides"
    shutil.copytree(examples / "suites", tmp_path / "suites")
    declared = Declared(suite="homicide")
    order = Order([str(tmp_path / "homicide.csv")], rules=tmp_path, declared=declared)
    [found] = run_measures(order, lambda worker: None).collections
    assert found.represented == ()
    said = f"{label} is not held beside residents on 2020-06-30: {why}"
    assert found.unfit_populations == (said,)


def test_a_units_own_report_tells_its_own_people_alone(whole: Report) -> None:
    [own] = report_of_unit(whole, "Barnet").collections
    assert [(one.unit, one.beside.group) for one in own.represented] == [("Barnet", "BME")]
