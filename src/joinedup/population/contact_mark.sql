-- table: contact_mark
-- grain: one row per contact and mark it bears
-- rule: What a measure needs to know about a contact beyond its setting, kind and way of beginning; only contacts that the
--   person came to.
--   `within-four-hours`: at an emergency department for no more minutes than the threshold.
--   `readmitted`: an emergency admission that began fewer days than the threshold after the end of an earlier stay.
--   `avoidable`: an emergency admission whose main diagnosis is a condition that good care outside hospital keeps people
--   out of hospital with (code list ambulatory-care-sensitive).
--   `new-placement`: a move into a care home by somebody who was in none the day before.
--   `timed`: a contact at an emergency department whose minutes are recorded.
-- columns:
--   contact_id  bigint   the contact
--   mark        varchar  within-four-hours, timed, readmitted, avoidable or new-placement
--   person_id   integer  the person
--   starts_on   date     first day of the contact
--   setting     varchar  its setting
--   kind        varchar  its kind
--   began       varchar  how it began
--   bed_days    smallint its bed days
with stay as (
    select
        contact_id, person_id, starts_on, setting, kind, began, bed_days,
        max(ends_before) over (
            partition by person_id order by starts_on, coalesce(ends_before, cast('9999-12-31' as date)), contact_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_ended_before
    from contact
    where setting = 'hospital' and kind = 'admission' and attended
), placement as (
    select
        contact_id, person_id, starts_on, setting, kind, began, bed_days,
        max(coalesce(ends_before, cast('9999-12-31' as date))) over (
            partition by person_id order by starts_on, coalesce(ends_before, cast('9999-12-31' as date)), contact_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_ended_before
    from contact
    where setting = 'social-care' and kind = 'care-home' and attended
), avoidable_code as (
    select seen.code
    from (select code from diagnosis where position = 1 and code_system = 'icd10' group by code) as seen
    inner join ambulatory_care_code on starts_with(seen.code, ambulatory_care_code.code)
    group by seen.code
), avoidable as (
    select diagnosis.contact_id
    from diagnosis
    inner join avoidable_code on avoidable_code.code = diagnosis.code
    where diagnosis.position = 1 and diagnosis.code_system = 'icd10' and diagnosis.contact_id is not null
    group by diagnosis.contact_id
)
select
    contact.contact_id, 'within-four-hours' as mark, contact.person_id, contact.starts_on,
    contact.setting, contact.kind, contact.began, contact.bed_days
from contact
inner join measure_threshold on measure_threshold.threshold = 'within-four-hours'
where contact.kind = 'emergency-department' and contact.attended and contact.minutes <= measure_threshold.amount
union all
select
    contact_id, 'timed' as mark, person_id, starts_on, setting, kind, began, bed_days
from contact
where kind = 'emergency-department' and attended and minutes is not null
union all
select
    stay.contact_id, 'readmitted' as mark, stay.person_id, stay.starts_on, stay.setting, stay.kind, stay.began, stay.bed_days
from stay
inner join measure_threshold on measure_threshold.threshold = 'readmitted'
where stay.began = 'emergency'
    and date_diff('day', stay.earlier_ended_before, stay.starts_on) + 1 < measure_threshold.amount
    and date_diff('day', stay.earlier_ended_before, stay.starts_on) + 1 >= 0
union all
select
    stay.contact_id, 'avoidable' as mark, stay.person_id, stay.starts_on, stay.setting, stay.kind, stay.began, stay.bed_days
from stay
inner join avoidable on avoidable.contact_id = stay.contact_id
where stay.began = 'emergency'
union all
select contact_id, 'new-placement' as mark, person_id, starts_on, setting, kind, began, bed_days
from placement
where earlier_ended_before is null or earlier_ended_before < starts_on
