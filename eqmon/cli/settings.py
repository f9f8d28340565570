"""The settings of eqmon.toml: found upwards from the working directory, checked all at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eqmon.errors import UsageError

FILE = "eqmon.toml"
EVERY = "eqmon"
"""The table for all commands; each other table is named after the one command that it is for."""
OFF = "EQMON_NO_SETTINGS"
"""Set to anything but nothing, it keeps every eqmon.toml unread."""
DIFFERS = frozenset({"audience", "format", "output", "rule"})
"""Options that say something else in each command, and so stand in its own table alone.

`internal` shows an analyst an inspection, and sends exact counts to whoever reads annotations.
"""


@dataclass(frozen=True)
class OneOf:
    """Stands beside an option whose texts are some names alone."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """What the value of one option may be."""

    type: type = str
    """`str`, `bool` or `int`."""
    repeatable: bool = False
    choices: tuple[str, ...] = ()
    """Empty where any text will do."""
    is_path: bool = False

    @property
    def allowed(self) -> str:
        """The kind in words."""
        if self.choices:
            return ", ".join(self.choices)
        if self.repeatable:
            return "a text, or a list of texts"
        words = {str: "a text in quotation marks", bool: "true or false", int: "a whole number"}
        return words[self.type]


Options = Mapping[str, Mapping[str, Kind]]
"""The options that may be set, by command and name; a command of several words has no table."""


@dataclass(frozen=True)
class Settings:
    """What an eqmon.toml says, checked."""

    file: str
    """Its path, from the working directory."""
    tables: Mapping[str, Mapping[str, object]]

    def find(self, command: str, name: str) -> tuple[object, str] | None:
        """The value of a command's option and the table it stands in; None where it is not set."""
        for table in (command, EVERY):
            if name in self.tables.get(table, {}):
                return self.tables[table][name], table
        return None


def find_settings() -> Path | None:
    """The nearest file, from the working directory upwards; None where it is turned off."""
    if os.environ.get(OFF):
        return None
    try:
        here = Path.cwd()
    except FileNotFoundError:  # somebody has removed the working directory
        return None
    # os.path asks without raising where a folder may not be looked into.
    return next((f / FILE for f in (here, *here.parents) if os.path.isfile(f / FILE)), None)


def read_settings(path: Path, options: Options) -> Settings:
    """The settings in a file.

    Paths come as they are seen from the working directory, repeatable options as lists. Raises
    UsageError with every problem of the file.
    """
    file = os.path.relpath(path)
    problems: list[UsageError] = []
    tables = dict(_tables(file, _parse(path, file), options, problems))
    if len(problems) == 1:
        raise problems[0]
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise UsageError(file, f"{len(problems)} problems:\n{lines}")
    return Settings(file, tables)


def _parse(path: Path, file: str) -> dict[str, object]:
    import tomllib

    hint = "texts stand in quotation marks, as in suite = 'hate_crime'"
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(file, f"is not TOML: {error}", hint=hint) from None
    except (UnicodeDecodeError, RecursionError):
        raise UsageError(file, "is not TOML", hint="save it as plain UTF-8 text") from None
    except OSError as error:
        raise UsageError(file, f"cannot be read: {error.strerror}") from None


def _tables(
    file: str, says: Mapping[str, object], options: Options, problems: list[UsageError]
) -> Iterator[tuple[str, dict[str, object]]]:
    """The tables with the values that make sense; what does not is added to `problems`."""
    folder = os.path.dirname(file)
    known = {
        EVERY: dict(_of_every(options)),
        **{name: k for name, k in options.items() if " " not in name},
    }
    for table, values in says.items():
        if table not in known or not isinstance(values, dict):
            problems.append(_no_table(file, table, values, known))
            continue
        kept: dict[str, object] = {}
        for name, value in values.items():
            kind = known[table].get(name)
            if kind is None:
                problems.append(_unknown_key(file, table, name, known))
            elif (problem := _wrong(value, kind)) is not None:
                place = f"{file}, {table}.{name}"
                hint = _nearest(str(value), kind.choices)
                problems.append(UsageError(place, problem, allowed=kind.allowed, hint=hint))
            else:
                kept[name] = _settled(value, kind, folder)
        yield table, kept


def _of_every(options: Options) -> Iterator[tuple[str, Kind]]:
    """The options that mean and take the same wherever they are."""
    for name in {name: None for kinds in options.values() for name in kinds}:
        kinds = {of[name] for of in options.values() if name in of}
        if name not in DIFFERS and len(kinds) == 1:
            yield name, kinds.pop()


def _no_table(file: str, name: str, value: object, known: Options) -> UsageError:
    tables = ", ".join(f"[{table}]" for table in known)
    if isinstance(value, dict):
        hint = _nearest(name, known)
        return UsageError(file, f"there is no command [{name}]", allowed=tables, hint=hint)
    hint = f"put it under [{EVERY}], which is for every command, or under the command's own"
    return UsageError(file, f"'{name}' stands in no table", allowed=tables, hint=hint)


def _unknown_key(file: str, table: str, name: str, known: Options) -> UsageError:
    # A quoted key may hold anything, also what would steer a terminal.
    shown = "".join(character if character.isprintable() else "?" for character in name)
    place = f"{file}, {table}.{shown}"
    of_others = [other for other, kinds in known.items() if name in kinds and other != EVERY]
    if table == EVERY and of_others:
        hint = "put it under " + " or ".join(f"[{other}]" for other in of_others)
        return UsageError(place, "it says something else in each command", hint=hint)
    hint = _nearest(name.replace("-", "_"), known[table])
    return UsageError(place, "unknown key", allowed=", ".join(sorted(known[table])), hint=hint)


def _nearest(word: str, allowed: Collection[str]) -> str:
    from eqmon.rulebook.problems import nearest

    return nearest(word, allowed)


def _wrong(value: object, kind: Kind) -> str | None:
    """What is wrong with a value; None where it is of its kind."""
    values = value if kind.repeatable and isinstance(value, list) else [value]
    if not all(type(one) is kind.type for one in values):
        return "is of the wrong type"
    if kind.type is str and not all(str(one).strip() for one in values):
        return "is empty"
    if kind.choices and not all(one in kind.choices for one in values):
        return "not a word that may stand here"
    return None


def _settled(value: object, kind: Kind, folder: str) -> object:
    if kind.repeatable:
        values = value if isinstance(value, list) else [value]
        return [_settled(one, Kind(is_path=kind.is_path), folder) for one in values]
    # Not Path, which would forget the slash that says it is a folder.
    return os.path.join(folder, str(value)) if kind.is_path else value
