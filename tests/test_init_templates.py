"""What `eqmon init DIR` writes: copies that lint, settings, and examples that do nothing yet."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from command_line import Run, assert_one_clear_error, run_command
from hypothesis import given
from hypothesis import strategies as st

from eqmon.errors import OutputError, RulebookError, UsageError
from eqmon.init.placing import place
from eqmon.init.quoting import flow, one_line, scalar, toml
from eqmon.init.starter import starter
from eqmon.paper.authored_file import read_authored
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.vocabulary import Form

READ_BY_YAML: type[yaml.Loader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def names_under(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def block(page: Path, language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("somewhere") / "new" / "my rules"
    return folder, run_command("init", folder)


def test_it_makes_the_folder_and_says_what_is_in_it(started: tuple[Path, Run]) -> None:
    folder, run = started
    assert (run.code, run.err) == (0, "")
    assert names_under(folder) == {
        *("README.md", "eqmon.toml", "exceptions.yaml", "layouts/README.md", "units/README.md"),
        *("suites/domestic_violence.yaml", "suites/hate_crime.yaml", "paragraphs.md"),
    }
    assert all(name in run.out for name in names_under(folder))
    assert f"eqmon check EXTRACT --rules '{folder}'" in run.out


def test_a_suite_is_the_shipped_file_under_a_heading(started: tuple[Path, Run]) -> None:
    folder, _ = started
    for name in ("domestic_violence", "hate_crime"):
        shipped = files("eqmon.rules").joinpath("suites", f"{name}.yaml").read_bytes()
        heading, found, rest = (folder / f"suites/{name}.yaml").read_bytes().partition(shipped)
        assert (found, rest) == (shipped, b"")
        assert all(line.startswith(b"#") for line in heading.strip().split(b"\n"))


def test_its_settings_name_the_folder(started: tuple[Path, Run]) -> None:
    folder, _ = started
    assert tomllib.loads((folder / "eqmon.toml").read_text("utf-8")) == {"eqmon": {"rules": "."}}


def test_the_examples_do_nothing_until_they_are_taken(
    started: tuple[Path, Run], shipped: Rulebook, tmp_path: Path
) -> None:
    folder, _ = started
    before = load_rulebook(folder)
    assert (before.suites, before.exceptions) == (shipped.suites, ())
    assert before.layouts.keys() == shipped.layouts.keys()
    assert before.units.keys() == shipped.units.keys()

    mine = tmp_path / "mine"
    shutil.copytree(folder, mine)
    layout = block(mine / "layouts/README.md", "yaml")
    (mine / "layouts/camden.yaml").write_text(layout, encoding="utf-8")
    (mine / "units/kent.csv").write_text(block(mine / "units/README.md", "csv"), encoding="utf-8")
    file = mine / "exceptions.yaml"
    example = re.sub(r"^#( {3}.*)$", r"\1", file.read_text("utf-8"), flags=re.MULTILINE)
    example = example.replace("exceptions: []\n", "").replace("#\n", "exceptions:\n")
    file.write_text(example, encoding="utf-8")
    after = load_rulebook(mine)
    assert after.layouts["camden"].every_record == {"unit": "Camden"}
    assert after.units["kent"].find("ASH") == "Ashford"
    assert [exception.unit for exception in after.exceptions] == ["Barnet"]


def test_a_suite_is_chosen_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run_command("init", folder, "--suite", "stop_and_search").code == 0
    assert [path.name for path in (folder / "suites").iterdir()] == ["stop_and_search.yaml"]


def test_an_unknown_suite_makes_no_folder(shipped: Rulebook) -> None:
    with pytest.raises(UsageError, match=r"--suite homicide.*stop_and_search"):
        starter(shipped, ["homicide"])


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites/hate_crime.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    before = names_under(tmp_path)
    run = run_command("init", tmp_path)
    assert_one_clear_error(run, "README.md, suites/hate_crime.yaml", "name another folder")
    assert names_under(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="lies in one"):
        place(tmp_path / "file" / "mine", {"a": ""}, load_rulebook)


def test_other_files_may_be_there_and_stay(tmp_path: Path, shipped: Rulebook) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    place(tmp_path, {"suites/a.yaml": "a", "b": "b"}, lambda _: shipped)
    assert names_under(tmp_path) == {"notes.txt", "suites/a.yaml", "b"}


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [("the rulebook does not lint", RulebookError), ("it is interrupted", KeyboardInterrupt)],
)
def test_what_fails_leaves_nothing(
    trouble: str, raised: type[BaseException], tmp_path: Path
) -> None:
    (tmp_path / "mine/suites").mkdir(parents=True)
    (tmp_path / "mine/suites/my.yaml").write_text("mine", encoding="utf-8")
    before = set(tmp_path.rglob("*"))

    def check(_: Path) -> Rulebook:
        raise raised("rulebook", "does not lint")

    with pytest.raises(raised):
        place(tmp_path / "mine", {"suites/a.yaml": "a", "units/README.md": "b"}, check)
    with pytest.raises(raised):
        place(tmp_path / "other", {"suites/a.yaml": "a", "units/README.md": "b"}, check)
    assert set(tmp_path.rglob("*")) == before


@given(st.lists(st.text(), min_size=1, max_size=30))
def test_a_text_says_nothing_but_itself(texts: list[str]) -> None:
    first = texts[0]
    written = (
        f"a: {scalar(first)}\nb: {flow(texts)}  # {one_line(first)}\nc: {{d: {scalar(first)}}}\n"
    )
    read = yaml.load(written, Loader=READ_BY_YAML)
    assert read == {"a": first, "b": texts, "c": {"d": first}}


@given(st.text())
def test_a_setting_says_nothing_but_itself(text: str) -> None:
    assert tomllib.loads(f"a = {toml(text)}  # {one_line(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb", "a b"), ("a\u2028# b", "a # b"), ("\x00\ud800x", "??x"), ("  é  ", "é")],
)
def test_a_comment_has_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_the_paragraphs_can_be_taken_as_they_are(started: tuple[Path, Run]) -> None:
    own = read_authored(started[0] / "paragraphs.md", Form.COMMITTEE)
    assert "financial" in own.sections
    assert not any(own.sections.values())
