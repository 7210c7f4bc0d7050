"""What a part of the place file is called on the board's pages: by its name and key path, and never by a code alone."""

from __future__ import annotations

from collections.abc import Mapping


def part_in_words(path: str, name: str, names: Mapping[str, str]) -> str:
    """Quay hub (care_models[1]); Control totals of Harbour General (control_totals[2]); Engine room. `names` are those of the
    organisations by their codes."""
    kind = path.partition("[")[0].replace("_", " ").capitalize()
    if not name:
        return kind if "[" not in path else f"{kind} ({path})"
    if name in names:
        return f"{kind} of {names[name]} ({path})"
    return f"{name.replace('_', ' ')} ({path})"
