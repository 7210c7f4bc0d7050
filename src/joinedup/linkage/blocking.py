"""Which pairs are looked at: rules counted before they are used, so that no build drowns in pairs."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine.interface import Engine
from joinedup.linkage.match_model import BlockingRule, MatchModel


@dataclass(frozen=True)
class Allowed:
    """The rules a build may use, how many pairs they look at (a pair found by two rules counts twice), and what was said
    about those left out."""

    rules: tuple[BlockingRule, ...]
    pairs: int
    left_out: tuple[str, ...]


def allowed_rules(engine: Engine, model: MatchModel, left: str, right: str | None) -> Allowed:
    """Go through the model's rules in order and keep each as long as the pairs looked at stay below the model's maximum.

    `left` is compared with itself and, where given, with `right`; both are tables of the engine.
    """
    kept: list[BlockingRule] = []
    left_out: list[str] = []
    total = 0
    for rule in model.blocking:
        pairs = pairs_of(engine, rule, left, left) // 2 + (
            pairs_of(engine, rule, left, right) if right else 0
        )
        if total + pairs > model.maximum_pairs:
            left_out.append(
                f"the blocking rule on {' and '.join(rule.columns)} is left out: it would look at {pairs:,} pairs, with"
                f" those before it more than the {model.maximum_pairs:,} the model allows; some people may not be found"
            )
        else:
            kept.append(rule)
            total += pairs
    return Allowed(tuple(kept), total, tuple(left_out))


def pairs_of(engine: Engine, rule: BlockingRule, left: str, right: str) -> int:
    """How many pairs of a left and a right record a rule looks at."""
    offered = [rule.swapped.get(column, column) for column in rule.columns]
    names = [f"k{n}" for n in range(len(rule.columns))]
    sides = [
        f"select {', '.join(f'{column} as {name}' for column, name in zip(columns, names, strict=True))},"
        f" count(*) as records from {table} group by {', '.join(columns)}"
        for columns, table in ((rule.columns, left), (offered, right))
    ]
    agree = " and ".join(f"a.{name} = b.{name}" for name in names)
    counted = engine.rows(
        f"select coalesce(sum(a.records * b.records), 0) as pairs from ({sides[0]}) as a join ({sides[1]}) as b on {agree}"
    )
    return int(counted[0][0])
