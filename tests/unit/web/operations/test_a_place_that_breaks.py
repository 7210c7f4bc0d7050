"""The build or the place file deleted, half deleted or broken while pages are open: clear pages, no path of the machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.filled_harbour import Filled, fill, with_a_contract
from tests.support.harbour_people import MARGARET, people_built_in
from tests.unit.web.access.addresses import every_address
from tests.unit.web.access.browsing import browser, undone

pytestmark = pytest.mark.usefixtures("database")
BROKEN = {
    "nothing in it": b"",
    "no place file at all": None,
    "half saved": b'[place]\nname = "Har',
    "no text": b"\xff\xfe\x00",
    "another shape": b'place = "Harbour"\n',
}


@pytest.fixture
def harbour(database: None, place_folder: Path, tmp_path: Path) -> Iterator[tuple[Filled, Path]]:
    """A copy of Harbour, built and filled, that a test may break."""
    from dataclasses import replace

    from django.conf import settings
    from django.test import override_settings

    with people_built_in(place_folder, place_folder.parent / "key"):
        folder = tmp_path / "harbour"
        shutil.copytree(place_folder, folder)
        with_a_contract(folder)
        with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, place=folder)):
            yield fill(), folder


def every_page(filled: Filled, folder: Path, expected: set[int]) -> list[str]:
    """What every address shows some personas; each in the application's design and without a path of this machine."""
    from django.urls import reverse

    shown, wrong = [], []
    for role in ("care-coordinator", "analyst"):
        client = browser(filled.viewers[role])
        for name, (_, one) in every_address(filled).items():
            with undone(client):
                answer = client.get(reverse(name, kwargs=dict(one.kwargs)))
            page = answer.content.decode()
            is_clear = answer.status_code in {200, 202, 302, 404, *expected} or name == "ready"
            if not is_clear or str(folder) in page or "/tmp/" in page:
                wrong.append((role, name, answer.status_code))
            shown.append(page)
    assert not wrong, "\n".join(map(str, wrong))
    return shown


def test_a_build_that_is_deleted_leaves_pages_that_say_nothing_is_built(harbour: tuple[Filled, Path]) -> None:
    filled, folder = harbour
    shutil.rmtree(folder / "build")
    every_page(filled, folder, set())
    page = browser(filled.viewers["gp"]).get("/people/")
    assert page.status_code == 200
    assert "Nothing is built yet" in page.content.decode()


@pytest.mark.parametrize(
    "left", ["the manifest alone", "no people", "a manifest cut short", "a vault cut short"]
)
def test_a_build_that_is_half_deleted_is_told_on_a_clear_page(
    harbour: tuple[Filled, Path], left: str
) -> None:
    filled, folder = harbour
    client = browser(filled.viewers["gp"])
    assert client.get(f"/people/{MARGARET}/").status_code == 200
    manifest = folder / "build" / "manifest.json"
    if left == "a vault cut short":
        vault = folder / "build" / "people.vault"
        vault.write_bytes(vault.read_bytes()[:20])
        answer = client.post("/names/", {"person": [MARGARET], "purpose": "giving-care", "back": "/people/"})
        assert answer.status_code == 503
        assert "nhsuk-header" in answer.content.decode()
    elif left == "a manifest cut short":
        manifest.write_bytes(manifest.read_bytes()[:60])
    else:
        shutil.rmtree(folder / "build" / "tables" / ("" if left == "the manifest alone" else "person"))
    for page in every_page(filled, folder, {503}):
        assert "Sorry, something went wrong" not in page


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_place_file_that_breaks_stays_as_it_was_for_readers_and_the_data_page_says_so(
    harbour: tuple[Filled, Path], content: bytes | None
) -> None:
    filled, folder = harbour
    browser(filled.viewers["gp"]).get("/")
    file = folder / "place.toml"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    browsers = {
        role: browser(filled.viewers[role]) for role in ("care-coordinator", "analyst", "board-member")
    }
    if content is None:
        every_page(filled, folder, set())
    for role, address in (
        ("care-coordinator", "/people/"),
        ("analyst", "/money/"),
        ("board-member", "/decisions/1/"),
    ):
        assert browsers[role].get(address).status_code == 200
    said = browser(filled.viewers["analyst"]).get("/data/").content.decode()
    assert "place.toml" in said
    assert str(folder) not in said


def test_a_place_file_that_never_could_be_used_is_told_on_a_clear_page(
    harbour: tuple[Filled, Path], tmp_path: Path
) -> None:
    from dataclasses import replace

    from django.conf import settings
    from django.test import override_settings

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "place.toml").write_text("broken")
    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, place=tmp_path / "other")):
        answer: Any = browser(harbour[0].viewers["gp"]).get("/people/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "cannot be read just now" in page
    assert "nhsuk-header" in page
    assert str(tmp_path) not in page
