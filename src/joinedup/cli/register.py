"""Register what is agreed about testing a care model, before outcomes are read: its measures, days and design from the place
file, and the smallest change that could be found. The register is FOLDER/evaluations/register.jsonl: lines only ever added,
each with the hash of the line before. Keep it in version control."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from joinedup.cli.folders import add_model_and_folder, model_and_folder

SUMMARY = "register how a care model will be tested, before outcomes are read"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_model_and_folder(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help="who registers it")


def run(arguments: argparse.Namespace) -> int:
    from joinedup.answers.evaluating.evaluate import Asked, register_care_model
    from joinedup.learning.register import FILE

    model, folder = model_and_folder(arguments.words)
    registered, is_new = register_care_model(folder, model, Asked(datetime.now(UTC), arguments.by))
    protocol = registered.protocol
    done = "registered" if is_new else f"already registered on {registered.entry.at} by {registered.entry.by}"
    print(f"{protocol.care_model}: {done}\n  protocol {protocol.sha256}")
    for plan in protocol.plans:
        print(f"\n  {plan.id}  {plan.primary_analysis}")
        print(f"      expected: {plan.expected_change:+.0%} by {plan.by}")
        print(f"      {plan.smallest_detectable.sentence}")
    for change in registered.revisions[-1].changes if is_new else ():
        print(f"\n  changed: {change}")
    if is_new and registered.changed_after_outcomes:
        print("\n  outcomes had been read before this change; the evaluation will say so on its first page")
    print(f"\n{folder / FILE}: keep it in version control")
    return 0
