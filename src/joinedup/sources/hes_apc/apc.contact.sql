-- Episodes of one person at one provider with one day of admission (and one spell number, where there is one) are one stay.
-- Its first episode says how it began and what kind it was; it ends with the latest day of discharge of its episodes, and
-- goes on while none has one. Day cases and regular day and night attenders are day cases. A birth began as other.
select
    episode.row_id as contact_id,
    episode.person_id,
    coalesce(site.organisation_code, trust.organisation_code, episode.provider, episode.source_organisation)
        as organisation_code,
    'hospital' as setting,
    case when episode.is_day_case then 'day-case' else 'admission' end as kind,
    case
        when episode.admission_method in ('11', '12', '13') then 'elective'
        when episode.admission_method like '2_' then 'emergency'
        when episode.admission_method in ('31', '32') then 'maternity'
        when episode.admission_method = '81' then 'transfer'
        else 'other'
    end as began,
    episode.admitted_on as starts_on,
    episode.spell_discharged_on + 1 as ends_before,
    case
        when episode.is_day_case then cast(0 as smallint)
        -- the longest stay the column holds is 89 years; least() would take a stay that goes on for the longest
        when episode.spell_discharged_on is not null
            then cast(least(date_diff('day', episode.admitted_on, episode.spell_discharged_on), 32767) as smallint)
    end as bed_days,
    cast(null as integer) as minutes,
    true as attended
from (
    select
        *,
        max(discharged_on) over (partition by person_id, provider, admitted_on, spell_number) as spell_discharged_on,
        row_number() over (
            partition by person_id, provider, admitted_on, spell_number order by episode_order, row_id
        ) as place_in_spell
    from (
        select
            row_id,
            person_id,
            source_organisation,
            PROCODE5,
            nullif(trim(PROCODE3), '') as provider,
            coalesce(trim(PROVSPNO), '') as spell_number,
            coalesce(try_cast(EPIORDER as integer), 99) as episode_order,
            upper(trim(ADMIMETH)) as admission_method,
            coalesce(trim(CLASSPAT) in ('2', '3', '4'), false) as is_day_case,
            try_cast(ADMIDATE as date) as admitted_on,
            case
                when try_cast(DISDATE as date) between date '1900-01-01' and date '2999-12-31'
                    then try_cast(DISDATE as date)
            end as discharged_on
        from kept
    ) as row_of_episode
) as episode
left join organisation as site on site.organisation_code = trim(episode.PROCODE5)
left join organisation as trust on trust.organisation_code = episode.provider
where episode.place_in_spell = 1
