"""The scorecard worked out from a build: charts as rows of icons and words, care models with verdicts, organisations beside
the place as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from joinedup.answers.control_charts.charted import Group
from joinedup.answers.control_charts.overview import groups_of
from joinedup.answers.disclosure import shown_count
from joinedup.answers.page.section import Section
from joinedup.answers.page.words import count
from joinedup.answers.place_report.inequality import inequality_section
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.evaluation.methods.control_charts import preset
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.file import read_place
from joinedup.place.model import Place
from joinedup.web.kept.about import about_build
from joinedup.web.kept.page import KeptPage
from joinedup.web.kept.scorecard.by_organisation import by_organisation
from joinedup.web.kept.scorecard.care_models import care_models
from joinedup.web.kept.scorecard.changed_lately import changed_lately
from joinedup.web.kept.scorecard.chart_rows import headings_of
from joinedup.web.kept.scorecard.finance import finance
from joinedup.web.kept.scorecard.settings import settings

INEQUALITY = ("inequality", "measure_month", "measure_definition", "score_date")


def made_scorecard(folder: Path) -> KeptPage:
    """The scorecard of a place's folder; what the place file alone can say where nothing is built."""
    place = read_place(folder, further=MONEY_FINDINGS)
    if not (folder / "build" / "manifest.json").is_file():
        return _page(folder, place, None)
    with open_published(folder) as published, release(published) as released:
        return _page(folder, place, released)


def _page(folder: Path, place: Place, released: Released | None) -> KeptPage:
    default, wanted = _groups(released)
    further: dict[str, Any] = {
        "headings": headings_of(settings().headings, wanted, default),
        "finance": finance(place),
        "lately": changed_lately(default),
        "people": _people(released),
        "charted": sum(len(group.charts) for group in default),
        "care_models": [asdict(one) for one in care_models(folder, place, released)],
        "organisations": by_organisation(folder, place, default),
    }
    return KeptPage(
        title="Scorecard",
        about=about_build(released) if released else [("Build", "none yet: from the place file alone")],
        sections=_inequality(released),
        further=further,
    )


def _groups(released: Released | None) -> tuple[list[Group], list[Group]]:
    """The charts of every measure with a better direction, and those of the scorecard's own measures."""
    if released is None or not released.has("measure_month", "measure_definition"):
        return [], []
    defined = {name for (name,) in released.rows("select measure from measure_definition")}
    asked = [name for heading in settings().headings for name in heading.measures if name in defined]
    options = preset(None)
    return groups_of(released, (), options), groups_of(released, asked, options) if asked else []


def _people(released: Released | None) -> str:
    """How many live here in the last month of the records, as it may be shown."""
    if released is None or not released.has("population_month"):
        return ""
    found = released.rows(
        "select sum(people) as people from population_month where month = (select max(month) from population_month)"
    )
    return count(shown_count(int(found[0][0] or 0)))


def _inequality(released: Released | None) -> list[Section]:
    if released is None or not released.has(*INEQUALITY):
        return []
    return [inequality_section(released)]
