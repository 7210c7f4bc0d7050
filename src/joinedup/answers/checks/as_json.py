"""The checks for other programs."""

from __future__ import annotations

from typing import Any

from joinedup import __version__
from joinedup.answers.checks.asked import Asked
from joinedup.answers.checks.verdicts import verdict_on
from joinedup.money.checks.checked import Judged
from joinedup.place.key_paths import shown


def as_json(asked: Asked) -> dict[str, Any]:
    """Every answer with its rule; contracts in the order of the file, each with its verdict, then the place."""
    return {
        "place": asked.place.place.name,
        "file": asked.file.name,
        "joinedup": __version__,
        "contracts": [
            {
                "contract": contract.name,
                "verdict": verdict_on(asked.about(contract.name)).word,
                "answers": [_answer(asked, one) for one in asked.about(contract.name)],
            }
            for contract in asked.place.contracts
        ],
        "answers": [_answer(asked, one) for one in asked.about("")],
    }


def _answer(asked: Asked, one: Judged) -> dict[str, Any]:
    rule, judgement = one.rule, one.judgement
    return {
        "rule": rule.id,
        "name": rule.slug,
        "question": rule.question,
        "severity": rule.severity,
        "outcome": judgement.outcome,
        "words": judgement.words,
        "key": shown(judgement.where),
        "line": asked.line(judgement.where),
        "missing": [{"key": shown(key.path), "what": key.what} for key in judgement.missing],
        "source": rule.source,
        "rests_on": list(one.rests_on),
        "assumes": list(one.assumes),
        "mend": rule.mend,
    }
