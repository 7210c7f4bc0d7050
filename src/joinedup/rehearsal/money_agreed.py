"""What the organisations of the made-up Seacombe agreed about money: pooled budget, control totals, contract, engine room.

The text stands in two templates: sections of a place file in which an amount is written for one person, `{728 x people}`, and
what varies by chance for 1,000 people, `{13 / root of thousands}`.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from joinedup.money.settlement.facts_file import facts_path

CONTRACT = "Seacombe outcomes contract"
_DECIDED = """# What the records cannot say of the shadow year 2023/24: what the board decided about it.
[[conditions]]
name = "data completeness"
met = true
rests_on = "decision 7 of the Seacombe board, 22 April 2024: every extract of 2023/24 arrived"
"""
_TEMPLATES = ("money_agreed_budget.template", "money_agreed_contract.template")
_FOR_EACH = re.compile(r"\{(-?[\d_.]+) x people\}")
_BY_CHANCE = re.compile(r"\{([\d_.]+) / root of thousands\}")


def money_agreed(people: int) -> str:
    """The sections about money of the place file of a place of so many people: whole pounds, whole units of care."""

    def for_all(found: re.Match[str]) -> str:
        total = float(found[1]) * people
        return f"{round(total) or int(math.copysign(1, total)):_}"

    def by_chance(found: re.Match[str]) -> str:
        return f"{float(found[1]) / math.sqrt(people / 1000):.3g}"

    text = "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _TEMPLATES)
    return _BY_CHANCE.sub(by_chance, _FOR_EACH.sub(for_all, text))


def write_decided(folder: Path) -> None:
    """Writes the facts file of the contract's shadow year into the place's folder."""
    path = facts_path(folder, CONTRACT, year=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_DECIDED, encoding="utf-8")
