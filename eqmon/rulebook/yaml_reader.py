"""YAML rule files: read safely, each key with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from eqmon.rulebook.problems import Problem, raise_problems

MOST_BYTES = 2_000_000
DEEPEST = 30
"""Rule files are some forty kilobytes and eight levels deep; anything far beyond is a mistake."""

# libyaml is ten times as fast, and every wheel of PyYAML has it; a source build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and on which line it says it."""

    file: str
    data: dict[str, object]
    node: yaml.MappingNode

    def line_of(self, place: Sequence[int | str]) -> int:
        """The 1-based line of the innermost part of `place` that stands in the file.

        Parts that the file does not have (such as the kind that a model chose) are passed over.
        """
        node: yaml.Node = self.node
        line = 1
        for part in place:
            key, value = _step(node, part)
            if value is not None:
                node = value
                line = (key or value).start_mark.line + 1
        return line


def read_yaml(path: Path | Traversable) -> dict[str, object]:
    """The mapping in a YAML file; RulebookError for anything else, aliases and duplicate keys."""
    return read_document(path).data


def read_document(path: Path | Traversable) -> Document:
    """The mapping in a YAML file with its lines; RulebookError as `read_yaml`."""
    file = str(path)
    data = _bytes_of(path, file)
    try:
        raise_problems(_problems_of_events(file, data), where=file)
        loader = _Loader(data)
        try:
            node = loader.get_single_node()
            if not isinstance(node, yaml.MappingNode):
                raise Problem(file, "is not a mapping of keys to values").as_error()
            raise_problems(_doubled_keys(file, node), where=file)
            mapping = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        what = (error.problem or error.context or "not YAML").replace("\n", " ")
        raise Problem(file, f"is not YAML: {what}", line).as_error() from None
    except yaml.YAMLError:
        hint = "save it as UTF-8 text"
        raise Problem(file, "is not YAML: unreadable characters", hint=hint).as_error() from None
    except (ValueError, OverflowError) as error:
        what = "a date or number cannot be: " + str(error)
        raise Problem(file, what, hint="write the date as YYYY-MM-DD").as_error() from None
    return Document(file, mapping, node)


def parse_yaml(text: str) -> object:
    """What YAML text says that eqmon wrote itself: nothing of it is checked."""
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _bytes_of(path: Path | Traversable, file: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem(file, f"cannot be read: {error.strerror}").as_error() from None
    if len(data) > MOST_BYTES:
        message = f"is {len(data):,} bytes long"
        raise Problem(file, message, allowed=f"up to {MOST_BYTES:,} bytes").as_error()
    return data


def _problems_of_events(file: str, data: bytes) -> list[Problem]:
    """Aliases and bottomless nesting, found before any of it is built in memory."""
    problems: list[Problem] = []
    depth = 0
    for event in yaml.parse(data, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            hint = "write the values out"
            problems.append(Problem(file, "holds a YAML alias", line, allowed="none", hint=hint))
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return [*problems, Problem(file, f"is nested over {DEEPEST} levels deep", line)]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    # A bomb holds thousands of aliases; the first few say enough.
    return problems[:5]


def _doubled_keys(file: str, node: yaml.Node) -> list[Problem]:
    problems: list[Problem] = []
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                problems.append(Problem(file, "a key is not plain text", line))
            elif key.value in seen:
                message = f"key '{key.value}' stands twice, first on line {seen[key.value]}"
                problems.append(Problem(file, message, line, hint="keep one of the two"))
            else:
                seen[key.value] = line
            problems += _doubled_keys(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            problems += _doubled_keys(file, item)
    return problems


def _step(node: yaml.Node, part: int | str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Key and value under a part of a path; Nones where the node has no such part."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None, None
