"""Evaluating a care model: agree, write down that outcomes are read, read them, compare, judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from joinedup.answers.disclosure import shown_count
from joinedup.answers.evaluating.agreement import Agreement, held_by, must_be_of_this_build
from joinedup.answers.evaluating.designs import MATCHED
from joinedup.answers.evaluating.matched import matched_comparison
from joinedup.answers.evaluating.measures import measure_named
from joinedup.answers.evaluating.outcomes import Outcomes, open_outcomes
from joinedup.answers.evaluating.panel import panel_comparison
from joinedup.answers.evaluation_report.answer import Answer
from joinedup.answers.evaluation_report.content import Evaluated
from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.evaluation.verdicts import verdict_of
from joinedup.learning.planning import care_model_named
from joinedup.learning.protocols import Plan
from joinedup.learning.register import Registered
from joinedup.place.file import read_place

Say = Callable[[str, float | None], None]
"""Told what is being done, and which share of the whole is done by then."""

NOBODY = "joinedup evaluate (nobody was named)"
SOFTWARE = ("numpy", "scipy", "numba", "pandas", "statsmodels", "diff-diff", "vl-convert-python")


@dataclass(frozen=True)
class Asked:
    """Who asks for an evaluation and when: the time from the command line, the only reader of the clock.

    `as_registered` asks for the test that is registered and for no other: nothing is registered on the way.
    """

    at: datetime
    by: str = ""
    as_registered: bool = False


def register_care_model(folder: Path, name: str | None, asked: Asked) -> tuple[Registered, bool]:
    """Register what is agreed about a care model of a place, before outcomes are read. Returns it, and whether it is new.

    JoinedupError when nothing is built, the place file has changed since, or `asked.by` names nobody.
    """
    place = read_place(folder)
    model = care_model_named(place.care_models, name)
    agreement = Agreement(folder, place, model)
    before = agreement.register.verify().entries
    with open_published(folder) as published, release(published) as released:
        must_be_of_this_build(folder, published)
        registered = agreement.register_now(released, at=asked.at, by=asked.by)
    return registered, agreement.register.verify().entries > before


def evaluate(folder: Path, name: str | None, asked: Asked, say: Say = lambda words, share: None) -> Evaluated:
    """Evaluate a care model of a place from its published build.

    What is agreed is registered first where it is not yet, and the reading of outcomes is written into the register before
    they are read. JoinedupError when nothing is built, the place file has changed since, or the register was edited; and where
    it is asked for as registered, when it is not, or what is agreed has changed.
    """
    place = read_place(folder)
    model = care_model_named(place.care_models, name)
    agreement = Agreement(folder, place, model)
    agreement.register.verify()
    with open_published(folder) as published, release(published) as released:
        must_be_of_this_build(folder, published)
        by = asked.by.strip() or NOBODY
        say("what is agreed", 0.0)
        registered = (
            agreement.as_registered()
            if asked.as_registered
            else agreement.register_now(released, at=asked.at, by=by, while_evaluating=True)
        )
        held = held_by(published)
        registered = agreement.register.note_outcomes_read(registered, at=asked.at, by=by, held=held)
        answers = _answers(open_outcomes(registered, released), held.data_until, say)
        say("done", 1.0)
        return Evaluated(
            place=published.place_name,
            care_model=model.name,
            demo=bool(published.manifest["place"].get("demo", False)),
            registered=registered,
            answers=answers,
            data_until=held.data_until,
            published_at=published.published_at,
            manifest_sha256=published.manifest_sha256,
            register_last_hash=agreement.register.verify().last_hash,
            left_out=shown_count(released.left_out),
            command=f'joinedup evaluate "{model.name}"',
            versions=_versions(str(published.manifest.get("joinedup", ""))),
        )


def _answers(outcomes: Outcomes, data_until: date, say: Say) -> list[Answer]:
    plans = outcomes.registered.protocol.plans
    answers = []
    for number, plan in enumerate(plans):
        say(f"{plan.id}: {plan.then}", (number + 0.3) / (len(plans) + 0.3))
        answers.append(_answer(outcomes, plan, data_until))
    return answers


def _answer(outcomes: Outcomes, plan: Plan, data_until: date) -> Answer:
    rule = outcomes.registered.protocol.rule
    measure = measure_named(outcomes.released, plan.measure)
    compare = matched_comparison if plan.design == MATCHED else panel_comparison
    comparison = compare(outcomes, plan, measure, data_until, rule.level)
    verdict = verdict_of(
        comparison.estimate,
        plan.expected_change,
        plan.smallest_detectable.change,
        data_until,
        plan.by,
        rule,
        follow_up_share=comparison.follow_up_share,
    )
    return Answer(plan, measure, comparison, verdict, min(plan.by, data_until))


def _versions(built_with: str) -> list[tuple[str, str]]:
    from joinedup import __version__

    found = [("joinedup", __version__), ("joinedup that made the build", built_with)]
    for name in SOFTWARE:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found
