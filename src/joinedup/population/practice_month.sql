-- table: practice_month
-- grain: one row per practice, calendar month and measure with a denominator
-- rule: The measures of measure_month by practice: what care models reach site by site is compared by. People count with
--   the practice they were registered with on the day. The value for any group of rows is multiplier x sum of numerator /
--   sum of what it is divided by, person_years or denominator. No rows where the place counts people seen.
-- columns:
--   practice_code  varchar  ODS code of the practice
--   neighbourhood  varchar  the practice's neighbourhood; null when it is in none
--   month          date     first day of the month
--   measure        varchar  name of the measure: see measure_definition
--   numerator      double   contacts or bed days
--   person_years   double   days lived here / 365.25, for every measure
--   denominator    double   contacts, for measures divided by contacts; null for those divided by person-years
with definition as (
    select measure, setting, kind, began, mark, counts, denominator, denominator_mark
    from measure_definition
    where counts in ('contacts', 'bed_days')
), marked as (
    select
        resident_stretch.practice_code, cast(date_trunc('month', contact_mark.starts_on) as date) as month,
        contact_mark.setting, contact_mark.kind, contact_mark.began, contact_mark.mark,
        count(*) as contacts, sum(contact_mark.bed_days) as bed_days
    from contact_mark
    inner join resident_stretch
        on resident_stretch.person_id = contact_mark.person_id
        and resident_stretch.starts_on <= contact_mark.starts_on
        and resident_stretch.ends_before > contact_mark.starts_on
    group by
        resident_stretch.practice_code, cast(date_trunc('month', contact_mark.starts_on) as date),
        contact_mark.setting, contact_mark.kind, contact_mark.began, contact_mark.mark
), activity as (
    select
        practice_code, month, setting, kind, began, 'any' as mark, sum(lines) as contacts, sum(bed_days) as bed_days
    from care_month
    where attended and kind <> 'prescription-item'
    group by practice_code, month, setting, kind, began
    union all
    select practice_code, month, setting, kind, began, mark, contacts, bed_days from marked
    union all
    select
        resident_stretch.practice_code, cast(date_trunc('month', person.died_on) as date) as month,
        'population' as setting, 'death' as kind, null as began, 'any' as mark, count(*) as contacts, null as bed_days
    from person
    inner join resident_stretch
        on resident_stretch.person_id = person.person_id
        and resident_stretch.starts_on <= person.died_on
        and resident_stretch.ends_before > person.died_on
    group by resident_stretch.practice_code, cast(date_trunc('month', person.died_on) as date)
), counted as (
    select
        activity.practice_code, activity.month, definition.measure,
        sum(case when definition.mark <> activity.mark then 0
            when definition.counts = 'bed_days' then coalesce(activity.bed_days, 0)
            else activity.contacts end) as numerator,
        sum(case when definition.denominator_mark = activity.mark then activity.contacts else 0 end) as denominator
    from activity
    inner join definition
        on definition.setting = activity.setting
        and definition.kind = activity.kind
        and (definition.mark = activity.mark or definition.denominator_mark = activity.mark)
    where definition.began is null or definition.began = activity.began
    group by activity.practice_code, activity.month, definition.measure
), alike as (  -- most people live here all year: stretches with the same days are counted together before they are spread
    select practice_code, starts_on, ends_before, count(*) as people
    from resident_stretch
    where practice_code is not null
    group by practice_code, starts_on, ends_before
), lived as (
    select
        alike.practice_code, month.month,
        sum(alike.people * date_diff('day', greatest(alike.starts_on, month.month),
            least(alike.ends_before, month.ends_before))) / 365.25 as person_years
    from alike
    inner join month on month.month < alike.ends_before and month.ends_before > alike.starts_on
    group by alike.practice_code, month.month
), practice as (
    select practice_code, max(neighbourhood) as neighbourhood
    from resident
    where practice_code is not null
    group by practice_code
)
select
    lived.practice_code,
    practice.neighbourhood,
    lived.month,
    definition.measure,
    coalesce(counted.numerator, 0) as numerator,
    lived.person_years,
    case when definition.denominator = 'contacts' then coalesce(counted.denominator, 0) end as denominator
from lived
cross join definition
inner join practice on practice.practice_code = lived.practice_code
left join counted
    on counted.practice_code = lived.practice_code
    and counted.month = lived.month
    and counted.measure = definition.measure
where definition.denominator = 'person-years' or counted.denominator > 0
