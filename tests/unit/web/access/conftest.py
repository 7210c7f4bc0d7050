"""Harbour filled with something of everything, once for all tests of this folder; what a test changes is gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.filled_harbour import Filled, fill, with_a_contract
from tests.support.harbour_people import people_built_in
from tests.unit.web.access.every_form import Found, every_form


@pytest.fixture(scope="package")
def everything(application: None, place_folder: Path) -> Iterator[Filled]:
    from django.db import transaction

    before = (place_folder / "place.toml").read_bytes()
    with_a_contract(place_folder)
    with people_built_in(place_folder, place_folder.parent / "key"), transaction.atomic():
        yield fill()
        transaction.set_rollback(True)
    (place_folder / "place.toml").write_bytes(before)


@pytest.fixture
def filled(everything: Filled) -> Iterator[Filled]:
    from django.db import transaction

    with transaction.atomic():
        yield everything
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def forms(everything: Filled) -> list[Found]:
    """Every form, as it is found before anybody has sent one."""
    return every_form(everything)
