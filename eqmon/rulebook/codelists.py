"""Code lists: what each text of a field means, and how it was recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from eqmon.rulebook.code_groups import CodeGroups, PatternGroup, group_of_made_up
from eqmon.rulebook.listed import Listed
from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.tables import Row, read_rows
from eqmon.vocabulary import Recording

COLUMNS = (
    "code", "label", "match", "example", "recording", "group", "scheme", "became", "source", "note",
)  # fmt: skip
NEEDED = ("code", "label", "recording", "source")
UNRECOGNISED = "unrecognised"
OTHER_SCHEME = "other_scheme"

_CODE_WITH_LABEL = (
    re.compile(r"(?P<code>\w+)(?:\s*[-:]\s*|\s+)(?P<label>.+)"),
    re.compile(r"(?P<label>.+?)\s*\((?P<code>\w+)\)"),
)
# A space alone does not part a code from words of its own: W1 and N4 are postcodes too.
_CODE_WITH_WORDS = (
    re.compile(r"(?P<code>[a-z]+\d+)\s*[-:=]\s*(?P<label>.*[^\W\d_].*|)"),
    re.compile(r"(?P<code>[a-z]+\d+)\s*\((?P<label>.*[^\W\d_].*)\)"),
)
_GROUP_IN_CODE = re.compile(r"\\(\d)")


@dataclass(frozen=True)
class Reading:
    """How one text is read."""

    recording: Recording
    code: str
    """Canonical code; empty for a blank, `unrecognised` or `other_scheme` for an invalid text."""


@dataclass(frozen=True)
class Entry:
    """One row of a code list."""

    code: str
    recording: Recording
    schemes: frozenset[str]
    """Schemes that the row belongs to; empty for every scheme."""

    def belongs_to(self, scheme: str) -> bool:
        """Whether the row counts under the scheme; an empty scheme takes every row."""
        return not scheme or not self.schemes or scheme in self.schemes


BLANK = Reading(Recording.BLANK, "")


@dataclass(frozen=True)
class CodeList:
    """The codes of one field: exact texts first, then patterns in the order of the file."""

    name: str
    exact: dict[str, tuple[Entry, ...]] = field(repr=False)
    """Entries by tidied code and label."""
    patterns: tuple[tuple[re.Pattern[str], Entry], ...] = field(repr=False)
    """Patterns match a whole tidied text; `\\1` in a code stands for the pattern's first group."""
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """A code's broader group by scheme; under an empty scheme the group of all other schemes."""
    became: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The code of the same answer in the scheme that followed."""
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The first label of each code that is no pattern's, as the list writes it."""
    listed: tuple[Listed, ...] = field(default=(), repr=False)
    """Every row, in the order of the file."""
    made_up: tuple[PatternGroup, ...] = field(default=(), repr=False)
    """The groups of codes that patterns make up, in the order of the file."""

    def group_of(self, code: str, scheme: str = "") -> str:
        """The broader group of a code under a scheme; empty where the list puts it in none."""
        if code not in self.groups:
            return group_of_made_up(code, self.made_up, scheme)
        groups = self.groups[code]
        return groups.get(scheme) or groups.get("", "")

    def group_of_pattern(self, pattern: str, scheme: str = "") -> str:
        """The group of the codes that a pattern makes up; empty where it tells none."""
        return next((m.of(scheme) for m in self.made_up if m.pattern.pattern == pattern), "")

    def comparable(self, code: str) -> str:
        """The code by which an answer is followed over time, whichever scheme it was recorded by.

        Chinese is O1 under 16+1 and A4 under 18+1: both are A4 here.
        """
        return self.became.get(code, code)

    def scheme_of(self, text: str) -> str:
        """The one scheme that a text is a known answer of; empty where it is of several or none."""
        tidied = tidy_cell(text)
        entries = self.exact.get(tidied) or (self._look_further(tidied)[0] if tidied else ())
        if not all(e.schemes and e.recording is Recording.KNOWN for e in entries):
            return ""
        schemes = frozenset[str]().union(*(e.schemes for e in entries))
        return next(iter(schemes)) if len(schemes) == 1 else ""

    def has_all_of(self, text: str) -> bool:
        """Whether the list has a text whole: `W1 - White British`, not `W1 - my neighbour`."""
        tidied = tidy_cell(text)
        if tidied in self.exact or self._of_code_with_label(tidied):
            return True
        return any((m := p.fullmatch(tidied)) and _rises(m) for p, _ in self.patterns)

    @property
    def schemes(self) -> frozenset[str]:
        """Every scheme that the list tells apart."""
        entries = [e for same in self.exact.values() for e in same]
        entries += [e for _, e in self.patterns]
        return frozenset().union(*(e.schemes for e in entries))

    def read(self, text: str, *, scheme: str = "") -> Reading:
        """How a text is read under a scheme; case, outer and repeated spaces do not matter."""
        tidied = tidy_cell(text)
        if not tidied:
            return BLANK
        entries = self.exact.get(tidied)
        if entries is None:
            entries, code = self._look_further(tidied)
        else:
            code = ""
        for entry in entries:
            if entry.belongs_to(scheme):
                if entry.recording is Recording.BLANK:
                    return BLANK
                return Reading(entry.recording, code or entry.code)
        return Reading(Recording.INVALID, OTHER_SCHEME if entries else UNRECOGNISED)

    def _look_further(self, tidied: str) -> tuple[tuple[Entry, ...], str]:
        """Entries of a text that is no code or label as it stands, and the code it spells."""
        for pattern, entry in self.patterns:
            match = pattern.fullmatch(tidied)
            if match and _rises(match):
                return (entry,), match.expand(entry.code) if "\\" in entry.code else ""
        return self._of_code_with_label(tidied) or self._of_code_with_words(tidied), ""

    def _of_code_with_label(self, tidied: str) -> tuple[Entry, ...]:
        """Entries of a code beside a label of its own, as in `W1 - White British`."""
        for form in _CODE_WITH_LABEL:
            if match := form.fullmatch(tidied):
                of_label = {entry.code for entry in self._of_words(match["label"])}
                both = (e for e in self.exact.get(match["code"], ()) if e.code in of_label)
                if entries := tuple(both):
                    return entries
        return ()

    def _of_code_with_words(self, tidied: str) -> tuple[Entry, ...]:
        """Entries of a code, as `W1`, beside words that the list has not; none where they differ.

        They differ where the words read as another code, unless neither is an answer and both
        are recorded alike.
        """
        for form in _CODE_WITH_WORDS:
            if match := form.fullmatch(tidied):
                of_code, label = self.exact.get(match["code"], ()), match["label"]
                of_label = self._of_words(label) or self._of_code_with_label(label)
                for again in _CODE_WITH_WORDS:
                    if not of_label and (inner := again.fullmatch(label)):
                        of_label = self.exact.get(inner["code"], ())
                return of_code if not of_label or _agree(of_code, of_label) else ()
        return ()

    def _of_words(self, tidied: str) -> tuple[Entry, ...]:
        if entries := self.exact.get(tidied):
            return entries
        return tuple(e for p, e in self.patterns if (m := p.fullmatch(tidied)) and _rises(m))[:1]


