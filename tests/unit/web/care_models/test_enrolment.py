"""Enrolment against capacity: counted by hand on a small build, and never shown where few people are behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.place.model import CareModel
from tests.unit.answers.tiny_build import publish

PEOPLE = 24


def built(folder: Path, waiting: int = 14) -> Path:
    """24 people, all eligible in April and May but for the last two. Ten are on the list from 15 April, one of them until 10
    May; one dies on 20 May; one who was never eligible joins on 2 May; `waiting` of them are eligible and never join."""
    eligible = [*range(1, 11), *range(11, 11 + waiting)]
    months = ("2024-04-01", "2024-05-01", "2024-06-01")
    rows = {
        "place_period": "data_from | data_until | data_ends_before\n2024-04-01 | 2024-06-30 | 2024-07-01",
        "month": "month | ends_before\n"
        + "\n".join(
            f"{day} | {after}" for day, after in zip(months, [*months[1:], "2024-07-01"], strict=True)
        ),
        "person": "person_id | pseudonym | sex | died_on | opted_out\n"
        + "\n".join(f"{n} | p{n} | female | {'2024-05-20' if n == 2 else ''} | false" for n in range(1, 41)),
        "eligible_person_month": "care_model | month | person_id\n"
        + "\n".join(f"Hub | {month} | {n}" for month in months for n in eligible),
        "caseload": "care_model | person_id | joined_on | left_before | reason\n"
        + "\n".join(f"Hub | {n} | 2024-04-15 | {'2024-05-10' if n == 1 else ''} | x" for n in range(1, 11))
        + "\nHub | 40 | 2024-05-02 |  | x\nOther | 39 | 2024-04-01 |  | x",
    }
    return publish(folder, rows)


def hub() -> CareModel:
    return CareModel.model_validate(
        {"name": "Hub", "kind": "own", "starts_on": date(2024, 4, 1), "eligible": "age >= 65", "capacity": 10}
    )


def test_each_month_counts_who_is_eligible_on_the_list_and_waiting_on_its_first_day(tmp_path: Path) -> None:
    from joinedup.web.kept.engine_room.enrolment import enrolment

    with open_published(built(tmp_path)) as published, release(published) as released:
        found = enrolment(released, hub())
    assert [one.starts_on for one in found] == [date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)]
    # By hand, then rounded to 5: 24, 24 and 24 eligible; 0, 10 and 9 on the list (one left, one died, one joined); 24, 14
    # and 16 eligible and waiting.
    assert [one.eligible for one in found] == [25, 25, 25]
    assert [one.on_it for one in found] == [0, 10, 10]
    assert [one.waiting for one in found] == [25, 15, 15]


def test_few_who_wait_are_not_shown_nor_given_away_by_the_total(tmp_path: Path) -> None:
    from joinedup.web.kept.engine_room.enrolment import enrolment, enrolment_figure

    with open_published(built(tmp_path, waiting=3)) as published, release(published) as released:
        found = enrolment(released, hub())
        figure = enrolment_figure(hub(), found)
    may = found[1]
    assert may.waiting is None
    assert may.eligible is None or may.on_it is None or may.eligible != 13
    assert figure is not None
    assert figure.table is not None
    assert "3" not in [row[3] for row in figure.table.rows]


def test_the_sentence_says_how_full_it_is_and_the_picture_has_a_table(tmp_path: Path) -> None:
    from joinedup.web.kept.engine_room.enrolment import enrolment, enrolment_figure

    with open_published(built(tmp_path)) as published, release(published) as released:
        figure = enrolment_figure(hub(), enrolment(released, hub()))
    assert figure is not None
    assert "On 1 June 2024, about 10 people were on the caseload, which has places for 10." in figure.sentence
    assert "100% of its places" in figure.sentence
    assert figure.svg.startswith("<svg")
    assert figure.table is not None
    assert [row[0] for row in figure.table.rows] == ["Jun 2024", "May 2024", "Apr 2024"]


def test_a_build_without_a_caseload_shows_no_enrolment(tmp_path: Path) -> None:
    from joinedup.web.kept.engine_room.enrolment import enrolment, enrolment_figure

    only = {
        "place_period": "data_from | data_until | data_ends_before\n2024-04-01 | 2024-06-30 | 2024-07-01",
        "person": "person_id | pseudonym | sex | died_on | opted_out\n1 | p1 | female | | false",
    }
    folder = publish(tmp_path, only)
    with open_published(folder) as published, release(published) as released:
        assert enrolment(released, hub()) == []
    assert enrolment_figure(hub(), []) is None
