"""What the records call things, as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

# By kind of contact and how it began ("" for any).
CONTACTS: Mapping[tuple[str, str], str] = {
    ("consultation", ""): "GP practice consultation",
    ("outpatient", ""): "Outpatient appointment",
    ("emergency-department", ""): "Emergency department (A&E)",
    ("admission", "emergency"): "Emergency admission",
    ("admission", "elective"): "Planned admission",
    ("admission", "maternity"): "Maternity admission",
    ("admission", "transfer"): "Admission, transferred from elsewhere",
    ("admission", ""): "Admission",
    ("day-case", ""): "Day case",
    ("community-contact", ""): "Community health contact",
    ("mental-health-contact", ""): "Mental health contact",
    ("mental-health-admission", "emergency"): "Emergency mental health admission",
    ("mental-health-admission", ""): "Mental health admission",
    ("assessment", ""): "Social care assessment",
    ("home-care", ""): "Care at home",
    ("care-home", ""): "Care home",
    ("other-support", ""): "Other social care support",
}
MARKS: Mapping[str, str] = {
    "readmitted": "back in hospital within 30 days",
    "avoidable": "for a condition that good care outside hospital often keeps people out of hospital with",
    "new-placement": "moved into a care home",
}


def contact_words(kind: str, began: str | None) -> str:
    """What a contact is called."""
    return (
        CONTACTS.get((kind, began or "")) or CONTACTS.get((kind, "")) or kind.replace("-", " ").capitalize()
    )


def age_on(born: date | None, day: date) -> int | None:
    """Age in whole years, from the month of birth; None where that is not known."""
    return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_and_sex(born: date | None, sex: str, day: date) -> str:
    """78, female."""
    age = age_on(born, day)
    return f"{age if age is not None else 'Age not known'}, {sex if sex != 'unknown' else 'sex not known'}"
