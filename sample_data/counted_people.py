"""The groups that people are counted in by count.py, written by hand and apart from rules/."""

from __future__ import annotations

import re
from datetime import date

NOT_PLACED = "age not placed"
RELIGIONS = (
    "r0 none|no religion", "r1|christian", "r2|buddhist", "r3|hindu", "r4|jewish", "r5|muslim",
    "r6|sikh", "r7 other|any other religion",
)  # fmt: skip


def _words(texts: str, group: str) -> dict[str, str]:
    codes, _, label = texts.partition("|")
    return dict.fromkeys([*codes.split(), label, *label.split("/")], group)


ETHNIC_GROUPS = {"w": "White", "m": "Mixed", "a": "Asian", "b": "Black", "o": "Other"}
GROUPS = {
    "gender": _words("m 1|male", "Male") | _words("f 2|female", "Female"),
    "disability": _words("y yes|disabled", "Disabled")
    | _words("n no none|not disabled", "Not disabled"),
    "sexual_orientation": _words("s1 straight|heterosexual or straight", "Heterosexual or straight")
    | _words("s2 gay/lesbian|gay or lesbian", "Gay or lesbian")
    | _words("s3|bisexual", "Bisexual"),
    "religion_belief": {
        word: group
        for texts in RELIGIONS
        for word, group in _words(texts, texts.partition("|")[2].capitalize()).items()
    },
}
MOTIVATIONS = {
    "ri": "Race or ethnicity",
    "race": "Race or ethnicity",
    "fh": "Religion or belief",
    "faith": "Religion or belief",
    "ho": "Sexual orientation",
    "homophobic": "Sexual orientation",
    "dh": "Disability",
    "disability": "Disability",
    "th": "Transgender identity",
    "transgender": "Transgender identity",
}


def group_of(strand: str, plain: str) -> str:
    """The group of a known answer, in small letters: Chinese is Asian, as since 2011."""
    if strand != "ethnicity":
        return GROUPS[strand][plain]
    if plain == "o1" or "chinese" in plain.removeprefix("chinese or other ethnic group"):
        return "Asian"
    return ETHNIC_GROUPS["o" if plain == "any other ethnic group" else plain[0]]


def age_group(age: int) -> str:
    """The band of an age in whole years."""
    for first, last in ((18, 24), (25, 34), (35, 44), (45, 54), (55, 64)):
        if age <= last:
            return "under 18" if age < first else f"{first}-{last}"
    return "65+"


def band_group(plain: str) -> str:
    """The band that a recorded band lies within; itself where it lies within none."""
    first, last = (*re.findall(r"\d+", plain), "200")[:2]
    if plain.startswith("under"):
        first, last = "0", str(int(first) - 1)
    groups = {age_group(int(first)), age_group(int(last))}
    return groups.pop() if len(groups) == 1 else plain


def birth_group(born: date, reported: date | None) -> str:
    """The band of the age on the day of the report."""
    if reported is None:
        return NOT_PLACED
    had_birthday = (reported.month, reported.day) >= (born.month, born.day)
    return age_group(reported.year - born.year - (not had_birthday))
