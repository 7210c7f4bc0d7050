-- table: resident
-- grain: one row per person and spell of living in the place with one practice
-- rule: Who is in the population, decided here and nowhere else. Where the place counts people registered, a person lives
--   here on every day registered with a practice of its neighbourhoods (with any practice, if the place says so). Where it
--   counts people seen, a person lives here from the first day seen in any record. Nobody lives here before the month of
--   birth or after the day of death. Spells go back as far as the records do and stop where the data stop.
-- columns:
--   person_id      integer  the person
--   practice_code  varchar  ODS code of the practice; null where the place counts people seen
--   neighbourhood  varchar  the practice's neighbourhood; null when it is in none
--   starts_on      date     first day of living here
--   ends_before    date     first day no longer here: after a move or a death, or the end of the data; never null
--   reason         varchar  why the person counts, in words
with here as (  -- the place's practices; where only the former practice is listed, its successor stands for it
    select
        coalesce(standing_organisation.standing_code, place_practice.practice_code) as practice_code,
        coalesce(
            max(case when standing_organisation.standing_code = place_practice.practice_code
                then place_practice.neighbourhood end),
            min(place_practice.neighbourhood)
        ) as neighbourhood
    from place_practice
    left join standing_organisation on standing_organisation.organisation_code = place_practice.practice_code
    group by coalesce(standing_organisation.standing_code, place_practice.practice_code)
), counted as (
    select
        registered_spell.person_id, registered_spell.practice_code, here.neighbourhood,
        registered_spell.starts_on, registered_spell.ends_before,
        'registered with ' || registered_spell.practice_code
        || ' from ' || cast(registered_spell.starts_on as varchar)
        || coalesce(', first as ' || registered_spell.joined_as, '') as reason
    from registered_spell
    inner join population_rule on population_rule.counted = 'registered'
    left join here on here.practice_code = registered_spell.practice_code
    where population_rule.registered_with = 'any-practice' or here.practice_code is not null
    union all
    select
        first_seen.person_id, null as practice_code, null as neighbourhood,
        first_seen.seen_on as starts_on, null as ends_before,
        'first seen on ' || cast(first_seen.seen_on as varchar) as reason
    from first_seen
    inner join population_rule on population_rule.counted = 'seen'
), lived as (
    select
        counted.person_id, counted.practice_code, counted.neighbourhood, counted.reason,
        greatest(counted.starts_on, coalesce(person.birth_month, counted.starts_on)) as starts_on,
        least(
            coalesce(counted.ends_before, place_period.data_ends_before),
            coalesce(person.died_on + interval 1 day, place_period.data_ends_before),
            place_period.data_ends_before
        ) as ends_before
    from counted
    inner join person on person.person_id = counted.person_id
    cross join place_period
)
select person_id, practice_code, neighbourhood, cast(starts_on as date) as starts_on,
    cast(ends_before as date) as ends_before, reason
from lived
where starts_on < ends_before
