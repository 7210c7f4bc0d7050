"""Which care models can be evaluated on the next build, and what that would be: read from the register and the place file.

Only a registered test is repeated: where nothing is registered, or what is agreed has changed, registering comes first, by
somebody who puts their name to it. Nobody's outcomes are read before the first agreed day unless somebody already has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joinedup.answers.evaluating.agreement import Agreement
from joinedup.errors import JoinedupError
from joinedup.learning.changes import Change
from joinedup.learning.register import Entry
from joinedup.place.model import Assumption, CareModel, Place
from joinedup.wording import slug


@dataclass(frozen=True)
class Evaluable:
    """One care model: its test as registered, what changed of it since, when outcomes were last read, what is due by now.

    `registered` and `last_read` are lines of the register, None where there is none. `problem` says why the register, or what
    is agreed, cannot be read.
    """

    model: CareModel
    registered: Entry | None
    changed: Sequence[Change]
    last_read: Entry | None
    due: Sequence[Assumption]
    early: Sequence[Assumption]
    problem: str = ""

    @property
    def slug(self) -> str:
        return slug(self.model.name)

    @property
    def is_offered(self) -> bool:
        """Whether the registered test may be asked for with a build."""
        is_in_force = self.registered is not None and not self.changed and not self.problem
        return is_in_force and bool(self.due or self.last_read)

    @property
    def is_usual(self) -> bool:
        """Whether it belongs to every build: an agreed day has been reached. Before that it is a look more, to be asked for."""
        return self.is_offered and bool(self.due)


def evaluable(folder: Path, place: Place) -> list[Evaluable]:
    """Every care model of a place, in the order of its file."""
    return [_evaluable(folder, place, model) for model in place.care_models]


def _evaluable(folder: Path, place: Place, model: CareModel) -> Evaluable:
    until = place.place.data_until
    due = [one for one in model.assumptions if one.expect.by <= until]
    early = [one for one in model.assumptions if one.expect.by > until]
    agreement = Agreement(folder, place, model)
    try:
        found = agreement.register.registered(model.name)
        changed = agreement.changed() or () if found else ()
        read = [
            entry
            for entry in agreement.register.entries()
            if entry.kind == "outcomes-read" and entry.care_model == model.name
        ]
    except (JoinedupError, OSError) as error:
        return Evaluable(model, None, (), None, due, early, str(error).replace(f"{folder}/", ""))
    return Evaluable(model, found.entry if found else None, changed, read[-1] if read else None, due, early)