def _rises(match: re.Match[str]) -> bool:
    """Whether the group `low` is below the group `high`, where a pattern names the two."""
    low, high = (match.groupdict().get(name) or "" for name in ("low", "high"))
    return not (low.isdecimal() and high.isdecimal()) or float(low) < float(high)


def _agree(of_code: tuple[Entry, ...], of_label: tuple[Entry, ...]) -> bool:
    if {e.code for e in of_code} & {e.code for e in of_label}:
        return True
    recordings = {e.recording for e in (*of_code, *of_label)}
    return len(recordings) == 1 and Recording.KNOWN not in recordings


def read_code_list(path: Path | Traversable) -> CodeList:
    """The code list in a CSV file, named after it; RulebookError with all of its problems."""
    problems: list[Problem] = []
    file = str(path)
    exact: dict[str, tuple[Entry, ...]] = {}
    patterns: list[tuple[re.Pattern[str], Entry]] = []
    labels: dict[str, str] = {}
    listed: list[Listed] = []
    groups = CodeGroups(file, problems)
    for line, row in read_rows(path, COLUMNS, NEEDED, problems):
        found = list(_problems_of(file, line, row))
        problems += found
        if found:
            continue
        listed.append(Listed.of(row))
        entry = _entry(listed[-1])
        groups.add(line, row)
        if row["match"] == "pattern":
            patterns.append((re.compile(row["label"]), entry))
            continue
        labels.setdefault(row["code"], row["label"])
        for text in dict.fromkeys((tidy_cell(row["code"]), tidy_cell(row["label"]))):
            if text and not _already_said(exact.get(text, ()), entry, file, line, problems):
                exact[text] = (*exact.get(text, ()), entry)
    groups.settle()
    if not problems and not exact and not patterns:
        problems.append(Problem(file, "holds no codes"))
    raise_problems(problems, where=file)
    name = path.name.rsplit(".", 1)[0]
    told = (groups.groups, groups.became, labels, tuple(listed), tuple(groups.patterns))
    return CodeList(name, exact, tuple(patterns), *told)


