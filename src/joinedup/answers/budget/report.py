"""Writing the budget page: how each pound was arrived at, by every method that the place has figures for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from joinedup import __version__
from joinedup.answers.budget.cells import cells_section
from joinedup.answers.budget.in_words import summary_lines
from joinedup.answers.budget.national_need import national_section
from joinedup.answers.budget.person_based import person_based_section, read_fitted
from joinedup.answers.budget.pooled import pooled_section
from joinedup.answers.budget.pot import Pot, pot_of, pot_section
from joinedup.answers.budget.result_file import result_json
from joinedup.answers.budget.shared import Shared, share_out
from joinedup.answers.budget.side_by_side import side_by_side_section
from joinedup.answers.budget.steps import steps_section
from joinedup.answers.budget.without_build import by_file_section
from joinedup.answers.disclosure import rules, shown_count
from joinedup.answers.page.rendering import rendered, write_whole
from joinedup.answers.page.section import KeyFigure, Section
from joinedup.answers.page.words import count, day, moment
from joinedup.answers.published import Published, open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.file import read_place
from joinedup.place.model import Place


@dataclass(frozen=True)
class Written:
    """Where the page and the file of its figures are, and what to say of them in the terminal."""

    page: Path
    figures: Path
    lines: Sequence[str]


@dataclass(frozen=True)
class MadeBudget:
    """The budget of a place before it is written: its sections and what stands around them."""

    place: Place
    about: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    pot: Pot | None
    shared: Shared | None
    left_out: str
    disclosure: str

    @property
    def key_figures(self) -> list[KeyFigure]:
        """The numbers on top of the page."""
        return [figure for section in self.sections for figure in section.key_figures]


def write_budget(folder: Path, to: Path | None = None) -> Written:
    """Write the budget page of a place to `to` (build/budget.html when None), and its figures as JSON beside it.

    A place without a build has the sections that its place file alone can fill. JoinedupError when the place file is wrong, there
    is nothing to show a budget of, or a file cannot be read or written.
    """
    target = to or folder / "build" / "budget.html"
    if target.suffix.lower() == ".json":
        raise JoinedupError(
            f"{target}: the page is HTML and its figures are written beside it as .json; name a file that ends in .html with --to"
        )
    made = made_budget(folder)
    figures = target.with_suffix(".json")
    write_whole(target, _page(made, figures.name))
    write_whole(figures, result_json(made.place, made.pot, made.shared, made.sections))
    return Written(target, figures, summary_lines(made.pot, made.shared, made.sections))


def made_budget(folder: Path) -> MadeBudget:
    """The budget of a place's folder; nothing is written. JoinedupError as for `write_budget`."""
    place = read_place(folder, further=MONEY_FINDINGS)
    with ExitStack() as opened:
        published = _published(folder, opened)
        released = opened.enter_context(release(published)) if published else None
        pot = pot_of(place, released)
        shared = share_out(place, folder, published, released, pot)
        sections = _sections(place, folder, published, released, pot, shared)
        if not sections:
            raise JoinedupError(
                f"{folder}: there is nothing to show a budget of: write [[budget.contributions]] or [budget.need] in place.toml,"
                " or run `joinedup build`"
            )
        about, disclosure = _about(published), _disclosure(sections) if published is not None else ""
        return MadeBudget(place, about, sections, pot, shared, _left_out(released), disclosure)


def _published(folder: Path, opened: ExitStack) -> Published | None:
    if not (folder / "build" / "manifest.json").is_file():
        return None
    return opened.enter_context(open_published(folder))


def _sections(
    place: Place,
    folder: Path,
    published: Published | None,
    released: Released | None,
    pot: Pot | None,
    shared: Shared | None,
) -> list[Section]:
    found: list[Section | None] = [pot_section(pot) if pot or published else None]
    if shared is not None and pot is not None:
        found.append(
            steps_section(shared.steps, shared.areas, pot, shared.practices)
            if published
            else by_file_section(shared.areas, shared.methods, pot)
        )
        found.append(side_by_side_section(shared.methods, shared.areas, pot, shared.not_among_them))
    found.append(national_section(place, folder))
    if published is not None and released is not None:
        found.append(cells_section(place, published, pot))
        found.append(person_based_section(shared.fitted if shared else read_fitted(released, place)))
    found.append(pooled_section(place))
    return [section for section in found if section is not None]


def _about(published: Published | None) -> list[tuple[str, str]]:
    if published is None:
        return [("Build", "none: from the place file alone")]
    first, last = published.period()
    return [
        ("Figures cover", f"{day(first)} to {day(last)}"),
        ("Built", moment(published.published_at)),
        ("Build", published.manifest_sha256[:12]),
    ]


def _page(made: MadeBudget, figures: str) -> str:
    return rendered(
        "budget",
        made.sections,
        place=made.place.place.name,
        demo=made.place.place.demo,
        about=made.about,
        key_figures=made.key_figures,
        left_out=made.left_out,
        disclosure=made.disclosure,
        figures=figures,
        version=__version__,
    )


def _left_out(released: Released | None) -> str:
    if released is None or not released.left_out:
        return ""
    return (
        f"{count(shown_count(released.left_out))} people with a national data opt-out, here or elsewhere, count in the register"
        " that budgets are for, by age, sex and deprivation; nothing about their care is used."
    )


def _disclosure(sections: Sequence[Section]) -> str:
    hidden = sum(section.suppressed_cells for section in sections)
    few = "none is suppressed here" if not hidden else f"{hidden:,} are suppressed here and shown as *"
    return (
        f"Counts of people from {rules().suppress_from} to {rules().suppress_to} are suppressed and the others rounded to"
        f" {rules().round_to}; {few}. Person-years and pounds are not rounded, so that budgets add up to the pot. Source:"
        f" {rules().source}."
    )
