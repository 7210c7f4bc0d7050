-- A person of the database, known by number only. A birth before 1880 or after 2199 counts as not known.
select
    source_number,
    local_person_key,
    cast(null as varchar) as nhs_number,
    cast(null as varchar) as given_name,
    cast(null as varchar) as family_name,
    case when born_on between date '1880-01-01' and date '2199-12-31' then born_on end as birth_date,
    case try_cast(gender_concept_id as integer) when 8507 then 'male' when 8532 then 'female' else 'unknown' end as sex,
    cast(null as varchar) as postcode,
    cast(null as date) as died_on,
    case
        when try_cast(race_concept_id as integer) = 8527 then 'white'
        when try_cast(race_concept_id as integer) = 8516 then 'black'
        when try_cast(race_concept_id as integer) = 8515 then 'asian'
        when lower(race_source_value) in ('white', 'black', 'asian') then lower(race_source_value)
        when lower(race_source_value) in ('native', 'hispanic', 'other') then 'other'
        else 'unknown'
    end as ethnicity,
    false as opted_out,
    cast(null as date) as last_seen_on
from (
    select
        *,
        coalesce(
            try_cast(birth_datetime as date),
            try_cast(
                cast(year_of_birth as varchar)
                || '-' || lpad(coalesce(cast(month_of_birth as varchar), '1'), 2, '0')
                || '-' || lpad(coalesce(cast(day_of_birth as varchar), '1'), 2, '0') as date
            )
        ) as born_on
    from extract
) as person
