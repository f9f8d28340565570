"""Names and rule ids from a file's name and headings: valid, and the same each time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count, product
from pathlib import PurePath
from string import ascii_uppercase

from eqmon.rulebook.yaml_reader import parse_yaml

LONGEST = 40
FEWEST, MOST = 2, 4
"""Letters of a rule id's first part."""

_ENDINGS = re.compile(r"(?:\.[a-z]{2,7})+$", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def rulebook_name(file: str, taken: Collection[str]) -> str:
    """The name of what an extract's file is to be called, without its folder and endings."""
    return name_of(_ENDINGS.sub("", PurePath(file).name), taken, otherwise="extract")


def name_of(text: str, taken: Collection[str], *, otherwise: str) -> str:
    """A rulebook's name from any text, and none of those taken: `otherwise` where nothing is left.

    Accents go, and so do numbers beside words: next year's file is checked by the same suite.
    """
    plain = (
        unicodedata.normalize("NFKD", text.replace("'", ""))
        .encode("ascii", "ignore")
        .decode()
        .casefold()
    )
    words = _NOT_A_NAME.sub(" ", plain).split()
    lasting = [word for word in words if not word.isdecimal()] or [otherwise, *words]
    name = "_".join(lasting)[:LONGEST].strip("_")
    if not name[0].isalpha() or parse_yaml(name) != name:  # YAML reads `yes` as true
        name = f"{otherwise}_{name}"
    return next(n for n in _numbered(name) if n not in taken)


def prefix_of(name: str, taken: Collection[str]) -> str:
    """The first part of a new suite's rule ids: its initials, and none that another suite uses."""
    words = [word for word in name.split("_") if word[0].isalpha()] or ["own"]
    letters = re.sub("[^A-Z]", "", "".join(words).upper())
    initials = "".join(word[0] for word in words).upper()
    wanted = [initials[:MOST], letters[:FEWEST], letters[: FEWEST + 1], letters[:MOST]]
    tried = (one for one in wanted if len(one) >= FEWEST)
    return next(one for one in (*tried, *_others(initials[0])) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}_{number}"


def _others(first: str) -> Iterator[str]:
    for more in range(1, MOST):
        for rest in product(ascii_uppercase, repeat=more):
            yield first + "".join(rest)
