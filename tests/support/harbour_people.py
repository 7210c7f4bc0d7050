"""A few made-up people of Harbour (tests/support/harbour.py): a published build with them in it, and the vault with their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.pseudonyms import of_nhs_number, pseudonym
from joinedup.linkage.vault import write_vault
from tests.unit.answers.tiny_build import publish

KEY = PlaceKey(bytes(range(32)))
NUMBERS = {
    "Margaret": "9434765919",
    "Arthur": "9434765870",
    "Wilf": "4010232137",
    "Nora": "9990548609",
    "Edna": "9000000009",
}


def person(name: str) -> str:
    """The pseudonym of one of them."""
    return pseudonym(KEY.for_pseudonyms, of_nhs_number(NUMBERS[name]))


# Margaret is registered with the practice and on its hub's caseload; Wilf is on the caseload and registered elsewhere. Nora is
# registered with the practice, eligible and waiting; Edna is eligible and registered elsewhere, like Arthur, whom nobody in
# Harbour looks after.
MARGARET, ARTHUR, WILF, NORA, EDNA = map(person, NUMBERS)

_TABLES = {
    "place_period": """
        data_from  | data_until | data_ends_before
        2021-04-01 | 2024-03-31 | 2024-04-01
    """,
    "person": f"""
        person_id | pseudonym  | sex    | birth_month | ethnicity | opted_out
        1         | {MARGARET} | female | 1945-06-01  | white     | false
        2         | {ARTHUR}   | male   | 1950-01-01  | white     | false
        3         | {WILF}     | male   | 1941-02-01  | white     | true
        4         | {NORA}     | female | 1939-11-01  | black     | false
        5         | {EDNA}     | female | 1948-03-01  | asian     | false
    """,
    "resident": """
        person_id | practice_code | neighbourhood | starts_on  | ends_before | reason
        1         | L81001        | Quay          | 2010-01-01 | 2024-04-01  | registered
        2         | L81999        |               | 2010-01-01 | 2024-04-01  | registered
        3         | L81999        |               | 2010-01-01 | 2024-04-01  | registered
        4         | L81001        | Quay          | 2010-01-01 | 2024-04-01  | registered
        5         | L81001        | Quay          | 2010-01-01 | 2022-04-01  | registered
        5         | L81999        |               | 2022-04-01 | 2024-04-01  | registered
    """,
    "residence": """
        person_id | starts_on  | care_home
        1         | 2010-01-01 | false
        1         | 2023-02-01 | true
    """,
    "caseload": """
        care_model | person_id | joined_on  | left_before | eligible_on_joining_month | reason
        Quay hub | 1 | 2023-05-10 |  | true | eligible on 2023-05-01: age >= 65
        Quay hub | 3 | 2022-06-01 |  | false | not eligible on 2022-06-01: age >= 65
        Quay hub | 4 | 2022-06-01 | 2023-06-01 | true | eligible on 2022-06-01: age >= 65
    """,
    "eligible_person_month": """
        care_model | month      | person_id
        Quay hub   | 2024-03-01 | 1
        Quay hub   | 2024-03-01 | 4
        Quay hub   | 2024-03-01 | 5
        Quay hub   | 2024-03-01 | 2
    """,
    "eligible_month": """
        care_model | month      | person_id | age
        Quay hub   | 2023-05-01 | 1         | 77
    """,
    "contact": """
        contact_id | person_id | organisation_code | setting | kind | began | starts_on | ends_before | bed_days | attended
        1 | 1 | L81001 | general-practice | consultation |  | 2023-06-05 | 2023-06-06 |  | true
        2 | 1 | RZZ1 | hospital | emergency-department |  | 2023-07-01 | 2023-07-02 |  | true
        3 | 1 | RZZ1 | hospital | admission | emergency | 2023-07-01 | 2023-07-09 | 8 | true
        4 | 1 | RZZ1 | hospital | outpatient |  | 2023-09-01 | 2023-09-02 |  | false
        5 | 1 | SEA | social-care | home-care |  | 2023-08-01 |  |  | true
        6 | 1 | L81001 | general-practice | consultation |  | 2021-05-05 | 2021-05-06 |  | true
        7 | 2 | RZZ1 | hospital | outpatient |  | 2023-09-01 | 2023-09-02 |  | true
    """,
    "contact_mark": """
        contact_id | mark      | person_id | starts_on  | setting  | kind      | began     | bed_days
        3          | avoidable | 1         | 2023-07-01 | hospital | admission | emergency | 8
    """,
    "medication": """
        medication_id | person_id | organisation_code | issued_on
        1             | 1         | L81001            | 2023-06-05
    """,
    "long_term_condition": """
        person_id | condition | title               | starts_on  | ends_before
        1         | diabetes  | Diabetes            | 2015-04-02 |
        1         | copd      | Chronic lung disease | 2023-10-10 |
    """,
    "score_date": """
        as_of
        2023-04-01
        2024-04-01
    """,
    "person_score": """
        person_id | as_of      | charlson | hospital_frailty | cambridge | long_term_conditions
        1         | 2024-04-01 | 2        | 16.5             | 1.5       | 2
    """,
    "person_segment": """
        person_id | as_of      | scheme            | segment              | rule | reason
        1 | 2024-04-01 | bridges-to-health | frailty and dementia | 3 | 65 or over with a Hospital Frailty Risk Score of 5 or more
    """,
    "risk_score": """
        person_id | as_of      | probability | decile | main_reasons
        1         | 2024-04-01 | 0.42        | 10     | 1 emergency admission in 12 months
        4         | 2024-04-01 | 0.12        | 7      |
    """,
}
_NAMES = {
    MARGARET: (NUMBERS["Margaret"], "Margaret", "Hargreaves", "1945-06-11", "SE1 1AA", None),
    ARTHUR: (NUMBERS["Arthur"], "Arthur", "Pendle", "1950-01-20", None, None),
    WILF: (NUMBERS["Wilf"], "Wilf", "O'Hara", "1941-02-02", None, None),
    NORA: (NUMBERS["Nora"], "Nora", "Bright", "1939-11-30", None, None),
    EDNA: (NUMBERS["Edna"], "Edna", "Moss", "1948-03-09", None, None),
}


@contextmanager
def people_built_in(folder: Path, key_file: Path) -> Iterator[None]:
    """A build with these people, published in a place's folder while the context lasts, and the key that leads back to them."""
    manifest, written_before = folder / "build" / "manifest.json", folder / "build" / "people.json"
    if not written_before.exists():
        publish(folder, _TABLES, name="Harbour", question="How can care be improved for people in Harbour?")
        order = sorted(_NAMES)
        write_vault(folder / "build" / "people.vault", KEY.for_vault, order, [_NAMES[one] for one in order])
        more = {"vault": "people.vault", "seconds": 1.0, "left_out": []}
        written_before.write_text(json.dumps(json.loads(manifest.read_text()) | more))
    manifest.write_bytes(written_before.read_bytes())
    key_file.unlink(missing_ok=True)
    key_file.touch(mode=0o600)
    key_file.write_text(KEY.secret.hex())
    yield
    manifest.unlink()
    key_file.unlink(missing_ok=True)
