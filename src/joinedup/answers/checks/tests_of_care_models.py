"""Whether how each care model will be tested is registered, and what its tests could find."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.published import Published
from joinedup.place.model import Place


def agreement_lines(folder: Path, place: Place) -> list[str]:
    """For each care model that assumes something: whether how it will be tested is registered, and still as the place file
    says."""
    models = [model for model in place.care_models if model.assumptions]
    if not models:
        return []
    from joinedup.answers.evaluating.agreement import Agreement

    lines = []
    for model in models:
        changed = Agreement(folder, place, model).changed()
        if changed is None:
            do = f'`joinedup register "{model.name}" --by NAME`, before outcomes are read'
            lines.append(f"{model.name}: how it will be tested is not registered yet: {do}")
        elif changed:
            lines.append(f"{model.name}: the registered protocol no longer covers the place file:")
            lines += [f"  {change}" for change in changed]
            lines.append("  mend the place file, or register the change with `joinedup register`")
        else:
            lines.append(f"{model.name}: registered as the place file says")
    return lines


def detectable_lines(published: Published, place: Place) -> list[str]:
    """For each assumption of each care model, the smallest change that its test could find here, or why that is not known."""
    assumed = [(model, assumption) for model in place.care_models for assumption in model.assumptions]
    if not assumed or not published.has("person"):
        return []
    try:
        from joinedup.answers.detectable import sentences
        from joinedup.answers.released import release

        with release(published) as released:
            said = sentences(released, place.care_models)
    except ModuleNotFoundError:
        return [
            "\nwhat the tests of assumptions could find is not worked out: pip install 'joinedup[evaluation]'"
        ]
    lines = ["\nwhat the tests of assumptions could find"]
    for model, assumption in assumed:
        lines += [
            f"  {model.name}, {assumption.id}: {assumption.then} ({assumption.measure}, {assumption.test})",
            f"      {said[model.name, assumption.id]}",
        ]
    return lines
