"""What a viewer sees of the data: files, rows set aside, how people were told apart, the steps of the last build, and builds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from joinedup.answers.page.section import Figure
from joinedup.answers.place_report.data_quality import linkage_figure
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.data.evaluable import Evaluable, evaluable
from joinedup.web.data.models import Run
from joinedup.web.published.current import SharedBuild

EXAMPLES = 10
RUNS = 25

_SET_ASIDE = """
select source_file.source_name, source_file.extract_table, set_aside.rule, count(*) as number
from set_aside join source_file on source_file.file_id = set_aside.file_id
group by all order by number desc, 1, 2, 3"""


def files(viewer: Viewer, build: SharedBuild | None) -> Sequence[Mapping[str, Any]]:
    """Every file of the build, as the manifest tells of it."""
    return build.published.manifest["inputs"] if build and viewer.may(May.SEE_DATA) else ()


def steps(viewer: Viewer, build: SharedBuild | None) -> Sequence[Mapping[str, Any]]:
    """Every step of the build, in the order they ran."""
    return build.published.manifest["steps"] if build and viewer.may(May.SEE_DATA) else ()


def set_aside_by_rule(
    viewer: Viewer, build: SharedBuild | None
) -> Sequence[tuple[str, str | None, str, int]]:
    """Source, table, rule and number of rows set aside, the most first."""
    if not build or not viewer.may(May.SEE_DATA) or not build.has("set_aside", "source_file"):
        return ()
    return [(source, table, rule, number) for source, table, rule, number in build.rows(_SET_ASIDE)]


def examples(
    viewer: Viewer, build: SharedBuild, source: str, table: str | None, rule: str
) -> Sequence[tuple[str, int | None, str]]:
    """File, row and message of the first rows that broke a rule. A message holds no value that could identify anybody."""
    if not viewer.may(May.SEE_DATA):
        return ()
    of_table = "extract_table is null" if table is None else f"extract_table = {_quoted(table)}"
    sql = f"""
select source_file.file, set_aside.source_row, set_aside.message
from set_aside join source_file on source_file.file_id = set_aside.file_id
where source_file.source_name = {_quoted(source)} and source_file.{of_table} and set_aside.rule = {_quoted(rule)}
order by source_file.file_id desc, set_aside.source_row limit {EXAMPLES}"""
    return [(file, row, message) for file, row, message in build.rows(sql)]


def linkage(viewer: Viewer, build: SharedBuild | None) -> Figure | None:
    """How people were told apart, through disclosure control."""
    if not build or not viewer.may(May.SEE_DATA) or not build.has("link_quality"):
        return None
    found = linkage_figure(build)
    return under_their_names(found, files(viewer, build)) if found else None


def under_their_names(figure: Figure, read: Sequence[Mapping[str, Any]]) -> Figure:
    """The figure with sources called as on every other page: linkage knows them by organisation and format."""
    names: dict[str, set[str]] = {}
    for one in read:
        names.setdefault(f"{one['organisation_code']} {one['format']}", set()).add(one["source_name"])
    if figure.table is None:
        return figure
    known = {key: next(iter(found)) for key, found in names.items() if len(found) == 1}
    rows = [(known.get(row[0], row[0]), *row[1:]) for row in figure.table.rows]
    return replace(figure, table=replace(figure.table, rows=rows))


def runs(viewer: Viewer) -> Sequence[Run]:
    """The builds last started here, the newest first, with what became of them."""
    if not viewer.may(May.SEE_DATA):
        return ()
    return list(Run.objects.select_related("user").prefetch_related("statuses", "evaluations")[:RUNS])


def run_numbered(viewer: Viewer, number: int) -> Run | None:
    """One build that was started here."""
    if not viewer.may(May.SEE_DATA):
        return None
    return Run.objects.filter(pk=number).prefetch_related("statuses", "evaluations").first()


def evaluable_care_models(viewer: Viewer, folder: Path, place: Place) -> Sequence[Evaluable]:
    """The care models, with what evaluating each on the next build would be; for whoever may start one."""
    return evaluable(folder, place) if viewer.may(May.START_BUILDS) else ()


def _quoted(word: str) -> str:
    """A word as SQL writes it. The words come from the build's own rows (the view looks them up there), not from a request."""
    return "'" + word.replace("'", "''") + "'"
