"""What is kept beside a drop stands in the check's report, its paper's first page and its asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import papers
import pytest
from papers import words_under, written
from reports import small_report
from test_sampling_written import a_score, scored

from eqmon.document.model import tables_of
from eqmon.frameworks.model import Attainment, CharacteristicTold, Coverage, Phases, PhaseShare
from eqmon.kept import Kept, with_kept
from eqmon.report import markdown, terminal
from eqmon.report.beside import beside, disputed, is_disputed
from eqmon.report.model import Report
from eqmon.rulebook.load import load_rulebook
from eqmon.verify.model import Outcome
from eqmon.vocabulary import Verdict

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def kept() -> Report:
    files = Kept(
        registers=(ROOT / "sample_data" / "registers" / "returns.csv",),
        claims=(ROOT / "examples" / "verify" / "papers.csv",),
    )
    report = papers.one_unit().model_copy(update={"extracted_on": "2007-02-10"})
    return with_kept(report, files, load_rulebook())


def share(title: str) -> PhaseShare:
    return PhaseShare(
        phase=title.lower(),
        title=title,
        says="",
        met=3,
        assessed=4,
        not_assessed=0,
        withheld=0,
        target=None,
        target_says="",
        attainment=Attainment.NO_TARGET,
        sentence=f"{title}: 75.0 % (3 of 4 units); no target.",
    )


def phases(collection: str) -> Phases:
    return Phases(
        framework="F",
        title="Standard",
        owner="each unit",
        limb="",
        source="S3",
        suite=None,
        collection=collection,
        shares=(share("Baseline"), share("Excelling")),
        criteria=(),
        units=(),
    )


def coverage(title: str, sentence: str) -> Coverage:
    return Coverage(
        id="C", suite=title, title=title, source="S3", characteristics=(), told=6, of=9,
        sentence=sentence,
    )  # fmt: skip


@pytest.mark.parametrize("write", [terminal.write, markdown.write])
def test_a_check_tells_what_is_kept_beside_it(kept: Report, write: Callable[[Report], str]) -> None:
    text = " ".join(write(kept).split())
    assert "Beside the drop" in text
    assert "What was due: As at" in text
    assert "Published figures: of" in text
    assert "Beside the drop" not in write(small_report())


def test_phases_are_told_once_a_framework_and_coverage_once_where_it_is_alike() -> None:
    report = small_report().model_copy(
        update={
            "phases": (phases("all collections together"), phases("hate crime")),
            "coverage": (coverage("A", "6 of 9."), coverage("B", "6 of 9.")),
        }
    )
    assert beside(report) == [
        "Standard, all collections together: Baseline: 75.0 % (3 of 4 units); no target. "
        "Excelling: 75.0 % (3 of 4 units); no target.",
        "6 of 9.",
    ]
    differ = {"phases": (), "coverage": (coverage("A", "6 of 9."), coverage("B", "5 of 9."))}
    assert beside(small_report().model_copy(update=differ)) == ["A: 6 of 9.", "B: 5 of 9."]


def test_the_first_page_and_the_recommendations_have_a_line_for_each(kept: Report) -> None:
    paper = written(kept)
    missing = words_under(paper, "front-missing")
    assert "What was due and what came: something is missing in 2 of 3." in missing
    assert "impossible" in missing
    decide = words_under(paper, "front-decide")
    assert decide.count("Ask for the returns that did not come, and about figures") == 1
    asked = words_under(paper, "recommendations")
    assert "ask for the returns that were due and did not come (see" in asked
    assert "ask whoever published them about the figures" in asked


def test_what_is_whole_and_consistent_asks_for_nothing(kept: Report) -> None:
    assert kept.returns is not None
    assert kept.claims is not None
    consistent = kept.claims.model_copy(update={"claims": kept.claims.of(Outcome.CONSISTENT)})
    assert not is_disputed(consistent)
    assert "none impossible or inconsistent" in disputed(consistent)
    came = kept.returns.model_copy(update={"verdict": Verdict.PASS})
    report = kept.model_copy(update={"returns": came, "claims": consistent})
    paper = written(report)
    assert "What was due" not in words_under(paper, "front")
    assert "Published figures" not in words_under(paper, "front")
    assert "returns that were due" not in words_under(paper, "recommendations")
    assert "arithmetic" not in words_under(paper, "recommendations")


def test_a_sample_is_told_question_by_question() -> None:
    question = scored((300, "y" * 17 + "na "))
    score = a_score(question, question)
    lines = beside(small_report().model_copy(update={"samples": (score,)}))
    assert len(lines) == 2
    assert lines[0].startswith(f"Small sample, {question.question.id} ")
    assert question.supports in lines[0]


def test_a_body_tells_returns_a_line_each_and_their_dates_stand_after_it(kept: Report) -> None:
    paper = written(kept)
    body = words_under(paper, "returns")
    assert "RT-QTR-01 Quarterly performance return" in body
    assert "May 2006" not in body
    assert "May 2006" in words_under(paper, "appendix-returns")
    assert "May 2006" in words_under(written(kept, "account"), "returns")


def test_a_body_tells_phases_in_one_table_a_column_a_collection() -> None:
    found = (phases("all collections together"), phases("hate crime"))
    few = (
        found[1]
        .shares[0]
        .model_copy(
            update={"met": 1, "attainment": Attainment.NOT_MET, "withheld": 2, "not_assessed": 3}
        )
    )
    last = found[1].shares[1].model_copy(update={"assessed": 0})
    later = found[1].model_copy(update={"shares": (few, last)})
    report = papers.one_unit().model_copy(update={"phases": (found[0], later)})
    [table] = [t for t in tables_of(written(report)) if t.id == "phases-1-shares"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Baseline", "3 of 4 (75.0 %)", "1 of 4 (25.0 %), not met; 3 not assessed; 2 withheld"],
        ["Excelling", "3 of 4 (75.0 %)", "none assessed"],
    ]
    units = [t.id for t in tables_of(written(report)) if t.title.endswith("units by phase")]
    assert len(units) == 1
    account = tables_of(written(report, "account"))
    assert len([t.id for t in account if t.title.endswith("units by phase")]) == 2


def characteristic(title: str, known: int | None, *, column: bool = True) -> CharacteristicTold:
    return CharacteristicTold(
        name=title, title=title, strand=None, label="", column=column, known=known,
        applicable=known and 10, why_not="", withheld=column and known is None,
    )  # fmt: skip


def test_a_body_tells_how_far_characteristics_with_a_column_are_known() -> None:
    told = (
        characteristic("age", 9),
        characteristic("race", None),
        characteristic("sex", 0),
        characteristic("marriage", None, column=False),
    )
    one = coverage("A", "3 of 4.").model_copy(update={"characteristics": told})
    report = papers.one_unit().model_copy(update={"coverage": (one,)})
    [table] = [t for t in tables_of(written(report)) if t.id == "coverage-matrix"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Age", "90.0 % (9 of 10)"],
        ["Race", "[c]"],
        ["Sex", "[z]"],
    ]
