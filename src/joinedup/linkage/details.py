"""Identifying details made comparable: the views that matching reads, as SQL over the table `identity`.

`numbered_identity` is `identity` with the valid NHS number, if any. `cleaned_identity` has the details to compare, in upper
case without accents, spaces and marks, and null where the value means 'not known'.
"""

from __future__ import annotations

from collections.abc import Iterable

from joinedup.engine.interface import Engine
from joinedup.linkage.match_model import MissingValues
from joinedup.linkage.nhs_numbers import digits_sql, passes_check_sql, placeholders, ten_digits_sql

# Without a birth date nobody is matched: first name, surname and home together still fit two people too often (parents
# and children of one name, and the commonest names of a town).
COMPARABLE = "birth_date is not null and coalesce(given_name, family_name, postcode) is not null"


def define_views(engine: Engine, missing: MissingValues) -> None:
    """Define `numbered_identity` and `cleaned_identity` over the table `identity`."""
    engine.define(
        "numbered_identity",
        f"select *, case when {passes_check_sql('ten_digits')} then ten_digits end as valid_number"
        f" from (select *, {ten_digits_sql('nhs_number')} as ten_digits from identity)",
    )
    _define_plain_words(engine, missing)
    refused_days = _listed(f"date '{day.isoformat()}'" for day in missing.birth_dates)
    digits = digits_sql("nhs_number")
    refused = _listed(f"'{number}'" for number in sorted(placeholders()))
    engine.define(
        "cleaned_identity",
        "select source_number, local_person_key, valid_number,"
        " given.plain as given_name, family.plain as family_name,"
        f" case when birth_date not in ({refused_days}) then birth_date end as birth_date,"
        " home.plain as postcode,"
        " case when sex in ('female', 'male') then sex end as sex,"
        f" case when regexp_matches({digits}, '^[0-9]{{9,11}}$') and {digits} not in ({refused}) then {digits} end"
        " as written_number"
        " from numbered_identity as i"
        " left join plain_name as given on given.written = i.given_name"
        " left join plain_name as family on family.written = i.family_name"
        " left join plain_postcode as home on home.written = i.postcode",
    )


def _define_plain_words(engine: Engine, missing: MissingValues) -> None:
    """A place has many records and few names and postcodes: each is cleaned once, not once a record."""
    refused_names = _listed(f"'{name}'" for name in missing.names)
    names = "select given_name as written from identity union select family_name as written from identity"
    engine.define(
        "plain_name",
        f"select written, case when plain not in ({refused_names}) then plain end as plain"
        f" from (select written, {_letters('written')} as plain from ({names}))",
    )
    refused = "".join(f" or starts_with(plain, '{start}')" for start in missing.postcodes_starting)
    engine.define(
        "plain_postcode",
        f"select written, case when plain = ''{refused} then null else plain end as plain"
        " from (select written, regexp_replace(upper(written), '[^A-Z0-9]', '', 'g') as plain"
        " from (select distinct postcode as written from identity))",
    )


def _letters(column: str) -> str:
    return f"nullif(regexp_replace(upper(strip_accents({column})), '[^\\p{{L}}]', '', 'g'), '')"


def _listed(values: Iterable[str]) -> str:
    """Values as an SQL list; `null` when there are none would refuse everything, so a value nothing equals is given."""
    return ", ".join(values) or "''"
