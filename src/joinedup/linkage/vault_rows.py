"""What goes into the vault: for each person the identity most to be trusted and every key that leads to them."""

from __future__ import annotations

from pathlib import Path

from joinedup.engine.interface import Engine
from joinedup.linkage.details import define_views
from joinedup.linkage.match import IdentitySource, attach_sources
from joinedup.linkage.match_model import MatchModel
from joinedup.linkage.vault import BETWEEN_KEYS, BETWEEN_SOURCE_AND_KEY, write_vault_of_texts


def write_vault_of(
    engine: Engine, path: Path, key: bytes, sources: tuple[IdentitySource, ...], model: MatchModel
) -> int:
    """Write the vault of a build; returns the number of people in it.

    `identity`, `person` and `person_key` must be readable through the engine (DuckDB); `key` is the place's key for the
    vault. Names, birth date and postcode are the GP record's where there is one, otherwise those seen last.
    """
    attach_sources(engine, sources, model)
    define_views(engine, model.missing)
    rows = engine.arrays(_ROWS)
    write_vault_of_texts(path, key, rows["pseudonym"].tolist(), rows["identity"].tolist())
    return len(rows["pseudonym"])


_ROWS = f"""
with known as (
    select
        k.person_id,
        i.*,
        s.source_name || '{BETWEEN_SOURCE_AND_KEY}' as source_and,
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
    cast(json_array(
        lpad(cast(b.valid_number as varchar), 10, '0'),
        b.given_name, b.family_name, cast(b.birth_date as varchar), b.postcode, b.local_keys
    ) as varchar) as identity
from (
    select
        person_id,
        max(valid_number) as valid_number,
        arg_min(given_name, rank) as given_name,
        arg_min(family_name, rank) as family_name,
        arg_min(birth_date, rank) as birth_date,
        arg_min(postcode, rank) as postcode,
        string_agg(source_and || local_person_key, '{BETWEEN_KEYS}') as local_keys
    from known
    group by person_id
) as b
join person as p on p.person_id = b.person_id
order by p.pseudonym
"""
