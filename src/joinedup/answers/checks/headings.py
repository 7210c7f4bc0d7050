"""The plain headings that findings are read under, in the order in which a contract goes wrong."""

from __future__ import annotations

from collections.abc import Mapping

from joinedup.money.checks.rule import Group, Severity

GROUPS: Mapping[Group, str] = {
    "price-before-cost": "Price and cost",
    "who-bears-a-loss": "Who bears a loss",
    "tax-and-form": "Tax and legal form",
    "exit-without-arbiter": "Disputes and ways out",
    "savings-and-time": "Savings, and the time and money they take",
    "need-and-numbers": "Need",
    "shares-and-outcomes": "Shares and outcomes",
    "who-watches": "Who decides and who watches",
}
# What ends contracts, said so where a finding of the group blocks one.
CAUSES: Mapping[Group, str] = {
    "price-before-cost": "A price before the cost is known",
    "who-bears-a-loss": "Nobody who could bear the loss",
    "tax-and-form": "A legal form whose tax nobody pays for",
    "exit-without-arbiter": "A way out, and no arbiter",
    "savings-and-time": "Savings without the time and money they take",
    "need-and-numbers": "Money that does not follow need",
    "shares-and-outcomes": "Shares that do not add up",
    "who-watches": "Nobody who sees the whole",
}
SEVERITIES: Mapping[Severity, str] = {"block": "Blocks it", "error": "Error", "warning": "Warning"}
