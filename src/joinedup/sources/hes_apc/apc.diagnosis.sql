-- Every ICD-10 code of a finished episode, at the stay it belongs to, without the dot and the trailing X, - or dagger. What
-- does not begin as an ICD-10 code does (-, &, older codes) is left out. Unfinished episodes come again when finished.
select
    person_id,
    contact_id,
    recorded_on,
    'icd10' as code_system,
    regexp_extract(replace(upper(listed), '.', ''), '[A-Z][0-9][0-9]+', 0) as code,
    cast(substr(listed, 1, 2) as smallint) as position
from (
    select
        person_id,
        contact_id,
        recorded_on,
        -- the position goes before the code, so that one list tells both
        unnest([
            '01' || DIAG_4_01, '02' || DIAG_4_02, '03' || DIAG_4_03, '04' || DIAG_4_04,
            '05' || DIAG_4_05, '06' || DIAG_4_06, '07' || DIAG_4_07, '08' || DIAG_4_08,
            '09' || DIAG_4_09, '10' || DIAG_4_10, '11' || DIAG_4_11, '12' || DIAG_4_12,
            '13' || DIAG_4_13, '14' || DIAG_4_14, '15' || DIAG_4_15, '16' || DIAG_4_16,
            '17' || DIAG_4_17, '18' || DIAG_4_18, '19' || DIAG_4_19, '20' || DIAG_4_20
        ]) as listed
    from (
        select
            *,
            first_value(row_id) over (
                partition by person_id, provider, admitted_on, spell_number order by episode_order, row_id
            ) as contact_id
        from (
            select
                *,
                nullif(trim(PROCODE3), '') as provider,
                coalesce(trim(PROVSPNO), '') as spell_number,
                coalesce(try_cast(EPIORDER as integer), 99) as episode_order,
                try_cast(ADMIDATE as date) as admitted_on,
                case
                    when try_cast(EPISTART as date) >= try_cast(ADMIDATE as date) then try_cast(EPISTART as date)
                    else try_cast(ADMIDATE as date)
                end as recorded_on
            from kept
        ) as row_of_episode
    ) as episode
    where coalesce(trim(EPISTAT), '3') <> '1'
) as diagnosis
where regexp_matches(replace(upper(listed), '.', ''), '^.. *[A-Z][0-9][0-9]')
