-- Where the place counts people registered with any practice, a person is registered with the practice named here from the
-- day it is first named until the day another is first named. The codes for no practice or a practice not known do not count.
select person_id, practice_code, starts_on, ends_before
from (
    select
        person_id,
        practice_code,
        starts_on,
        lead(starts_on) over (partition by person_id order by starts_on, practice_code) as ends_before
    from (
        select person_id, upper(trim(GPPRAC)) as practice_code, min(try_cast(APPTDATE as date)) as starts_on
        from kept
        cross join population_rule
        where
            population_rule.registered_with = 'any-practice'
            and regexp_matches(upper(trim(GPPRAC)), '^[A-Z][A-Z0-9]{4,7}$')
            and upper(trim(GPPRAC)) not in ('V81997', 'V81998', 'V81999')
        group by person_id, upper(trim(GPPRAC))
    ) as first_named
) as spell
where ends_before is null or ends_before > starts_on
