-- table: shared_patients
-- grain: one row per pair of organisations that had contacts with the same person in the latest year
-- rule: Residents whom both organisations saw: see organisation_people. A pair is tied when it shares at least as many
--   people as the threshold shared-patients: more than half of all pairs of providers share one person only, which may be
--   chance.
-- columns:
--   year_starts_on  date     first day of the year
--   organisation_a  varchar  ODS code of one organisation, first in the alphabet
--   organisation_b  varchar  ODS code of the other
--   people          integer  people with contacts at both
--   contacts        integer  contacts of those people with the two
--   people_a        integer  people with contacts at the first
--   people_b        integer  people with contacts at the other
--   tied            boolean  whether they share enough people to be drawn as working together
with numbered as (
    select
        organisation_code, min(year_starts_on) as year_starts_on, count(*) as people,
        cast(row_number() over (order by organisation_code) as integer) as body_number
    from organisation_people
    group by organisation_code
), seen as (
    select organisation_people.person_id, organisation_people.contacts, numbered.body_number
    from organisation_people
    inner join numbered on numbered.organisation_code = organisation_people.organisation_code
), pair as (
    select
        one.body_number as number_a, other.body_number as number_b,
        count(*) as people, sum(one.contacts + other.contacts) as contacts
    from seen as one
    inner join seen as other on other.person_id = one.person_id and other.body_number > one.body_number
    group by one.body_number, other.body_number
)
select
    a.year_starts_on, a.organisation_code as organisation_a, b.organisation_code as organisation_b,
    pair.people, pair.contacts, a.people as people_a, b.people as people_b,
    pair.people >= measure_threshold.amount as tied
from pair
inner join numbered as a on a.body_number = pair.number_a
inner join numbered as b on b.body_number = pair.number_b
inner join measure_threshold on measure_threshold.threshold = 'shared-patients'
