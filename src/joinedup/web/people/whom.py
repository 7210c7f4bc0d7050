"""For whom a care model is, in one phrase: the rule of the place file as somebody would say it aloud."""

from __future__ import annotations

import re

from joinedup.place.person_columns import PERSON_COLUMNS
from joinedup.web.people.rule import COMPARISON, fact_in_words, rule_in_words
from joinedup.wording import listed

_AGED = {">=": "{} or over", ">": "over {}", "<=": "up to {}", "<": "under {}", "=": "{}"}
_COUNTED = {">=": "{} or more", ">": "more than {}", "<=": "{} or fewer", "<": "fewer than {}", "=": "{}"}


def whom_in_words(eligible: str) -> str:
    """People aged 18 or over with 3 or more long-term conditions; a rule of more than ages and counts part by part."""
    aged, having = [], []
    for part in re.split(r"\s+and\s+", eligible.strip(), flags=re.IGNORECASE):
        fits = COMPARISON.fullmatch(part.strip())
        if fits is None or not (fits[1] == "age" or _is_counted(fits[1])):
            return _part_by_part(eligible)
        if fits[1] == "age":
            aged.append(_AGED[fits[2]].format(fits[3]))
        else:
            having.append(f"{_COUNTED[fits[2]].format(fits[3])} {_counted(fits[1])}")
    return f"People{f' aged {listed(aged)}' if aged else ''}{f' with {listed(having)}' if having else ''}"


def _is_counted(column: str) -> bool:
    """Whether a column says how many there were of something."""
    return column in PERSON_COLUMNS and (column.endswith("_12m") or column == "long_term_conditions")


def _counted(column: str) -> str:
    """Emergency admissions in the last 12 months."""
    words = fact_in_words(column)
    return f"{words[:1].lower()}{words[1:]}".replace(" in 12 months", " in the last 12 months").replace(
        "gp ", "GP "
    )


def _part_by_part(eligible: str) -> str:
    parts = rule_in_words(eligible)
    return "; ".join(part[:1].lower() + part[1:] if n else part for n, part in enumerate(parts))
