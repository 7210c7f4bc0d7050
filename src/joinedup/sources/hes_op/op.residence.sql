-- Where the place counts people registered with any practice, a person lives in the small area named here from the day it is
-- first named until the day another is first named. Neither deprivation nor care homes are known from here.
select person_id, starts_on, ends_before, lsoa_code, cast(null as tinyint) as deprivation_quintile, false as care_home
from (
    select
        person_id,
        lsoa_code,
        starts_on,
        lead(starts_on) over (partition by person_id order by starts_on, lsoa_code) as ends_before
    from (
        select person_id, upper(trim(LSOA11)) as lsoa_code, min(try_cast(APPTDATE as date)) as starts_on
        from kept
        cross join population_rule
        where
            population_rule.registered_with = 'any-practice'
            and regexp_matches(upper(trim(LSOA11)), '^[EWS][0-9]{8}$')
            and upper(trim(LSOA11)) <> 'E99999999'
        group by person_id, upper(trim(LSOA11))
    ) as first_named
) as spell
where ends_before is null or ends_before > starts_on
