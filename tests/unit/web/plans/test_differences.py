"""What changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from joinedup.web.plans.differences import Piece, pieces


def test_a_word_put_in_is_shown_among_the_words_that_stayed() -> None:
    assert pieces("Walk to the shop", "Walk slowly to the shop") == [
        Piece("stayed", "Walk "),
        Piece("added", "slowly "),
        Piece("stayed", "to the shop"),
    ]


def test_a_word_for_another_is_shown_as_removed_and_added() -> None:
    assert [piece.change for piece in pieces("Likes tea a lot", "Likes milk a lot")] == [
        "stayed",
        "removed",
        "added",
        "stayed",
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_can_be_read_back_from_what_changed(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.change != "removed") == after
    assert "".join(piece.text for piece in found if piece.change != "added") == before
