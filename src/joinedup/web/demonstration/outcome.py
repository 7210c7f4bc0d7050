"""What came of the first care model, as its evaluation of the build says it: nothing of it is made up."""

from __future__ import annotations

from joinedup.web.demonstration.stage import Stage
from joinedup.web.kept.scorecard.care_models import care_models

# What the board says of a verdict.
_JUDGED = {"supported": "as-expected", "not-supported": "not", "undetectable": "cannot-tell"}


def what_came_of_it(stage: Stage) -> dict[str, str]:
    """The words of an outcome, with the page that shows it."""
    model = care_models(stage.folder, stage.place, None)[0]
    first = model.assumptions[0] if model.assumptions else None
    return {
        "actual": " ".join(first.sentences) if first else model.in_short,
        "judgement": _JUDGED.get(first.verdict if first else "", "too-early"),
        "address": f"/evaluation/{model.slug}/",
        "build_sha256": stage.build.version,
    }
