-- Each row of the index tells who the patient is; the latest is believed.
-- A day of birth or death before 1880 or after 2199 is a filler (1801-01-01, 9999-12-31) and counts as not known.
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
    case
        when try_cast(PersonDeathDate as date) between date '1880-01-01' and date '2199-12-31'
            then try_cast(PersonDeathDate as date)
    end as died_on,
    case
        when upper(EthnicCategory) in ('A', 'B', 'C') then 'white'
        when upper(EthnicCategory) in ('D', 'E', 'F', 'G') then 'mixed'
        when upper(EthnicCategory) in ('H', 'J', 'K', 'L', 'R') then 'asian'
        when upper(EthnicCategory) in ('M', 'N', 'P') then 'black'
        when upper(EthnicCategory) = 'S' then 'other'
        else 'unknown'
    end as ethnicity,
    false as opted_out,
    try_cast(RecordDate as date) as last_seen_on
from (
    select *, regexp_replace(upper(Postcode), '[^A-Z0-9]', '', 'g') as compact_postcode from extract
) as patient
