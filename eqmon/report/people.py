"""Counts people by what they are: for each strand, how many known answers fall into each group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.counts import Place, places
from eqmon.report.people_model import People, PeopleRow
from eqmon.report.recorded import PLACES
from eqmon.rulebook.answers import NOT_GROUPED, Answers
from eqmon.rulebook.model import BETWEEN_GROUPS
from eqmon.vocabulary import BUCKETS, Recording

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import CountedFlags, MonitoredStrand
    from eqmon.tally import Entry


def people_of(checked: Checked, rulebook: Rulebook) -> tuple[People, ...]:
    """A table for each strand that was read, then for each field of flags, in the suite's order.

    Groups that the code list has are columns also where nobody is in them, so that tables are
    alike from drop to drop; what else was recorded is a column where somebody is. A place's counts
    of a strand add up to its applicable records whose answer is known; of flags, where one record
    may be in several groups, to no less.
    """
    suite, tally = checked.plan.suite, checked.collection.tally
    tables = []
    for name, strand in suite.strands.items():
        if entries := tallies.of_subject(tally, name, as_read=True):
            tables.append(_of_strand(name, strand, entries, _Groups(strand, checked, rulebook)))
    for flags in suite.people:
        if entries := tallies.of_subject(tally, flags.field, as_read=True):
            tables.append(_of_flags(flags, entries))
    return tuple(tables)


def _of_strand(
    name: str, strand: MonitoredStrand, entries: Iterable[Entry], groups: _Groups
) -> People:
    counts, known = _counts(entries, lambda entry: (groups.of(entry),))
    columns = groups.columns()
    rows = _rows(columns, counts, known)
    return People(subject=name, label=strand.label, groups=columns, rows=rows)


def _of_flags(flags: CountedFlags, entries: Iterable[Entry]) -> People:
    counts, known = _counts(entries, lambda entry: entry.code.split(BETWEEN_GROUPS))
    columns = tuple(flags.groups)
    rows = _rows(columns, counts, known)
    return People(subject=flags.field, label=flags.label, groups=columns, rows=rows, adds_up=False)


def _counts(
    entries: Iterable[Entry], groups_of: Callable[[Entry], Iterable[str]]
) -> tuple[dict[Place, Counter[str]], Counter[Place]]:
    """In every place that has records: people of each group, and those of any."""
    counts: dict[Place, Counter[str]] = defaultdict(Counter)
    known: Counter[Place] = Counter()
    for entry in entries:
        is_known = entry.applicable and entry.recording == Recording.KNOWN
        groups = tuple(groups_of(entry)) if is_known else ()
        for place in places(entry):
            known[place] += entry.n * is_known
            counts[place].update(dict.fromkeys(groups, entry.n))
    return counts, known


def _rows(
    columns: tuple[str, ...],
    counts: Mapping[Place, Mapping[str, int]],
    known: Mapping[Place, int],
) -> tuple[PeopleRow, ...]:
    return tuple(
        PeopleRow(
            level=place[0],
            unit=place[1] or None,
            counts=tuple(counts[place].get(group, 0) for group in columns),
            known=known[place],
        )
        for place in sorted(counts, key=_order)
    )


def _order(place: Place) -> tuple[int, bool, str]:
    level, unit = place
    return PLACES.index(level), unit in BUCKETS, unit


class _Groups:
    """The groups that one strand's answers fall into."""

    def __init__(self, strand: MonitoredStrand, checked: Checked, rulebook: Rulebook) -> None:
        suite, by_group = checked.plan.suite, strand.people_by == "group"
        self._answers: dict[str, Answers] = {}
        for name in strand.fields:
            if code_list := suite.fields[name].code_list:
                scheme = _scheme(name, checked, rulebook)
                self._answers[name] = Answers(rulebook.code_lists[code_list], scheme, by_group)
        if strand.at_record_date is not None:
            self._answers[strand.at_record_date] = Answers(rulebook.code_lists[strand.age_groups])
        self._of: dict[tuple[str, str], str] = {}
        self._others: dict[str, tuple[float, float]] = {}
        self._listed = dict.fromkeys(g for found in self._answers.values() for g in found.listed())

    def of(self, entry: Entry) -> str:
        """The group of a known answer: what its record told, or that of its code."""
        key = entry.field, entry.group or entry.code
        if key not in self._of:
            answers = self._answers.get(entry.field)
            group = entry.group or (answers.counted_as(entry.code) if answers else NOT_GROUPED)
            self._of[key] = group
            if group not in self._listed:
                self._others[group] = answers.rising(group) if answers else (0, 0)
        return self._of[key]

    def columns(self) -> tuple[str, ...]:
        """The groups of the code lists in their order, then what else was met, rising."""
        others = sorted(self._others, key=lambda group: (self._others[group], group))
        return (*self._listed, *others)


def _scheme(field: str, checked: Checked, rulebook: Rulebook) -> str:
    """The scheme that every extract was read under; empty where they differ or none is declared."""
    suite = checked.plan.suite
    read = [i.layout for i in checked.arrivals.inputs if i.status == "read"]
    of_layouts = {rulebook.laid_out(suite.suite, name).fields[field].scheme for name in read}
    return of_layouts.pop() if len(of_layouts) == 1 else ""
