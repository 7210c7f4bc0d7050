-- A patient counts as registered with the managing organisation (the organisation sending the file when none is named)
-- from birth until the day of death, that day included; without a birth date there is no telling since when.
select person_id, practice_code, born_on as starts_on, died_on + 1 as ends_before
from (
    select
        person_id,
        coalesce(
            (line ->> '$.managingOrganization.identifier.value'),
            nullif(regexp_extract(line ->> '$.managingOrganization.reference', '([^/:]+)$', 1), ''),
            source_organisation
        ) as practice_code,
        try_cast(substr((line ->> '$.birthDate') || '-01-01', 1, 10) as date) as born_on,
        case
            when try_cast(substr((line ->> '$.deceasedDateTime') || '-01-01', 1, 10) as date) < date '2999-01-01'
                then try_cast(substr((line ->> '$.deceasedDateTime') || '-01-01', 1, 10) as date)
        end as died_on
    from kept
) as patient
where born_on between date '1880-01-01' and date '2199-12-31'
