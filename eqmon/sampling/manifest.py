"""What a sample is scored by: its salt, its strata and the digests of what was drawn."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eqmon import __version__
from eqmon.errors import InputError
from eqmon.report.json import as_json
from eqmon.rulebook.rules import Model
from eqmon.rulebook.samples import DipSample, Question, SampleFlag
from eqmon.sampling.aim import Aim, Kind
from eqmon.sampling.draw import METHOD, Draw
from eqmon.sampling.frame import Frame, Place

ENDING = ".manifest.json"
KIND = "eqmon dip sample"
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DrawnFrom(Model):
    """One input."""

    name: str
    status: str
    sha256: str | None
    records: Count


class PlannedStratum(Model):
    """One stratum: its number is its position in the manifest, from 0."""

    unit: str
    flag: str
    month: str
    size: Annotated[int, Field(ge=1)]
    drawn: Count
    whole: bool

    @property
    def place(self) -> Place:
        """What its records share."""
        return Place(self.unit, self.flag, self.month)


class DrawnRecord(Model):
    """One record drawn, by the digest of its reference: the reference itself is on the sheet."""

    digest: Sha256
    stratum: Count
    unit: str


class Manifest(Model):
    """Everything that draws the sample again and scores it; internal, as it holds the salt."""

    kind: Literal["eqmon dip sample"] = "eqmon dip sample"
    schema_version: Literal["1"] = "1"
    marking: Literal["OFFICIAL-SENSITIVE"] = "OFFICIAL-SENSITIVE"
    eqmon: str
    rulebook: str
    rulebook_sha256: str
    suite: str
    title: str
    period: str | None
    method: str
    salt: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{2}){16,}$")]
    by: tuple[Literal["unit", "flag", "month"], ...]
    flags: tuple[SampleFlag, ...]
    aim: Kind
    aim_value: Annotated[float, Field(gt=0)]
    at_least: Annotated[int, Field(ge=1)]
    whole_under: Count
    frame_sha256: Sha256
    records: Count
    not_applicable: Count
    without_reference: Count
    repeats: Count
    elsewhere: Count
    inputs: tuple[DrawnFrom, ...]
    questions: tuple[Question, ...] = Field(min_length=1)
    strata: tuple[PlannedStratum, ...] = Field(min_length=1)
    drawn: tuple[DrawnRecord, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Manifest:
        of = Counter(record.stratum for record in self.drawn)
        planned = {i: s.drawn for i, s in enumerate(self.strata) if s.drawn}
        if dict(of) != planned or any(s.drawn > s.size for s in self.strata):
            raise ValueError("the records drawn are not as many as its strata say")
        if len({record.digest for record in self.drawn}) != len(self.drawn):
            raise ValueError("a record is drawn twice")
        return self

    @property
    def asked(self) -> Aim:
        """What decided the size."""
        return Aim(self.aim, self.aim_value, self.at_least, self.whole_under)

    @property
    def numbers(self) -> dict[Place, int]:
        """How many of each stratum were drawn."""
        return {stratum.place: stratum.drawn for stratum in self.strata}

    @property
    def taken_whole(self) -> frozenset[Place]:
        """The strata of which all were taken."""
        return frozenset(stratum.place for stratum in self.strata if stratum.whole)


def manifest_of(
    drawn: Draw,
    frame: Frame,
    sample: DipSample,
    aim: Aim,
    *,
    salt: str,
    by: tuple[str, ...],
    rulebook: tuple[str, str],
) -> Manifest:
    """The manifest of a draw; `rulebook` is its name and sha256, `sample.flags` those asked for."""
    return Manifest(
        eqmon=__version__,
        rulebook=rulebook[0],
        rulebook_sha256=rulebook[1],
        suite=frame.suite,
        title=sample.title,
        period=frame.period,
        method=METHOD,
        salt=salt,
        by=by,
        flags=sample.flags,
        aim=aim.kind,
        aim_value=aim.value,
        at_least=aim.at_least,
        whole_under=aim.whole_under,
        frame_sha256=drawn.frame_sha256,
        records=frame.records,
        not_applicable=frame.not_applicable,
        without_reference=frame.without_reference,
        repeats=frame.repeats,
        elsewhere=frame.elsewhere,
        inputs=tuple(
            DrawnFrom(name=i.name, status=i.status, sha256=i.sha256, records=i.records)
            for i in frame.inputs
        ),
        questions=sample.questions,
        strata=tuple(
            PlannedStratum(**s.place._asdict(), size=s.size, drawn=len(s.references), whole=s.whole)
            for s in drawn.strata
        ),
        drawn=tuple(
            DrawnRecord(digest=digest, stratum=number, unit=unit)
            for number, stratum in enumerate(drawn.strata)
            for digest, unit in sorted(zip(stratum.digests, stratum.units, strict=True))
        ),
    )


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as indented JSON, all ASCII."""
    return as_json(manifest).encode()


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; InputError where there is none, or it is damaged."""
    hint = "it is written beside the sheet; name it with --manifest"
    try:
        said = json.loads(path.read_bytes().decode("utf-8-sig"))
        if not isinstance(said, dict) or said.get("kind") != KIND:
            raise InputError(str(path), "is no manifest of a sample", hint=hint)
        return Manifest.model_validate(said)
    except FileNotFoundError:
        raise InputError(str(path), "there is no such manifest", hint=hint) from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from None
    except ValidationError as error:
        places = {".".join(str(p) for p in e["loc"][:1]) or "records" for e in error.errors()}
        raise InputError(
            str(path),
            f"is no manifest of a sample, or was altered: {', '.join(sorted(places))}",
            hint=hint,
        ) from None
    except (ValueError, RecursionError):
        raise InputError(str(path), "is no manifest of a sample", hint=hint) from None
