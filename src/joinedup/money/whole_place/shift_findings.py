"""What does not agree in [[shifts]]: services that the records do not know, and activity that arrives where it left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup.place.key_paths import KeyPath, each, value_at
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.records.tables import CONTACT_KINDS, SETTINGS


def shift_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A shift's services that the records do not know, and one that arrives where it left: a check to hand to `read_place` as
    `further`. A kind that the records do not know needs a price of its own."""
    paid = value_at(content, ("whole_place", "paid_by_activity"))
    settings = [*SETTINGS, *(paid if isinstance(paid, Mapping) else ())]
    for path, shift in each(content, "shifts[]"):
        if not isinstance(shift, Mapping):
            continue
        for end in ("leaves", "arrives"):
            service = shift.get(end)
            if isinstance(service, Mapping):
                yield from _unknown_service((*path, end), service, settings)
        leaves, arrives = shift.get("leaves"), shift.get("arrives")
        if _service(leaves) is not None and _service(leaves) == _service(arrives):
            yield Finding(
                (*path, "arrives"),
                "the service that activity leaves",
                "another service, or none where activity is avoided",
                "name the service that takes it up",
            )


def _service(written: Any) -> tuple[Any, ...] | None:
    keys = ("organisation", "setting", "kind", "began")
    return tuple(written.get(key) for key in keys) if isinstance(written, Mapping) else None


def _unknown_service(path: KeyPath, service: Mapping[str, Any], settings: Sequence[str]) -> Iterator[Finding]:
    setting, kind = service.get("setting"), service.get("kind")
    if isinstance(setting, str) and setting not in settings:
        yield Finding(
            (*path, "setting"),
            as_written(setting),
            f"one of {', '.join(settings)}",
            "write one of these, or say how it is paid: paid_by_activity below [whole_place]",
            nearest(setting, settings),
        )
    if isinstance(kind, str) and kind not in CONTACT_KINDS and "price" not in service:
        yield Finding(
            (*path, "kind"),
            as_written(kind),
            f"a kind of contact in the records: {', '.join(CONTACT_KINDS)}",
            "write one of these, or what a unit is paid at: price = ...",
            nearest(kind, CONTACT_KINDS),
        )
