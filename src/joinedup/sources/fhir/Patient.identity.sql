-- A patient of the server: the first name and address given, and the NHS number where one of the first five identifiers
-- holds it. A day of birth or death before 1880 or after 2199 is a filler and counts as not known.
select
    source_number,
    local_person_key,
    nhs_number,
    line ->> '$.name[0].given[0]' as given_name,
    line ->> '$.name[0].family' as family_name,
    case when born_on between date '1880-01-01' and date '2199-12-31' then born_on end as birth_date,
    case
        when (line ->> '$.gender') in ('female', 'male', 'other') then (line ->> '$.gender')
        else 'unknown'
    end as sex,
    case
        when regexp_matches(compact_postcode, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
            then left(compact_postcode, length(compact_postcode) - 3) || ' ' || right(compact_postcode, 3)
        else nullif(upper(trim(line ->> '$.address[0].postalCode')), '')
    end as postcode,
    case when died_on between date '1880-01-01' and date '2199-12-31' then died_on end as died_on,
    'unknown' as ethnicity,
    false as opted_out,
    try_cast(substr(line ->> '$.meta.lastUpdated', 1, 10) as date) as last_seen_on
from (
    select
        source_number,
        local_person_key,
        line,
        case 'https://fhir.nhs.uk/Id/nhs-number'
            when (line ->> '$.identifier[0].system') then (line ->> '$.identifier[0].value')
            when (line ->> '$.identifier[1].system') then (line ->> '$.identifier[1].value')
            when (line ->> '$.identifier[2].system') then (line ->> '$.identifier[2].value')
            when (line ->> '$.identifier[3].system') then (line ->> '$.identifier[3].value')
            when (line ->> '$.identifier[4].system') then (line ->> '$.identifier[4].value')
        end as nhs_number,
        try_cast(substr((line ->> '$.birthDate') || '-01-01', 1, 10) as date) as born_on,
        try_cast(substr((line ->> '$.deceasedDateTime') || '-01-01', 1, 10) as date) as died_on,
        regexp_replace(upper(line ->> '$.address[0].postalCode'), '[^A-Z0-9]', '', 'g') as compact_postcode
    from extract
) as patient
