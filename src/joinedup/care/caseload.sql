-- table: caseload
-- grain: one row per person and care model: the first spell on its caseload
-- rule: Everyone whom a care model's team has had on its list, with the first of their spells. Whether the person was
--   eligible is looked up on the first day of the month of joining, from what was known before that day: somebody who
--   became eligible during that month counts as not eligible then. It is not known for a care model that the place file
--   does not have, and for months before a year into the data.
-- columns:
--   care_model                 varchar  name of the care model
--   person_id                  integer  the person
--   joined_on                  date     first day on the caseload
--   left_before                date     first day no longer on it; null while on it
--   eligible_on_joining_month  boolean  whether the person was eligible on the first day of that month; null when not known
--   reason                     varchar  the rule that says so, in words
with first_day as (
    select care_model, person_id, min(joined_on) as joined_on from enrolment group by care_model, person_id
), first_spell as (  -- of two lists that have the same spell, the later end counts
    select
        first_day.care_model, first_day.person_id, first_day.joined_on,
        cast(date_trunc('month', first_day.joined_on) as date) as month,
        nullif(max(coalesce(enrolment.left_before, cast('9999-12-31' as date))), cast('9999-12-31' as date))
            as left_before
    from first_day
    inner join enrolment
        on enrolment.care_model = first_day.care_model
        and enrolment.person_id = first_day.person_id
        and enrolment.joined_on = first_day.joined_on
    group by first_day.care_model, first_day.person_id, first_day.joined_on
), looked_up as (
    select
        first_spell.care_model, first_spell.person_id, first_spell.joined_on, first_spell.left_before,
        first_spell.month, care_model.eligible, eligible_person_month.person_id is not null as was_eligible,
        care_model.care_model is not null and first_spell.month >= place_period.data_from + interval 12 month
            and first_spell.month < place_period.data_ends_before as is_known
    from first_spell
    cross join place_period
    left join care_model on care_model.care_model = first_spell.care_model
    left join eligible_person_month
        on eligible_person_month.care_model = first_spell.care_model
        and eligible_person_month.month = first_spell.month
        and eligible_person_month.person_id = first_spell.person_id
)
select
    care_model,
    person_id,
    joined_on,
    left_before,
    case when is_known then was_eligible end as eligible_on_joining_month,
    case
        when eligible is null then 'the place file has no care model of this name'
        when not is_known then 'eligibility is not known for ' || cast(month as varchar)
        when was_eligible then 'eligible on ' || cast(month as varchar) || ': ' || eligible
        else 'not eligible on ' || cast(month as varchar) || ' as known before that day: ' || eligible
    end as reason
from looked_up
