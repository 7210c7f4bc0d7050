"""What a reader sees of a kept page: the page, that it is being worked out, or why there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def nothing_kept(place_folder: Path) -> Iterator[None]:
    shutil.rmtree(place_folder / "build" / "web", ignore_errors=True)
    yield
    shutil.rmtree(place_folder / "build" / "web", ignore_errors=True)


def signed_in(persona: str = "finance-lead") -> object:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": persona})
    return client


@pytest.mark.usefixtures("nothing_kept")
def test_a_page_that_is_not_ready_says_so_instead_of_working_it_out_with_a_way_to_ask_again(
    place_folder: Path,
) -> None:
    answer = signed_in().get("/money/budget/")  # type: ignore[attr-defined]
    assert not (place_folder / "build" / "web").exists()
    assert answer.status_code == 202
    assert 'href="/money/budget/"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("nothing_kept")
def test_a_page_that_cannot_be_made_says_why(place_folder: Path) -> None:
    from joinedup.web.kept.making import make_missing

    make_missing(place_folder)
    words = signed_in().get("/report/").content.decode()  # type: ignore[attr-defined]
    assert "There is nothing to show here" in words
    assert str(place_folder) not in words


@pytest.mark.usefixtures("nothing_kept", "people_built")
def test_when_the_build_is_deleted_under_a_reader_pages_say_so_and_mix_nothing(place_folder: Path) -> None:
    from joinedup.web.kept.making import make_missing

    make_missing(place_folder)
    client = signed_in()
    assert client.get("/scorecard/").status_code == 200  # type: ignore[attr-defined]
    manifest = place_folder / "build" / "manifest.json"
    content = manifest.read_bytes()
    manifest.unlink()
    try:
        answer = client.get("/scorecard/")  # type: ignore[attr-defined]
        assert answer.status_code == 202
        assert "Nothing is built yet" in answer.content.decode()
        assert client.get("/").status_code == 200  # type: ignore[attr-defined]
    finally:
        manifest.write_bytes(content)
