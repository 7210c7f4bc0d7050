-- table: person_year_cost
-- grain: one row per person, year of the place and setting with a cost line that is more than nothing
-- rule: The cost lines of the year, on days lived here. Prescribed items are in general-practice. A kind
--   whose price is steady (see steady_price) is the person's contacts of the year times that price; of any other the
--   lines of `cost` are added up.
-- columns:
--   person_id       integer  the person
--   year_starts_on  date     first day of the year
--   setting         varchar  setting of the care
--   amount_pence    bigint   what its cost lines come to in pence
with steady_kind as (
    select kind from steady_price where span = 'year' group by kind
), year_price as (  -- the steady prices of a year beside each other: 0 for a kind that is added up line by line
    select
        starts_on as year_starts_on,
        sum(case when kind = 'consultation' then amount_pence else 0 end) as consultation,
        sum(case when kind = 'prescription-item' then amount_pence else 0 end) as prescription_item,
        sum(case when kind = 'emergency-department' then amount_pence else 0 end) as emergency_department,
        sum(case when kind = 'admission' then amount_pence else 0 end) as admission,
        sum(case when kind = 'day-case' then amount_pence else 0 end) as day_case,
        sum(case when kind = 'outpatient' then amount_pence else 0 end) as outpatient,
        sum(case when kind = 'community-contact' then amount_pence else 0 end) as community_contact,
        sum(case when kind = 'mental-health-contact' then amount_pence else 0 end) as mental_health_contact,
        sum(case when kind = 'mental-health-admission' then amount_pence else 0 end) as mental_health_admission,
        sum(case when kind = 'assessment' then amount_pence else 0 end) as assessment,
        sum(case when kind = 'home-care' then amount_pence else 0 end) as home_care,
        sum(case when kind = 'care-home' then amount_pence else 0 end) as care_home,
        sum(case when kind = 'other-support' then amount_pence else 0 end) as other_support
    from steady_price
    where span = 'year'
    group by starts_on
), price_of_year as (
    select
        year_starts_on,
        cast(consultation as bigint) as consultation,
        cast(prescription_item as bigint) as prescription_item,
        cast(emergency_department as bigint) as emergency_department,
        cast(admission as bigint) as admission,
        cast(day_case as bigint) as day_case,
        cast(outpatient as bigint) as outpatient,
        cast(community_contact as bigint) as community_contact,
        cast(mental_health_contact as bigint) as mental_health_contact,
        cast(mental_health_admission as bigint) as mental_health_admission,
        cast(assessment as bigint) as assessment,
        cast(home_care as bigint) as home_care,
        cast(care_home as bigint) as care_home,
        cast(other_support as bigint) as other_support
    from year_price
), counted as (
    select
        activity.person_id, activity.year_starts_on,
        activity.gp_consultations * price.consultation + activity.prescription_items * price.prescription_item
            as general_practice,
        activity.emergency_department_attendances * price.emergency_department
            + (activity.emergency_admissions + activity.elective_admissions + activity.other_admissions)
            * price.admission
            + activity.day_cases * price.day_case
            + activity.outpatient_attendances * price.outpatient as hospital,
        activity.community_contacts * price.community_contact as community,
        activity.mental_health_contacts * price.mental_health_contact
            + activity.mental_health_admissions * price.mental_health_admission as mental_health,
        activity.social_care_assessments * price.assessment
            + activity.home_care_spells * price.home_care
            + activity.care_home_spells * price.care_home
            + activity.other_support_spells * price.other_support as social_care
    from person_year_activity as activity
    inner join price_of_year as price on price.year_starts_on = activity.year_starts_on
), line as (  -- told apart before they are matched with people: in most places few lines are left
    select person_id, day, setting, amount_pence
    from cost
    where kind not in (select kind from steady_kind)
), added_up as (  -- settings beside each other: grouping lines by two numbers is half the work of three
    select
        line.person_id,
        resident_stretch.year_starts_on,
        sum(case when line.setting = 'general-practice' then line.amount_pence end) as general_practice,
        sum(case when line.setting = 'hospital' then line.amount_pence end) as hospital,
        sum(case when line.setting = 'community' then line.amount_pence end) as community,
        sum(case when line.setting = 'mental-health' then line.amount_pence end) as mental_health,
        sum(case when line.setting = 'social-care' then line.amount_pence end) as social_care
    from line
    inner join resident_stretch
        on resident_stretch.person_id = line.person_id
        and resident_stretch.starts_on <= line.day
        and resident_stretch.ends_before > line.day
    group by line.person_id, resident_stretch.year_starts_on
), beside as (
    select
        coalesce(counted.person_id, added_up.person_id) as person_id,
        coalesce(counted.year_starts_on, added_up.year_starts_on) as year_starts_on,
        coalesce(counted.general_practice, 0) + coalesce(added_up.general_practice, 0) as general_practice,
        coalesce(counted.hospital, 0) + coalesce(added_up.hospital, 0) as hospital,
        coalesce(counted.community, 0) + coalesce(added_up.community, 0) as community,
        coalesce(counted.mental_health, 0) + coalesce(added_up.mental_health, 0) as mental_health,
        coalesce(counted.social_care, 0) + coalesce(added_up.social_care, 0) as social_care
    from counted
    full join added_up
        on added_up.person_id = counted.person_id and added_up.year_starts_on = counted.year_starts_on
)
select person_id, year_starts_on, 'general-practice' as setting, general_practice as amount_pence
from beside where general_practice > 0
union all
select person_id, year_starts_on, 'hospital' as setting, hospital as amount_pence from beside where hospital > 0
union all
select person_id, year_starts_on, 'community' as setting, community as amount_pence from beside where community > 0
union all
select person_id, year_starts_on, 'mental-health' as setting, mental_health as amount_pence
from beside where mental_health > 0
union all
select person_id, year_starts_on, 'social-care' as setting, social_care as amount_pence from beside where social_care > 0
