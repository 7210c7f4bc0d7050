"""Small files of practices in the published layout of 2025/26, to be read and to be spoilt by tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADER = (
    "Practice_Code,GP_Practice_Name,PCN_Code,PCN_Name,ICB,ICBname,Population,G&A WP,CS WP,MH WP,Mat WP,Health Ineq WP,"
    "Prescr WP,Final WP,Primary Medical Care WP,Final PMC WP"
)
# Practice, its people, and how they count by the whole formula; both columns sum to 10,000.
PRACTICES = (("A81001", 4000, 4600), ("A81002", 3500, 2900), ("B82003", 2500, 2500))


def row(code: str, people: float, weighted: float, *, icb: str = "QAA") -> str:
    """One practice whose every component counts the same."""
    names = f"{code},Surgery {code},U1,CENTRAL PCN,{icb},NHS Coast ICB"
    return ",".join([names, str(people), *[str(weighted)] * 9])


def rows(practices: Sequence[tuple[str, float, float]] = PRACTICES) -> list[str]:
    """A row a practice; B codes are in another integrated care board."""
    return [
        row(code, people, weighted, icb="QBB" if code.startswith("B") else "QAA")
        for code, people, weighted in practices
    ]


def write(folder: Path, lines: Sequence[str] | None = None, *, header: str = HEADER) -> Path:
    """The file with these lines below its header."""
    file = folder / "practices.csv"
    file.write_text("\n".join([header, *(rows() if lines is None else lines)]) + "\n", encoding="utf-8")
    return file
