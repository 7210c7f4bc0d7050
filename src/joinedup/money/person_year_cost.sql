-- table: person_year_cost
-- grain: one row per person and year of the place with a cost line
-- rule: The cost lines of the year, on days lived here. The five settings and prescribing add up to amount_pence.
-- columns:
--   person_id               integer  the person
--   year_starts_on          date     first day of the year
--   cost_lines              integer  cost lines added up
--   amount_pence            bigint   what they come to in pence
--   general_practice_pence  bigint   consultations in general practice
--   prescribing_pence       bigint   prescribed items
--   hospital_pence          bigint   care in hospital, emergency departments and outpatients included
--   community_pence         bigint   contacts with community services
--   mental_health_pence     bigint   contacts with and stays in mental health services
--   social_care_pence       bigint   social care that the council arranges
select
    cost.person_id,
    resident_stretch.year_starts_on,
    count(*) as cost_lines,
    sum(cost.amount_pence) as amount_pence,
    sum(case when cost.kind = 'consultation' then cost.amount_pence else 0 end) as general_practice_pence,
    sum(case when cost.kind = 'prescription-item' then cost.amount_pence else 0 end) as prescribing_pence,
    sum(case when cost.setting = 'hospital' then cost.amount_pence else 0 end) as hospital_pence,
    sum(case when cost.setting = 'community' then cost.amount_pence else 0 end) as community_pence,
    sum(case when cost.setting = 'mental-health' then cost.amount_pence else 0 end) as mental_health_pence,
    sum(case when cost.setting = 'social-care' then cost.amount_pence else 0 end) as social_care_pence
from cost
inner join resident_stretch
    on resident_stretch.person_id = cost.person_id
    and resident_stretch.starts_on <= cost.day
    and resident_stretch.ends_before > cost.day
group by cost.person_id, resident_stretch.year_starts_on
