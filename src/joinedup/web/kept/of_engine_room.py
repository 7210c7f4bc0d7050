"""The engine room's pages, as they are kept: each care model, the series that cycles are charted from, who lives here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from joinedup.answers.page.section import Section
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.learning.planning import care_model_named
from joinedup.place.file import read_place
from joinedup.web.kept.about import about_build
from joinedup.web.kept.page import KeptPage


def care_model(folder: Path, *, name: str) -> KeptPage:
    """A care model: its ledger, enrolment against capacity, and its sites."""
    from joinedup.web.kept.engine_room.enrolment import enrolment, enrolment_figure
    from joinedup.web.kept.engine_room.ledger import ledger, registered_on, tested_on
    from joinedup.web.kept.engine_room.series import titles
    from joinedup.web.kept.engine_room.sites import sites
    from joinedup.web.kept.scorecard.care_models import OLDER

    place = read_place(folder)
    model = care_model_named(place.care_models, name)
    with _released(folder) as released:
        figure = enrolment_figure(model, enrolment(released, model)) if released else None
        tested = tested_on(folder, model)
        return KeptPage(
            title=model.name,
            about=about_build(released) if released else [],
            sections=[Section("enrolment", "Enrolment", figure.sentence, figures=[figure])] if figure else [],
            further={
                "ledger": [asdict(row) for row in ledger(folder, model, titles(released))],
                "registered_at": registered_on(folder, model),
                "older": OLDER if tested and (released is None or tested != released.manifest_sha256) else "",
                "sites": [asdict(site) for site in sites(place, model, released)],
            },
        )


def series(folder: Path) -> KeptPage:
    """What can be charted by month."""
    from joinedup.web.kept.engine_room.series import series as series_of

    with _released(folder) as released:
        found = series_of(released) if released else []
        return KeptPage(title="Series", further={"measures": found})


def people_here(folder: Path) -> KeptPage:
    """Who lives here, for the fit check."""
    from joinedup.web.kept.engine_room.people_here import people_here as groups_of

    place = read_place(folder)
    with _released(folder) as released:
        return KeptPage(title="People here", further={"groups": groups_of(released, place)})


@contextmanager
def _released(folder: Path) -> Iterator[Released | None]:
    """The build as it may be shown; None where nothing is built."""
    if not (folder / "build" / "manifest.json").is_file():
        yield None
        return
    with open_published(folder) as published, release(published) as released:
        yield released
