"""The evaluation as a file for machines: verdicts, estimates and hashes, small numbers suppressed like on the page."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from joinedup.answers.evaluation_report.answer import Answer, OtherWay
from joinedup.answers.evaluation_report.content import Content, Evaluated
from joinedup.answers.evaluation_report.findings_in_words import question, shown_sentence
from joinedup.answers.evaluation_report.shown import shown_caution, shown_flow, shown_points
from joinedup.evaluation.methods.results import Estimate

RESULT_VERSION = 1


def result_json(evaluated: Evaluated, content: Content) -> str:
    """Everything that the web application shows of an evaluation, as JSON."""
    registered = evaluated.registered
    whole = {
        "result_version": RESULT_VERSION,
        "place": evaluated.place,
        "care_model": evaluated.care_model,
        "data_until": evaluated.data_until.isoformat(),
        "build": {"published_at": evaluated.published_at, "manifest_sha256": evaluated.manifest_sha256},
        "protocol": {
            "sha256": registered.protocol.sha256,
            "registered_at": registered.entry.at,
            "registered_by": registered.entry.by,
            "beforehand": registered.was_beforehand,
            "changed_after_outcomes": [
                {"at": each.entry.at, "by": each.entry.by, "changes": [vars(one) for one in each.changes]}
                for each in registered.changed_after_outcomes
            ],
            "register_last_hash": evaluated.register_last_hash,
        },
        "notices": list(content.notices),
        "assumptions": [
            _assumption(answer, card.sentences, card.doubts)
            for answer, card in zip(evaluated.answers, content.cards, strict=True)
        ],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _assumption(answer: Answer, sentences: Sequence[str], doubts: Sequence[str]) -> dict[str, Any]:
    plan, verdict, comparison = answer.plan, answer.verdict, answer.comparison
    flow = shown_flow(comparison.flow) if comparison.flow else None
    points = shown_points(comparison.over_time)[0] if comparison.over_time else []
    return {
        "id": plan.id,
        "because": plan.because,
        "then": plan.then,
        "measure": plan.measure,
        "design": plan.design,
        "by": plan.by.isoformat(),
        "looked_until": answer.looked_until.isoformat(),
        "verdict": verdict.outcome,
        "reading": verdict.reading,
        "sentences": list(sentences),
        "rule_applied": verdict.sentence,
        "doubts": list(doubts),
        "if_not_supported": plan.if_not_supported,
        "expected_change": plan.expected_change,
        "smallest_detectable_change": verdict.detectable_change,
        "estimate": _estimate(comparison.estimate),
        "flow": [list(row) for row in flow.rows] if flow else [],
        "over_time": points,
        "checks": [
            {
                "check": asked.finding.check,
                "question": question(asked, of_people=answer.is_of_people),
                "outcome": asked.finding.outcome,
                "sentence": shown_sentence(asked.finding, of_people=answer.is_of_people),
            }
            for asked in comparison.checks
        ],
        "other_ways": [_other(way) for way in comparison.others],
        "cautions": [shown_caution(caution) for caution in comparison.cautions],
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    """An estimate; a limit that is infinite is null, for JSON has no such number."""
    if estimate is None:
        return None
    return {
        "change": estimate.value,
        "low": estimate.low if math.isfinite(estimate.low) else None,
        "high": estimate.high if math.isfinite(estimate.high) else None,
        "level": estimate.level,
        "method": estimate.method,
        "interval_by": estimate.interval_by,
    }


def _other(way: OtherWay) -> dict[str, Any]:
    return {
        "kind": way.kind,
        "name": way.name,
        "estimate": _estimate(way.estimate),
        "why_not": way.why_not,
    }
