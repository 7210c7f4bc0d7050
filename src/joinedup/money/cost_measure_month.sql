-- table: cost_measure_month
-- grain: one row per measure counted in pence, calendar month, neighbourhood, segment and deprivation quintile
-- rule: Each measure of `measure_definition` that is counted in pence, in the form of measure_month.
-- columns:
--   measure               varchar  name of the measure: see measure_definition
--   month                 date     first day of the month
--   neighbourhood         varchar  the neighbourhood; null for people in none
--   segment               varchar  the segment; null for people not yet scored
--   deprivation_quintile  tinyint  1 is the most deprived; null when the home is not known
--   numerator             double   pence
--   denominator           double   person-years (days lived here / 365.25)
with definition as (
    select measure, setting, kind from measure_definition where counts = 'amount_pence' and denominator = 'person-years'
), numerator as (
    select definition.measure, cost_month.month, cost_month.stratum_id, sum(cost_month.amount_pence) as amount_pence
    from cost_month
    cross join definition
    where (definition.setting is null or definition.setting = cost_month.setting)
        and (definition.kind is null or definition.kind = cost_month.kind)
    group by definition.measure, cost_month.month, cost_month.stratum_id
)
select
    definition.measure, population_month.month,
    stratum.neighbourhood, stratum.segment, stratum.deprivation_quintile,
    coalesce(numerator.amount_pence, 0) as numerator,
    population_month.person_days / 365.25 as denominator
from population_month
cross join definition
inner join stratum on stratum.stratum_id = population_month.stratum_id
left join numerator
    on numerator.measure = definition.measure
    and numerator.month = population_month.month
    and numerator.stratum_id = population_month.stratum_id
