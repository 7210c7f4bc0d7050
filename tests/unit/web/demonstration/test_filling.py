"""The made-up history of a made-up place: written once, by its people, and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from joinedup.place.file import read_place
from tests.support.harbour import PLACE_FILE

TODAY = date(2026, 5, 4)
CHAPTERS = ["care teams", "emergency access", "money for change", "decisions", "network", "engine room"]


def filled(folder: Path) -> list[str]:
    from joinedup.web.demonstration.filling import fill

    return fill(folder, today=TODAY)


@pytest.mark.usefixtures("people_built", "database")
def test_every_chapter_is_written_and_a_second_time_nothing_changes(place_folder: Path) -> None:
    from joinedup.web.audit.models import Entry

    assert filled(place_folder) == CHAPTERS
    written = Entry.objects.count()
    assert written > 50
    assert filled(place_folder) == []
    assert Entry.objects.count() == written


@pytest.mark.usefixtures("people_built", "database")
def test_the_audit_of_what_was_made_up_is_whole(place_folder: Path) -> None:
    from joinedup.web.audit.verified import verified

    filled(place_folder)
    assert verified().breaks == ()


@pytest.mark.usefixtures("people_built", "database")
def test_what_is_made_up_says_an_earlier_day_and_the_audit_when_it_was_really_written(
    place_folder: Path,
) -> None:
    from django.utils import timezone

    from joinedup.web.audit.models import Entry
    from joinedup.web.decisions.models import Proposal

    began = timezone.now()
    filled(place_folder)
    assert Proposal.objects.earliest("at").at.year == 2023
    assert Entry.objects.earliest("number").at >= began


@pytest.mark.usefixtures("people_built", "database")
def test_one_decision_is_no_longer_covered_and_one_is_open_with_what_came_of_the_first(
    place_folder: Path,
) -> None:
    from joinedup.network.place_parts import parts_of
    from joinedup.web.decisions.models import Outcome, Proposal, Status
    from joinedup.web.decisions.presenters import Listed

    filled(place_folder)
    parts = parts_of(read_place(place_folder))
    first, second, third = [Listed.of(one, parts, TODAY) for one in Proposal.objects.order_by("pk")]
    assert (first.status, first.no_longer_covers) == (Status.TAKEN, True)
    assert (second.status, third.status) == (Status.NOT_CARRIED, Status.PROPOSED)
    assert Outcome.objects.filter(proposal=first.proposal).exists()


@pytest.mark.usefixtures("people_built", "database")
def test_the_money_for_change_raises_its_alarm(place_folder: Path) -> None:
    from joinedup.web.demonstration.cast import cast_of
    from joinedup.web.money.queries import change_money

    filled(place_folder)
    place = read_place(place_folder)
    funds = change_money(cast_of(place, TODAY)["finance-lead"], place, TODAY)
    assert [one.is_diverted for one in funds] == [True, False]


@pytest.mark.usefixtures("database")
def test_a_place_that_is_not_built_is_not_filled(place_folder: Path) -> None:
    from joinedup.web.demonstration.filling import NothingToFill

    with pytest.raises(NothingToFill, match="not built yet"):
        filled(place_folder)


@pytest.mark.usefixtures("database")
def test_a_place_that_is_not_made_up_is_never_filled(tmp_path: Path) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.demonstration.filling import NothingToFill

    (tmp_path / "place.toml").write_text(PLACE_FILE.replace("demo = true\n", ""))
    with pytest.raises(NothingToFill, match="no made-up place"):
        filled(tmp_path)
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("application")
def test_nothing_is_written_for_another_day_in_a_real_place(tmp_path: Path) -> None:
    from joinedup.web.clock import NotMadeUp, made_up

    (tmp_path / "place.toml").write_text(PLACE_FILE.replace("demo = true\n", ""))
    with pytest.raises(NotMadeUp), made_up(read_place(tmp_path), datetime(2020, 1, 1, tzinfo=UTC)):
        raise AssertionError("it was allowed")


@pytest.mark.usefixtures("people_built", "database")
def test_what_is_before_the_board_is_of_these_days_so_that_it_is_reviewed_after_it_is_taken(
    place_folder: Path,
) -> None:
    from django.utils.timezone import localdate

    from joinedup.web.decisions.models import Proposal

    filled(place_folder)
    proposal = Proposal.objects.latest("pk")
    assert localdate(proposal.at) == date(2026, 4, 26)
    assert proposal.review_on == date(2026, 10, 31)
    assert all(one.due_on > TODAY for one in proposal.conditions.all())


@pytest.mark.usefixtures("people_built", "database")
def test_every_meeting_has_a_time_and_a_place_and_one_was_moved(place_folder: Path) -> None:
    from joinedup.web.meetings.models import Meeting
    from joinedup.web.meetings.queries import as_arranged

    filled(place_folder)
    meetings = list(as_arranged())
    assert len(meetings) == Meeting.objects.count() == 2
    assert all(one.starts_at and one.where for one in meetings)
    assert sorted(one.arranged_as for one in meetings) == [1, 2]
