"""Evaluations written by hand, one for each verdict, with small numbers in them that must not be shown."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from joinedup.answers.evaluation_report.answer import (
    Answer,
    Asked,
    Characteristic,
    Comparison,
    Flow,
    Left,
    Measure,
    OtherWay,
    OverTime,
    Point,
)
from joinedup.answers.evaluation_report.content import Evaluated
from joinedup.evaluation.methods.checks.finding import Finding
from joinedup.evaluation.methods.results import Caution, Estimate
from joinedup.evaluation.verdicts import verdict_of
from joinedup.learning.register import Register, Registered
from tests.unit.learning.agreements import AT, HELD, LATER, protocol

GROUPS = ("Joined", "People like them")
MEASURE = Measure("emergency_admissions", "Emergency admissions", "per 1,000 person-years", 1000)
# Numbers of people so small that they may not be shown; 3 and 6 are told apart from every other number of the page.
SMALL = (3, 6)


def estimate(value: float = -0.14, low: float = -0.22, high: float = -0.05) -> Estimate:
    return Estimate(value, low, high, "change", "matched-controls", "clustered-by-set-and-person")


def comparison(found: Estimate | None = None, **changed: Any) -> Comparison:
    """A comparison with everything in it."""
    return Comparison(
        **{
            "estimate": found or estimate(),
            "difference": Estimate(-31.2, -52.0, -11.4, "difference", "matched-controls", "clustered"),
            "over_time": OverTime(_points(), GROUPS, "months since joining"),
            "flow": Flow(
                "joined by 31 March 2024",
                (Left("not eligible on the first of the month", 41), Left("nobody like them", SMALL[0])),
                "compared",
                612,
                598,
                "people like them",
            ),
            "balance": (
                Characteristic("Age", 0.62, 0.02),
                Characteristic("Emergency admissions in the last year", 0.91, -0.04),
                Characteristic("Long-term conditions", 0.55, 0.13),
            ),
            "checks": _checks(),
            "others": (
                OtherWay("window", "Until 31 December 2023", estimate(-0.12, -0.21, -0.02)),
                OtherWay("window", "Until 30 September 2023", estimate(-0.09, -0.20, 0.03)),
                OtherWay("options", "Two controls each", estimate(-0.15, -0.22, -0.07)),
                OtherWay("estimator", "Entropy balancing", None, "the weights did not settle"),
            ),
            "cautions": (Caution("reused", "Some people stand beside two who joined."),),
            "design_in_words": "Each person who joined is compared with somebody like them who had not.",
            "options_in_words": ("Poisson regression, clustered by matched set and person",),
            **changed,
        }
    )


def answer(found: Comparison | None = None, *, detectable: float | None = -0.08, **judged: Any) -> Answer:
    """An answer by the rule, data up to the agreed day unless said otherwise."""
    whole = found or comparison()
    own = protocol(detectable=detectable)
    plan = own.plans[0]
    until = judged.pop("data_until", plan.by)
    verdict = verdict_of(
        whole.estimate,
        plan.expected_change,
        detectable,
        until,
        plan.by,
        own.rule,
        follow_up_share=whole.follow_up_share,
    )
    return Answer(plan, MEASURE, whole, verdict, min(until, plan.by))


def registered(folder: Path, *, while_evaluating: bool = False) -> Registered:
    """The protocol of the example, registered in a folder and with outcomes read."""
    register = Register(folder)
    found = register.register(
        protocol(), at=AT, by="Ada Okafor", held=HELD, while_evaluating=while_evaluating
    )
    return register.note_outcomes_read(found, at=AT + timedelta(days=790), by="Ada Okafor", held=LATER)


def evaluated(folder: Path, *answers: Answer, agreement: Registered | None = None) -> Evaluated:
    """An evaluation of these answers."""
    return Evaluated(
        place="Seacombe",
        care_model="Complex care hubs",
        demo=True,
        registered=agreement or registered(folder),
        answers=answers or (answer(),),
        data_until=date(2024, 3, 31),
        published_at="2024-05-01T08:00:00+00:00",
        manifest_sha256="c" * 64,
        register_last_hash="d" * 64,
        left_out=40,
        command='joinedup evaluate "Complex care hubs"',
        versions=(("joinedup", "0.1.0"), ("numpy", "2.4.0")),
    )


def each_outcome() -> dict[str, Answer]:
    """One answer for every way a verdict can be read."""
    wide = estimate(-0.06, -0.24, 0.17)
    return {
        "as-expected": answer(),
        "less-than-expected": answer(comparison(estimate(-0.04, -0.07, -0.01))),
        "too-small-to-matter": answer(comparison(estimate(-0.02, -0.07, 0.03))),
        "not-shown": answer(comparison(estimate(-0.03, -0.11, 0.05))),
        "opposite": answer(comparison(estimate(0.27, 0.12, 0.44))),
        "cannot-tell": answer(comparison(wide), detectable=-0.28),
        "no-estimate": answer(Comparison(None, "nobody who joined was eligible")),
        "day-not-reached": answer(data_until=date(2023, 9, 30)),
        "followed-too-little": answer(comparison(follow_up_share=0.31)),
    }


def _points() -> list[Point]:
    joined = (310, 330, 380, 452, 401, 352, 330, 321)
    alike = (305, 336, 371, 448, 428, 409, 396, 390)
    points = []
    for time, (one, other) in enumerate(zip(joined, alike, strict=True), start=-4):
        people = 600 - 60 * max(time, 0)
        for group, rate in zip(GROUPS, (one, other), strict=True):
            events = rate * people / 4000
            points.append(
                Point(3 * time + 1.5, _period(time), group, rate, rate * 0.86, rate * 1.15, people, events)
            )
    few = [Point(13.5, _period(4), group, 250.0, 30.0, 700.0, SMALL[1], 1.0) for group in GROUPS]
    return points + few


def _period(quarter: int) -> str:
    return f"{3 * quarter:+d} to {3 * quarter + 3:+d}"


def _checks() -> tuple[Asked, ...]:
    found = (
        Finding("balance", "Alike before", "concern", "One of three characteristics still differs."),
        Finding(
            "overlap",
            "Somebody to compare with",
            "concern",
            f"1% of the treated ({SMALL[0]}) are unlike every control.",
            {"outside_common_support": SMALL[0] / 300, "treated": 300.0},
        ),
        Finding("negative-control", "An outcome that cannot change", "passed", "Outpatients show none."),
        Finding(
            "immortal-time",
            "Time in which nobody could die",
            "passed",
            "Both groups are counted from their index day on, and ends soon after it are as frequent in both.",
        ),
        Finding("e-value", "Unmeasured causes", "cannot-be-judged", "There is no ratio."),
    )
    questions = (
        "Were the groups alike before?",
        "Is there somebody comparable for everybody who joined?",
        "Does an outcome that cannot be affected show nothing?",
        "Are the treated counted in days in which they were sure to live?",
        "How strong would an unmeasured cause have to be?",
    )
    return tuple(Asked(question, finding) for question, finding in zip(questions, found, strict=True))
