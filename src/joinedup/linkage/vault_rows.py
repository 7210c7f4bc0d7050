"""What goes into the vault: for each person the identity most to be trusted and every key that leads to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.linkage.details import define_views
from joinedup.linkage.match import IdentitySource, attach_sources
from joinedup.linkage.match_model import MatchModel
from joinedup.linkage.vault import BETWEEN_KEYS, BETWEEN_SOURCE_AND_KEY, write_vault


def write_vault_of(
    engine: Engine, path: Path, key: bytes, sources: tuple[IdentitySource, ...], model: MatchModel
) -> int:
    """Write the vault of a build; returns the number of people in it.

    `identity`, `person` and `person_key` must be readable through the engine (DuckDB); `key` is the place's key for the
    vault. Names, birth date and postcode are the GP record's where there is one, otherwise those seen last.
    """
    attach_sources(engine, sources, model)
    define_views(engine, model.missing)
    columns = [_values(column) for column in engine.arrays(_ROWS).values()]
    pseudonyms = columns.pop(0)
    write_vault(path, key, pseudonyms, list(zip(*columns, strict=True)))
    return len(pseudonyms)


_ROWS = f"""
with known as (
    select
        k.person_id,
        i.*,
        s.source_name,
        -- The smaller, the more to be trusted; the hash parts two keys of one source that were seen on one day.
        (((case when s.general_practice then 0 else 1 end) * 200001
            + 200000 - greatest(coalesce(date_diff('day', date '1800-01-01', i.last_seen_on), 0), 0)) * 4096
            + i.source_number) * 1048576 + cast(hash(i.local_person_key) % 1048576 as bigint) as rank
    from numbered_identity as i
    join person_key as k on k.source_number = i.source_number and k.local_person_key = i.local_person_key
    join identity_source as s on s.source_number = i.source_number
)
select
    p.pseudonym,
    lpad(cast(max(k.valid_number) as varchar), 10, '0') as nhs_number,
    arg_min(k.given_name, k.rank) as given_name,
    arg_min(k.family_name, k.rank) as family_name,
    cast(arg_min(k.birth_date, k.rank) as varchar) as birth_date,
    arg_min(k.postcode, k.rank) as postcode,
    string_agg(k.source_name || '{BETWEEN_SOURCE_AND_KEY}' || k.local_person_key, '{BETWEEN_KEYS}') as local_keys
from known as k
join person as p on p.person_id = k.person_id
group by p.pseudonym
order by p.pseudonym
"""


def _values(column: np.ndarray) -> list[Any]:
    return list(column.tolist())
