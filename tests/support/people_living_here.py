"""Three people who live in a place of fifteen months, for specifications of who is eligible when."""

from __future__ import annotations

PERIOD = """
    data_from  | data_until | data_ends_before
    2021-04-01 | 2022-06-30 | 2022-07-01
"""
MONTHS = """
    month      | ends_before
    2022-03-01 | 2022-04-01
    2022-04-01 | 2022-05-01
    2022-05-01 | 2022-06-01
    2022-06-01 | 2022-07-01
"""
DAYS = """
    as_of      | year_ends_before
    2021-04-01 | 2022-04-01
    2022-04-01 | 2022-07-01
    2022-07-01 |
"""
PEOPLE = """
    person_id | sex    | birth_month | died_on | ethnicity
    1         | female | 1957-05-01  |         | white
    2         | male   | 1990-01-01  |         | asian
    3         | male   |             |         | unknown
"""
HERE = """
    person_id | practice_code | neighbourhood | starts_on  | ends_before
    1         | L81001        | Harbour       | 2015-01-01 | 2022-07-01
    2         | L81002        | Downs         | 2022-04-02 | 2022-06-01
    3         | L81001        | Harbour       | 2015-01-01 | 2022-05-02
"""
PLACE = {"place_period": PERIOD, "month": MONTHS, "score_date": DAYS, "person": PEOPLE, "resident": HERE}
