"""The fit check: would what was tried elsewhere fit this place? Each question is answered fits, does not fit or not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from typing import Any, Final, Literal

from joinedup.evaluation.verdict_words import size_in_words
from joinedup.learning.evidence import Effect, Tried
from joinedup.reference.files import FOLDER, read_file
from joinedup.wording import are, listed, some

Stands = Literal["fits", "does not fit", "not known"]
FITS: Final = "fits"
DOES_NOT: Final = "does not fit"
NOT_KNOWN: Final = "not known"


@dataclass(frozen=True)
class PeopleHere:
    """A group of this place's people: how many, as may be shown, their mean age, and by measure the smallest relative fall
    that could be told from chance among them in a year (None where it cannot be worked out)."""

    words: str
    people: int | None
    mean_age: float | None
    smallest: Mapping[str, float]


@dataclass(frozen=True)
class AgreementHere:
    """An agreement of this place: its name, its form in words, and the kinds of its members."""

    name: str
    form: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class PostsHere:
    """Posts that work on care of the same kind, in whole-time equivalents."""

    there: float
    vacant: float


@dataclass(frozen=True)
class Here:
    """What this place is like, as far as it is known. `groups` by name (None of a group where it cannot be counted),
    `charted` the measures with a control chart, `titles` measures in words, `leads` what the place's care models of that kind
    say about a practice that leads (None where there is no such care model), `posts` None where none is written down."""

    system: str
    groups: Mapping[str, PeopleHere]
    charted: frozenset[str]
    titles: Mapping[str, str]
    leads: bool | None
    agreements: Sequence[AgreementHere]
    posts: PostsHere | None


@dataclass(frozen=True)
class Answer:
    """One question with its answer and the figures behind it; `about` is what it is about, in a word or two."""

    question: str
    stands: Stands
    because: str
    about: str = ""


def fit_check(tried: Tried, here: Here) -> tuple[Answer, ...]:
    """Every question, in the order they are asked."""
    return tuple(replace(ask(tried, here), about=about) for about, ask in _QUESTIONS.items())


def overall(answers: Sequence[Answer]) -> str:
    """One sentence over all answers: what is not known is always said."""
    by_answer = {
        stands: [one for one in answers if one.stands == stands] for stands in (FITS, DOES_NOT, NOT_KNOWN)
    }
    fits, not_so, unknown = (len(by_answer[stands]) for stands in (FITS, DOES_NOT, NOT_KNOWN))
    said = (
        f"Of {some(len(answers), 'question', 'questions')}, {fits or 'none'} {'fits' if fits == 1 else 'fit'},"
        f" {not_so or 'none'} {'does' if not_so == 1 else 'do'} not fit and {unknown or 'none'} {are(unknown)} not known."
    )
    if not_so:
        said += f" What does not fit: {_named(by_answer[DOES_NOT])}."
    if unknown:
        said += f" Find out first: {_named(by_answer[NOT_KNOWN])}."
    return said


def how_it_is_judged() -> str:
    """The limits in force, in a sentence or two."""
    share, years, vacant = (
        _threshold(name) for name in ("least_share_of_people", "most_years_apart", "most_vacant")
    )
    return (
        f"There are enough people when they are at least {share:.0%} of the number studied; they are of the same age when the"
        f" means differ by {years:g} years at most; the workforce is there when at most {vacant:.0%} of the posts is vacant."
        " Nobody has published such limits: they are choices, which the place may change."
    )


def _named(answers: Sequence[Answer]) -> str:
    return listed([one.about for one in answers])


def _same_system(tried: Tried, here: Here) -> Answer:
    ask = "Is care organised and paid for in the same way?"
    if tried.system == here.system:
        return Answer(ask, FITS, f"It was tried in the {tried.system}, as here.")
    return Answer(ask, DOES_NOT, f"It was tried in the {tried.system}; this place is in the {here.system}.")


def _enough_people(tried: Tried, here: Here) -> Answer:
    ask = "Are there enough such people here?"
    group = here.groups.get(tried.group)
    if group is None:
        return Answer(ask, NOT_KNOWN, f"It was for {tried.who}. How many of them live here is not known.")
    if group.people is None:
        stands: Stands = DOES_NOT if tried.people else NOT_KNOWN
        said = f"It was for {tried.who}{f', {tried.people:,} of them' if tried.people else ''}. Here they are too few to show."
        return Answer(ask, stands, said)
    there = (
        f"{tried.people:,} were studied there"
        if tried.people
        else "the source does not say how many there were"
    )
    counted = f"{group.words[:1].upper()}{group.words[1:]}: about {group.people:,} here; {there}."
    if not tried.people:
        return Answer(ask, NOT_KNOWN, counted)
    least = _threshold("least_share_of_people")
    enough = group.people >= least * tried.people
    return Answer(
        ask, FITS if enough else DOES_NOT, f"{counted} That is {_compared(group.people, tried.people)}."
    )


def _compared(here: int, there: int) -> str:
    ratio = here / there
    return f"{ratio:,.1f} times as many" if ratio >= 1 else f"{ratio:.0%} of that number"


def _same_age(tried: Tried, here: Here) -> Answer:
    ask = "Are they of the same age?"
    group = here.groups.get(tried.group)
    own = None if group is None else group.mean_age
    if tried.mean_age is None or own is None:
        there = f"{tried.mean_age:.0f} on average there" if tried.mean_age else "the source gives no mean age"
        ours = f"{own:.0f} on average here" if own is not None else "here it is not known"
        return Answer(ask, NOT_KNOWN, f"{there[:1].upper()}{there[1:]}; {ours}.")
    apart = abs(own - tried.mean_age)
    stands: Stands = FITS if apart <= _threshold("most_years_apart") else DOES_NOT
    return Answer(ask, stands, f"{tried.mean_age:.0f} years on average there, {own:.0f} here.")


def _charted(tried: Tried, here: Here) -> Answer:
    ask = "Is what it changes charted here?"
    there = [
        here.titles.get(one.measure, one.measure) for one in tried.effects if one.measure in here.charted
    ]
    missing = [
        here.titles.get(one.measure, one.words) for one in tried.effects if one.measure not in here.charted
    ]
    if not here.charted:
        return Answer(ask, NOT_KNOWN, "Nothing is charted yet: there is no build with months of figures.")
    if not there:
        return Answer(
            ask, DOES_NOT, f"No chart can be drawn here of {listed([one.lower() for one in missing])}."
        )
    without = f" There is none of {listed([one.lower() for one in missing])}." if missing else ""
    return Answer(ask, FITS, f"There is a chart of {listed([one.lower() for one in there])}.{without}")


def _detectable(tried: Tried, here: Here) -> Answer:
    ask = "Could this place tell such an effect from chance?"
    group = here.groups.get(tried.group)
    sized = [one for one in tried.effects if one.change]
    if not sized:
        return Answer(ask, NOT_KNOWN, "The source gives no size to look for.")
    known = [one for one in sized if group is not None and one.measure in group.smallest]
    if group is None or not known:
        measures = listed([here.titles.get(one.measure, one.measure).lower() for one in sized])
        return Answer(ask, NOT_KNOWN, f"What could be found here cannot be worked out for {measures}.")
    found = [one for one in known if _is_found(one, group.smallest[one.measure])]
    said = " ".join(_size(one, group.smallest[one.measure], here) for one in known)
    half = "If half of them, or as many as there is room for, had it for a year and as many did not, then at best:"
    return Answer(ask, FITS if found else DOES_NOT, f"{half} {said}")


def _is_found(effect: Effect, smallest: float) -> bool:
    """On a log scale a rise is as far from no change as the fall that undoes it."""
    return (
        smallest > -1 and effect.change is not None and abs(log(1 + effect.change)) >= abs(log(1 + smallest))
    )


def _size(effect: Effect, smallest: float, here: Here) -> str:
    assert effect.change is not None
    title = here.titles.get(effect.measure, effect.measure)
    if smallest <= -1:
        return f"{title}: no change at all could be found."
    least = smallest if effect.change < 0 else 1 / (1 + smallest) - 1
    return f"{title}: {size_in_words(effect.change)} there; the smallest that could be found here is {size_in_words(least)}."


def _workforce(tried: Tried, here: Here) -> Answer:
    ask = "Is the workforce there?"
    took = f"There it took {tried.staff}. " if tried.staff else "The source does not say what staff it took. "
    if here.posts is None or here.posts.there <= 0:
        return Answer(ask, NOT_KNOWN, f"{took}No post for care of this kind is written down here.")
    share = here.posts.vacant / here.posts.there
    stands: Stands = FITS if share <= _threshold("most_vacant") else DOES_NOT
    said = f"Here {here.posts.vacant:g} of {here.posts.there:g} whole-time equivalents for care of this kind are vacant."
    return Answer(ask, stands, took + said)


def _led_by_primary_care(tried: Tried, here: Here) -> Answer:
    ask = "Does primary care lead it?"
    there = {True: "General practice led it there", False: "General practice did not lead it there"}
    if tried.primary_care_lead is None:
        return Answer(ask, NOT_KNOWN, "The source does not say who led it.")
    said = there[tried.primary_care_lead]
    if here.leads is None:
        return Answer(ask, NOT_KNOWN, f"{said}; this place has no care model of that kind yet.")
    ours = (
        "a practice leads the care model of that kind" if here.leads else "no practice is named as its lead"
    )
    stands: Stands = FITS if here.leads or not tried.primary_care_lead else DOES_NOT
    return Answer(ask, stands, f"{said}; here {ours}.")


def _agreed(tried: Tried, here: Here) -> Answer:
    ask = "Is there an agreement between those who would do it?"
    if not tried.organisations:
        return Answer(ask, NOT_KNOWN, "The source does not say which organisations did it together.")
    needed = listed([_BODIES.get(kind, kind) for kind in tried.organisations])
    if not here.agreements:
        return Answer(ask, DOES_NOT, f"There it took {needed} together; this place has no agreement yet.")
    best = min(here.agreements, key=lambda one: len(set(tried.organisations) - one.kinds))
    missing = [_BODIES.get(kind, kind) for kind in tried.organisations if kind not in best.kinds]
    if missing:
        said = f"There it took {needed} together; the {best.name} ({best.form.lower()}) has no member from {listed(missing)}."
        return Answer(ask, DOES_NOT, said)
    return Answer(
        ask, FITS, f"There it took {needed} together; all are in the {best.name} ({best.form.lower()})."
    )


_BODIES: Mapping[str, str] = {
    "practice": "general practice",
    "acute": "a hospital",
    "community": "community services",
    "mental-health": "mental health services",
    "council": "the council",
    "care-home": "care homes",
    "ambulance": "the ambulance service",
    "voluntary": "the voluntary sector",
    "commissioner": "the commissioner",
}
_QUESTIONS: Mapping[str, Callable[[Tried, Here], Answer]] = {
    "the system of care": _same_system,
    "the number of people": _enough_people,
    "their age": _same_age,
    "what is charted": _charted,
    "telling it from chance": _detectable,
    "the workforce": _workforce,
    "who leads": _led_by_primary_care,
    "the agreement": _agreed,
}


@cache
def _thresholds() -> Mapping[str, Any]:
    return read_file(FOLDER / "thresholds" / "fit_check.toml").content


def _threshold(name: str) -> float:
    return float(_thresholds()[name])
