"""Who pays for a service of a setting, and how much of its price moves with its activity: as the place wrote it, or as assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.place.key_paths import texts, value_at
from joinedup.place.model import Place
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.reference.files import FOLDER, ReferenceFile, read_file


def as_assumed() -> ReferenceFile:
    """The assumptions that are used where a place writes nothing."""
    return read_file(FOLDER / "whole_place" / "how_services_are_paid.toml")


def paid_share(place: Place, setting: str) -> float:
    """The share of a price that moves when activity of this setting moves; JoinedupError for a setting nothing is known of."""
    shares = as_assumed().content["paid_by_activity"] | place.whole_place.paid_by_activity
    if setting not in shares:
        raise JoinedupError(
            f"nothing says how {setting} is paid: write paid_by_activity = {{ {setting} = 1.0 }} below [whole_place], or 0.0"
            " for a block"
        )
    return float(shares[setting])


def payer(place: Place, setting: str) -> str:
    """Who pays for care of this setting: as written in `pays`, or the one organisation of the kind that usually does.

    JoinedupError where there is none, or several.
    """
    if setting in place.whole_place.pays:
        return place.whole_place.pays[setting]
    kind = as_assumed().content["paid_for_by"].get(setting, "commissioner")
    found = [one.code for one in place.organisations if one.kind == kind and one.succeeded_by is None]
    if len(found) == 1:
        return found[0]
    there = f"{len(found)} of them" if found else "none"
    raise JoinedupError(
        f"who pays for {setting}? A {kind} usually does, and the place has {there}: write pays = {{ {setting} ="
        ' "CODE" } below [whole_place]'
    )


def years_shown(place: Place) -> int:
    """How many years of a change are shown."""
    return place.whole_place.years or int(as_assumed().content["years"])


def whole_place_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Organisations, care models and contracts named below [whole_place] that the place does not have: a check to hand to
    `read_place` as `further`."""
    codes = [code for _, code in texts(content, "organisations[].code")]
    pays = value_at(content, ("whole_place", "pays"))
    for setting, code in pays.items() if isinstance(pays, Mapping) else ():
        if isinstance(code, str) and code not in codes:
            yield Finding(
                ("whole_place", "pays", setting),
                as_written(code),
                "the code of an organisation of this file",
                f'add an [[organisations]] with code = "{code}", or mend the code',
                nearest(code, codes),
            )
    names = [
        name for pattern in ("care_models[].name", "contracts[].name") for _, name in texts(content, pattern)
    ]
    for path, name in texts(content, "whole_place.programme_costs[].of"):
        if name not in names:
            yield Finding(
                path,
                as_written(name),
                "the name of a care model or a contract of this file",
                "mend the name",
                nearest(name, names),
            )
