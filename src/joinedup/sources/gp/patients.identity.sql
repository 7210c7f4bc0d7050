-- Each registration row tells who the patient is; the row updated last is believed.
-- A day of birth or death before 1880 or after 2199 is a filler (1801-01-01, 9999-12-31) and counts as not known.
select
    source_number,
    local_person_key,
    nullif(trim(nhs_number), '') as nhs_number,
    nullif(trim(given_name), '') as given_name,
    nullif(trim(family_name), '') as family_name,
    case
        when try_cast(birth_date as date) between date '1880-01-01' and date '2199-12-31' then try_cast(birth_date as date)
    end as birth_date,
    case upper(sex) when 'F' then 'female' when 'M' then 'male' when 'I' then 'other' else 'unknown' end as sex,
    case
        when regexp_matches(compact_postcode, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
            then left(compact_postcode, length(compact_postcode) - 3) || ' ' || right(compact_postcode, 3)
        else nullif(upper(trim(postcode)), '')
    end as postcode,
    case
        when try_cast(death_date as date) between date '1880-01-01' and date '2199-12-31' then try_cast(death_date as date)
    end as died_on,
    case
        when upper(ethnic_category) in ('A', 'B', 'C') then 'white'
        when upper(ethnic_category) in ('D', 'E', 'F', 'G') then 'mixed'
        when upper(ethnic_category) in ('H', 'J', 'K', 'L', 'R') then 'asian'
        when upper(ethnic_category) in ('M', 'N', 'P') then 'black'
        when upper(ethnic_category) = 'S' then 'other'
        else 'unknown'
    end as ethnicity,
    coalesce(upper(opt_out) = 'Y', false) as opted_out,
    coalesce(try_cast(last_updated as date), try_cast(registration_start as date)) as last_seen_on
from (
    select *, regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g') as compact_postcode from extract
) as patient
