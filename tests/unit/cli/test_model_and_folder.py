"""Which care model and which folder the words after a command mean."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from joinedup.cli.folders import model_and_folder
from joinedup.errors import JoinedupError


@pytest.fixture
def place(tmp_path: Path) -> str:
    (tmp_path / "place.toml").write_text("")
    return str(tmp_path)


def test_a_folder_is_the_folder_whichever_comes_first(place: str) -> None:
    assert model_and_folder(["Hubs", place]) == ("Hubs", Path(place))
    assert model_and_folder([place, "Hubs"]) == ("Hubs", Path(place))


def test_one_word_is_the_folder_where_it_is_one(place: str) -> None:
    assert model_and_folder([place]) == (None, Path(place))
    with chdir(place):
        assert model_and_folder(["Complex care hubs"]) == ("Complex care hubs", Path())


def test_one_word_that_is_no_folder_where_no_place_is_says_so(tmp_path: Path) -> None:
    with (
        chdir(tmp_path),
        pytest.raises(JoinedupError, match='"nowhere" is no folder'),
    ):
        model_and_folder(["nowhere"])


def test_without_words_it_is_the_current_folder() -> None:
    assert model_and_folder([]) == (None, Path())


def test_a_folder_that_is_not_there_is_taken_for_the_second_word(tmp_path: Path) -> None:
    missing = str(tmp_path / "nowhere")
    assert model_and_folder(["Hubs", missing]) == ("Hubs", Path(missing))


def test_a_name_without_quotes_is_told_to_have_them() -> None:
    with pytest.raises(JoinedupError, match="between quotes"):
        model_and_folder(["Complex", "care", "hubs"])
