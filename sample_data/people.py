"""The invented persons of the sample drops: codes only, no name, no address, no words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from chance import Chance

STRANDS = ("age", "disability", "ethnicity", "gender", "religion_belief", "sexual_orientation")

ETHNICITY_MIX = {
    "centre": "W1 46 W2 4 W9 16 M1 1 M2 1 M3 2 M9 2 A1 3 A2 1 A3 4 A9 3 B1 3 B2 7 B9 1 O1 3 O9 3",
    "east": "W1 33 W2 2 W9 9 M1 2 M2 1 M3 1 M9 1 A1 8 A2 8 A3 13 A9 3 B1 6 B2 9 B9 2 O1 1 O9 2",
    "north": "W1 42 W2 5 W9 15 M1 2 M2 1 M3 1 M9 1 A1 9 A2 3 A3 1 A9 4 B1 6 B2 6 B9 1 O1 1 O9 2",
    "south": "W1 45 W2 3 W9 8 M1 3 M2 1 M3 1 M9 1 A1 4 A2 2 A3 1 A9 3 B1 12 B2 11 B9 3 O1 1 O9 1",
    "suburb": "W1 76 W2 2 W9 5 M1 1 M2 1 M3 1 M9 1 A1 3 A2 1 A3 1 A9 2 B1 2 B2 2 B9 1 O1 1",
    "west": "W1 46 W2 4 W9 10 M1 1 M2 1 M3 1 M9 1 A1 14 A2 6 A3 1 A9 4 B1 3 B2 5 B9 1 O1 1 O9 1",
}
"""Weights of 16+1 codes per kind of borough: plausible, measured nowhere."""

RELIGION_MIX = "none 22 christian 48 muslim 17 hindu 5 sikh 2 jewish 2 buddhist 1 other 3"
ORIENTATION_MIX = "heterosexual 94 gay_or_lesbian 4 bisexual 2"
ORIENTATION_MIX_HATE_CRIME = "heterosexual 78 gay_or_lesbian 19 bisexual 3"


def weights(text: str) -> list[tuple[str, int]]:
    """`W1 46 W2 4` as pairs."""
    words = text.split()
    return [(words[i], int(words[i + 1])) for i in range(0, len(words), 2)]


@dataclass(frozen=True)
class Person:
    """An invented person: what would be true if it were asked, told and written down."""

    reference: str
    born: date
    gender: str
    ethnicity: str
    religion_belief: str
    sexual_orientation: str
    disability: str


def completed_years(born: date, day: date) -> int:
    """The age on that day of someone born then."""
    before_birthday = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - before_birthday


def draw_person(
    chance: Chance, reference: str, mix: str, *, female: int, orientation: str = ORIENTATION_MIX
) -> Person:
    """An adult of 18 to 80, women in so many of a thousand."""
    years = chance.pick([(18, 22), (25, 30), (35, 24), (45, 13), (55, 6), (65, 5)])
    return Person(
        reference=reference,
        born=date(2006 - years, 12, 31) - timedelta(days=chance.below(365 * 10)),
        gender="F" if chance.happens(female) else "M",
        ethnicity=chance.pick(weights(ETHNICITY_MIX[mix])),
        religion_belief=chance.pick(weights(RELIGION_MIX)),
        sexual_orientation=chance.pick(weights(orientation)),
        disability="yes" if chance.happens(120) else "no",
    )


def young(person: Person) -> Person:
    """The person, or in few the same born 12 years later: some victims are under 18.

    A chance of its own leaves all others as they are.
    """
    chance = Chance("young", person.reference)
    if not 1978 <= person.born.year <= 1983 or not chance.happens(80):
        return person
    return replace(person, born=person.born + timedelta(days=365 * 12))


def observed(ethnicity: str, chance: Chance) -> str:
    """The officer-observed 6+1 code: mostly what the self-defined one suggests, or 0."""
    if chance.happens(60):
        return "0"
    if ethnicity in ("W9", "O9", "M9"):
        return chance.pick([("1", 3), ("2", 5), ("6", 2)])
    if ethnicity == "O1":
        return "5"
    return {"W": "1", "M": "3", "A": "4", "B": "3"}[ethnicity[0]]
