"""Reference tables by name. Each is read from dated files beside this one."""

from __future__ import annotations

from joinedup.engine.tables import Table

REFERENCE_TABLES: dict[str, Table] = {}
