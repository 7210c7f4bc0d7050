"""Writing the page: charts from the published build, what needs looking at first, in one file that fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from joinedup.answers.control_charts.charted import Group, need
from joinedup.answers.control_charts.measures import measure_groups
from joinedup.answers.control_charts.page import page
from joinedup.answers.control_charts.providers import MEASURE, provider_group
from joinedup.answers.control_charts.settings import read_settings
from joinedup.answers.page.rendering import write_whole
from joinedup.answers.published import Published, open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from joinedup.evaluation.methods.control_charts import ChartOptions, preset


def write_charts(
    folder: Path, to: Path | None = None, *, measures: Sequence[str] = (), preset_name: str | None = None
) -> Path:
    """Write the page of control charts of a place's published build to `to` (build/control_charts.html when None).

    Returns where it is. `measures` are those to chart, all that have a better direction when empty. JoinedupError when
    nothing is published, a measure or preset is unknown, there is nothing to chart, or the page cannot be written.
    """
    target = to or folder / "build" / "control_charts.html"
    options = preset(preset_name)
    with open_published(folder) as published, release(published) as released:
        groups = groups_of(released, measures, options)
        if not any(group.charts or group.not_charted for group in groups):
            raise JoinedupError(
                f"{folder}: the published build has nothing to chart by month: no measure with people behind it, and no"
                " provider's published figures"
            )
        written = page(published, groups, options)
    write_whole(target, written)
    return target


def groups_of(released: Released, measures: Sequence[str], options: ChartOptions) -> list[Group]:
    """Groups of charts, the one with most need first; the providers last, since they are many and not the place's own."""
    settings = read_settings(released)
    own = []
    if released.has("measure_month", "measure_definition") and _anybody_lives_here(released):
        own = measure_groups(released, measures, settings, options)
    own.sort(key=lambda group: min((need(one)[:4] for one in group.charts), default=(9, 9, True, 0.0)))
    wants_providers = not measures or MEASURE in measures
    providers = (
        provider_group(released, settings, options)
        if wants_providers and released.has("provider_month")
        else None
    )
    return [*own, *([providers] if providers else [])]


def _anybody_lives_here(published: Published) -> bool:
    return bool(published.rows("select count(*) from measure_month")[0][0])
