"""The vanguards evaluated: what docs/tutorials/the-real-vanguards.md shows, made again.

joinedup build places/vanguards
python places/vanguards/evaluate.py places/vanguards --pictures docs/tutorials/vanguards
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from growth import growth
from panels import Totals, panel, read_totals

from joinedup.evaluation.methods.panel.picture import draw_counterfactual
from joinedup.evaluation.methods.panel.side_by_side import estimator_named
from joinedup.evaluation.panel_study import PanelStudy, study_panel
from joinedup.pictures.charts import as_file

SEED = 20150401


@dataclass(frozen=True)
class Question:
    """One study: whom, what, and the design whose row the pictures mark. Nothing here was registered beforehand."""

    name: str
    title: str
    care_models: tuple[str, ...]
    of: str
    design: str
    keep_reorganised: bool = False


QUESTIONS = (
    Question("pacs-attendances", "PACS: attendances", ("PACS",), "attendances", "synthetic-control"),
    Question(
        "pacs-over-four-hours", "PACS: over four hours", ("PACS",), "over four hours", "synthetic-control"
    ),
    Question("uec-attendances", "Urgent care: attendances", ("UEC",), "attendances", "synthetic-control"),
    Question(
        "uec-over-four-hours",
        "Urgent care: over four hours",
        ("UEC",),
        "over four hours",
        "synthetic-control",
    ),
    Question(
        "both-attendances",
        "Both, as they started: attendances",
        ("PACS", "UEC"),
        "attendances",
        "staggered-adoption",
    ),
    Question(
        "both-over-four-hours",
        "Both, as they started: over four hours",
        ("PACS", "UEC"),
        "over four hours",
        "staggered-adoption",
    ),
    Question(
        "pacs-attendances-with-reorganised",
        "PACS with reorganised departments: attendances",
        ("PACS",),
        "attendances",
        "synthetic-control",
        keep_reorganised=True,
    ),
)


def study(question: Question, totals: Totals, rng: np.random.Generator) -> PanelStudy:
    """One question answered: its design, the others beside it through several windows, and every check that applies."""
    seen, _ = panel(totals, question.care_models, of=question.of, keep_reorganised=question.keep_reorganised)
    beside = [
        estimator_named(name)
        for name in (
            "difference-in-differences",
            "staggered-adoption",
            "synthetic-control",
            "synthetic-difference-in-differences",
            "generalised-synthetic-control",
        )
    ]
    return study_panel(seen, estimator_named(question.design), rng=rng, beside=beside)


def studies(totals: Totals) -> Iterator[tuple[Question, PanelStudy]]:
    """Every question with its study; the same figures every time."""
    for question, rng in zip(QUESTIONS, np.random.default_rng(SEED).spawn(len(QUESTIONS)), strict=True):
        yield question, study(question, totals, rng)


def _draw(question: Question, found: PanelStudy, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if found.estimate.without is not None:
        picture = draw_counterfactual(question.name, found.panel, found.estimate)
        (folder / f"{question.name}.svg").write_text(as_file(picture), encoding="utf-8")
    beside = found.side_by_side.draw(f"{question.name}-side-by-side")
    (folder / f"{question.name}-side-by-side.svg").write_text(as_file(beside), encoding="utf-8")


def main() -> None:
    """Print every answer; draw the pictures when asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path, help="the place's folder, built")
    words.add_argument("--pictures", type=Path, metavar="FOLDER", help="draw the pictures into this folder")
    asked = words.parse_args()
    totals = read_totals(asked.folder)
    print(
        f"{len(totals.names)} providers have every month; {len(totals.without_every_month)} have not and are left out."
    )
    for question, found in studies(totals):
        print(f"\n## {question.title}\n\n{found.units}\n\n{found}")
        if asked.pictures:
            _draw(question, found, asked.pictures)
    rng = np.random.default_rng(SEED)
    print("\n## Emergency admissions, growth from 2016/17 to 2018/19\n")
    for care_models in (("PACS",), ("UEC",), ("PACS", "UEC")):
        seen = growth(asked.folder, care_models, rng)
        print(
            f"{seen.group}: median {seen.median_of_vanguards:.1f}% of {seen.vanguards} against {seen.median_of_others:.1f}%"
            f" of {seen.others}: {seen.difference}, p {seen.difference.p_value:.2f}"
        )


if __name__ == "__main__":
    main()
