"""Why one person is in the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.explain import UnknownPerson, explain
from tests.unit.answers.tiny_build import publish

TABLES = {
    "person": """
        person_id | pseudonym | sex    | birth_month | died_on | ethnicity | opted_out
        1         | pq7r      | female | 1940-05-01  |         | white     | false
        2         | zz9x      | male   | 1990-01-01  |         | asian     | false
    """,
    "place_period": """
        data_from  | data_until | data_ends_before
        2021-04-01 | 2023-03-31 | 2023-04-01
    """,
    "score_date": """
        as_of      | year_ends_before
        2021-04-01 | 2022-04-01
        2022-04-01 | 2023-04-01
        2023-04-01 |
    """,
    "resident": """
        person_id | practice_code | neighbourhood | starts_on  | ends_before | reason
        1         | L81001        | Harbour       | 2012-05-01 | 2022-01-15  | registered with L81001 from 2012-05-01
        1         | L81002        | Downs         | 2022-06-01 | 2023-04-01  | registered with L81002 from 2022-06-01
    """,
    "person_segment": """
        person_id | as_of      | scheme            | segment          | rule | reason
        1         | 2022-04-01 | bridges-to-health | frail            | 3    | frailty score above 15
    """,
    "person_score": """
        person_id | as_of      | charlson | elixhauser | hospital_frailty | cambridge | long_term_conditions
        1         | 2022-04-01 | 3        | 5          | 16.4             | 2.25      | 4
    """,
    "person_condition": """
        person_id | code_list | condition     | first_recorded_on | last_recorded_on | in_problem_list | at_contact
        1         | charlson  | heart-failure | 2019-07-02        | 2022-08-09       | true            | true
    """,
    "care_model": """
        care_model | starts_on  | capacity | eligible
        Hubs       | 2022-05-01 | 10       | age >= 65
        Night team | 2022-05-01 | 10       | age >= 80
    """,
    "caseload": """
        care_model   | person_id | joined_on  | left_before | reason
        Hubs         | 1         | 2022-06-09 |             | eligible on 2022-06-01: age >= 65
        Falls clinic | 2         | 2022-06-09 | 2022-07-01  | the place file has no care model of this name
    """,
    "eligible_person_month": """
        care_model | month      | person_id
        Hubs       | 2022-05-01 | 1
        Hubs       | 2022-06-01 | 1
        Night team | 2022-06-01 | 1
    """,
    "cost": """
        source_id | person_id | day        | setting          | kind         | price_code   | units | amount_pence | reason
        10        | 1         | 2021-05-01 | hospital         | admission    | stay-2024-25 | 1     | 300000       | priced
        11        | 1         | 2021-06-01 | hospital         | admission    | stay-2024-25 | 1     | 300000       | priced
        12        | 1         | 2022-06-01 | general-practice | consultation |              | 1     | 0            | did not attend
        13        | 2         | 2022-06-01 | general-practice | consultation | gp-2024-25   | 1     | 4200         | priced
    """,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("explain"), TABLES)


def row_of(text: str, *words: str) -> str:
    """The one line of the text that has all these words, its spaces made one."""
    lines = [" ".join(line.split()) for line in text.splitlines() if all(word in line for word in words)]
    assert len(lines) == 1, lines
    return lines[0]


def test_each_spell_of_residence_has_its_reason(place: Path) -> None:
    text = str(explain(place, "pq7r"))
    assert (
        row_of(text, "L81001")
        == "2012-05-01 2022-01-14 L81001 Harbour registered with L81001 from 2012-05-01"
    )
    assert "2022-06-01 end of the data L81002" in row_of(text, "L81002")


def test_segments_scores_and_conditions_say_as_of_when_and_where(place: Path) -> None:
    text = str(explain(place, "pq7r"))
    assert row_of(text, "bridges") == "2022-04-01 bridges-to-health frail frailty score above 15"
    assert row_of(text, "16.4") == "2022-04-01 3 5 16.4 2.25 4"
    assert "2019-07-02 heart-failure charlson GP problem list and at a contact" in row_of(
        text, "heart-failure"
    )


def test_costs_are_grouped_by_year_setting_kind_and_price(place: Path) -> None:
    text = str(explain(place, "pq7r"))
    assert "£6,000.00 in all" in text
    assert row_of(text, "stay-2024-25") == "2021-04-01 hospital admission stay-2024-25 2 2 6,000.00"
    assert "did not attend 1 1 0.00" in row_of(text, "did not attend")


def test_care_models_say_when_the_person_was_eligible_and_by_which_rule(place: Path) -> None:
    text = str(explain(place, "pq7r"))
    assert row_of(text, "Hubs") == "Hubs 2 2022-05-01 2022-06-01 2022-06-09 eligible on 2022-06-01: age >= 65"
    assert row_of(text, "Night") == "Night team 1 2022-06-01 2022-06-01 eligible, never joined: age >= 80"
    assert "Falls clinic" not in text
    text = str(explain(place, "zz9x"))
    assert row_of(text, "Hubs") == "Hubs 0 eligible in no month: age >= 65"
    assert "2022-07-01 the place file has no care model of this name" in row_of(text, "Falls clinic")


def test_somebody_who_was_never_a_resident_is_said_to_be_so(place: Path) -> None:
    text = str(explain(place, "zz9x"))
    assert "Never in the population" in text
    assert "Nothing recorded" in text


def test_nothing_that_identifies_a_person_is_said(place: Path) -> None:
    text = str(explain(place, "pq7r"))
    assert "1940" not in text
    assert "white" not in text


def test_an_unknown_pseudonym_is_an_error_that_says_where_pseudonyms_are(place: Path) -> None:
    with pytest.raises(UnknownPerson, match=r"o'hara.*column pseudonym"):
        explain(place, "o'hara")


def test_a_table_that_a_build_lacks_is_said(tmp_path: Path) -> None:
    few = {name: TABLES[name] for name in ("person", "place_period", "resident")}
    assert "This build has no table cost, score_date." in str(explain(publish(tmp_path, few), "pq7r"))
