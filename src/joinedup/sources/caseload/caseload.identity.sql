-- Each row tells who the person is; the row of the latest joining is believed.
-- A day of birth before 1880 or after 2199 is a filler (1801-01-01, 9999-12-31) and counts as not known.
select
    source_number,
    local_person_key,
    nullif(trim(NHSNumber), '') as nhs_number,
    nullif(trim(GivenName), '') as given_name,
    nullif(trim(FamilyName), '') as family_name,
    case
        when try_cast(PersonBirthDate as date) between date '1880-01-01' and date '2199-12-31'
            then try_cast(PersonBirthDate as date)
    end as birth_date,
    case PersonStatedGender when '1' then 'male' when '2' then 'female' when '9' then 'other' else 'unknown' end
        as sex,
    case
        when regexp_matches(compact_postcode, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
            then left(compact_postcode, length(compact_postcode) - 3) || ' ' || right(compact_postcode, 3)
        else nullif(upper(trim(Postcode)), '')
    end as postcode,
    cast(null as date) as died_on,
    'unknown' as ethnicity,
    false as opted_out,
    try_cast(JoinedOn as date) as last_seen_on
from (
    select *, regexp_replace(upper(Postcode), '[^A-Z0-9]', '', 'g') as compact_postcode from extract
) as person
