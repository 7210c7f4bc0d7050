"""A request as it reaches a view: with what the middleware hangs on it."""

from __future__ import annotations

from collections.abc import Callable

from joinedup.web.access.viewer import Viewer
from joinedup.web.published.middleware import ReadsOneBuild


class Request(ReadsOneBuild):
    """Says the types of what is hung on Django's own request beside the place and its build; it is never made itself.

    `find_viewer` comes from accounts/middleware.py, `viewer` from access/routes.py, `stamp` from kept/queries.py at the first
    kept page asked for.
    """

    find_viewer: Callable[[], Viewer | None]
    viewer: Viewer | None
    stamp: str
