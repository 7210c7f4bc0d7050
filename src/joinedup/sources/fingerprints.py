"""The hash of every file's bytes, taken once: a file that looks as it did when last hashed is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Fingerprint:
    """What a file looked like and the SHA-256 of its bytes; `sha256` is null, with the `problem`, when it cannot be read."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    sha256: str | None
    problem: str | None = None

    def looks_like(self, other: Fingerprint) -> bool:
        """Whether size, times and inode are the same."""
        return (self.size, self.modified_ns, self.changed_ns, self.inode) == (
            other.size,
            other.modified_ns,
            other.changed_ns,
            other.inode,
        )


Fingerprints = Mapping[Path, Fingerprint]


def fingerprints(paths: Iterable[Path], known: Fingerprints) -> dict[Path, Fingerprint]:
    """The fingerprint of every path. `known` is the answer of an earlier call: its hashes are used where a file looks the
    same. A file that cannot be read has a problem instead of a hash; nothing is raised."""
    found: dict[Path, Fingerprint] = {}
    for path in paths:
        try:
            found[path] = _fingerprint(path, known.get(path))
        except OSError as error:
            found[path] = Fingerprint(0, 0, 0, 0, None, error.strerror or type(error).__name__)
    return found


def as_plain(found: Fingerprints) -> dict[str, dict[str, Any]]:
    """Fingerprints as values that JSON holds; `from_plain` reads them back."""
    return {str(path): asdict(print_) for path, print_ in found.items()}


def from_plain(plain: Mapping[str, Mapping[str, Any]]) -> dict[Path, Fingerprint]:
    """Fingerprints kept by `as_plain`; what does not fit is left out, so its file is hashed again."""
    found: dict[Path, Fingerprint] = {}
    for path, values in plain.items():
        try:
            found[Path(path)] = Fingerprint(**values)
        except TypeError:
            continue
    return found


def _fingerprint(path: Path, known: Fingerprint | None) -> Fingerprint:
    about = path.stat()
    looks = Fingerprint(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, None)
    if known is not None and known.sha256 is not None and known.looks_like(looks):
        return known
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Fingerprint(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, sha256)
