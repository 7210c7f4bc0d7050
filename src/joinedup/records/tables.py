"""The records: names, grain and columns of the tables every source fills. This file is a promise; see docs/reference.

Times are dates. Money is integer pence. `ends_before` is exclusive: the first day that no longer counts; null means it
has not ended. `person_id` is the dense number of a person inside one build; across builds and outside there is only the
pseudonym. `*_id` of a contact, a medication or an observation is file_id * 2^31 + source_row, so every row leads back to
its line in an organisation's file.
"""

from __future__ import annotations

from joinedup.engine.tables import Column, Kind, Table

RECORDS_VERSION = 2

# A row's number is its file's number times this, plus its row in the file.
ROWS_PER_FILE = 2**31

SETTINGS = ("general-practice", "hospital", "community", "mental-health", "social-care")

CONTACT_KINDS = {
    "consultation": "general-practice: a consultation with a clinician of the practice",
    "admission": "hospital: a stay in hospital, discharge included; `began` says how",
    "day-case": "hospital: a planned admission and discharge on one day",
    "outpatient": "hospital: an outpatient appointment",
    "emergency-department": "hospital: an attendance at an emergency department, minor injuries unit or walk-in centre",
    "community-contact": "community: a contact with a community health service",
    "mental-health-contact": "mental-health: a contact with a mental health service",
    "mental-health-admission": "mental-health: a stay in a mental health ward",
    "assessment": "social-care: an assessment or review by the council",
    "home-care": "social-care: a spell of care at home",
    "care-home": "social-care: a spell of living in a care home that the council arranges",
    "other-support": "social-care: a spell of any other long-term or short-term support",
}

HOW_IT_BEGAN = ("emergency", "elective", "maternity", "transfer", "other")


def _table(name: str, grain: str, *columns: str, rule: str = "", identifiable: bool = False) -> Table:
    split = [column.split(maxsplit=2) for column in columns]
    kinds: list[Column] = [Column(name_, _kind(kind), meaning) for name_, kind, meaning in split]
    return Table(name, grain, tuple(kinds), rule, identifiable)


def _kind(word: str) -> Kind:
    return word  # type: ignore[return-value]


PERSON = _table(
    "person",
    "one row per person",
    "person_id integer dense number of the person inside this build, from 1",
    "pseudonym varchar the person's name everywhere else: a keyed hash, the same in every build of this place",
    "sex varchar female, male, other or unknown",
    "birth_month date first day of the month of birth; null when no source knows",
    "died_on date day of death; null while alive or not known",
    "ethnicity varchar asian, black, mixed, white, other or unknown",
    "opted_out boolean whether a national data opt-out applies: left out of what is released for planning and evaluation",
)

REGISTRATION = _table(
    "registration",
    "one row per person, practice and spell of registration",
    "person_id integer the person",
    "practice_code varchar ODS code of the practice (or of the source, where a format has no practices)",
    "starts_on date first day registered",
    "ends_before date first day no longer registered; null while registered",
)

RESIDENCE = _table(
    "residence",
    "one row per person, place of residence and spell of living there",
    "person_id integer the person",
    "starts_on date first day known to live there",
    "ends_before date first day no longer there; null while there",
    "lsoa_code varchar small area (lower layer super output area) of the home; null when not known",
    "deprivation_quintile tinyint national quintile of the small area's deprivation, 1 is the most deprived; null when not known",
    "care_home boolean whether the home is a care home",
)

CONTACT = _table(
    "contact",
    "one row per contact with a service (a stay in hospital is one contact)",
    "contact_id bigint the row it came from: file_id * 2^31 + source_row",
    "person_id integer the person",
    "organisation_code varchar ODS code of the organisation that gave the care",
    "setting varchar general-practice, hospital, community, mental-health or social-care",
    "kind varchar what it was: see joinedup tables contact",
    "began varchar how it began: emergency, elective, maternity, transfer or other; null where it has no meaning",
    "starts_on date first day",
    "ends_before date first day after the last; null while it goes on",
    "bed_days smallint nights in a bed; null where there is no bed",
    "minutes integer minutes from arrival to departure, or of the contact; null when not recorded",
    "attended boolean false when the person did not come or it was cancelled",
)

DIAGNOSIS = _table(
    "diagnosis",
    "one row per coded diagnosis or problem as recorded",
    "person_id integer the person",
    "contact_id bigint the contact it was recorded at; null for a problem in a GP record",
    "recorded_on date the day it was recorded, or began where only that is known",
    "code_system varchar icd10 or snomed",
    "code varchar the code: ICD-10 without its dot and without trailing X, - or D/A marks; SNOMED CT concept id",
    "position smallint 1 for the main diagnosis, then 2, 3 ...",
)

MEDICATION = _table(
    "medication",
    "one row per item prescribed",
    "medication_id bigint the row it came from: file_id * 2^31 + source_row",
    "person_id integer the person",
    "organisation_code varchar ODS code of the practice or organisation that prescribed",
    "issued_on date day of issue",
    "code_system varchar bnf, dmd or rxnorm",
    "code varchar the code of the item",
    "quantity double how much, in the item's own unit; null when not recorded",
)

