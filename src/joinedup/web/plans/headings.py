"""What a shared care plan says, heading by heading.

The headings are those of the Personalised Care and Support Plan Standard, version 2.0, of the Professional Record Standards
Body (theprsb.org/standards/personalisedcareandsupportplan/), which the information standard DAPB4022 Amd 38/2021 makes
binding in England. Its demographics, problems, medicines and contacts are not written here: they come from the record.
"""

from __future__ import annotations

from dataclasses import dataclass

STANDARD = "Personalised Care and Support Plan Standard, version 2.0"
PUBLISHER = "Professional Record Standards Body (information standard DAPB4022 Amd 38/2021)"
ADDRESS = "https://theprsb.org/standards/personalisedcareandsupportplan/"


@dataclass(frozen=True)
class Heading:
    """One heading: the key its words are kept under, its title, and what belongs there."""

    key: str
    title: str
    asks: str


HEADINGS = (
    Heading(
        "about_me",
        "About me",
        "What matters most to the person, in their own words, and how to support them well.",
    ),
    Heading("strengths", "Strengths", "What the person can do, and who and what they can count on."),
    Heading(
        "needs",
        "Needs, concerns or problems",
        "What gets in the way, as the person and those who care for them see it.",
    ),
    Heading("goals", "Goals and hopes", "What the person wants to reach, and how everyone will know."),
)
# The actions of the plan stand between these two.
LATER_HEADINGS = (
    Heading(
        "formulation",
        "Formulation",
        "Where the person's difficulties come from and what keeps them going, where that was worked out together.",
    ),
    Heading(
        "contingency",
        "Contingency plan",
        "What shows that things are getting worse, what to do then, and whom to call.",
    ),
    Heading(
        "supporting",
        "Additional supporting plans",
        "Other plans that hold, and where they are: advance care plan, crisis plan, education plan.",
    ),
)
ACTIONS_TITLE = "Actions and activities"
EVERY_HEADING = (*HEADINGS, *LATER_HEADINGS)
