"""Filling a protocol: what the place file says about a care model, and dated defaults for what it leaves open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import decision_rule
from joinedup.learning.protocols import Plan, Protocol, SmallestDetectable, plain
from joinedup.place.model import Assumption, CareModel, Place
from joinedup.place.problems import nearest
from joinedup.reference.files import ReferenceFile, read_file


@dataclass(frozen=True)
class DesignTerms:
    """What is agreed about a design: its options, and the other ways in which the same question is answered beside it."""

    options: Mapping[str, Any]
    other_ways: tuple[str, ...] = ()


Detecting = Callable[[Assumption], SmallestDetectable]
"""Works out, from the place's own people before the start, the smallest change the test of an assumption could find."""

NOT_WORKED_OUT = SmallestDetectable(None, "It was not worked out.")


@cache
def defaults() -> ReferenceFile:
    """The dated defaults, from protocol_defaults.toml beside this file."""
    return read_file(Path(__file__).with_name("protocol_defaults.toml"))


def protocol_for(
    place: Place,
    model: CareModel,
    *,
    terms_of: Callable[[str], DesignTerms],
    version: str,
    detecting: Detecting = lambda assumption: NOT_WORKED_OUT,
) -> Protocol:
    """The protocol that a place file and the defaults give for a care model.

    `terms_of` gives what is agreed about a design by its slug, `version` is that of joinedup. JoinedupError when the care model
    has no assumption: there is nothing to test.
    """
    if not model.assumptions:
        raise JoinedupError(
            f"the care model {model.name} has no assumption, so there is nothing to test: say in place.toml, below"
            " [[care_models.assumptions]], which measure should change, by how much and by when"
        )
    agreed = model.model_dump(mode="json", exclude_defaults=True, exclude={"assumptions"})
    plans = tuple(_plan(each, model, terms_of(each.test), detecting(each)) for each in model.assumptions)
    return Protocol(place.place.name, model.name, plain(agreed), decision_rule(), plans, version)


def care_model_named(models: Sequence[CareModel], name: str | None) -> CareModel:
    """The care model of that name, in any case; the only one when no name is given.

    JoinedupError naming the nearest when there is none of that name, and all of them when one must be chosen.
    """
    known = {model.name: model for model in models}
    if not known:
        raise JoinedupError(
            "the place file has no care model: describe one in place.toml, below [[care_models]]"
        )
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    listed = ", ".join(f'"{each}"' for each in known)
    if name is None:
        raise JoinedupError(f"which care model? Name one of {listed}")
    by_letters = {written.casefold(): model for written, model in known.items()}
    wanted = " ".join(name.casefold().split())
    if wanted in by_letters:
        return by_letters[wanted]
    alike = nearest(wanted, by_letters)
    meant = f'did you mean "{by_letters[alike].name}"?' if alike else f"this place has {listed}"
    raise JoinedupError(f'no care model is named "{name}"; {meant}')


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of that month where it is shorter."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 1)


def _plan(assumption: Assumption, model: CareModel, terms: DesignTerms, least: SmallestDetectable) -> Plan:
    return Plan(
        id=assumption.id,
        because=assumption.because,
        then=assumption.then,
        measure=assumption.measure,
        expected_change=assumption.expect.change,
        by=assumption.expect.by,
        design=assumption.test,
        options=plain(terms.options),
        windows=_windows(model.starts_on, assumption.expect.by),
        other_ways=terms.other_ways,
        negative_control=_negative_control(model),
        if_not_supported=assumption.if_not_supported,
        smallest_detectable=least,
    )


def _windows(starts_on: date, by: date) -> tuple[date, ...]:
    """The agreed last day, then earlier ones that leave enough months after the start."""
    content = defaults().content
    earlier = (months_before(by, int(months)) for months in content["earlier_months"])
    enough = int(content["least_months"])
    return (by, *(day for day in earlier if months_before(day, enough) >= starts_on))


def _negative_control(model: CareModel) -> str:
    """The first measure that no assumption is about: what is expected to change cannot show that nothing else did."""
    about = {assumption.measure for assumption in model.assumptions}
    free = (measure for measure in defaults().content["negative_controls"] if measure not in about)
    return str(next(free, ""))
