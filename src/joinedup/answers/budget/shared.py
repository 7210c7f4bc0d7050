"""The pot shared out: neighbourhoods, every method's index of them, and the steps of the person-based one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joinedup.answers.budget.areas import Areas, areas_of
from joinedup.answers.budget.methods import Method, chosen, methods_of
from joinedup.answers.budget.person_based import Fitted, read_fitted
from joinedup.answers.budget.pot import Pot
from joinedup.answers.budget.practices import Practices, practices_of
from joinedup.answers.budget.steps import Steps, steps_of
from joinedup.answers.budget.without_build import areas_of_file
from joinedup.answers.published import Published
from joinedup.place.model import Place


@dataclass(frozen=True)
class Shared:
    """Everything the page says of how the pot is shared out."""

    areas: Areas
    methods: Sequence[Method]
    not_among_them: Sequence[str]
    steps: Steps | None
    fitted: Fitted | None
    practices: Practices | None

    @property
    def chosen(self) -> Method:
        """The method that the page's budget is by."""
        return chosen(self.methods)


def share_out(
    place: Place, folder: Path, published: Published | None, released: Published | None, pot: Pot | None
) -> Shared | None:
    """None where there is nothing to share out or nobody to share it out to; before a build, by the national file where the place
    names one with all its practices. CapitationError where a file cannot be used."""
    if pot is None:
        return None
    if published is None or released is None:
        of_file = areas_of_file(place, folder)
        return None if of_file is None else Shared(*of_file, (), None, None, None)
    found = areas_of(published)
    if found is None:
        return None
    areas, years = found
    methods, why_not = methods_of(place, folder, published, released, areas, years)
    steps = steps_of(released, areas, years, pot)
    return Shared(
        areas,
        methods,
        why_not,
        steps,
        read_fitted(released, place),
        practices_of(place, published, released, areas, years, list(steps.pence[-1])) if steps else None,
    )
