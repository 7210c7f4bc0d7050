"""A kept page for the page under way: of the very build that the page reads, and never waited for."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from joinedup.web.access.request import Request
from joinedup.web.kept import shelf
from joinedup.web.kept.page import KeptPage, Refused
from joinedup.web.kept.stamp import NOTHING_BUILT, stamp_with


def kept(request: Request, name: str) -> KeptPage | Refused | None:
    """The page of that name for the request's build and place file; None while it is being worked out."""
    folder: Path = settings.SURROUNDINGS.place
    if (stamp := getattr(request, "stamp", None)) is None:
        build = request.build
        stamp = stamp_with(folder, build.version if build else NOTHING_BUILT)
        request.stamp = stamp
    return shelf.find(folder, stamp, name)


def page_if_ready(request: Request, name: str) -> KeptPage | None:
    """The page of that name where it is there and says something."""
    found = kept(request, name)
    return found if isinstance(found, KeptPage) else None
