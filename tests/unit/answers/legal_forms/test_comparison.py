"""Legal forms on a page and on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.legal_forms.compared import compared
from joinedup.answers.legal_forms.page import comparison_page, list_page
from joinedup.answers.legal_forms.printed import comparison_lines, listed_lines
from joinedup.errors import JoinedupError
from joinedup.money.legal_forms.forms import legal_forms
from joinedup.place.file import read_place
from tests.unit.money.places import PLACE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE)
    return tmp_path


def test_two_forms_of_the_same_contract_stand_side_by_side(folder: Path) -> None:
    comparison = compared(folder, "Care at home", ["alliance", "corporate-joint-venture"])
    page = comparison_page(comparison)
    for words in (
        "£7,000 in all",
        "£2,000: estimated",
        "R12",
        "A new body",
        "the board of the alliance",
        "<svg",
    ):
        assert words in page
    said = "\n".join(comparison_lines(comparison))
    assert "alliance: £7,000 in all, each only its own" in said


def test_without_a_choice_every_form_is_compared(folder: Path) -> None:
    comparison = compared(folder, None, [])
    page = comparison_page(comparison)
    assert [column.under.form for column in comparison.columns] == list(legal_forms())
    assert all(form.title.split("'")[0] in page for form in legal_forms())


def test_an_estimate_of_vat_says_that_it_is_assumed(folder: Path) -> None:
    page = comparison_page(compared(folder, None, ["corporate-joint-venture"]))
    assert "assumption" in page
    assert "(assumed)" in page


def test_a_form_there_is_not_is_refused(folder: Path) -> None:
    with pytest.raises(JoinedupError, match="did you mean alliance"):
        compared(folder, None, ["alianse"])


def test_the_list_gives_every_form_with_its_source() -> None:
    page, printed = list_page(), "\n".join(listed_lines())
    for form in legal_forms():
        assert form.title.split("'")[0] in page
        assert form.name in printed
    assert page.count("Source:") == len(legal_forms())


def test_reserves_that_nobody_wrote_are_not_called_nothing(folder: Path) -> None:
    text = PLACE.replace("capital_reserve = 5_000\n", "").replace("capital_reserve = 2_000\n", "")
    (folder / "place.toml").write_text(text)
    said = "\n".join(comparison_lines(compared(folder, None, ["alliance", "corporate-joint-venture"])))
    assert "alliance: Not known. Nothing says what The hospital and The nurses could lose." in said
    assert "corporate-joint-venture: Nothing until somebody puts money into the new body" in said


def test_a_form_is_not_compared_with_itself(folder: Path) -> None:
    with pytest.raises(JoinedupError, match="prime-provider cannot be compared with itself: name another"):
        compared(folder, None, ["prime-provider", "Prime-Provider"])


def test_one_form_is_compared_with_the_contract_s_own(folder: Path) -> None:
    own = read_place(folder).contracts[0].form
    other = next(form.name for form in legal_forms() if form.name != own)
    assert [column.under.form.name for column in compared(folder, None, [other]).columns] == [own, other]
