"""A place file with a pool, and the figures and tables of its budget page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from joinedup.answers.budget.report import write_budget
from tests.unit.answers.made_up_place import PRACTICES
from tests.unit.answers.reading import PageReader

POOL = """
[[budget.contributions]]
organisation = "QZZ"
amount = 500_000
covers = ["acute", "general-practice"]
vat_recoverable = true
source = "Board paper <7> of March 2023"
[[budget.contributions]]
organisation = "SEA"
amount = 77_777
covers = ["social-care"]
vat_recoverable = true
"""


def place_file(
    folder: Path, budget: str = POOL, areas: tuple[str, ...] = ("Harbour", "Downs", "Old Town")
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    bodies = "".join(
        f'[[organisations]]\ncode = "{code}"\nname = "{name}"\nkind = "{kind}"\n'
        for code, name, kind in (
            *((code, f"Practice {code}", "practice") for code in PRACTICES),
            ("QZZ", "The board", "commissioner"),
            ("SEA", "The council", "council"),
        )
    )
    neighbourhoods = "".join(
        f'[[neighbourhoods]]\nname = "{area}"\npractices = ["{code}"]\n'
        for area, code in zip(areas, PRACTICES, strict=True)
    )
    about = '[place]\nname = "Seacombe"\nquestion = "How?"\ndata_from = 2021-04-01\ndata_until = 2023-03-31\n'
    (folder / "place.toml").write_text(about + bodies + neighbourhoods + budget, encoding="utf-8")
    return folder


def figures(folder: Path, to: Path) -> dict[str, Any]:
    write_budget(folder, to)
    found: dict[str, Any] = json.loads(to.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def pounds(cell: str) -> int:
    return int(re.sub(r"[£,+]", "", cell).replace("−", "-"))


def table(page: Path, caption: str) -> Any:
    reader = PageReader(page.read_text(encoding="utf-8"))
    return next(found for found in reader.tables if found.caption.startswith(caption))
