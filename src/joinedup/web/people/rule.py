"""The rule of a care model, `eligible` of the place file, as people read it."""

from __future__ import annotations

import re

from joinedup.place.person_columns import PERSON_COLUMNS

_AT_LEAST = {">=": "{} or more", ">": "more than {}", "<=": "{} or fewer", "<": "fewer than {}", "=": "{}"}
COMPARISON = re.compile(r"(\w+)\s*(>=|<=|>|<|=)\s*('[^']*'|[\d.]+)")


def rule_in_words(eligible: str) -> tuple[str, ...]:
    """What a person must be to be eligible, one part a line; the expression itself where it is more than a list of parts."""
    found = []
    for part in re.split(r"\s+and\s+", eligible.strip(), flags=re.IGNORECASE):
        fits = COMPARISON.fullmatch(part.strip())
        if fits is None or fits[1] not in PERSON_COLUMNS:
            return (eligible,)
        found.append(f"{_sentence(fits[1])}: {_AT_LEAST[fits[2]].format(fits[3].strip(chr(39)))}")
    return tuple(found)


def fact_in_words(column: str) -> str:
    """A person column as a short heading: Emergency admissions in 12 months."""
    words = re.sub(r" (\d+)m$", r" in \1 months", column.replace("long_term", "long-term").replace("_", " "))
    return words[:1].upper() + words[1:]


def _sentence(column: str) -> str:
    meaning = PERSON_COLUMNS[column].meaning
    return meaning[:1].upper() + meaning[1:]
