"""Small rule files for tests: a suite that makes sense, and a folder to put files in."""

from __future__ import annotations

from pathlib import Path

SUITE = """\
suite: small
title: Small
collection: small
grain: a record
about: the victim
units: london
unit: unit
date: reported
key: [ref, person]
recognised_by: [ref]
decides: {level: overall, reason: a test}
fields:
  ref: {headings: [Ref]}
  person: {headings: [Person]}
  unit: {headings: [Borough]}
  reported: {headings: [Reported], kind: date}
  faith: {headings: [Faith], kind: code, code_list: religion_belief}
  flags: {headings: [Flags], kind: flags}
strands:
  faith: {strand: religion_belief, label: Faith, fields: [faith]}
not_applicable:
  - when: {field: person, is_in: [nobody]}
    reason: nobody is there
rules:
  - id: SM-REL-01
    kind: recording
    title: Faith is recorded
    strand: faith
    measure: not_obtained
    fail_above: 0.5
    reason: a test
    action: Correct from what is already held.
    source: [{work: a test}]
"""

RULE = """\
  - id: SM-NEW-01
    title: New
    reason: a test
    action: Correct from what is already held.
    source: [{work: a test}]
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file of that name, with the folders that it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rulebook_folder(folder: Path, suite: str = SUITE) -> Path:
    """A rulebook of one's own that holds one suite."""
    write(folder, "suites/small.yaml", suite)
    return folder
