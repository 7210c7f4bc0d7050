"""What was sent, what was set aside, how people were told apart, and the last build's steps."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.data import queries
from joinedup.web.data.presenters import shown_build, shown_rules, shown_sources, shown_steps
from joinedup.web.published.place_file import problem_of


def index(request: Request, viewer: Viewer) -> HttpResponse:
    """Sources with how fresh they are, and the build they were read in."""
    build, files = request.build, queries.files(viewer, request.build)
    words = {
        "build": build,
        "about": shown_build(build, settings.SURROUNDINGS.place) if build else None,
        "sources": shown_sources(files, request.place),
        "problem": problem_of(settings.SURROUNDINGS.place),
    }
    return render(request, "data/index.html.jinja", words)


def set_aside(request: Request, viewer: Viewer) -> HttpResponse:
    """Rows set aside, by rule."""
    build = request.build
    rules = shown_rules(queries.set_aside_by_rule(viewer, build))
    return render(request, "data/set_aside.html.jinja", {"build": build, "rules": rules})


def rule(request: Request, viewer: Viewer) -> HttpResponse:
    """One rule, with the first rows that broke it. What is asked for is looked up among the rules that were broken."""
    build, asked = request.build, request.GET
    found = next(
        (
            row
            for row in queries.set_aside_by_rule(viewer, build)
            if (row[0], row[1] or "", row[2])
            == (asked.get("source"), asked.get("table", ""), asked.get("rule"))
        ),
        None,
    )
    if found is None or build is None:
        return redirect("data-set-aside")
    examples = queries.examples(viewer, build, *found[:3])
    return render(
        request,
        "data/rule.html.jinja",
        {"build": build, "rule": shown_rules([found])[0], "examples": examples},
    )


def linkage(request: Request, viewer: Viewer) -> HttpResponse:
    """How people were told apart."""
    build = request.build
    return render(
        request, "data/linkage.html.jinja", {"build": build, "figure": queries.linkage(viewer, build)}
    )


def steps(request: Request, viewer: Viewer) -> HttpResponse:
    """The last build's steps and times."""
    build = request.build
    shown = shown_steps(queries.steps(viewer, build))
    return render(request, "data/steps.html.jinja", {"build": build, "shown": shown})
