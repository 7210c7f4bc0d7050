"""Sources, rules and steps in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from joinedup.answers.page import words
from joinedup.place.model import Place
from joinedup.web.pages import day, moment
from joinedup.web.published.current import SharedBuild
from joinedup.web.published.place_file import sha256_of_place_file

# A source whose last day is longer before the end of the place's period than this is said to be late.
LATE_AFTER_DAYS = 100
SLOWEST = 15


@dataclass(frozen=True)
class ShownBuild:
    """The published build in a line or two."""

    published: str
    seconds: str
    steps: int
    reused: int
    left_out: str
    place_file_changed: bool


@dataclass(frozen=True)
class ShownSource:
    """One source: how many files and rows, its last day, and how long before the end of the place's period that is."""

    name: str
    organisation: str
    files: str
    refused: int
    read: str
    kept: str
    set_aside: str
    replaced: str
    last_day: str
    age: str
    is_late: bool


@dataclass(frozen=True)
class ShownRule:
    """One rule that rows broke."""

    source: str
    table: str
    rule: str
    rows: str
    address: str


@dataclass(frozen=True)
class ShownSteps:
    """The steps of a build: the slowest, and all."""

    total: str
    slowest: Sequence[tuple[str, str, str, str]]
    every: Sequence[tuple[str, str, str, str]]


def shown_build(build: SharedBuild, place: Path) -> ShownBuild:
    """When the build was published and how; whether the place file has changed since."""
    manifest = build.published.manifest
    return ShownBuild(
        moment(timezone.localtime(datetime.fromisoformat(manifest["published_at"]))),
        _seconds(manifest["seconds"]),
        len(manifest["steps"]),
        sum(step["reused"] for step in manifest["steps"]),
        ", ".join(manifest["left_out"]),
        manifest["place"]["sha256"] != sha256_of_place_file(place),
    )


def shown_sources(files: Sequence[Mapping[str, Any]], place: Place) -> list[ShownSource]:
    """Each source of the build, the longest without new data first."""
    names = {body.code: body.name for body in place.organisations}
    by_source: dict[str, list[Mapping[str, Any]]] = {}
    for file in files:
        by_source.setdefault(file["source_name"], []).append(file)
    found = [
        (_last_day(own), _shown_source(name, own, names, place.place.data_until))
        for name, own in by_source.items()
    ]
    return [source for _, source in sorted(found, key=lambda pair: (pair[0] or date.min, pair[1].name))]


def shown_rules(rows: Sequence[tuple[str, str | None, str, int]]) -> list[ShownRule]:
    """Each rule, with the address of its examples."""
    return [
        ShownRule(
            source,
            table or words.plain(None),
            words.plain(rule),
            f"{number:,}",
            urlencode({"source": source, "table": table or "", "rule": rule}),
        )
        for source, table, rule, number in rows
    ]


def shown_steps(steps: Sequence[Mapping[str, Any]]) -> ShownSteps:
    """Each step with its rows and time; the slowest of those that ran."""
    ran = sorted((step for step in steps if not step["reused"]), key=lambda step: -step["seconds"])
    return ShownSteps(
        _seconds(sum(step["seconds"] for step in ran)),
        [_step(step) for step in ran[:SLOWEST]],
        [_step(step) for step in steps],
    )


def _shown_source(
    name: str, files: Sequence[Mapping[str, Any]], names: Mapping[str, str], until: date
) -> ShownSource:
    last = _last_day(files)
    age = (until - last).days if last else None
    read, kept, set_aside, replaced = (
        f"{sum(file[key] or 0 for file in files):,}"
        for key in ("rows_read", "rows_kept", "rows_set_aside", "rows_replaced")
    )
    return ShownSource(
        name=name,
        organisation=names.get(files[0]["organisation_code"], files[0]["organisation_code"]),
        files=f"{len(files):,}",
        refused=sum(file["status"] == "refused" for file in files),
        read=read,
        kept=kept,
        set_aside=set_aside,
        replaced=replaced,
        last_day=day(last) if last else "No dates",
        age=_age(age),
        is_late=age is not None and age > LATE_AFTER_DAYS,
    )


def _age(days: int | None) -> str:
    if days is None:
        return ""
    return "On time" if days <= 0 else f"{days:,} {'day' if days == 1 else 'days'} behind"


def _last_day(files: Sequence[Mapping[str, Any]]) -> date | None:
    days = [date.fromisoformat(file["last_day"]) for file in files if file["last_day"]]
    return max(days, default=None)


def _step(step: Mapping[str, Any]) -> tuple[str, str, str, str]:
    became = "As in the build before" if step["reused"] else "Run"
    return step["step"], f"{sum(step['rows'].values()):,}", _seconds(step["seconds"]), became


def _seconds(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} seconds"
    return f"{int(seconds // 60)} minutes {round(seconds % 60)} seconds"
