"""What is said alike of measures: names, counts of verdicts, ratios and units at a glance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from measured import by_answer, every_status, measured, places, report_with
from reports import small_report

from eqmon.measures.model import ByAnswer
from eqmon.rates import rate_of
from eqmon.report import markdown, measures_terminal, terminal
from eqmon.report.measure_answers import in_short
from eqmon.report.measure_units import at_a_glance, stand_out
from eqmon.report.measure_words import (
    bounds,
    brief,
    compared,
    conclusion,
    contrasts,
    hides_not_known,
    name_of,
    notes_of,
    point,
    reason_of,
    standing_of,
)
from eqmon.report.measures_model import measures_report
from eqmon.report.model import Report


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Sanction detections, detections (until 2013-03-31)"),
        ({"version": ""}, "Sanction detections (until 2013-03-31)"),
        ({"since": "2012-04-01"}, "Sanction detections, detections (2012-04-01 to 2013-03-31)"),
        (
            {"since": "2012-04-01", "until": None},
            "Sanction detections, detections (from 2012-04-01)",
        ),
        ({"version": "", "until": None}, "Sanction detections"),
    ],
)  # fmt: skip
def test_a_name_tells_versions_apart(changes: dict[str, Any], name: str) -> None:
    assert name_of(measured(**changes)) == name


def test_every_status_is_counted_once() -> None:
    said = "2 of 5 measures have figures, 1 has no record, 1 cannot be computed, 1 is withheld"
    assert standing_of(every_status()) == said
    assert standing_of((measured(),)) == "1 of 1 measure has figures"


def test_comparisons_are_of_single_strands_in_all_units() -> None:
    assert compared((measured(),)) == (
        "Of 3 comparisons of groups by strand: 0 usable, 2 usable with bounds, 1 not usable."
    )
    assert compared((measured(by=()),)) == ""


def test_many_comparisons_are_said_to_be_many() -> None:
    assert "about one in 20" in compared([measured()] * 7)
    assert "one in 20" not in compared([measured()] * 6)


def test_a_check_tells_measures_in_brief() -> None:
    assert brief(every_status()) == [
        "2 of 5 measures have figures, 1 has no record, 1 cannot be computed, 1 is withheld.",
        "Cannot be computed: DV-DUA-01.",
        "Of 3 comparisons of groups by strand: 0 usable, 2 usable with bounds, 1 not usable.",
        "‘eqmon measures’ tells each with its units and groups.",
    ]
    assert brief(()) == []


@pytest.mark.parametrize("write", [terminal.write, markdown.write])
def test_a_check_points_to_measures(write: Callable[[Report], str]) -> None:
    text = " ".join(write(report_with()).split())
    assert "2 of 5 measures have figures" in text
    assert "what the papers ask" in text
    assert "what the papers ask" not in write(small_report())


def test_why_there_is_no_figure_and_since_when() -> None:
    [cannot] = [one for one in every_status() if one.status == "not measurable"]
    assert reason_of(cannot) == (
        "Currently not measurable: no extract has a column for accused arrested on. Since 2006-11."
    )


@pytest.mark.parametrize(
    ("groups", "not_known", "told"),
    [
        ({"White": (200, 400), "Asian": (20, 200)}, (0, 0), "usable: lower"),
        ({"White": (100, 400), "Asian": (150, 200)}, (0, 5), "usable: higher"),
        ({"White": (900, 1000), "Asian": (895, 1000)}, (5, 10), "usable: alike"),
        (
            {"White": (200, 400), "Asian": (20, 200)},
            (30, 300),
            "usable with bounds: among known answers only, lower",
        ),
        ({"White": (960, 1000), "Asian": (930, 1000)}, (0, 0), "usable: alike (lower)"),
        ({"White": (930, 1000), "Asian": (960, 1000)}, (0, 0), "usable: alike (higher)"),
        ({"White": (200, 400), "Asian": (80, 200)}, (0, 0), "not usable"),
        ({"White": (10, 20), "Asian": (10, 20)}, (0, 0), "not usable, few records"),
    ],
)
def test_a_conclusion_says_verdict_and_region(groups: Any, not_known: Any, told: str) -> None:
    by = by_answer("ethnicity", "Ethnicity", groups, not_known, "White")
    [(_, contrast)] = contrasts((by,))
    assert conclusion(contrast) == told


def test_a_ratio_is_never_rounded_across_the_margin() -> None:
    by = by_answer("e", "E", {"White": (1000, 2000), "Asian": (801, 2000)}, comparator="White")
    [(_, contrast)] = contrasts((by,))
    assert (point(contrast), bounds(contrast)) == ("0.801", "0.801 to 0.801")


@pytest.mark.parametrize(
    ("male", "female", "not_known", "said"),
    [
        ((40, 80), (0, 90), (0, 5), ("no ratio", "no ratio")),
        ((40, 80), (0, 90), (1, 5), ("no ratio", "43.33 or more")),
        ((0, 80), (0, 90), (0, 0), ("", "")),
    ],
)
def test_a_ratio_to_nought_has_no_end(male: Any, female: Any, not_known: Any, said: Any) -> None:
    groups = {"Male": male, "Female": female}
    [(_, contrast)] = contrasts((by_answer("g", "G", groups, not_known, "Female"),))
    assert (point(contrast), bounds(contrast)) == said


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (
            {"Barnet": (60, 300), "Brent": (150, 300), "Camden": (75, 200), "Sutton": (1, 20)},
            "3 of 4 units have 30 records or more, from Barnet 20.0 % (60 of 300) to Brent 50.0 % "
            "(150 of 300); 2 lie outside the 99.8 % limits of chance, above: Brent; below: Barnet.",
        ),
        (
            {"Barnet": (10, 40), "Brent": (12, 40)},
            "2 of 2 units have 30 records or more, from Barnet 25.0 % (10 of 40) to Brent 30.0 % "
            "(12 of 40); none lies outside the 99.8 % limits of chance.",
        ),
        (
            {"Barnet": (40, 40), "Brent": (50, 50)},
            "2 of 2 units have 30 records or more, all alike, as Brent 100.0 % (50 of 50).",
        ),
        (
            {"Barnet": (4, 40), "Brent": (5, 20)},
            "1 of 2 units has 30 records or more: too few to tell units apart.",
        ),
        (
            {"Barnet": (4, 20), "Brent": (5, 20)},
            "none of 2 units has 30 records or more: too few to tell units apart.",
        ),
        ({"Barnet": (4, 40)}, ""),
    ],
)
def test_units_at_a_glance(units: dict[str, tuple[int, int]], said: str) -> None:
    assert at_a_glance(measured(places=places(units)), 30) == said


def test_what_is_withheld_stands_out_nowhere() -> None:
    hidden = [
        place.model_copy(update={"withheld": True, "rate": rate_of(0, 0)})
        if place.unit == "Brent"
        else place
        for place in places()
    ]
    one = measured(places=tuple(hidden))
    assert "Brent" not in at_a_glance(one, 30)
    assert [place.unit for place in stand_out(one, 30)] == ["Barnet"]


def test_in_short_the_surest_is_told_first_and_nothing_usable_together() -> None:
    told = dict(in_short(one for one in measured().by[:2]))
    assert told == {
        "Ethnicity": "19.5 % (195 of 1,000) not known. Usable with bounds, among known answers "
        "only, alike to White 50.0 % (200 of 400): Black 48.0 % (96 of 200). Usable with bounds, "
        "among known answers only, lower than White 50.0 % (200 of 400): Asian 10.0 % (20 of 200), "
        "ratio 0.20 (0.10 to 0.67 whatever those not known are).",
        "not usable by": "Gender, 0.0 % (0 of 1,000) not known.",
    }


@pytest.mark.parametrize(
    ("groups", "comparator", "said"),
    [
        (
            {"White": (960, 1000), "Asian": (930, 1000)},
            "White",
            "Usable, alike to White 96.0 % (960 of 1,000): Asian 93.0 % (930 of 1,000) (lower by "
            "more than chance, within the margin).",
        ),
        (
            {"Female": (0, 90), "Male": (40, 80)},
            "Female",
            "Usable, higher than Female 0.0 % (0 of 90): Male 50.0 % (40 of 80), no ratio to a "
            "rate of nought.",
        ),
    ],
)
def test_in_short_a_ratio_is_told_in_plain_words(groups: Any, comparator: str, said: str) -> None:
    [(_, told)] = in_short([by_answer("g", "G", groups, (0, 0), comparator)])
    assert told.endswith(said)


def test_a_strand_of_which_all_is_withheld_is_not_said_to_be_of_no_use() -> None:
    hidden = hidden_gap().model_copy(update={"groups": ()})
    known = hidden.model_copy(update={"label": "Age", "gap": rate_of(3, 10)})
    assert list(in_short([hidden, known])) == [
        ("withheld by", "Ethnicity (not known: withheld); Age, 30.0 % (3 of 10) not known.")
    ]
    one = measured(by=(hidden,))
    text = measures_terminal.write(measures_report(report_with(one)))
    assert "Ethnicity: not known: withheld;" in text


def test_units_that_are_all_withheld_are_said_to_be() -> None:
    nothing = {"withheld": True, "rate": rate_of(0, 0)}
    every = tuple(p if p.unit is None else p.model_copy(update=nothing) for p in places())
    assert at_a_glance(measured(places=every), 30) == "all 5 units are withheld."
    whole = tuple(p.model_copy(update=nothing) for p in places())
    text = " ".join(
        measures_terminal.write(measures_report(report_with(measured(places=whole)))).split()
    )
    assert "all withheld: offences" in text


def test_the_one_more_unit_is_named() -> None:
    units = dict.fromkeys(("Barnet", "Brent", "Camden", "Harrow"), (90, 100))
    units["Enfield"] = (300, 1000)
    one = measured(places=places(units))
    assert "above: Barnet, Brent, Camden and Harrow" in at_a_glance(one, 30)


def hidden_gap() -> ByAnswer:
    nothing = {"gap": rate_of(0, 0), "not_known": rate_of(0, 0), "withheld": True}
    return measured().by[0].model_copy(update=nothing)


def test_how_many_are_not_known_may_be_withheld_and_is_no_nought() -> None:
    told = dict(in_short([hidden_gap()]))["Ethnicity"]
    assert told.startswith("Not known: withheld. Usable")
    assert told.endswith("Groups are withheld, so that nobody can be made out.")
    assert hides_not_known(hidden_gap())
    assert not any(map(hides_not_known, measured().by))


def test_units_withheld_are_counted_and_in_no_range() -> None:
    hidden = [p.model_copy(update={"withheld": p.unit in ("Brent", "Camden")}) for p in places()]
    assert at_a_glance(measured(places=tuple(hidden)), 30).startswith(
        "2 of 3 units shown (2 withheld) have 30 records or more, from Barnet 20.0 % (60 of "
        "300) to Harrow 36.7 % (66 of 180);"
    )


def test_what_is_noted_of_every_measure_is_noted_once() -> None:
    rounded, lacking = "Counts are rounded.", "7 records are in extracts that lack a column."
    one = measured(notes=(rounded,))
    other = measured(title="Arrests", notes=(rounded, lacking))
    assert notes_of((one, other)) == [rounded, f"Arrests: {lacking}"]
    assert notes_of((other,)) == [f"Arrests: {rounded}", f"Arrests: {lacking}"]
    text = measures_terminal.write(measures_report(report_with(one, other)))
    assert (text.count(rounded), text.count(lacking)) == (1, 1)


@pytest.mark.parametrize(
    ("unit", "rounded_to", "out"),
    [
        ((30, 100), 1, True),
        ((30, 100), 5, False),
        ((70, 200), 5, True),
        ((35, 35), 1, True),
        ((35, 35), 5, False),
    ],
)
def test_a_unit_of_rounded_counts_stands_out_wherever_they_lay(
    unit: tuple[int, int], rounded_to: int, out: bool
) -> None:
    """All together are 16 %; of 100 records 28 and more lie outside, of so few as 35 any may."""
    all_units = {"Barnet": unit, "Brent": (1600, 10_000)}
    one = measured(places=places(all_units)).model_copy(update={"rounded_to": rounded_to})
    assert ([place.unit for place in stand_out(one, 32)] == ["Barnet"]) is out
