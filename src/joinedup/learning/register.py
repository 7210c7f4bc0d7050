"""The register of protocols: what was agreed, when and by whom, and when outcomes were read, in lines only ever added to.

It stands in the place's folder, outside build/, and belongs in version control. Outcomes are read only with a `Registered`,
which only the register hands out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from joinedup.errors import JoinedupError
from joinedup.learning.changes import Change, changes
from joinedup.learning.protocols import Protocol, protocol_from
from joinedup.place.chained_lines import ChainedLines, ChainError, ChainState

FILE = Path("evaluations") / "register.jsonl"
_HANDED_OUT = object()


class RegisterError(JoinedupError):
    """The register was edited or cannot be written, or what it is asked is not in it."""


@dataclass(frozen=True)
class BuildHeld:
    """What a build held when something was registered or read: the last day of its data, and the hash of its manifest."""

    data_until: date
    manifest_sha256: str


@dataclass(frozen=True)
class Entry:
    """One line of the register. `at` is ISO 8601; `protocol` is None where outcomes were read; `line_hash` names the line."""

    kind: Literal["registered", "outcomes-read"]
    at: str
    by: str
    care_model: str
    protocol_sha256: str
    held: BuildHeld
    line: int
    line_hash: str
    protocol: Protocol | None = None
    while_evaluating: bool = False


@dataclass(frozen=True)
class Revision:
    """A protocol as registered, and what it changed of the one before. `after_outcomes` says whether outcomes of the care
    model had been read by then."""

    entry: Entry
    changes: tuple[Change, ...]
    after_outcomes: bool


@dataclass(frozen=True)
class Registered:
    """The protocol in force of one care model, as the register holds it: what the reading of outcomes asks for.

    Only `Register` makes one. `revisions` are all its registrations, the first first; `outcomes_first_read` is when outcomes
    were first read, None when they never were.
    """

    protocol: Protocol
    revisions: tuple[Revision, ...]
    outcomes_first_read: str | None
    _handed_out: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._handed_out is not _HANDED_OUT:
            raise RegisterError(
                "only the register hands out a registered protocol: register it first, with `joinedup register`"
            )

    @property
    def entry(self) -> Entry:
        """The line that registered the protocol in force."""
        return self.revisions[-1].entry

    @property
    def was_beforehand(self) -> bool:
        """Whether the first registration was made on its own, before an evaluation asked for outcomes."""
        return not self.revisions[0].entry.while_evaluating

    @property
    def changed_after_outcomes(self) -> tuple[Revision, ...]:
        """The revisions that changed what was agreed after outcomes had been read."""
        return tuple(each for each in self.revisions if each.after_outcomes and each.changes)


@dataclass(frozen=True)
class Register:
    """The register in a place's folder."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.folder / FILE

    def entries(self) -> list[Entry]:
        """Every entry in order, after verifying the chain; none when nothing is registered. RegisterError as for `verify`."""
        try:
            lines = ChainedLines(self.path).lines()
        except ChainError as error:
            raise _edited(error) from error
        return [_entry(line.entry, line.number, line.hash) for line in lines]

    def verify(self) -> ChainState:
        """How many entries there are and the hash of the last; RegisterError naming the first line that was edited, taken out
        or moved."""
        try:
            return ChainedLines(self.path).verify()
        except ChainError as error:
            raise _edited(error) from error

    def registered(self, care_model: str) -> Registered | None:
        """The protocol in force of a care model; None when none was ever registered."""
        own = [entry for entry in self.entries() if entry.care_model == care_model]
        revisions = _revisions(own)
        if not revisions or revisions[-1].entry.protocol is None:
            return None
        return Registered(revisions[-1].entry.protocol, revisions, _first_read(own), _HANDED_OUT)

    def register(
        self, protocol: Protocol, *, at: datetime, by: str, held: BuildHeld, while_evaluating: bool = False
    ) -> Registered:
        """Register a protocol and hand it out. Where what is agreed is in force already, nothing is written: what was worked
        out beforehand stays as it was. `by` names who registers; RegisterError when it is empty."""
        if not by.strip():
            raise RegisterError("a protocol is registered by somebody: say who with --by NAME")
        before = self.registered(protocol.care_model)
        if before is None or changes(before.protocol, protocol):
            kind = {"kind": "registered", "while_evaluating": while_evaluating, "protocol": protocol.content}
            self._append(kind, protocol, at, by, held)
        return self._in_force(protocol.care_model)

    def note_outcomes_read(
        self, registered: Registered, *, at: datetime, by: str, held: BuildHeld
    ) -> Registered:
        """Write down that outcomes are read under a protocol, from a build; once for each of the two. Called before they are."""
        known = {
            (entry.protocol_sha256, entry.held.manifest_sha256)
            for entry in self.entries()
            if entry.kind == "outcomes-read" and entry.care_model == registered.protocol.care_model
        }
        if (registered.protocol.sha256, held.manifest_sha256) not in known:
            self._append({"kind": "outcomes-read"}, registered.protocol, at, by, held)
        return self._in_force(registered.protocol.care_model)

    def _in_force(self, care_model: str) -> Registered:
        found = self.registered(care_model)
        if found is None:
            raise RegisterError(f"{self.path}: no protocol of {care_model} is registered")
        return found

    def _append(
        self, what: Mapping[str, Any], protocol: Protocol, at: datetime, by: str, held: BuildHeld
    ) -> None:
        entry = {
            **what,
            "at": at.isoformat(timespec="seconds"),
            "by": by.strip(),
            "care_model": protocol.care_model,
            "protocol_sha256": protocol.sha256,
            "data_until": held.data_until.isoformat(),
            "manifest_sha256": held.manifest_sha256,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            ChainedLines(self.path, permissions=0o644).append(entry)
        except OSError as error:
            raise RegisterError(f"{self.path}: cannot be written: {error.strerror}") from error
        except ChainError as error:
            raise _edited(error) from error


def _entry(content: Mapping[str, Any], line: int, line_hash: str) -> Entry:
    try:
        protocol = content.get("protocol")
        return Entry(
            kind=content["kind"],
            at=content["at"],
            by=content["by"],
            care_model=content["care_model"],
            protocol_sha256=content["protocol_sha256"],
            held=BuildHeld(date.fromisoformat(content["data_until"]), content["manifest_sha256"]),
            line=line,
            line_hash=line_hash,
            protocol=None if protocol is None else protocol_from(protocol),
            while_evaluating=bool(content.get("while_evaluating", False)),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise RegisterError(
            f"{FILE}, line {line}: {error} is missing or cannot be read: another version of joinedup wrote it"
        ) from error


def _revisions(entries: list[Entry]) -> tuple[Revision, ...]:
    revisions: list[Revision] = []
    read = False
    for entry in entries:
        read = read or entry.kind == "outcomes-read"
        if entry.protocol is not None:
            before = revisions[-1].entry.protocol if revisions else None
            what = changes(before, entry.protocol) if before else ()
            revisions.append(Revision(entry, what, read))
    return tuple(revisions)


def _first_read(entries: list[Entry]) -> str | None:
    return next((entry.at for entry in entries if entry.kind == "outcomes-read"), None)


def _edited(error: ChainError) -> RegisterError:
    return RegisterError(
        f"{error}. The register must be whole before anything is evaluated: put back the copy that is in version control,"
        " and find out who changed it"
    )
