"""Cycles in words: how each stands, its four stages, and the marks on its chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from joinedup.evaluation.methods.control_charts import Mark
from joinedup.web.learning.measures import title_of
from joinedup.web.learning.models import CycleEntry
from joinedup.web.learning.queries import CycleNow
from joinedup.wording import day

_OUTCOMES: Mapping[str, tuple[str, str]] = {
    "adopt": ("Adopted", "green"),
    "adapt": ("Adapted, tried again", "blue"),
    "abandon": ("Abandoned", "grey"),
}
_RUNNING, _TO_COME = ("Running", "yellow"), ("To come", "white")


@dataclass(frozen=True)
class CycleLine:
    """One cycle in a list."""

    address: str
    name: str
    measure: str
    where: str
    began: str
    stands: str
    colour: str


@dataclass(frozen=True)
class ShownEntry:
    """Something written down in a cycle: on which day and by whom."""

    said: str
    outcome: str
    colour: str
    words: str


@dataclass(frozen=True)
class Noted:
    """A day on which something changed, with its letters on the chart and where it happened."""

    mark: Mark
    on: str
    words: str


def cycle_lines(
    found: Sequence[CycleNow],
    *,
    entries: Iterable[CycleEntry],
    today: date,
) -> list[CycleLine]:
    """Cycles in a list, each as it stands."""
    latest = {one.cycle: one for one in entries if one.stage == CycleEntry.Stage.LEARNED}
    return [
        CycleLine(
            reverse("cycle", args=[one.key]),
            one.name,
            title_of(one.measure),
            one.area or "The whole place",
            day(one.starts_on),
            *how_it_stands(one, latest.get(one.key), today),
        )
        for one in found
    ]


def how_it_stands(cycle: CycleNow, learned: CycleEntry | None, today: date) -> tuple[str, str]:
    """A word for how a cycle stands, and the colour of its tag."""
    if learned is not None:
        return _OUTCOMES[learned.outcome]
    return _TO_COME if cycle.starts_on > today else _RUNNING


def noted(cycle: CycleNow, found: Sequence[CycleEntry], afresh: Sequence[tuple[date, str]]) -> list[Noted]:
    """The days on which something changed, in order, numbered as on the chart: the start, each note, and where the chart's
    limits start afresh."""
    days: list[tuple[date, int, str]] = [(cycle.starts_on, 0, "The change was made")]
    days += [(one.on, one.pk, _kind(one)) for one in found]
    days += [(on, 0, f"The chart's limits start afresh: {reason}") for on, reason in afresh]
    ordered = sorted(days, key=lambda one: (one[0], one[1]))
    return [
        Noted(Mark(on, str(n), f"{n}. {day(on)}: {words}"), day(on), words)
        for n, (on, _, words) in enumerate(ordered, start=1)
    ]


def written_down(cycle: CycleNow) -> str:
    """By whom a cycle was written down and when: what was expected counts for less if it had begun already."""
    if cycle.written_on is None:
        return "in the place file"
    late = ", after it began" if cycle.written_on > cycle.starts_on else ""
    return f"by {cycle.by} on {day(cycle.written_on)}{late}"


def _when(on: date, written_on: date, by: str) -> str:
    """The day something happened, and by whom it was written down; when, where that was another day."""
    later = f" on {day(written_on)}" if written_on != on else ""
    return f"{day(on)}, written down by {by}{later}"


def shown_entries(found: Sequence[CycleEntry], stage: str) -> list[ShownEntry]:
    """What was written down at one stage."""
    return [
        ShownEntry(
            _when(one.on, localdate(one.at), one.by.user.name),
            *(_OUTCOMES[one.outcome] if one.outcome else ("", "")),
            one.words,
        )
        for one in found
        if one.stage == stage
    ]


@dataclass(frozen=True)
class Learned:
    """What was learned in a cycle, for the list."""

    address: str
    name: str
    outcome: str
    colour: str
    on: str
    words: str


def learned_lately(cycles: Sequence[CycleNow], found: Sequence[CycleEntry]) -> list[Learned]:
    """What was learned, the latest first."""
    names = {one.key: one.name for one in cycles}
    learned = [one for one in found if one.stage == CycleEntry.Stage.LEARNED]
    return [
        Learned(
            reverse("cycle", args=[one.cycle]),
            names[one.cycle],
            *_OUTCOMES[one.outcome],
            day(one.on),
            one.words,
        )
        for one in sorted(learned, key=lambda one: (one.on, one.pk), reverse=True)
    ]


def _kind(entry: CycleEntry) -> str:
    if entry.stage == CycleEntry.Stage.LEARNED:
        return f"Learned: {_OUTCOMES[entry.outcome][0].lower()}"
    return "Something was done" if entry.stage == CycleEntry.Stage.DONE else "The figures were studied"
