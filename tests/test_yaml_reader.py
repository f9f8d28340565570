from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook import yaml_reader
from eqmon.rulebook.yaml_reader import read_document, read_yaml

BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_mapping_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "one: 1\ntwo: [a, b]\n")
    assert read_yaml(path) == {"one": 1, "two": ["a", "b"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, ["line 2", "alias"]),
        ("a: 1\nb: 2\na: 3\n", ["line 3", "'a' stands twice, first on line 1"]),
        ("a:\n  b: 1\n  b: 2\n", ["line 3", "'b' stands twice"]),
        ("a: [{b: 1, b: 2}]\n", ["'b' stands twice"]),
        ("- a\n- b\n", ["not a mapping"]),
        ("", ["not a mapping"]),
        ("just words\n", ["not a mapping"]),
        ("a: [1\nb: 2\n", ["is not YAML", "line 2"]),
        ("a: 1\n---\nb: 2\n", ["is not YAML"]),
        ("a: !!python/object:os.system x\n", ["is not YAML", "line 1"]),
        ("a: 2007-02-31\n", ["cannot be", "YYYY-MM-DD"]),
        ("[a, b]: 1\n", ["key is not plain text"]),
        ("a: " + "[" * 5000, ["nested over 30 levels"]),
        ("a: \x07\n", ["unreadable characters"]),
    ],
)
def test_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(RulebookError) as raised:
        read_yaml(write(tmp_path, "a.yaml", text))
    assert [word for word in ["a.yaml", *words] if word not in str(raised.value)] == []


def test_a_bomb_is_told_in_a_few_lines(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as raised:
        read_yaml(write(tmp_path, "a.yaml", BOMB))
    assert str(raised.value).count("\n") <= 5


def test_undecodable_and_absent_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: caf\xe9\n")
    with pytest.raises(RulebookError, match="save it as UTF-8"):
        read_yaml(tmp_path / "a.yaml")
    with pytest.raises(RulebookError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")


def test_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.yaml", "a: 1\n")
    monkeypatch.setattr(yaml_reader, "MOST_BYTES", 5)
    assert read_yaml(path) == {"a": 1}
    monkeypatch.setattr(yaml_reader, "MOST_BYTES", 4)
    with pytest.raises(RulebookError, match="5 bytes long"):
        read_yaml(path)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b",), 2),
        (("b", 0), 3),
        (("b", 1, "d"), 5),
        (("b", 1, "chosen by the model", "d"), 5),
        (("b", 9), 2),
        (("none",), 1),
    ],
)
def test_line_of(tmp_path: Path, place: tuple[int | str, ...], line: int) -> None:
    text = "a: 1\nb:\n  - c: 1\n  - c: 2\n    d: 3\n"
    assert read_document(write(tmp_path, "a.yaml", text)).line_of(place) == line
