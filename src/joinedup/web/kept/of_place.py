"""The pages about the place and its care, as they are kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.errors import JoinedupError
from joinedup.place.file import read_place
from joinedup.web.kept.about import about_build, in_short
from joinedup.web.kept.page import KeptPage
from joinedup.wording import slug


def scorecard(folder: Path) -> KeptPage:
    """Version one, standards, beside version two, change; inequality; by organisation and for the whole place."""
    from joinedup.web.kept.scorecard.made import made_scorecard

    return made_scorecard(folder)


def report(folder: Path) -> KeptPage:
    """Who lives here, what they need, what it costs."""
    from joinedup.answers.place_report.report import sections_of

    with open_published(folder) as published, release(published) as released:
        sections = sections_of(released)
        return KeptPage(
            title="Who lives here, and what happens to them?",
            about=about_build(published),
            key_figures=[figure for section in sections for figure in section.key_figures],
            sections=sections,
            further={"in_short": in_short(sections)},
        )


def shared_patients(folder: Path) -> KeptPage:
    """Which organisations see the same people, without those who opted out; `ties` has every pair that may be shown."""
    from joinedup.answers.place_report.shared_patients import network_section, read_network

    with open_published(folder) as published, release(published) as released:
        if not released.has("shared_patients", "organisation"):
            raise JoinedupError("The build does not hold which organisations see the same people")
        ties = [(tie.one, tie.other, tie.people) for tie in read_network(released).ties]
        return KeptPage(
            title="Who shares patients", sections=[network_section(released)], further={"ties": ties}
        )


def charts(folder: Path) -> KeptPage:
    """What has changed, and what only varies."""
    from joinedup.answers.control_charts import in_words, page
    from joinedup.answers.control_charts.overview import groups_of
    from joinedup.evaluation.methods.control_charts import preset

    options = preset(None)
    with open_published(folder) as published, release(published) as released:
        groups = groups_of(released, (), options)
        about = about_build(published)
    found = [chart for group in groups for chart in group.charts]
    warned = in_words.warned(found)
    return KeptPage(
        title="What has changed, and what only varies?",
        about=about,
        notices=[warned] if warned else (),
        key_figures=in_words.key_figures(found),
        footnotes=[
            *in_words.how_read(options),
            "Counts are rounded, and suppressed where they are small, before they are charted: small differences between months"
            " may be rounding.",
            "A chart says whether something changed, not why.",
        ],
        further={
            "groups": [asdict(group) for group in page.shown_groups(groups)],
            "variations": page.variations(),
            "assurances": page.assurances(),
        },
    )


def evaluation(folder: Path, *, care_model: str) -> KeptPage:
    """Whether a care model works: the evaluation that was last asked for. JoinedupError where none was of this build.

    A page never asks for one itself: reading outcomes is written into the register with whoever asked (web/data, or a terminal).
    """
    from joinedup.answers.evaluating.evaluate import Asked, evaluate
    from joinedup.answers.evaluation_report.content import content_of
    from joinedup.web.kept.scorecard.care_models import VERDICTS, care_models

    if not _is_evaluated(folder, care_model):
        raise JoinedupError(
            f"{care_model} has not been evaluated on this build yet. Where an analyst asked for it together with the build"
            " (Data, Builds), it follows in a few minutes; else it is asked for with the next one, or at a terminal:"
            f' joinedup evaluate "{care_model}" --by NAME --as-registered. Who asked is written into the register before'
            " outcomes are read."
        )
    content = content_of(evaluate(folder, care_model, Asked(datetime.now(UTC), as_registered=True)))
    models = care_models(folder, read_place(folder), None)
    return KeptPage(
        title=content.head.question,
        lead=next((one.in_short for one in models if one.name == care_model), content.in_short),
        about=content.head.about,
        notices=content.notices,
        sections=content.sections,
        footnotes=[content.head.made_by],
        further={"cards": [asdict(card) | {"in_words": VERDICTS[card.outcome]} for card in content.cards]},
    )


def _is_evaluated(folder: Path, care_model: str) -> bool:
    from joinedup.web.kept.stamp import build_of

    path = folder / "build" / "evaluations" / f"{slug(care_model)}.json"
    try:
        return bool(
            json.loads(path.read_text(encoding="utf-8"))["build"]["manifest_sha256"] == build_of(folder)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False
