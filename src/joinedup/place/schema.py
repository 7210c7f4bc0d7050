"""The JSON Schema of the place file, from the model: editors complete and check `place.toml` with it.

It is kept beside this file as `place.schema.json`; a test says when that is no longer current, and
`python -m joinedup.place.schema` writes it again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from joinedup.place.model import Place

SCHEMA_FILE = Path(__file__).with_name("place.schema.json")
# What [[contracts.terms]] may hold, written by the package that knows terms (`joinedup.money.terms_schema`).
TERMS_FILE = Path(__file__).with_name("contract_terms.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def place_schema() -> dict[str, Any]:
    """The schema as JSON Schema 2020-12; dates are texts of the format `date`, as editors of TOML see them."""
    return {"$schema": DIALECT, **Place.model_json_schema(), "title": "place.toml of joinedup"}


def schema_with_terms() -> dict[str, Any]:
    """The schema with every kind of term in it, as editors use it."""
    schema, terms = place_schema(), json.loads(TERMS_FILE.read_text(encoding="utf-8"))
    sections = {**schema["$defs"], **terms, "Term": terms["ContractTerm"]}
    return {**schema, "$defs": {name: about for name, about in sections.items() if name != "ContractTerm"}}


def schema_text() -> str:
    """The schema as it is kept: two spaces deep, ending with a new line."""
    return json.dumps(schema_with_terms(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
