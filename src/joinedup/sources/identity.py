"""Who a source's people are, as the source knows them: one row per local key, from a table's `<table>.identity.sql`."""

from __future__ import annotations

from joinedup.records.tables import IDENTITY
from joinedup.sources.layout import ExtractTable

# 'unknown' says as little as null does: an earlier row that knows is believed.
_UNKNOWN = ("sex", "ethnicity")
_KEYS = ("source_number", "local_person_key")


def identity_sql(source_number: int, table: ExtractTable) -> str:
    """SELECT of the columns of `identity`, one row per local key: for each detail the latest value known.

    Rows are ordered by last_seen_on; of rows last seen on one day the order of their values decides, so that the answer
    never depends on the order they are read in.
    """
    details = [name for name in IDENTITY.column_names if name not in (*_KEYS, "last_seen_on")]
    order = ", ".join(f"{name} nulls last" for name in details)
    alone = ",\n".join(_alone(name) for name in details)
    latest = ",\n".join(f"{_latest(name)} as {name}" for name in details)
    return f"""
        with described as (
            {table.identity_sql}
        ),
        once as (
            select local_person_key, {", ".join(details)}, max(last_seen_on) as last_seen_on
            from described
            where local_person_key is not null
            group by local_person_key, {", ".join(details)}
        ),
        -- Most keys are described in one way: only the others are put in order.
        several as (
            select local_person_key from once group by local_person_key having count(*) > 1
        ),
        ranked as (
            select
                once.*,
                row_number() over (
                    partition by once.local_person_key order by last_seen_on desc nulls last, {order}
                ) as place
            from once
            inner join several on several.local_person_key = once.local_person_key
        )
        select
            cast({source_number} as integer) as source_number,
            once.local_person_key,
            {alone},
            last_seen_on
        from once
        left join several on several.local_person_key = once.local_person_key
        where several.local_person_key is null
        union all
        select
            cast({source_number} as integer) as source_number,
            local_person_key,
            {latest},
            max(last_seen_on) as last_seen_on
        from ranked
        group by local_person_key
    """


def _alone(name: str) -> str:
    if name in _UNKNOWN:
        return f"coalesce({name}, 'unknown') as {name}"
    return f"coalesce({name}, false) as {name}" if name == "opted_out" else name


def _latest(name: str) -> str:
    if name in _UNKNOWN:
        return f"coalesce(arg_min(nullif({name}, 'unknown'), place), 'unknown')"
    if name == "opted_out":
        return f"coalesce(arg_min({name}, place), false)"
    return f"arg_min({name}, place)"
