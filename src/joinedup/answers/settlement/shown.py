"""The facts of a settlement as they may be shown: counts of what was done for people rounded, small ones suppressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from joinedup.answers.disclosure import rules, shown_count
from joinedup.answers.page.words import count
from joinedup.money.settlement.facts_in_words import FactInWords, facts_in_words
from joinedup.money.settlement.settled_year import SettledYear


def shown_facts(settled: SettledYear) -> list[FactInWords]:
    """Every fact with its value as it may be shown."""
    return list(map(_shown, facts_in_words(settled.facts)))


def _shown(fact: FactInWords) -> FactInWords:
    if fact.counts is None or not fact.name.startswith("service "):
        return fact
    given = count(shown_count(round(fact.counts)))
    return replace(fact, value=fact.value.replace(f"{fact.counts:,.0f}", given, 1))


def small_services(settled: SettledYear) -> Iterator[str]:
    """Services given so few times that their activity is suppressed; a reason or an amount may still tell it."""
    for name, service in settled.facts.services.items():
        if rules().is_small(round(float(service.activity[0]))):
            yield name
