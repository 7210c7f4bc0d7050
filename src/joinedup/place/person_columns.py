"""The person columns that `eligible` may use: the documented facts about a person on a day. Nothing else is reachable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ValueKind = Literal["number", "text", "boolean"]


@dataclass(frozen=True)
class PersonColumn:
    """One fact: its name, its kind, what it means with its unit, and for a text with few values all of them."""

    name: str
    kind: ValueKind
    meaning: str
    values: tuple[str, ...] = ()


_COLUMNS = (
    PersonColumn("age", "number", "age in whole years on the day"),
    PersonColumn("sex", "text", "sex as recorded", ("female", "male", "other", "unknown")),
    PersonColumn(
        "ethnicity", "text", "ethnic group", ("asian", "black", "mixed", "white", "other", "unknown")
    ),
    PersonColumn(
        "deprivation_quintile",
        "number",
        "quintile of the home's small area, 1 is the most deprived; as of the last day scored",
    ),
    PersonColumn("care_home", "boolean", "whether the person lives in a care home"),
    PersonColumn("practice_code", "text", "ODS code of the practice the person is registered with"),
    PersonColumn("neighbourhood", "text", "name of the neighbourhood of that practice"),
    PersonColumn(
        "long_term_conditions", "number", "how many long-term conditions have been recorded before the day"
    ),
    PersonColumn("charlson", "number", "Charlson score"),
    PersonColumn("elixhauser", "number", "Elixhauser score"),
    PersonColumn("hospital_frailty", "number", "Hospital Frailty Risk Score"),
    PersonColumn("cambridge", "number", "Cambridge Multimorbidity Score"),
    PersonColumn("segment", "text", "segment under the place's segmentation, as of the last day scored"),
    PersonColumn(
        "emergency_admissions_12m", "number", "emergency admissions in the 12 months before the day"
    ),
    PersonColumn(
        "emergency_department_attendances_12m",
        "number",
        "attendances at emergency departments in the 12 months before the day",
    ),
    PersonColumn(
        "admissions_12m",
        "number",
        "stays in hospital, however they began, in the 12 months before the day",
    ),
    PersonColumn("bed_days_12m", "number", "nights in a hospital bed in the 12 months before the day"),
    PersonColumn(
        "outpatient_attendances_12m",
        "number",
        "outpatient appointments attended in the 12 months before the day",
    ),
    PersonColumn(
        "gp_consultations_12m", "number", "consultations at the practice in the 12 months before the day"
    ),
    PersonColumn(
        "risk_of_emergency_admission",
        "number",
        "latest known probability from 0 to 1 of an emergency admission in 12 months; null before two years of data",
    ),
)

PERSON_COLUMNS: dict[str, PersonColumn] = {column.name: column for column in _COLUMNS}
