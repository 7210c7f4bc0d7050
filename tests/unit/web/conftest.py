"""The application on a small made-up place, with its database in memory of this process alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.harbour import written
from tests.support.harbour_people import people_built_in


@pytest.fixture(scope="session")
def place_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("web") / "harbour")


@pytest.fixture(scope="session")
def application(place_folder: Path) -> Iterator[None]:
    """Django set up once for the session of tests, with a database of its own."""
    os.environ |= {
        "JOINEDUP_PLACE": str(place_folder),
        "JOINEDUP_INSECURE": "1",
        "JOINEDUP_KEY_FILE": str(place_folder.parent / "key"),
        "DJANGO_SETTINGS_MODULE": "joinedup.web.settings",
    }
    import django
    from django.test.utils import setup_test_environment, teardown_test_environment

    django.setup()
    setup_test_environment()
    from django.db import connection

    created = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    yield
    connection.creation.destroy_test_db(created, verbosity=0)
    teardown_test_environment()


@pytest.fixture
def database(application: None) -> Iterator[None]:
    """Whatever a test writes is gone after it."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people_built(place_folder: Path) -> Iterator[None]:
    """A few people in a build of the place (tests/support/harbour_people.py), for one test."""
    with people_built_in(place_folder, place_folder.parent / "key"):
        yield
