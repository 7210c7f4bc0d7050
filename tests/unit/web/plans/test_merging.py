"""Two people change one plan at once, and no words are lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.merging import joined, joined_text

lines = st.lists(st.sampled_from(["bread", "tea", "walks", "the choir", "her cat", "stairs"]), max_size=8)


def test_changes_under_different_headings_are_both_made() -> None:
    base = Draft({"about_me": "Likes tea", "goals": "Walk to the shop"})
    theirs = Draft({"about_me": "Likes tea and toast", "goals": "Walk to the shop"})
    mine = Draft({"about_me": "Likes tea", "goals": "Walk to the shop alone"})
    both = joined(base, theirs, mine)
    assert (both.draft.under("about_me"), both.draft.under("goals")) == (
        "Likes tea and toast",
        "Walk to the shop alone",
    )
    assert both.both_changed == frozenset()


def test_lines_that_both_wrote_under_one_heading_all_stay() -> None:
    assert joined_text("A cat", "A cat\nA dog", "A cat\nA garden").split("\n") == [
        "A cat",
        "A dog",
        "A garden",
    ]


def test_a_line_that_both_rewrote_stays_in_both_forms_and_is_pointed_out() -> None:
    base, theirs, mine = (Draft({"goals": words}) for words in ("Walk", "Walk daily", "Walk with Sam"))
    both = joined(base, theirs, mine)
    assert both.draft.under("goals").split("\n") == ["Walk daily", "Walk with Sam"]
    assert both.both_changed == {"goals"}


def test_a_line_that_one_took_out_is_gone_though_the_other_changed_another() -> None:
    assert joined_text("one\ntwo\nthree", "one\nthree", "one\ntwo\nthree\nfour") == "one\nthree\nfour"


@given(lines, lines, lines)
def test_every_line_that_either_wrote_is_in_the_joined_text(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    found = joined_text(*("\n".join(some) for some in (base, theirs, mine))).split("\n")
    assert {line for line in (*theirs, *mine) if line not in base} <= set(found)


@given(lines, lines)
def test_a_change_that_only_one_made_is_made_as_it_was(base: list[str], changed: list[str]) -> None:
    old, new = "\n".join(base), "\n".join(changed)
    assert joined_text(old, new, old) == joined_text(old, old, new) == new


def test_an_action_that_both_changed_is_there_twice() -> None:
    base = Draft(actions=(Action("1", "Grab rails"),))
    theirs = Draft(actions=(Action("1", "Grab rails in the bath", "SEA"),))
    mine = Draft(actions=(Action("1", "Grab rails at the door"),))
    both = joined(base, theirs, mine)
    assert [action.what for action in both.draft.actions] == [
        "Grab rails in the bath",
        "Grab rails at the door",
    ]
    assert len({action.key for action in both.draft.actions}) == 2
    assert both.both_changed == {"actions"}


def test_actions_that_each_added_are_both_there() -> None:
    theirs, mine = (Draft(actions=(Action(key, what),)) for key, what in (("1", "Call"), ("2", "Visit")))
    assert [action.what for action in joined(Draft(), theirs, mine).draft.actions] == ["Call", "Visit"]


def test_an_action_taken_out_by_one_and_changed_by_the_other_stays() -> None:
    base = Draft(actions=(Action("1", "Call"),))
    mine = Draft(actions=(Action("1", "Call on Mondays"),))
    assert [action.what for action in joined(base, Draft(), mine).draft.actions] == ["Call on Mondays"]


def test_two_days_of_review_keep_mine_and_say_so() -> None:
    theirs, mine = Draft(review_on=date(2026, 5, 1)), Draft(review_on=date(2026, 6, 1))
    both = joined(Draft(), theirs, mine)
    assert (both.draft.review_on, both.both_changed) == (date(2026, 6, 1), {"review_on"})
