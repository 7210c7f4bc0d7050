"""The words a place file may use that packages define: formats of extracts, and measures."""

from __future__ import annotations


def formats() -> dict[str, str]:
    """Format to what it is, in the order of their names; one folder of sources/ each."""
    from joinedup.sources.layout import known_formats

    return {name: found.title for name, found in sorted(known_formats().items())}


def measures() -> dict[str, str]:
    """Measure to what it is, in the order of their definition in reference/measures/."""
    from joinedup.reference.lookup import reference_columns

    columns = reference_columns("measure_definition")
    return dict(zip(map(str, columns["measure"]), map(str, columns["title"]), strict=True))