OBSERVATION = _table(
    "observation",
    "one row per measurement or finding",
    "observation_id bigint the row it came from: file_id * 2^31 + source_row",
    "person_id integer the person",
    "recorded_on date the day it was recorded",
    "code_system varchar snomed or loinc",
    "code varchar the code of what was measured or found",
    "value double the number; null where the finding is a code or words",
    "unit varchar the number's unit; null when not recorded",
)

ENROLMENT = _table(
    "enrolment",
    "one row per person, care model and spell on its caseload",
    "person_id integer the person",
    "care_model varchar name of the care model: as in place.toml where it has it, else as the source writes it",
    "joined_on date first day on the caseload",
    "left_before date first day no longer on it; null while on it",
    "organisation_code varchar ODS code of the organisation that keeps the list",
)

PROVIDER_MONTH = _table(
    "provider_month",
    "one row per provider, kind of department and month, as an organisation publishes its totals",
    "organisation_code varchar ODS code of the provider; null when the publisher gives only a name",
    "organisation_name varchar the provider's name as published; null when only a code is given",
    "department_type varchar 1 major emergency department, 2 single specialty, other; all where not told apart",
    "month date first day of the month",
    "attendances integer people who attended",
    "over_four_hours integer attendances that took more than four hours; null when not published",
    "emergency_admissions integer admissions through the department; null when not published",
)

ORGANISATION = _table(
    "organisation",
    "one row per organisation the place names",
    "organisation_code varchar ODS code; codes are never reused",
    "organisation_name varchar its name",
    "organisation_kind varchar what sort of body: practice, acute, council ... as `kind` in place.toml",
    "succeeded_by varchar code of the organisation that took its place; null while it stands",
    "neighbourhood varchar the neighbourhood a practice belongs to; null for other organisations",
)

SOURCE_FILE = _table(
    "source_file",
    "one row per file of an organisation's extracts",
    "file_id integer the file's number in this build",
    "source_name varchar name of the source in place.toml",
    "organisation_code varchar ODS code of the organisation that sent it",
    "format varchar the format, one folder of sources/",
    "extract_table varchar which table of the format the file holds; null when it could not be told",
    "file varchar path of the file inside the place's folder",
    "sha256 varchar hash of its bytes",
    "period varchar the period in its name (2023, 2023-04 or 2023-04-01); null when it names none",
    "status varchar read, replaced (by a later file) or refused",
    "message varchar why it was replaced or refused; null when read",
    "rows_read bigint rows found in the file",
    "rows_kept bigint rows that became records",
    "rows_set_aside bigint rows that broke a rule: see set_aside",
    "rows_replaced bigint rows that a later row or file took the place of",
    "first_day date earliest day among the rows kept; null when the table has no dates",
    "last_day date latest day among the rows kept; null when the table has no dates",
)

SET_ASIDE = _table(
    "set_aside",
    "one row per row of a file that broke a rule",
    "file_id integer the file: see source_file",
    "source_row integer the row in the file, the first row of data is 1; null when the whole file is meant",
    "rule varchar the rule it broke, as named in the format's layout",
    "message varchar what was wrong, what was expected, what to do; holds no value that could identify a person",
)

# Only sources, linkage and records.identifiable touch these; they are kept sealed with the place's key.
IDENTITY = _table(
    "identity",
    "one row per person as one source knows them (one local key of one source)",
    "source_number integer the source's place in place.toml, from 1",
    "local_person_key varchar the key the source uses for the person",
    "nhs_number varchar as written by the source; null when it gives none",
    "given_name varchar first name; null when not given",
    "family_name varchar surname; null when not given",
    "birth_date date date of birth; null when not given",
    "sex varchar female, male, other or unknown",
    "postcode varchar postcode of the home, upper case with one space; null when not given",
    "died_on date day of death; null when not given",
    "ethnicity varchar asian, black, mixed, white, other or unknown",
    "opted_out boolean whether the source holds a national data opt-out for the person",
    "last_seen_on date day the source last updated or used these details; null when not known",
    identifiable=True,
)

PERSON_KEY = _table(
    "person_key",
    "one row per local key of a source",
    "source_number integer the source's place in place.toml, from 1",
    "local_person_key varchar the key the source uses for the person",
    "person_id integer the person",
    identifiable=True,
)

RECORDS: tuple[Table, ...] = (
    PERSON,
    REGISTRATION,
    RESIDENCE,
    CONTACT,
    DIAGNOSIS,
    MEDICATION,
    OBSERVATION,
    ENROLMENT,
    PROVIDER_MONTH,
    ORGANISATION,
    SOURCE_FILE,
    SET_ASIDE,
)

BY_NAME: dict[str, Table] = {table.name: table for table in (*RECORDS, IDENTITY, PERSON_KEY)}
