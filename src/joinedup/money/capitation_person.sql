-- table: capitation_person
-- grain: one row per person who lived here in the year that need is measured in
-- rule: What was known about the person before the year, who serves the person, and what the person's care cost in the year.
--   Age, segment and deprivation are those of the year's first day; the practice is the first one of the year. Ages are in
--   bands of five years up to 85 and over.
-- columns:
--   person_id             integer   the person
--   person_days           smallint  days lived here in the year
--   age_band              smallint  first year of the five-year band of age; null when age is not known
--   sex                   varchar   female, male, other or unknown
--   deprivation_quintile  tinyint   1 is the most deprived; null when the home is not known
--   segment               varchar   the segment; null for people not scored then
--   practice_code         varchar   ODS code of the practice; null where the place counts people seen
--   neighbourhood         varchar   the practice's neighbourhood; null for people in none
--   hospital_code         varchar   ODS code of the hospital that serves the practice: see practice_hospital
--   cost_pence            bigint    what the person's care cost in the year
with spent as (
    select person_year_cost.person_id, sum(person_year_cost.amount_pence) as cost_pence
    from person_year_cost
    inner join capitation_year on capitation_year.year_starts_on = person_year_cost.year_starts_on
    group by person_year_cost.person_id
)
select
    person_year.person_id,
    person_year.person_days,
    least(person_year.age // 5 * 5, 85) + case when person_year.age is null then null else 0 end as age_band,
    person_year.sex,
    person_year.deprivation_quintile,
    person_year.segment,
    person_year.practice_code,
    person_year.neighbourhood,
    practice_hospital.hospital_code,
    coalesce(spent.cost_pence, 0) as cost_pence
from person_year
inner join capitation_year on capitation_year.year_starts_on = person_year.year_starts_on
left join practice_hospital on practice_hospital.practice_code = person_year.practice_code
left join spent on spent.person_id = person_year.person_id
