"""The agreement about a care model: what the place file and the defaults say now, and what the register holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup import __version__
from joinedup.errors import JoinedupError
from joinedup.learning.changes import Change, changes
from joinedup.learning.planning import DesignTerms, protocol_for
from joinedup.learning.protocols import Protocol
from joinedup.learning.register import BuildHeld, Register, Registered
from joinedup.place.file import FILE_NAME
from joinedup.place.model import CareModel, Place

if TYPE_CHECKING:
    from joinedup.answers.published import Published
    from joinedup.answers.released import Released


@dataclass(frozen=True)
class Agreement:
    """One care model of a place, whose agreement stands in the register of the place's folder."""

    folder: Path
    place: Place
    model: CareModel

    @property
    def register(self) -> Register:
        """The register."""
        return Register(self.folder)

    def changed(self) -> tuple[Change, ...] | None:
        """What the place file says differently from the registered protocol; None when none is registered.

        Nothing is worked out for it, so it needs neither a build nor the packages for evaluating.
        """
        found = self.register.registered(self.model.name)
        if found is None:
            return None
        known = {plan.design: DesignTerms(plan.options, plan.other_ways) for plan in found.protocol.plans}
        return changes(found.protocol, self._protocol(lambda design: known.get(design, DesignTerms({}))))

    def as_registered(self) -> Registered:
        """The protocol in force, where what is agreed is still what it says. Nothing is written.

        JoinedupError where nothing is registered, or what is agreed has changed since.
        """
        from joinedup.answers.evaluating.designs import terms_of

        found, name = self.register.registered(self.model.name), self.model.name
        if found is None:
            raise JoinedupError(
                f"how {name} will be tested is not registered, so it is not evaluated: register it first, with `joinedup"
                f' register "{name}" --by NAME`'
            )
        changed = changes(found.protocol, self._protocol(terms_of))
        if changed:
            raise JoinedupError(
                f"what is agreed about {name} is no longer what was registered on {found.entry.at}, so it is not evaluated"
                f' ({"; ".join(map(str, changed))}): register the change first, with `joinedup register "{name}" --by NAME`'
            )
        return found

    def register_now(
        self, released: Released, *, at: datetime, by: str, while_evaluating: bool = False
    ) -> Registered:
        """The protocol in force: registered now, with what could be detected worked out from the build, where nothing is
        registered or what is agreed has changed; else as it stands."""
        from joinedup.answers.evaluating.designs import terms_of
        from joinedup.answers.evaluating.detecting import detecting_in

        found = self.register.registered(self.model.name)
        if found is not None and not changes(found.protocol, self._protocol(terms_of)):
            return found
        protocol = protocol_for(
            self.place,
            self.model,
            terms_of=terms_of,
            version=__version__,
            detecting=detecting_in(released, self.model),
        )
        return self.register.register(
            protocol, at=at, by=by, held=held_by(released), while_evaluating=while_evaluating
        )

    def _protocol(self, terms_of: Callable[[str], DesignTerms]) -> Protocol:
        return protocol_for(self.place, self.model, terms_of=terms_of, version=__version__)


def held_by(published: Published) -> BuildHeld:
    """What a build holds."""
    return BuildHeld(published.period()[1], published.manifest_sha256)


def must_be_of_this_build(folder: Path, published: Published) -> None:
    """JoinedupError when the place file has changed since the build was published: the build would answer another question."""
    now = hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
    if now != published.manifest["place"]["sha256"]:
        raise JoinedupError(
            f"{folder / FILE_NAME} has changed since the last build, so the two may speak of different things: run"
            " `joinedup build`, then ask again"
        )
