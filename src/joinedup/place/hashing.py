"""The hash of a part of the place file, so that a decision can name exactly what was decided.

Comments, the order of keys and white space do not count, nor does writing out a key with the value it has anyway;
everything else does. That holds only while defaults stay what they are: changing one is a change of the format.
"""

from __future__ import annotations

import hashlib
import json

from joinedup.place.section import Section


def canonical(part: Section) -> str:
    """A part as canonical JSON: keys sorted, no white space, defaults left out, dates as ISO 8601."""
    content = part.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def hash_of(part: Section) -> str:
    """SHA-256 of a part's canonical JSON, as 64 hexadecimal characters."""
    return hashlib.sha256(canonical(part).encode()).hexdigest()
