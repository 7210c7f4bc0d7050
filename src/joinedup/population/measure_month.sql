-- table: measure_month
-- grain: one row per measure, calendar month, neighbourhood, segment and deprivation quintile with a denominator
-- rule: Each measure of `measure_definition` that is counted in contacts or bed days. Its value for any group of rows is
--   multiplier x sum of numerator / sum of denominator; both add up over months and groups. The measures counted in pence
--   are in cost_measure_month.
-- columns:
--   measure               varchar  name of the measure: see measure_definition
--   month                 date     first day of the month
--   neighbourhood         varchar  the neighbourhood; null for people in none
--   segment               varchar  the segment; null for people not yet scored
--   deprivation_quintile  tinyint  1 is the most deprived; null when the home is not known
--   numerator             double   contacts or bed days
--   denominator           double   person-years (days lived here / 365.25), or contacts
with definition as (
    select measure, setting, kind, began, mark, counts, denominator, denominator_mark
    from measure_definition
    where counts in ('contacts', 'bed_days')
), numerator as (
    select
        definition.measure, activity_month.month, activity_month.stratum_id,
        sum(case when definition.counts = 'bed_days' then coalesce(activity_month.bed_days, 0)
            else activity_month.contacts end) as numerator
    from activity_month
    inner join definition
        on definition.setting = activity_month.setting
        and definition.kind = activity_month.kind
        and definition.mark = activity_month.mark
    where definition.began is null or definition.began = activity_month.began
    group by definition.measure, activity_month.month, activity_month.stratum_id
), denominator as (
    select
        definition.measure, population_month.month, population_month.stratum_id,
        population_month.person_days / 365.25 as denominator
    from population_month
    inner join definition on definition.denominator = 'person-years'
    union all
    select
        definition.measure, activity_month.month, activity_month.stratum_id,
        sum(activity_month.contacts) as denominator
    from activity_month
    inner join definition
        on definition.denominator = 'contacts'
        and definition.setting = activity_month.setting
        and definition.kind = activity_month.kind
        and definition.denominator_mark = activity_month.mark
    where definition.began is null or definition.began = activity_month.began
    group by definition.measure, activity_month.month, activity_month.stratum_id
)
select
    denominator.measure, denominator.month,
    stratum.neighbourhood, stratum.segment, stratum.deprivation_quintile,
    coalesce(numerator.numerator, 0) as numerator,
    denominator.denominator
from denominator
inner join stratum on stratum.stratum_id = denominator.stratum_id
left join numerator
    on numerator.measure = denominator.measure
    and numerator.month = denominator.month
    and numerator.stratum_id = denominator.stratum_id
