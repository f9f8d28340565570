"""A rule on fewer than ten people says the same in public as one on nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from public_copies import BOROUGHS
from reports import AREA_OF, Unit, collection_of, rate_of, report_of
from small_extracts import MONTH, records, write_extract

from eqmon.compare import compare
from eqmon.disclosure.protect import protect
from eqmon.extract.declared import Declared
from eqmon.pipeline import Order, run_check
from eqmon.report import WRITERS, write
from eqmon.report.github import summary
from eqmon.report.model import Report, RuleVerdict
from eqmon.vocabulary import Level, Movement, Verdict

PEOPLE = [  # how many are Gypsy or Traveller, by which code and flags
    (0, "W1", "DV"),
    (1, "W3", "DV"),
    (1, "W3", "DV;GT"),
    (1, "W1", "DV;GT"),
    (9, "W3", "DV"),
    (9, "W3", "DV;GT"),
    (9, "W1", "DV;GT"),
]


def of_people(folder: Path, people: int, code: str, flags: str) -> Report:
    """Of two boroughs, in one of which so many are of a small group."""
    rows = records(ethnicity="W1") + records(unit="Camden", first=41, ethnicity="W1")
    for row in rows[:people]:
        row.update(ethnicity=code, flags=flags)
    path = write_extract(folder / "extract.csv", rows)
    order = Order(paths=[str(path)], period=MONTH, declared=Declared())
    return run_check(order, lambda watched: None)


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    return [of_people(tmp_path_factory.mktemp("people"), *said) for said in PEOPLE]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("compared", [False, True])
def test_every_format_is_the_same_for_nobody_one_and_nine(
    inside: list[Report], name: str, compared: bool
) -> None:
    if compared:
        inside = [compare(r, inside[4], name="last.json", sha256="ef" * 32) for r in inside]
    assert len({write(report, "json") for report in inside}) > 1
    assert len({write(protect(report), name) for report in inside}) == 1
    assert len({summary(protect(report)) for report in inside}) == 1


def test_of_ten_the_verdict_is_told(tmp_path: Path) -> None:
    (collection,) = protect(of_people(tmp_path, 10, "W3", "DV")).collections
    assert rule_of(collection.rules, "DV-XF-05").verdict is Verdict.WARN


def rule_of(rules: tuple[RuleVerdict, ...], rule_id: str) -> RuleVerdict:
    (rule,) = (r for r in rules if r.rule == rule_id)
    return rule


def failing(rule_id: str, people: int | None) -> Report:
    """The rule fails by so many people; of None it has no finding."""
    whole = collection_of([Unit(name, 400) for name in BOROUGHS])
    failed = {"verdict": Verdict.FAIL, "reason": "", "movement": Movement.WORSE}
    findings = tuple(
        f.model_copy(update={**failed, "rate": rate_of(people or 0, people or 0)})
        if f.rule == rule_id
        else f
        for f in whole.findings
        if f.rule != rule_id or people is not None
    )
    nobody = {"verdict": Verdict.NOT_ASSESSED, "units_not_assessed": 0, "units_warning": 0}
    nobody |= {"decided_by": "otherwise"}
    nobody |= {"sentence": "Not assessed: no record is concerned.", "units_passing": 0}
    somebody = {"verdict": Verdict.FAIL, "units_failing": 2, "movement": Movement.WORSE}
    rules = tuple(
        r.model_copy(update=nobody if people is None else somebody) if r.rule == rule_id else r
        for r in whole.rules
    )
    verdict = Verdict.PASS if people is None else Verdict.FAIL
    collection = whole.model_copy(update={"findings": findings, "rules": rules, "verdict": verdict})
    return report_of([collection], verdict=verdict, standard_met=people is None)


@pytest.mark.parametrize("rule_id", ["DV-DIS-02", "DV-ETH-02"])
def test_nothing_that_follows_from_few_people_is_told(rule_id: str) -> None:
    copies = [protect(failing(rule_id, n), AREA_OF) for n in (None, 0, 1, 9)]
    assert len({copy.model_dump_json() for copy in copies}) == 1
    (collection,) = copies[2].collections
    others = Verdict.PASS if rule_id == "DV-DIS-02" else Verdict.WARN
    assert copies[2].verdict is collection.verdict is others
    assert copies[2].standard_met
    assert not [f for f in collection.findings if f.rule == rule_id]
    rule = rule_of(collection.rules, rule_id)
    assert (rule.verdict, rule.action, rule.movement) == (Verdict.NOT_ASSESSED, "", None)
    units = (rule.units_failing, rule.units_warning, rule.units_passing, rule.units_not_assessed)
    assert units == (0, 0, 0, len(BOROUGHS))
    assert rule.sentence == "Not assessed: fewer than ten records are concerned, or none."


@pytest.mark.parametrize("rule_id", ["DV-DIS-02", "DV-ETH-02"])
def test_of_ten_people_the_verdict_decides(rule_id: str) -> None:
    copy = protect(failing(rule_id, 10), AREA_OF)
    (collection,) = copy.collections
    assert rule_of(collection.rules, rule_id).verdict is Verdict.FAIL
    assert (collection.verdict, copy.verdict, copy.standard_met) == (
        Verdict.FAIL,
        Verdict.FAIL,
        False,
    )


@pytest.mark.parametrize("passing", ["DV-AGE-01", "DV-KEY-01", "DV-DIS-02"])
def test_a_collection_passes_only_where_a_strand_is_assessed(passing: str) -> None:
    whole = collection_of([Unit(name, 400) for name in BOROUGHS])
    rules = tuple(
        r.model_copy(
            update={"verdict": Verdict.PASS if r.rule == passing else Verdict.NOT_ASSESSED}
        )
        for r in whole.rules
    )
    copy = protect(report_of([whole.model_copy(update={"rules": rules})]), AREA_OF)
    strand = passing == "DV-AGE-01"
    assert copy.verdict is (Verdict.PASS if strand else Verdict.NOT_ASSESSED)
    assert copy.standard_met is strand


def test_how_many_units_hold_any_of_a_kind_of_people_is_not_told() -> None:
    report = failing("DV-DIS-02", 10)
    (collection,) = protect(report, AREA_OF).collections
    rule = rule_of(collection.rules, "DV-DIS-02")
    assert rule.units_failing == 0
    assert rule.units_not_assessed == len(BOROUGHS)


def in_period(months: dict[str, int], count: int) -> Report:
    """So many dates outside the period, all in Barnet."""
    whole = collection_of([Unit(name, 400) for name in BOROUGHS])
    pattern = next(f for f in whole.findings if f.level is Level.OVERALL)
    dates = {"rule": "DV-DAT-02", "kind": "date_in_period", "strand": None, "measure": None}
    rate = {"rate": rate_of(count, 2400), "sentence": f"{count} dates"}
    findings = [
        pattern.model_copy(update={**dates, **rate, "level": level, "unit": unit})
        for level, unit in ((Level.OVERALL, None), (Level.UNIT, "Barnet"))
    ]
    rule = whole.rules[0].model_copy(
        update={"rule": "DV-DAT-02", "strand": None, "sentence": f"{count} dates"}
    )
    collection = whole.model_copy(
        update={
            "findings": (*whole.findings, *findings),
            "rules": (*whole.rules, rule),
            "months": months,
        }
    )
    return report_of([collection])


@pytest.mark.parametrize(
    ("months", "count", "told"),
    [
        ({"2007-01": 2390, "2007-02": 10}, 10, True),
        ({"2007-01": 2391, "2007-02": 9}, 9, False),
        ({"2007-01": 2400}, 0, True),
        ({"2007-01": 2400}, 9, False),  # by another date than the one that gives the month
        ({"2006-12": 4, "2007-01": 1396, "2007-02": 1000}, 1004, False),  # 1,004 less 1,000
    ],
)
def test_dates_outside_the_period_do_not_tell_a_small_month(
    months: dict[str, int], count: int, told: bool
) -> None:
    (collection,) = protect(in_period(months, count), AREA_OF).collections
    found = {f.level: f for f in collection.findings if f.rule == "DV-DAT-02"}
    assert (found[Level.OVERALL].rate is not None) is told
    assert (Level.UNIT in found) is told
    assert (f"{count} dates" in collection.model_dump_json()) is told
