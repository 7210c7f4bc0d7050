"""Lists of a build that many pages look into, worked out as soon as the build is published: no page is kept waiting for them."""

from __future__ import annotations

from pathlib import Path

from joinedup.web.care_teams.on_record import teams_on_record
from joinedup.web.caseloads.queries import lists_of
from joinedup.web.caseloads.registered import ranked
from joinedup.web.published.current import builds_of, say_build_of_this_page
from joinedup.web.published.place_file import place_of


def lists_held(folder: Path, version: str) -> str:
    """The version of the build whose lists are held now; nothing is done where that is `version`, the one held before."""
    build = builds_of(folder).current()
    if build is None or build.version == version:
        return version
    say_build_of_this_page(build)
    try:
        for model in place_of(folder).care_models:
            lists_of(build, model)
        for practice in filter(None, teams_on_record().practices):
            ranked(build, practice)
    finally:
        say_build_of_this_page(None)
    return build.version
