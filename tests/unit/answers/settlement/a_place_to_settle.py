"""A place of three people with a contract, a published build of one year, and what that year must come to by hand."""

from __future__ import annotations

from pathlib import Path

from tests.unit.answers.tiny_build import publish

CONTRACT = "Harbour contract"
PLACE = """
[place]
name = "Seacombe"
question = "How?"
data_from = 2023-04-01
data_until = {until}
shadow_from = 2023-04-01
demo = true

[population]
registered_with = "any-practice"

[[organisations]]
code = "QZZ"
name = "Seacombe Board"
kind = "commissioner"
[[organisations]]
code = "RZZ1"
name = "General Hospital NHS Foundation Trust"
kind = "acute"
[[organisations]]
code = "RZZ0"
name = "The hospital it came from"
kind = "acute"
succeeded_by = "RZZ1"

[[contracts]]
name = "Harbour contract"
starts_on = {starts}
years = 3
commissioner = "QZZ"
holder = "RZZ1"
run_out_months = {run_out}
baseline = {{ measured_from = 2022-04-01, method = "person-based", annual = 10_000 }}
[[contracts.services]]
name = "emergency admissions"
organisation = "RZZ1"
setting = "hospital"
kind = "admission"
began = "emergency"
activity = 4
price = 1_000
fixed_share = 0.5
[[contracts.services]]
name = "outpatients"
organisation = "RZZ1"
setting = "hospital"
kind = "outpatient"
activity = 10
price = 100
[[contracts.outcomes]]
name = "admissions"
measure = "emergency_admissions"
baseline = 1_000
target = 500
weight = 1.0
{terms}
"""
BY_ACTIVITY = '[[contracts.terms]]\nkind = "activity"\n'

PERSON_YEARS = """
    person_id | practice_code | stratum_id | year_starts_on | starts_on  | ends_before
    1         | L1            | 1          | 2023-04-01     | 2023-04-01 | 2024-04-01
    2         | L1            | 1          | 2023-04-01     | 2023-04-01 | 2024-04-01
    3         | L1            | 1          | 2023-04-01     | 2023-04-01 | 2023-10-01
"""
# The second admission was under the hospital's former code; person 3 had moved away before the third; the fourth line is of
# another way of beginning; the fifth a person did not come to.
COST = """
    source_id | person_id | organisation_code | day        | setting  | kind       | part | units | amount_pence | reason
    1         | 1         | RZZ1              | 2023-05-01 | hospital | admission  | 1    | 1     | 200000       | priced
    2         | 2         | RZZ0              | 2023-06-01 | hospital | admission  | 1    | 1     | 300000       | priced
    3         | 3         | RZZ1              | 2023-11-01 | hospital | admission  | 1    | 1     | 400000       | priced
    4         | 1         | RZZ1              | 2023-07-01 | hospital | admission  | 1    | 1     | 50000        | priced
    5         | 2         | RZZ1              | 2023-08-01 | hospital | outpatient | 1    | 1     | 0            | did not attend
    6         | 2         | RZZ1              | 2023-09-01 | hospital | outpatient | 1    | 1     | 0            | no price
    7         | 2         | RZZ9              | 2023-09-01 | hospital | outpatient | 1    | 1     | 15000        | priced
"""
CONTACT = """
    contact_id | person_id | organisation_code | setting  | kind       | starts_on  | began     | attended
    1          | 1         | RZZ1              | hospital | admission  | 2023-05-01 | emergency | true
    2          | 2         | RZZ0              | hospital | admission  | 2023-06-01 | emergency | true
    3          | 3         | RZZ1              | hospital | admission  | 2023-11-01 | emergency | true
    4          | 1         | RZZ1              | hospital | admission  | 2023-07-01 | elective  | true
    5          | 2         | RZZ1              | hospital | outpatient | 2023-08-01 |           | false
    6          | 2         | RZZ1              | hospital | outpatient | 2023-09-01 |           | true
    7          | 2         | RZZ9              | hospital | outpatient | 2023-09-01 |           | true
"""
STANDING = """
    organisation_code | standing_code
    RZZ0              | RZZ1
    RZZ1              | RZZ1
"""
MEASURES = """
    measure              | title                | counts   | denominator  | multiplier | unit                   | direction | source
    emergency_admissions | Emergency admissions | contacts | person-years | 1000       | per 1,000 person-years | lower     | us
"""
BY_MONTH = """
    measure              | month      | neighbourhood | segment | deprivation_quintile | numerator | denominator
    emergency_admissions | 2023-03-01 | Harbour       | well    | 1                    | 99        | 1
    emergency_admissions | 2023-05-01 | Harbour       | well    | 1                    | 1         | 1.5
    emergency_admissions | 2023-06-01 | Harbour       | well    | 2                    | 1         | 1.0
    emergency_admissions | 2024-04-01 | Harbour       | well    | 1                    | 99        | 1
"""


def a_place_to_settle(
    folder: Path,
    *,
    starts: str = "2023-04-01",
    until: str = "2024-03-31",
    run_out: int = 0,
    terms: str = BY_ACTIVITY,
    facts: str = "",
    year: int = 1,
) -> Path:
    """Write the place into `folder`, with a facts file of `year` where `facts` is not empty."""
    ends_before = f"{until[:5]}04-01" if until.endswith("03-31") else "2023-10-01"
    period = f"data_from | data_until | data_ends_before\n2023-04-01 | {until} | {ends_before}"
    publish(
        folder,
        {
            "place_period": period,
            "resident_stretch": PERSON_YEARS,
            "cost": COST,
            "contact": CONTACT,
            "standing_organisation": STANDING,
            "measure_definition": MEASURES,
            "measure_month": BY_MONTH,
        },
    )
    text = PLACE.format(starts=starts, until=until, run_out=run_out, terms=terms)
    (folder / "place.toml").write_text(text, encoding="utf-8")
    if facts:
        path = folder / "contracts" / "harbour-contract" / f"year-{year}.toml"
        path.parent.mkdir(parents=True)
        path.write_text(facts, encoding="utf-8")
    return folder
