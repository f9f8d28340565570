"""Units of one or two known people: told with a neighbour, so that recordings stay exact."""

from __future__ import annotations

import pytest

from eqmon.disclosure.together import together
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Level

AREA_OF = {"Barnet": "North West", "Brent": "North West", "Harrow": "North West", "Sutton": "South"}


def table(**known: int) -> People:
    """Each unit's known people, all of the first of two groups but one."""
    rows = [
        PeopleRow(level=Level.UNIT, unit=unit, counts=(n - (n > 1), int(n > 1)), known=n)
        for unit, n in known.items()
    ]
    both = zip(*(r.counts for r in rows), strict=True)
    counts = tuple(sum(n or 0 for n in column) for column in both)
    overall = PeopleRow(level=Level.OVERALL, unit=None, counts=counts, known=sum(known.values()))
    return People(subject="age", label="Age", groups=("a", "b"), rows=(overall, *rows))


def lines(people: People) -> dict[str | None, int | None]:
    return {row.unit: row.known for row in people.rows}


def nothing(level: Level, unit: str | None) -> bool:
    return False


@pytest.mark.parametrize(
    ("known", "told"),
    [
        pytest.param(
            {"Barnet": 3, "Brent": 40}, {"Barnet": 3, "Brent": 40}, id="three and more stand alone"
        ),
        pytest.param(
            {"Barnet": 0, "Brent": 40}, {"Barnet": 0, "Brent": 40}, id="nobody tells of nobody"
        ),
        pytest.param(
            {"Barnet": 1, "Brent": 40, "Harrow": 12},
            {"Brent": 40, "Barnet and Harrow": 13},
            id="one goes to the smallest neighbour",
        ),
        pytest.param(
            {"Barnet": 2, "Brent": 4, "Harrow": 5},
            {"Barnet, Brent and Harrow": 11},
            id="until ten are together",
        ),
        pytest.param(
            {"Barnet": 1, "Sutton": 40}, {"Barnet": 1, "Sutton": 40}, id="alone in its area"
        ),
    ],
)
def test_few_are_told_with_a_neighbour(known: dict[str, int], told: dict[str, int]) -> None:
    before = table(**known)
    after = together(before, AREA_OF, nothing)
    assert lines(after) == {None: sum(known.values()), **told}
    for group in range(2):
        of_units = [r.counts[group] or 0 for r in after.rows if r.level is Level.UNIT]
        assert sum(of_units) == before.rows[0].counts[group]


def test_a_withheld_unit_is_no_neighbour() -> None:
    after = together(
        table(Barnet=1, Brent=5, Harrow=12), AREA_OF, lambda level, unit: unit == "Brent"
    )
    assert lines(after) == {None: 18, "Brent": 5, "Barnet and Harrow": 13}


def test_units_told_together_before_are_told_together_again() -> None:
    after = together(table(Barnet=30, Brent=40), AREA_OF, nothing, kept=[("Barnet", "Brent")])
    assert lines(after) == {None: 70, "Barnet and Brent": 70}


def test_groups_that_do_not_add_up_are_left_alone() -> None:
    people = table(Barnet=1, Brent=40).model_copy(update={"adds_up": False})
    assert together(people, AREA_OF, nothing) == people
