"""Reference pages rendered from what lies beside the code: formats of extracts, and figures with their sources."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from joinedup.sources.layout import FORMATS_FOLDER, ExtractTable, Format, known_formats


def formats_page() -> str:
    """Every format of extracts: its tables, columns and rules, and what becomes of its rows, as Markdown."""
    parts = [
        "# Formats of extracts\n",
        "Column names are those of the published data set. A row that breaks a rule is set aside; a column marked as needed\n"
        "must be in the file, a value marked as needed in every row.\n",
    ]
    for name, found in sorted(known_formats().items()):
        parts += [f"## {name}: {found.title}\n", f"{found.about.strip()}\n", f"*{found.source.strip()}*\n"]
        parts += [_extract_table(found, table) for table in found.tables]
    return "\n".join(parts)


def figures_page(folder: Path) -> str:
    """Every file of figures and code lists: what it holds, its source, and whether it is an assumption, as Markdown."""
    parts = [
        "# Figures and code lists\n",
        "Every figure stands in a dated file with its source. What is marked as an assumption is meant to be changed.\n",
    ]
    for file in sorted(folder.glob("*/*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assumed = " (an assumption)" if content.get("assumption") else ""
        parts += [f"## {content['title']}{assumed}\n", f"`{file.relative_to(folder)}`\n"]
        parts += [
            f"{str(content.get('about', '')).strip()}\n",
            f"*Source: {str(content['source']).strip()}*\n",
        ]
    return "\n".join(parts)


def _extract_table(found: Format, table: ExtractTable) -> str:
    lines = [f"### {table.name}\n", f"*{table.grain[:1].upper()}{table.grain[1:]}.*\n"]
    lines += _records(FORMATS_FOLDER / found.format.replace("-", "_"), table)
    lines += ["| column | kind | needed | meaning |", "| --- | --- | --- | --- |"]
    for column in table.columns:
        needed = " and ".join(["column"] * column.required + ["value"] * (column.must == "present"))
        lines.append(f"| `{column.name}` | {column.kind} | {needed} | {column.meaning} |")
    if table.rules:
        lines += ["\n| rule | a row breaks it when | message |", "| --- | --- | --- |"]
        lines += [f"| {r.name} | `{_cell(r.breaks_when)}` | {r.message} |" for r in table.rules]
    return "\n".join(lines) + "\n"


def _records(folder: Path, table: ExtractTable) -> list[str]:
    """What each SQL file beside the layout says on top, in words."""
    told = []
    for path in sorted(folder.glob(f"{table.name}.*.sql")):
        comments = [
            line[2:].strip()
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.startswith("--")
        ]
        told.append(f"- `{path.stem.split('.')[1]}`: {' '.join(comments)}")
    return [*told, ""] if told else []


def _cell(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
