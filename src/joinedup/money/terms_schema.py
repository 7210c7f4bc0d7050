"""The JSON Schema of contract terms, one for each kind, so that editors complete and check them in `place.toml`.

It is kept beside the schema of the place file as `contract_terms.schema.json`, which that schema is put together with; a test
says when it is no longer current, and `python -m joinedup.money.terms_schema` writes both again.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from joinedup.money.presets import PRESET, presets
from joinedup.money.terms.term import kinds
from joinedup.place.schema import SCHEMA_FILE, TERMS_FILE, schema_text

KIND_MEANING = "What sort of term."


def terms_schema() -> dict[str, Any]:
    """Every kind of term by the name of its class, what they hold, and `ContractTerm`: one of them, or a preset."""
    _, schema = models_json_schema([(term, "validation") for term in kinds().values()])
    sections: dict[str, Any] = schema["$defs"]
    for term in kinds().values():
        sections[term.__name__]["properties"]["kind"]["description"] = KIND_MEANING
    one_of = [{"$ref": f"#/$defs/{term.__name__}"} for term in kinds().values()]
    sections["PresetTerm"] = _preset_term()
    return {
        **sections,
        "ContractTerm": {
            "description": "One term of a contract.",
            "oneOf": [*one_of, {"$ref": "#/$defs/PresetTerm"}],
        },
    }


def terms_schema_text() -> str:
    """The schema as it is kept: two spaces deep, ending with a new line."""
    return json.dumps(terms_schema(), indent=2, ensure_ascii=False) + "\n"


def _preset_term() -> dict[str, Any]:
    names = {"description": "Which preset.", "enum": sorted(presets())}
    return {
        "description": "The terms of a preset, with the place's own keys over them.",
        "type": "object",
        "properties": {"kind": {"const": PRESET, "description": KIND_MEANING}, "name": names},
        "required": ["kind", "name"],
        "additionalProperties": True,
    }


if __name__ == "__main__":
    TERMS_FILE.write_text(terms_schema_text(), encoding="utf-8")
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
