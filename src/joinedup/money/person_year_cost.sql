-- table: person_year_cost
-- grain: one row per person, year of the place and setting with a cost line that is more than nothing
-- rule: The cost lines of the year, on days lived here. Prescribed items are in general-practice.
-- columns:
--   person_id       integer  the person
--   year_starts_on  date     first day of the year
--   setting         varchar  setting of the care
--   amount_pence    bigint   what its cost lines come to in pence
with beside as (  -- the settings beside each other first: grouping 50 million lines by two numbers is half the work
    select
        cost.person_id,
        resident_stretch.year_starts_on,
        sum(case when cost.setting = 'general-practice' then cost.amount_pence end) as general_practice,
        sum(case when cost.setting = 'hospital' then cost.amount_pence end) as hospital,
        sum(case when cost.setting = 'community' then cost.amount_pence end) as community,
        sum(case when cost.setting = 'mental-health' then cost.amount_pence end) as mental_health,
        sum(case when cost.setting = 'social-care' then cost.amount_pence end) as social_care
    from cost
    inner join resident_stretch
        on resident_stretch.person_id = cost.person_id
        and resident_stretch.starts_on <= cost.day
        and resident_stretch.ends_before > cost.day
    group by cost.person_id, resident_stretch.year_starts_on
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
