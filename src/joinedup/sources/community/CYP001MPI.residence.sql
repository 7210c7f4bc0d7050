-- A patient lives where a row of the index says from its day until the day of their next row.
-- Of two rows of one day the later in the files is believed. The index knows no deprivation and no care homes.
select person_id, starts_on, ends_before, lsoa_code, cast(null as tinyint) as deprivation_quintile, false as care_home
from (
    select
        person_id,
        try_cast(RecordDate as date) as starts_on,
        lead(try_cast(RecordDate as date)) over (partition by person_id order by try_cast(RecordDate as date), row_id)
            as ends_before,
        nullif(trim(LSOA2011), '') as lsoa_code
    from kept
) as spell
where lsoa_code is not null and (ends_before is null or ends_before > starts_on)
