"""A published build of the small place: a caseload of twenty people, and what happened to them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.answers.tiny_build import publish
from tests.unit.money.places import PLACE

MEASURE = "measure | title | setting | kind | began | mark | counts | denominator | denominator_mark | multiplier | unit"
CONTACT = "contact_id | person_id | organisation_code | setting | kind | began | starts_on | ends_before | bed_days | minutes"
COST = "source_id | person_id | organisation_code | day | setting | kind | price_code | part | units | amount_pence | reason"
PERIOD = """
    data_from  | data_until | data_ends_before
    2022-04-01 | 2024-03-31 | 2024-04-01
"""


def table(headings: str, rows: list[str]) -> str:
    return "\n".join([headings, *rows]) + "\n"


def built(
    folder: Path,
    *,
    on_caseload: int = 20,
    at_second: int = 3,
    begun: bool = True,
    opted_out: int = 0,
    admitted: bool = True,
) -> Path:
    """Each of the caseload has two emergency admissions at the hospital in the last year, at a thousand pounds; `at_second`
    of them one more at RZZ3. One admission lies before joining, one after leaving, one is another person's. Everybody was
    eligible in June and September; a care model not yet `begun` has no caseload. The first `opted_out` of them have a national
    data opt-out, and their admissions cost nothing. Without `admitted` only the other
    person was."""
    people = range(1, on_caseload + 1)
    contacts: list[str] = []
    costs: list[str] = []

    def contact(person: int, body: str, day: str, pence: int = 1_000_00, began: str = "emergency") -> None:
        if person != 99 and not admitted:
            return
        number = len(contacts) + 1
        pence = 0 if person <= opted_out else pence
        contacts.append(
            f"{number} | {person} | {body} | hospital | admission | {began} | {day} | {day} | 3 | | true"
        )
        costs.append(
            f"{number} | {person} | {body} | {day} | hospital | admission | p | 1 | 1.0 | {pence} | priced"
        )

    for person in people:
        contact(person, "RZZ1", "2023-06-01")
        contact(person, "RZZ1", "2023-09-01")
    for person in list(people)[:at_second]:
        contact(person, "RZZ3", "2023-10-01")
    contact(1, "RZZ1", "2023-04-02")
    contact(2, "RZZ1", "2024-03-15")
    contact(99, "RZZ1", "2023-06-01")
    contact(3, "RZZ1", "2023-06-01", began="planned")
    eligible = [f"Hubs | {month} | {person}" for month in ("2023-06-01", "2023-09-01") for person in people]
    publish(
        folder,
        {
            "eligible_person_month": table("care_model | month | person_id", eligible),
            "measure_definition": table(
                f"{MEASURE} | direction | source",
                [
                    f"emergency_{name} | {title} | hospital | admission | emergency | any | {counts} | person-years | | 1000.0"
                    " | u | lower | s"
                    for name, title, counts in (
                        ("admissions", "Emergency admissions", "contacts"),
                        ("bed_days", "Bed days", "bed_days"),
                    )
                ],
            ),
            "place_period": PERIOD,
            "person": table(
                "person_id | pseudonym | birth_month | sex | ethnicity | died_on | opted_out",
                [
                    f"{person} | p{person} | 1950-01-01 | female | white | | {str(person <= opted_out).lower()}"
                    for person in (*people, 99)
                ],
            ),
            "caseload": table(
                "care_model | person_id | joined_on | left_before | eligible_on_joining_month | reason",
                [f"Hubs | {person} | 2023-05-01 | 2024-03-01 | true | r" for person in people if begun],
            ),
            "contact": table(
                f"{CONTACT} | attended",
                contacts,
            ),
            "cost": table(
                COST,
                costs,
            ),
        },
    )
    (folder / "place.toml").write_text(PLACE)
    return folder


def evaluated(folder: Path, change: float, low: float | None, high: float | None) -> None:
    """An evaluation's result file beside the build."""
    result = {
        "data_until": "2024-03-31",
        "build": {"manifest_sha256": "of another build"},
        "assumptions": [
            {
                "id": "A1",
                "measure": "emergency_admissions",
                "verdict": "supported",
                "estimate": {"change": change, "low": low, "high": high},
            }
        ],
    }
    file = folder / "build" / "evaluations" / "hubs.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result))
