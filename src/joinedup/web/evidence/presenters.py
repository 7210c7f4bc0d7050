"""Entries of the library in words: effects with their intervals, and the answers of the fit check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from markupsafe import Markup

from joinedup.evaluation.verdict_words import size_in_words
from joinedup.learning.evidence import KINDS, Effect, Tried
from joinedup.learning.fit import DOES_NOT, FITS, NOT_KNOWN, Answer
from joinedup.pictures.effects import EffectShown, draw_effects
from joinedup.web.evidence.models import OwnFinding
from joinedup.web.learning.measures import title_of
from joinedup.wording import day

COLOURS = {FITS: "green", DOES_NOT: "red", NOT_KNOWN: "grey"}
NO_INTERVAL = "no interval published"


@dataclass(frozen=True)
class ShownEffect:
    """One effect: on what, what came of it, and how sure that is."""

    measure: str
    words: str
    interval: str


@dataclass(frozen=True)
class Entry:
    """An entry in the list."""

    address: str
    name: str
    kind: str
    where: str
    who: str
    effects: Sequence[ShownEffect]
    is_own: bool
    fit: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ShownAnswer:
    """One answer of the fit check."""

    question: str
    stands: str
    colour: str
    because: str


def entry(tried: Tried, answers: Sequence[Answer]) -> Entry:
    """Something tried elsewhere, with how many questions of the fit check it passes."""
    return Entry(
        reverse("evidence-entry", args=[tried.id]),
        tried.name,
        KINDS[tried.kind],
        f"{tried.where}, {tried.years}",
        _people(tried),
        [shown_effect(one) for one in tried.effects],
        False,
        counts(answers),
    )


def own_entry(finding: OwnFinding) -> Entry:
    """Something this place learned."""
    effects = [effect_of(finding)] if finding.change is not None else []
    return Entry(
        reverse("own-finding", args=[finding.pk]),
        finding.name,
        KINDS.get(finding.kind, finding.kind),
        finding.where,
        finding.who,
        [shown_effect(one) for one in effects],
        True,
        (),
    )


def effect_of(finding: OwnFinding) -> Effect:
    """The effect that the place found, as those of others are held."""
    low, high = (None if end is None else float(end) / 100 for end in (finding.low, finding.high))
    change = float(finding.change or 0) / 100
    return Effect(finding.measure, size_in_words(change), change, low, high)


def shown_effect(one: Effect) -> ShownEffect:
    """An effect with its interval, or that there is none; nothing where its words say it already."""
    if one.change is None:
        return ShownEffect(title_of(one.measure), one.words, "")
    interval = "" if "interval" in one.words else NO_INTERVAL
    if one.low is not None and one.high is not None:
        interval = f"{one.level:.0%} interval: {size_in_words(one.low)} to {size_in_words(one.high)}"
    return ShownEffect(title_of(one.measure), one.words, interval)


def picture(name: str, effects: Sequence[Effect]) -> Markup:
    """The effects that have a size, drawn."""
    sized = [
        EffectShown(f"{title_of(one.measure)}: {size_in_words(one.change)}", one.change, one.low, one.high)
        for one in effects
        if one.change is not None
    ]
    said = "; ".join(one.words for one in sized)
    return Markup(draw_effects(f"{name}. {said}.", sized))


def counts(answers: Sequence[Answer]) -> list[tuple[str, str]]:
    """4 fit, 1 does not, 3 not known: the words with the colours of their tags; what is not known is always among them."""
    number = {stands: sum(one.stands == stands for one in answers) for stands in (FITS, DOES_NOT, NOT_KNOWN)}
    said = (
        (FITS, "fits" if number[FITS] == 1 else "fit"),
        (DOES_NOT, "does not" if number[DOES_NOT] == 1 else "do not"),
        (NOT_KNOWN, "not known"),
    )
    return [
        (f"{number[stands]} {words}", COLOURS[stands])
        for stands, words in said
        if number[stands] or (answers and stands == NOT_KNOWN)
    ]


def shown_answers(answers: Sequence[Answer]) -> list[ShownAnswer]:
    """The answers, with their colours."""
    return [
        ShownAnswer(one.question, one.stands.capitalize(), COLOURS[one.stands], one.because)
        for one in answers
    ]


def about(tried: Tried) -> list[tuple[str, str]]:
    """The facts of an entry."""
    found = [
        ("Kind", KINDS[tried.kind]),
        ("Where", tried.where),
        ("When", tried.years),
        ("For whom", _people(tried)),
        ("How it was studied", tried.design),
    ]
    return found + ([("Published", day(tried.published))] if tried.published else [])


def about_own(finding: OwnFinding) -> list[tuple[str, str]]:
    """The facts of what the place learned."""
    return [
        ("Kind", KINDS.get(finding.kind, finding.kind)),
        ("Where", finding.where),
        ("For whom", finding.who),
        ("Rests on", finding.rests_on),
        ("Added", f"by {finding.by.user.name} on {day(localdate(finding.at))}"),
    ]


def _people(tried: Tried) -> str:
    who = tried.who[:1].upper() + tried.who[1:]
    number = f", {tried.people:,} of them" if tried.people else ""
    return f"{who}{number}{f', {tried.mean_age:.0f} years old on average' if tried.mean_age else ''}"
