"""Reference pages rendered from the tables and from the model of the place file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from joinedup.cli.catalogue import table_groups, table_named
from joinedup.engine.tables import Table
from joinedup.place.person_columns import PERSON_COLUMNS
from joinedup.place.schema import place_schema

GENERATED = "<!-- Rendered by `make docs`; change what it is rendered from. -->\n\n"


def tables_page() -> str:
    """Every table there is, with its grain, rule and columns, as Markdown."""
    groups = table_groups()
    parts = [
        f"{GENERATED}# Tables\n",
        "Each table says what one row is (its grain), who or what gets a row (its rule), and what each column means.\n"
        "`ends_before` is the first day that no longer counts; money is whole pence; `person_id` means nothing outside one\n"
        "build, where a person is known by `pseudonym`. `joinedup tables NAME` prints the same.\n",
        "\n".join(
            f"- [{heading}](#{_anchor(heading)}): {_names(tables)}" for heading, tables in groups.items()
        ),
    ]
    for heading, tables in groups.items():
        parts.append(f"\n## {heading}\n")
        parts += [_table(table) for table in tables]
    return "\n".join(parts)


def place_file_page() -> str:
    """Every key of place.toml, and the columns that `eligible` may use, as Markdown."""
    schema = place_schema()
    parts = [
        f"{GENERATED}# The place file\n",
        "`place.toml` is TOML. Every key is listed here under its section; `joinedup check` names the file, the line and the\n"
        "key of whatever is wrong, all at once. Positions in messages are counted from 1: `care_models[2].assumptions[1]`.\n",
        _keys({"properties": schema["properties"], "required": schema.get("required", [])}),
    ]
    for section in _in_order_of_mention(schema):
        parts += [f"\n## {_heading(section['description'])}\n", _keys(section)]
    parts += [
        "\n## Person columns\n",
        "What `eligible` of a care model may name:\n",
        "| column | kind | meaning |",
        "| --- | --- | --- |",
    ]
    parts += [f"| `{c.name}` | {c.kind} | {c.meaning}{_values(c.values)} |" for c in PERSON_COLUMNS.values()]
    return "\n".join(parts) + "\n"


def _table(table: Table) -> str:
    lines = [f"### {table.name}\n", f"*{_sentence(table.grain)}*\n"]
    lines += [f"{_sentence(table.rule)}\n"] if table.rule else []
    lines += ["Kept sealed: it could name a person.\n"] if table.identifiable else []
    lines += [f"Made by {table_named(table.name)[1]}.\n"]
    lines += ["| column | kind | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{c.name}` | {c.kind} | {c.meaning.replace('|', chr(92) + '|')} |" for c in table.columns]
    return "\n".join(lines) + "\n"


def _keys(section: dict[str, Any]) -> str:
    required = section.get("required", [])
    lines = ["| key | what it holds | needed | meaning |", "| --- | --- | --- | --- |"]
    for key, about in section.get("properties", {}).items():
        meaning = about.get("description", "").replace("|", "\\|")
        lines.append(f"| `{key}` | {_holds(about)} | {'yes' if key in required else ''} | {meaning} |")
    return "\n".join(lines)


def _holds(about: dict[str, Any]) -> str:
    """What a key holds, in words."""
    if "$ref" in about:
        return f"a table, {_heading(_section(place_schema(), about)['description']).split(':')[0]}"
    if "enum" in about:
        return "one of " + ", ".join(f"`{word}`" for word in about["enum"])
    if "anyOf" in about:
        return " or ".join(_holds(kind) for kind in about["anyOf"] if kind.get("type") != "null")
    if about.get("type") == "array":
        return f"many: {_holds(about.get('items', {}))}"
    if about.get("format") == "date":
        return "a date"
    words = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return words.get(str(about.get("type")), "a table")


def _in_order_of_mention(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Every section, each after the one that first names it."""
    found: list[dict[str, Any]] = []

    def follow(part: Any) -> None:
        if isinstance(part, dict) and "$ref" in part:
            section = _section(schema, part)
            if section not in found:
                found.append(section)
                follow(section["properties"])
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            follow(inner)

    follow(schema["properties"])
    return found


def _section(schema: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    section: dict[str, Any] = schema["$defs"][reference["$ref"].rsplit("/", 1)[-1]]
    return section


def _heading(description: str) -> str:
    """`[place]: which place this is` as a heading: the name as it stands in the file, then what it is."""
    name, _, meaning = description.rstrip(".").partition(": ")
    return f"{name}: {meaning}" if name.startswith(("[", "`")) else description.rstrip(".")


def _values(values: tuple[str, ...]) -> str:
    return f": {', '.join(f'`{value}`' for value in values)}" if values else ""


def _names(tables: tuple[Table, ...]) -> str:
    return ", ".join(_links(tables))


def _links(tables: tuple[Table, ...]) -> Iterator[str]:
    return (f"[{table.name}](#{table.name})" for table in tables)


def _anchor(heading: str) -> str:
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
