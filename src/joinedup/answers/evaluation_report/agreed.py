"""What was agreed beforehand: the protocol in words, its hash and its history."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import capitalised, day, listed, moment
from joinedup.evaluation.verdict_words import size_in_words
from joinedup.learning.changes import Change
from joinedup.learning.protocols import Plan
from joinedup.learning.register import Registered

LONGEST = 240


def agreed_section(registered: Registered) -> Section:
    """The rule in words, the plan of each assumption, and every line the register has about this care model."""
    figures = [_rule(registered)]
    figures += [_plan(plan) for plan in registered.protocol.plans]
    figures.append(_history(registered))
    return Section("agreed", "What was agreed beforehand", _lead(registered), figures)


def notices(registered: Registered) -> tuple[str, ...]:
    """What a reader must know about the agreement on the first screen: that it was not made beforehand, or was changed after
    outcomes had been read."""
    said = []
    if not registered.was_beforehand:
        said.append(
            "This was registered at the moment of evaluating, so not beforehand: nothing but good faith kept the choice of"
            " measure, day and method apart from the results. Next time, run “joinedup register” before."
        )
    for revision in registered.changed_after_outcomes:
        what = listed([str(change) for change in revision.changes[:3]])
        more = f" and {len(revision.changes) - 3} more" if len(revision.changes) > 3 else ""
        said.append(
            f"The agreement was changed on {moment(revision.entry.at)} by {revision.entry.by}, after outcomes had been read:"
            f" {_short(what)}{more}. A verdict under a rule that was changed after looking is worth less."
        )
    return tuple(said)


def _lead(registered: Registered) -> str:
    entry = registered.revisions[0].entry
    when = f"Registered on {moment(entry.at)} by {entry.by}"
    how = (
        "before outcomes were read"
        if registered.was_beforehand
        else "while evaluating, and so not before outcomes were read"
    )
    held = f"The records then reached {day(entry.held.data_until)}."
    times = len(registered.revisions) - 1
    changed = f" It was changed {'once' if times == 1 else f'{times} times'} since." if times else ""
    return f"{when}, {how}. {held}{changed}"


def _rule(registered: Registered) -> Figure:
    lines = [line.split(": ", 1) for line in registered.protocol.rule.in_words]
    return Figure(
        "How a verdict is reached",
        "The rule was fixed with the rest. It is applied from the top; the first line that fits decides.",
        table=ShownTable(
            "The rule of decision",
            ("Verdict", "When"),
            [(verdict, capitalised(when)) for verdict, when in lines],
            words=frozenset({1}),
        ),
    )


def _plan(plan: Plan) -> Figure:
    options = [f"{key.replace('_', ' ')}: {_option(value)}" for key, value in plan.options.items()]
    rows = [
        ("Because", plan.because),
        ("Then", plan.then),
        ("Shown by", f"{plan.measure.replace('_', ' ')}, {size_in_words(plan.expected_change)}"),
        ("By", day(plan.by)),
        ("Design", plan.design.replace("-", " ")),
        ("With", "; ".join(options) or "no options"),
        ("Smallest change that could be found", plan.smallest_detectable.sentence),
        ("Worked out from", "; ".join(plan.smallest_detectable.worked_out_from) or "nothing"),
        ("Should show nothing", plan.negative_control.replace("_", " ")),
        ("Last days also looked at", listed([day(each) for each in plan.windows[1:]]) or "none"),
        ("Other ways also looked at", "; ".join(way.replace("-", " ") for way in plan.other_ways) or "none"),
        ("If not supported", plan.if_not_supported),
    ]
    return Figure(
        f"{plan.id}: the plan",
        f"{plan.primary_analysis} Everything else is looked at beside it and decides nothing.",
        table=ShownTable(f"Plan of {plan.id}", ("What", "As agreed"), rows, words=frozenset({1})),
    )


def _history(registered: Registered) -> Figure:
    rows: list[tuple[str, ...]] = []
    for revision in registered.revisions:
        entry = revision.entry
        what = "registered" if not rows else _changes(revision.changes)
        when = "after outcomes were read" if revision.after_outcomes else "before outcomes were read"
        if entry.while_evaluating and not rows:
            when = "while evaluating"
        rows.append((moment(entry.at), entry.by, what, when, entry.protocol_sha256[:12]))
    read = (
        f"Outcomes were first read on {moment(registered.outcomes_first_read)}."
        if registered.outcomes_first_read
        else "Outcomes have not been read."
    )
    return Figure(
        "The register",
        f"{read} Every line of the register carries the hash of the line before, so that an edit shows."
        f" Protocol in force: SHA-256 {registered.protocol.sha256}.",
        table=ShownTable(
            "Registrations",
            ("When", "By", "What", "Outcomes", "Protocol"),
            rows,
            words=frozenset({1, 2, 3, 4}),
        ),
    )


def _changes(changes: Sequence[Change]) -> str:
    return _short("; ".join(map(str, changes))) or "the same again"


def _option(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "yes" if value is True else "no" if value is False else "none" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
