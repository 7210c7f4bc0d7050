-- Each event tells who the person is; the latest is believed.
-- A day of birth or death before 1880 or after 2199 is a filler (1801-01-01, 9999-12-31) and counts as not known; so does
-- a death before the birth, as the care in the row is real all the same.
select
    source_number,
    local_person_key,
    nullif(trim(NHS_Number), '') as nhs_number,
    coalesce(nullif(trim(Given_Name), ''), nullif(trim(First_Name), '')) as given_name,
    coalesce(nullif(trim(Family_Name), ''), nullif(trim(Last_Name), '')) as family_name,
    case
        when try_cast(Date_of_Birth as date) between date '1880-01-01' and date '2199-12-31'
            then try_cast(Date_of_Birth as date)
    end as birth_date,
    case lower(trim(Gender)) when 'male' then 'male' when 'female' then 'female' when 'other' then 'other' else 'unknown' end
        as sex,
    case
        when regexp_matches(compact_postcode, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
            then left(compact_postcode, length(compact_postcode) - 3) || ' ' || right(compact_postcode, 3)
        else nullif(upper(trim(Postcode)), '')
    end as postcode,
    case
        when try_cast(Date_of_Death as date) < try_cast(Date_of_Birth as date) then null
        when try_cast(Date_of_Death as date) between date '1880-01-01' and date '2199-12-31'
            then try_cast(Date_of_Death as date)
    end as died_on,
    case
        when lower(trim(Ethnicity)) like 'white%' then 'white'
        when lower(trim(Ethnicity)) like 'mixed%' then 'mixed'
        when lower(trim(Ethnicity)) like 'asian%' then 'asian'
        when lower(trim(Ethnicity)) like 'black%' then 'black'
        when lower(trim(Ethnicity)) like 'other%' then 'other'
        else 'unknown'
    end as ethnicity,
    false as opted_out,
    try_cast(Event_Start_Date as date) as last_seen_on
from (
    select *, regexp_replace(upper(Postcode), '[^A-Z0-9]', '', 'g') as compact_postcode from extract
) as person
