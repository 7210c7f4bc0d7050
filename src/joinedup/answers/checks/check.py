"""Everything `joinedup check` says of a place, in the order it is read: file, contracts, sources, tests, data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path

from joinedup.answers.checks.asked import ask
from joinedup.answers.checks.decisions import decision_lines
from joinedup.answers.checks.lines import check_lines
from joinedup.money.checks.checked import is_blocked
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.file import FILE_NAME, read_place
from joinedup.place.model import Place

Say = Callable[[str], None]


def check(
    folder: Path, say: Say, *, formats: Collection[str], measures: Collection[str], to: Path | None = None
) -> bool:
    """Say line by line what there is to say, and write the page where `to` names a file. True when nothing must be mended: no
    rule that blocks was found broken, every source has its files, and the last build could read them.

    PlaceFileError when the place file is not sound: nothing else can be said then.
    """
    place = read_place(folder, formats=formats, measures=measures, further=MONEY_FINDINGS)
    say(f"{folder / FILE_NAME}: sound")
    asked = ask(folder, place)
    for line in check_lines(asked):
        say(line)
    if to is not None:
        from joinedup.answers.checks.page import write_page

        for written in write_page(asked, to):
            say(f"\n{written}")
    say("")
    for line in decision_lines(folder, place):
        say(line)
    are_there = _sources(folder, place, say)
    _tests(folder, place, say)
    are_read = _data(folder, place, say)
    return are_there and are_read and not is_blocked(asked.answers)


def _sources(folder: Path, place: Place, say: Say) -> bool:
    """Whether the files of every source are there."""
    from joinedup.sources.layout import known_formats
    from joinedup.sources.plan import SourceError, plan_sources

    try:
        plan = plan_sources(place, folder, known_formats())
    except SourceError as error:
        say(str(error))
        return False
    say(f"{len(place.sources):,} sources: {len(plan.paths):,} files")
    return True


def _tests(folder: Path, place: Place, say: Say) -> None:
    if any(model.assumptions for model in place.care_models):
        from joinedup.answers.checks.tests_of_care_models import agreement_lines

        say("\n".join(agreement_lines(folder, place)))


def _data(folder: Path, place: Place, say: Say) -> bool:
    """Whether the last build could read every file; so too when nothing is built yet."""
    if not (folder / "build" / "manifest.json").exists():
        say(f"nothing is built yet: run `joinedup build {folder}`")
        return True
    from joinedup.answers.checks.extracts import REFUSED, data_lines
    from joinedup.answers.checks.tests_of_care_models import detectable_lines
    from joinedup.answers.published import open_published

    with open_published(folder) as published:
        sha256 = hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
        if published.manifest["place"]["sha256"] != sha256:
            say(
                "the place file has changed since the last build: run `joinedup build` to bring the figures up to date"
            )
        refused = published.rows(REFUSED)
        say("\n".join([*data_lines(published, refused), *detectable_lines(published, place)]))
    return not refused
