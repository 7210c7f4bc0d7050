"""The reference page of the checks, rendered from the rules and their limits."""

from __future__ import annotations

from scripts.reference_pages import GENERATED

from joinedup.answers.checks.headings import GROUPS
from joinedup.money.checks.rule import Rule, Severity, rules
from joinedup.money.checks.thresholds import limits_of

SEVERITY: dict[Severity, str] = {
    "block": "nobody should sign",
    "error": "error",
    "warning": "warning",
}


def checks_page() -> str:
    """Every rule: its question, what it reads, how grave a finding is, its limits, its source, and what would mend it."""
    parts = [
        f"{GENERATED}# Checks\n",
        "`joinedup check` asks these questions of every contract of a place, and a few of the place as a whole. A rule is found\n"
        "broken, passed, does not apply, or cannot be judged from what is written; then it names the keys that are missing.\n"
        "[How to read the checks](../how-to/read-the-checks.md) says what to do with the answers.\n",
    ]
    for name, title in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_rule(rule) for rule in rules() if rule.group == name]
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    lines = [
        f"### {rule.id}: {rule.slug}\n",
        f"{rule.question}\n",
        f"- If found: {SEVERITY[rule.severity]}.",
        f"- Asked of: {'each contract' if rule.about == 'contract' else 'the place'}.",
        f"- Reads: {', '.join(f'`{key}`' for key in rule.reads)}.",
        *(f"- Limit: {_limit(figure)}" for figure in limits_of(rule.id)),
        f"- Mended by: {rule.mend}",
        f"- Source: {rule.source}.",
    ]
    return "\n".join(lines) + "\n"


def _limit(figure: object) -> str:
    assert isinstance(figure, dict)
    assumed = f" An assumption: {' '.join(str(figure['about']).split())}" if figure.get("assumption") else ""
    value = f"{figure['value']:,.6f}" if figure["value"] < 0.001 else f"{figure['value']:,}"
    return f"{value} ({figure['unit']}). {str(figure['source']).rstrip('.')}.{assumed}"
