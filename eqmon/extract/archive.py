"""What a zip archive holds, once it is known to be safe to open."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import Path

from eqmon.errors import InputError

MOST_MEMBERS = 10_000
MOST_BYTES = 64 << 30
"""Nothing is longer than this once unpacked."""
MOST_TIMES = 200
"""Text of records packs some 5 to 50 times; what grows beyond this is a decompression bomb."""
FREE_BYTES = 64 << 20
"""Up to this size nothing is a bomb, however well it packs."""
ENCRYPTED = 0x1

DAMAGED_ARCHIVE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What Python's unpackers raise for bytes that they cannot unpack."""


def members(archive: Path | bytes, name: str) -> tuple[str, ...]:
    """The names of an archive's files, sorted; InputError for any that is unsafe to open."""
    try:
        with zipfile.ZipFile(
            io.BytesIO(archive) if isinstance(archive, bytes) else archive
        ) as opened:
            found = files_of(opened)
    except (OSError, *DAMAGED_ARCHIVE) as failure:
        raise as_refused(name, failure) from None
    refuse_unsafe(name, found)
    return tuple(sorted(info.filename for info in found))


def files_of(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of an open archive, without folders; BadZipFile for one without a name."""
    found = opened.infolist()
    if not all(info.filename for info in found):
        raise zipfile.BadZipFile
    return [info for info in found if not info.is_dir()]


def refuse_unsafe(name: str, found: list[zipfile.ZipInfo], instead: str = "the folder") -> None:
    """InputError for an archive of these files that is unsafe to open; give `instead` instead."""
    declared = sum(info.file_size for info in found)
    stored = sum(info.compress_size for info in found)
    if any(info.flag_bits & ENCRYPTED for info in found):
        raise InputError(
            name,
            "is an encrypted archive",
            hint=f"unpack it with its password and give {instead}",
        )
    if any(_leaves_the_folder(info.filename) for info in found):
        raise InputError(
            name,
            "holds names that point outside it",
            allowed="names without '..', drive or leading '/'",
            hint="make the archive again from inside its folder",
        )
    if len({info.filename for info in found}) < len(found):
        raise InputError(name, "holds two files of one name", hint="make the archive again")
    if len(found) > MOST_MEMBERS:
        raise InputError(
            name, f"holds {len(found)} files", allowed=f"at most {MOST_MEMBERS} in an archive"
        )
    if declared > most_unpacked(stored):
        raise as_bomb(name, instead)


def most_unpacked(stored: int) -> int:
    """To how many bytes so many may unpack."""
    return min(MOST_BYTES, max(FREE_BYTES, MOST_TIMES * stored))


def as_bomb(name: str, instead: str) -> InputError:
    """The InputError for what unpacks to more than that; `instead` is what to give."""
    return InputError(
        name,
        f"unpacks to more than {MOST_TIMES} times its size, as a decompression bomb does",
        hint=f"unpack it where that is safe and give {instead}",
    )


def _leaves_the_folder(member: str) -> bool:
    parts = member.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0]


def as_refused(name: str, failure: BaseException) -> InputError:
    """The InputError that says in our words why bytes could not be had."""
    match failure:
        case FileNotFoundError():
            return InputError(name, "no such file or folder", hint="check the spelling of the path")
        case PermissionError():
            return InputError(
                name, "may not be read", hint="ask its owner for the right to read it"
            )
        case EOFError():
            return InputError(name, "is cut short", hint="fetch it again, whole")
        case NotImplementedError():
            return InputError(
                name,
                "is packed in a way that this version cannot unpack",
                allowed="gzip, and zip with deflate",
                hint="unpack it and give the extract itself",
            )
        case zipfile.BadZipFile() | zlib.error() | lzma.LZMAError():
            return InputError(
                name, "is damaged: it cannot be unpacked", hint="fetch it again, whole"
            )
        case OSError() if type(failure).__name__ == "BadGzipFile":
            return InputError(
                name, "is damaged: it cannot be unpacked", hint="fetch it again, whole"
            )
        case OSError():
            return InputError(name, f"cannot be read: {failure.strerror or 'input error'}")
    return InputError(name, "cannot be unpacked", hint="unpack it and give the extract itself")
