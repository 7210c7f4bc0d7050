-- table: registered_spell
-- grain: one row per person and spell of registration with one practice, in or outside the place
-- rule: A person has one practice on a day: a registration ends when the person's next one begins, whatever end was
--   recorded. Of two that begin on the same day the one that ends later counts, then the higher code. A practice that
--   another took the place of counts as its successor, and spells with one practice that follow on each other are one.
-- columns:
--   person_id      integer  the person
--   practice_code  varchar  ODS code of the practice, or of its successor
--   starts_on      date     first day registered
--   ends_before    date     first day no longer registered; null while registered
--   joined_as      varchar  code of the practice the person joined, where another has taken its place; null otherwise
with cut as (
    select
        person_id, recorded_code, practice_code, starts_on,
        least(ends_before, coalesce(lead(starts_on) over (
            partition by person_id order by starts_on, ends_before, practice_code, recorded_code
        ), ends_before)) as ends_before
    from (
        select
            registration.person_id, registration.starts_on, registration.practice_code as recorded_code,
            coalesce(standing_organisation.standing_code, registration.practice_code) as practice_code,
            coalesce(registration.ends_before, cast('9999-12-31' as date)) as ends_before
        from registration
        left join standing_organisation on standing_organisation.organisation_code = registration.practice_code
    ) as named
    where starts_on < ends_before
), beside_the_one_before as (
    select
        person_id, recorded_code, practice_code, starts_on, ends_before,
        lag(practice_code) over (partition by person_id order by starts_on) as practice_before,
        lag(ends_before) over (partition by person_id order by starts_on) as ended_before
    from cut
    where starts_on < ends_before
), numbered as (
    select
        person_id, recorded_code, practice_code, starts_on, ends_before,
        sum(case when practice_before = practice_code and ended_before = starts_on then 0 else 1 end) over (
            partition by person_id order by starts_on rows between unbounded preceding and current row
        ) as spell
    from beside_the_one_before
)
select
    person_id,
    practice_code,
    min(starts_on) as starts_on,
    nullif(max(ends_before), cast('9999-12-31' as date)) as ends_before,
    max(case when recorded_code <> practice_code then recorded_code end) as joined_as
from numbered
group by person_id, practice_code, spell
