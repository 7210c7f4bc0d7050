"""What is known of people before, as it is read."""

from __future__ import annotations

SAID = {
    "admitted_as_emergency": "admitted as an emergency or not",
    "cambridge": "Cambridge Multimorbidity Score",
    "charlson": "Charlson score",
    "elixhauser": "Elixhauser score",
    "hospital_frailty": "Hospital Frailty Risk Score",
    "long_term_conditions": "long-term conditions",
    "deprivation_quintile": "deprivation fifth",
    "care_home": "lives in a care home",
    "gp_consultations": "GP consultations",
}
WHEN = {"_13_24m": "13 to 24 months before", "_12m": "last 12 months", "_3m": "last 3 months"}
UNKNOWN = "_not_known"


def in_words(feature: str) -> str:
    """The name of a feature as it is read: emergency_admissions_12m is Emergency admissions, last 12 months."""
    name = feature.removesuffix(UNKNOWN)
    ending = next((each for each in WHEN if name.endswith(each)), "")
    bare = name.removesuffix(ending)
    words = SAID.get(bare, bare.replace("_", " "))
    if ending:
        words += f", {WHEN[ending]}"
    if name != feature:
        words += " (not known)"
    return words[:1].upper() + words[1:]


def inside(name: str) -> str:
    """A name as it stands inside a sentence; abbreviations and names of people keep their capitals."""
    is_name = name[:2].isupper() or name.casefold().endswith(" score")
    return name if is_name else name[:1].lower() + name[1:]
