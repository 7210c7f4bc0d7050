"""What was decided is written to the place's folder, without names, and ends when another decision replaces it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.web.decisions.board import COUNCIL, HOSPITAL, member, place, proposed, signs, votes

pytestmark = pytest.mark.usefixtures("database")


def taken(**words: object) -> object:
    proposal = proposed(**words)
    votes(member("RZZ1"), proposal, HOSPITAL)
    votes(member("SEA"), proposal, COUNCIL, "abstain", "We pay either way")
    signs(member("SEA"), proposal)
    return proposal


def test_a_decision_taken_is_written_with_its_votes_and_the_hash_of_what_it_approved(tmp_path: Path) -> None:
    from joinedup.network.decision_file import decided
    from joinedup.network.place_parts import part_at, parts_of
    from joinedup.web.decisions.actions import write_decisions

    taken()
    assert write_decisions(tmp_path)
    (found,) = decided(tmp_path)
    part = part_at(parts_of(place()), "care_models[1]")
    assert part is not None
    assert found.line["part"]["sha256"] == part.sha256
    assert found.line["votes"][1] == {
        "seat": COUNCIL,
        "vote": "abstain",
        "because": "We pay either way",
        "minuted": False,
    }


def test_neither_names_of_people_nor_what_is_withheld_are_written(tmp_path: Path) -> None:
    from joinedup.network.decision_file import file_of
    from joinedup.web.decisions.actions import write_decisions

    taken(in_confidence="Two posts are at risk", withheld_because="It is about single employees")
    write_decisions(tmp_path)
    text = file_of(tmp_path).path.read_text(encoding="utf-8")
    assert "Grace" not in text
    assert "Board member of" not in text
    assert "Two posts" not in text
    assert "It is about single employees" in text


def test_a_decision_that_supersedes_another_ends_it(tmp_path: Path) -> None:
    from joinedup.network.decision_file import decided
    from joinedup.web.decisions.actions import write_decisions
    from joinedup.web.decisions.standing import status_of

    earlier = taken()
    taken(title="Open it on Saturdays only", replaces=earlier)
    assert status_of(earlier) == "superseded"  # type: ignore[arg-type]
    write_decisions(tmp_path)
    assert [one.status for one in decided(tmp_path)] == ["superseded", "taken"]


def test_a_file_that_lacks_a_decision_or_was_edited_is_said_to_be_wrong(tmp_path: Path) -> None:
    from joinedup.network.decision_file import file_of
    from joinedup.web.decisions.actions import write_decisions
    from joinedup.web.decisions.chain import what_is_wrong

    taken()
    assert "1 of 1 lines are not in" in what_is_wrong(tmp_path)
    write_decisions(tmp_path)
    assert what_is_wrong(tmp_path) == ""
    path = file_of(tmp_path).path
    path.write_text(path.read_text(encoding="utf-8").replace("weekends", "night"), encoding="utf-8")
    assert "cannot be relied on" in what_is_wrong(tmp_path)
    assert not write_decisions(tmp_path)


def test_every_action_leaves_one_audit_entry() -> None:
    from joinedup.web.audit.models import Entry

    before = Entry.objects.count()
    taken()
    assert Entry.objects.count() - before == 6


def test_no_row_of_a_decision_is_edited_or_deleted() -> None:
    from joinedup.web.decisions.models import Vote

    taken()
    vote = Vote.objects.first()
    assert vote is not None
    for attempt in (vote.save, vote.delete):
        with pytest.raises(TypeError, match="never"):
            attempt()
