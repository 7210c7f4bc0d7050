"""Writing the report: each section answers from the published build, then one page is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from joinedup.answers.page.rendering import write_whole
from joinedup.answers.page.section import Section, absent
from joinedup.answers.page.words import day, listed, moment
from joinedup.answers.place_report.costs import costs_section
from joinedup.answers.place_report.data_quality import data_quality_section
from joinedup.answers.place_report.inequality import inequality_section
from joinedup.answers.place_report.measures import measures_section
from joinedup.answers.place_report.methods import disclosure_section, methods_section
from joinedup.answers.place_report.page import Head, page
from joinedup.answers.place_report.people import people_section
from joinedup.answers.place_report.risk import TITLE as TITLE_OF_RISK
from joinedup.answers.place_report.risk import risk_section
from joinedup.answers.place_report.segments import segments_section
from joinedup.answers.place_report.shared_patients import network_section
from joinedup.answers.published import Published, open_published
from joinedup.answers.released import Released, release


@dataclass(frozen=True)
class Part:
    """A section to be: what it is called, the tables it reads, how it is written, and what a reader without it is told."""

    name: str
    title: str
    needs: tuple[str, ...]
    write: Callable[[Released], Section]
    without: str = ""


PARTS: tuple[Part, ...] = (
    Part("population", "Population", ("resident", "person", "place_period"), people_section),
    Part(
        "segments",
        "Segments",
        ("person_year", "person_year_cost", "population_rule", "score_date"),
        segments_section,
    ),
    Part("cost", "Cost", ("person_year_cost", "place_period"), costs_section),
    Part("measures", "Measures over time", ("measure_month", "measure_definition"), measures_section),
    Part(
        "inequality",
        "Inequality",
        ("inequality", "measure_month", "measure_definition", "score_date"),
        inequality_section,
    ),
    Part("network", "Who shares patients", ("shared_patients", "organisation"), network_section),
    Part(
        "risk",
        TITLE_OF_RISK,
        ("risk_model_card", "risk_calibration"),
        risk_section,
        without="No risk model was built.",
    ),
    Part("data-quality", "Data quality", ("source_file", "set_aside"), data_quality_section),
)


def write_report(folder: Path, to: Path | None = None) -> Path:
    """Write the report of a place's published build to `to` (build/report.html when None) and return where it is.

    One HTML page with everything in it: nothing is fetched when it is read. The file is replaced in one move.
    JoinedupError when nothing is published or the page cannot be written.
    """
    target = to or folder / "build" / "report.html"
    with open_published(folder) as published, release(published) as released:
        written = page(_head(published), sections_of(released))
    write_whole(target, written)
    return target


def sections_of(released: Released) -> list[Section]:
    """Every section in the order of the page; one whose tables are not in the build says so in a sentence."""
    sections = [_section(part, released) for part in PARTS]
    return [*sections, methods_section(released), disclosure_section(released, sections)]


def _section(part: Part, published: Released) -> Section:
    missing = [table for table in part.needs if not published.has(table)]
    if not missing:
        return part.write(published)
    said = part.without or "This build has no figures for this section."
    tables = "table" if len(missing) == 1 else "tables"
    return absent(part.name, part.title, f"{said} (Not in the build: the {tables} {listed(missing)}.)")


def _head(published: Published) -> Head:
    first, last = published.period()
    asked = published.manifest["place"]
    return Head(
        place=published.place_name,
        question=str(asked["question"]),
        covers=f"{day(first)} to {day(last)}",
        built=moment(published.published_at),
        manifest_sha256=published.manifest_sha256,
        version=str(published.manifest.get("joinedup", "")),
        demo=bool(asked.get("demo", False)),
    )