def _entry(row: Listed) -> Entry:
    return Entry(row.code, row.recording, frozenset(row.schemes))


def _problems_of(file: str, line: int, row: Row) -> list[Problem]:
    found: list[Problem] = []
    recordings = [r.value for r in Recording]
    if row["recording"] not in recordings:
        hint = nearest(row["recording"], recordings)
        message = "not a recording"
        found.append(Problem(file, message, line, "recording", ", ".join(recordings), hint))
    if row["match"] not in ("", "exact", "pattern"):
        found.append(Problem(file, "unknown kind of match", line, "match", "exact, pattern"))
    if not row["source"]:
        found.append(Problem(file, "no source", line, "source", hint="name the standard"))
    if not row["label"]:
        found.append(Problem(file, "no label", line, "label"))
    if not row["code"] and row["recording"] != Recording.BLANK:
        found.append(Problem(file, "no code", line, "code", hint="only a blank has no code"))
    if row["match"] == "pattern":
        found += _problems_of_pattern(file, line, row)
    elif row["example"]:
        hint = "a label that is no pattern is its own example"
        found.append(Problem(file, "an example of no pattern", line, "example", hint=hint))
    return found


def _problems_of_pattern(file: str, line: int, row: Row) -> list[Problem]:
    try:
        pattern = re.compile(row["label"])
    except re.error as error:
        return [Problem(file, f"pattern does not compile: {error}", line, "label")]
    if any(int(group) > pattern.groups for group in _GROUP_IN_CODE.findall(row["code"])):
        message = "code names a group that the pattern has not"
        return [Problem(file, message, line, "code", hint="put parentheses into the pattern")]
    if row["example"] and not pattern.fullmatch(tidy_cell(row["example"])):
        return [Problem(file, "the pattern does not read its example", line, "example")]
    return []


def _already_said(
    before: tuple[Entry, ...], entry: Entry, file: str, line: int, problems: list[Problem]
) -> bool:
    """Whether an earlier row says the same; one that says otherwise is a problem."""
    for other in before:
        if other.schemes and entry.schemes and not other.schemes & entry.schemes:
            continue
        if (other.code, other.recording) != (entry.code, entry.recording):
            message = f"an earlier row reads the same text as {other.code or 'blank'}"
            problems.append(
                Problem(file, message, line, hint="keep one of the two, or part them by scheme")
            )
        return True
    return False
