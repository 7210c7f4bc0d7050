"""The application on a small rehearsal place that is really built."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from joinedup.rehearsal import write_place
from tests.builds.places import build_place
from tests.unit.web.data.registered import evaluated_in, registered_in


@pytest.fixture(scope="package")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """600 people and three years, built once. Not to be changed by a test."""
    folder: Path = tmp_path_factory.mktemp("data") / "hamlet"
    write_place(folder, people=600, years=3, seed=11)
    build_place(folder, leave_out=("risk", "matching"))
    return folder


@pytest.fixture(scope="package")
def registered(hamlet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with its care model registered and outcomes never read. Not to be changed by a test."""
    return registered_in(tmp_path_factory.mktemp("registered") / "hamlet", hamlet)


@pytest.fixture(scope="package")
def evaluated(registered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, evaluated. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("evaluated") / "hamlet"
    shutil.copytree(registered, folder)
    return evaluated_in(folder)


@pytest.fixture
def served(database: None, hamlet: Path) -> Iterator[Path]:
    """The application answers for that place."""
    from django.conf import settings
    from django.test import override_settings

    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, place=hamlet)):
        yield hamlet


@pytest.fixture
def analyst(served: Path) -> Any:
    return signed_in("analyst")


@pytest.fixture
def programme_lead(served: Path) -> Any:
    return signed_in("programme-lead")


def signed_in(persona: str) -> Any:
    """A browser of a persona."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    assert client.post("/sign-in/", {"persona": persona}).status_code == 302
    return client
