-- Each appointment tells who the person is; the latest is believed.
-- A birth before 1880 or after 2199 is a filler (1800-01-01 not given, 1801-01-01 invalid, 011801) and counts as not known;
-- where there is only the month of birth, its first day stands for it.
select
    source_number,
    local_person_key,
    nullif(trim(NEWNHSNO), '') as nhs_number,
    nullif(trim(FORENAME), '') as given_name,
    nullif(trim(SURNAME), '') as family_name,
    case when born_on between date '1880-01-01' and date '2199-12-31' then born_on end as birth_date,
    case trim(SEX) when '1' then 'male' when '2' then 'female' when '9' then 'other' when '3' then 'other' else 'unknown' end
        as sex,
    case
        when regexp_matches(compact_postcode, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
            then left(compact_postcode, length(compact_postcode) - 3) || ' ' || right(compact_postcode, 3)
        else nullif(upper(trim(HOMEADD)), '')
    end as postcode,
    cast(null as date) as died_on,
    case
        when upper(trim(ETHNOS)) in ('A', 'B', 'C', '0') then 'white'
        when upper(trim(ETHNOS)) in ('D', 'E', 'F', 'G') then 'mixed'
        when upper(trim(ETHNOS)) in ('H', 'J', 'K', 'L', 'R', '4', '5', '6', '7') then 'asian'
        when upper(trim(ETHNOS)) in ('M', 'N', 'P', '1', '2', '3') then 'black'
        when upper(trim(ETHNOS)) in ('S', '8') then 'other'
        else 'unknown'
    end as ethnicity,
    false as opted_out,
    case when try_cast(APPTDATE as date) >= date '1900-01-01' then try_cast(APPTDATE as date) end as last_seen_on
from (
    select
        *,
        coalesce(
            case when try_cast(DOB as date) >= date '1880-01-01' then try_cast(DOB as date) end,
            try_cast(
                substr(lpad(trim(MYDOB), 6, '0'), 3, 4) || '-' || substr(lpad(trim(MYDOB), 6, '0'), 1, 2) || '-01' as date
            )
        ) as born_on,
        regexp_replace(upper(HOMEADD), '[^A-Z0-9]', '', 'g') as compact_postcode
    from (  -- most appointments of a person say the same: it is read once
        select
            source_number, local_person_key, NEWNHSNO, FORENAME, SURNAME, DOB, MYDOB, HOMEADD, SEX, ETHNOS,
            max(try_cast(APPTDATE as date)) as APPTDATE
        from extract
        group by source_number, local_person_key, NEWNHSNO, FORENAME, SURNAME, DOB, MYDOB, HOMEADD, SEX, ETHNOS
    ) as said
) as row_of_person
